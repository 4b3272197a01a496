import { appraiseBonus } from '../../appraisal/appraise-bonus.ts'
import { tablesGiven } from '../../appraisal/appraise-book.ts'
import type { AppraisedEngineers } from '../../appraisal/appraise-engineers.ts'
import { appraiseMonths, isFromMonths } from '../../appraisal/appraise-months.ts'
import { appraiseService, decisionsFrom } from '../../appraisal/appraise-service.ts'
import { collectServiceFacts } from '../../appraisal/collect-service-facts.ts'
import type { PeopleOfPeriod } from '../../appraisal/people-of-period.ts'
import { type PeopleTakingPart, peopleTakingPart } from '../../appraisal/people-taking-part.ts'
import { regionCollections } from '../../appraisal/region-collections.ts'
import type { Answer } from '../../base/answer.ts'
import { groupBy } from '../../base/group-by.ts'
import { fen } from '../../base/money.ts'
import type { Period } from '../../base/period.ts'
import { columnIndex } from '../../domain/dataset/tables.ts'
import { type Mark, marksOf } from '../../store/aggregates/marks.ts'
import { rulesOfPeriod } from '../incomplete/rules-of-period.ts'
import { reaches, reachOf } from '../kernel/reach.ts'
import type { Actor, Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { type Marking, marking } from '../marks/find-mark-target.ts'
import { readsEveryMark } from '../marks/marking-duties.ts'
import { factsWithDrafts } from './facts-with-drafts.ts'
import { type RegionPreview, regionPreview } from './region-preview.ts'

export interface PreviewRegion {
  readonly period: string
  readonly region: string
  /** Whether marks that were not submitted yet count: the caller's own, for HR and auditors everybody's. */
  readonly drafts: boolean
}

/**
 * Pool and split 奖金分配 of one region as a run would make them now: the same facts, rules and split as a run's, for the people
 * who take part in this region alone. Nothing is stored. Problems: period_must_exist, thing_must_exist for a region out of
 * reach, and those of rules that do not load.
 */
export const previewRegion = useCase(
  'preview.read',
  async (
    service,
    actor,
    { period: text, region, drafts }: PreviewRegion,
  ): Promise<Answer<{ readonly ok: true; readonly preview: RegionPreview }>> => {
    const found = await marking(service, actor, text)
    if (!found.ok) return found
    const { period, book, people } = found
    const reach = await reachOf(service, actor, 'preview.read', period)
    if (!people.regions.has(region) || !reaches(reach, { region })) {
      return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `region ${region}` })] }
    }
    const loaded = await rulesOfPeriod(service, period)
    if (!loaded.ok) return loaded
    const { rules, onIncomplete } = loaded
    const { store } = service

    const taking = await peopleTakingPart(store, book.id, people, { period, rules })
    const own = peopleOfRegion(taking, region)
    const standing = groupBy(await visibleDrafts(service, actor, found, own), (mark) => mark.engineer)
    const counted = drafts ? standing : new Map<string, Mark[]>()
    const recorded = await collectServiceFacts(store, book.id, period)
    const factsOf = (employee: string) => factsWithDrafts(recorded(employee), counted.get(employee) ?? [])
    const decisions = decisionsFrom(await store.readPeriods(book.id, 'decisions', [period.text])).filter(({ employee }) =>
      own.engineers.some(({ number }) => number === employee),
    )
    const given = tablesGiven(book)
    const asked = { records: store, book: book.id, given, period, rules, onIncomplete, people: taking }
    const anew = async () => {
      const serviceRules = { ...rules.service, attendanceGiven: given.has('attendance') }
      const { results, problems } = appraiseService(own, factsOf, decisions, onIncomplete, serviceRules, rules.book, period)
      const collections = await regionCollections(store, book.id, period, rules.readings, people)
      const commissions = await commissionOf(service, book.id, period, region)
      const split = appraiseBonus(own, results, collections, commissions, rules, period)
      return { service: results, bonus: split.bonus, problems: [...problems, ...split.problems] }
    }
    const appraised = isFromMonths(asked) ? ofRegion(await appraiseMonths(asked), region) : await anew()

    return {
      ok: true,
      preview: regionPreview({
        period: period.text,
        bonus: appraised.bonus[0],
        service: appraised.service,
        problems: appraised.problems,
        draftsCounted: [...counted.values()].flat().filter((mark) => mark.score !== undefined).length,
        markState: (employee) => {
          if (recorded(employee).overallMark !== undefined) return 'submitted'
          return standing.get(employee)?.some((mark) => mark.item === 'overall' && mark.score !== undefined) ? 'draft' : 'missing'
        },
      }),
    }
  },
)

/** Of a period that is made of its months what concerns the region; drafts are of a month and are seen there. */
function ofRegion({ service, bonus, problems }: AppraisedEngineers, region: string): Omit<AppraisedEngineers, 'collections'> {
  const own = bonus.filter((each) => each.region === region)
  const paid = new Set(own.flatMap(({ shares }) => shares.map(({ employee }) => employee)))
  return { bonus: own, problems, service: service.filter((person) => person.region === region || paid.has(person.employee)) }
}

/** The people as if there were only the region: its engineers are those who take part in its split. */
function peopleOfRegion(people: PeopleTakingPart, region: string): PeopleTakingPart {
  return {
    ...people,
    regions: new Map([...people.regions].filter(([code]) => code === region)),
    engineers: people.engineers.filter(
      (engineer) =>
        people.homeOf(engineer.number) === region || people.partsOf(engineer.number).parts.some((part) => part.region === region),
    ),
  }
}

/** Drafts that the actor sees: those of their duties, and everybody's for who reads every mark. */
async function visibleDrafts({ store }: Service, actor: Actor, { period, duties }: Marking, people: PeopleOfPeriod): Promise<Mark[]> {
  const here = new Set(people.engineers.map(({ number }) => number))
  const evaluators = readsEveryMark(actor) ? undefined : duties.map(({ evaluator }) => evaluator)
  const marks = await marksOf(store, period.text, { evaluators })
  return marks.filter((mark) => mark.state === 'draft' && here.has(mark.engineer))
}

async function commissionOf({ store }: Service, book: number, period: Period, region: string) {
  const records = await store.readPeriods(book, 'commissions', [period.text])
  const [regionAt, amountAt] = [columnIndex('commissions', 'region'), columnIndex('commissions', 'amount')]
  const own = records.filter((record) => record[regionAt] === region)
  return new Map(own.map((record) => [region, fen(BigInt(record[amountAt] ?? 0))] as const))
}
