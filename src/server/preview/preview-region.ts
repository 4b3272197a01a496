import { appraiseBonus } from '../../appraisal/appraise-bonus.ts'
import { tablesGiven } from '../../appraisal/appraise-book.ts'
import type { AppraisedEngineers } from '../../appraisal/appraise-engineers.ts'
import { appraiseMonths, isFromMonths } from '../../appraisal/appraise-months.ts'
import { commissionsIn } from '../../appraisal/appraise-pay.ts'
import { appraiseService, decisionsFrom } from '../../appraisal/appraise-service.ts'
import { collectServiceFacts } from '../../appraisal/collect-service-facts.ts'
import { type PeopleTakingPart, peopleTakingPart } from '../../appraisal/people-taking-part.ts'
import { regionCollections } from '../../appraisal/region-collections.ts'
import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import type { ServiceResult } from '../../domain/engineers/service-result.ts'
import { type Mark, marksOf as marksOfPeriod } from '../../store/aggregates/marks.ts'
import { rulesOfPeriod } from '../incomplete/rules-of-period.ts'
import { reaches, reachOf } from '../kernel/reach.ts'
import type { Actor, Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { type Marking, marking } from '../marks/find-mark-target.ts'
import { readsEveryMark } from '../marks/marking-duties.ts'
import { type RegionPreview, regionPreview } from './region-preview.ts'
import { leastMarked, type SeenMarks, seenMarks } from './seen-marks.ts'

export interface PreviewRegion {
  readonly period: string
  readonly region: string
  /** Whether marks that were not submitted yet count: the caller's own, for HR and auditors everybody's. */
  readonly drafts: boolean
}

/**
 * Pool and split 奖金分配 of one region as a run would make them now: the same facts, rules and split as a run's, for the people
 * who take part in this region alone; of a period that is made of its months with the drafts of each. Nothing is stored. Problems: period_must_exist, thing_must_exist for a region out of
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
    const reach = await reachOf(service, actor, period)
    if (!people.regions.has(region) || !reaches(reach, { region })) {
      return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `region ${region}` })] }
    }
    const loaded = await rulesOfPeriod(service, period)
    if (!loaded.ok) return loaded
    const { rules, onIncomplete } = loaded
    const { store } = service

    const taking = await peopleTakingPart(store, book.id, people, { period, rules })
    const given = tablesGiven(book)
    const asked = {
      records: store,
      book: book.id,
      given,
      period,
      rules,
      onIncomplete,
      people: taking,
      commissionsIn: commissionsIn({ records: store, book: book.id, given }, rules),
    }
    const anew = async (): Promise<Previewed> => {
      const own = peopleOfRegion(taking, region)
      const here = new Set(own.engineers.map(({ number }) => number))
      const seen = seenMarks(await collectServiceFacts(store, book.id, period), await visibleDrafts(service, actor, found), drafts)
      const decisions = decisionsFrom(await store.readPeriods(book.id, 'decisions', [period.text])).filter(({ employee }) =>
        here.has(employee),
      )
      const serviceRules = { ...rules.service, attendanceGiven: given.has('attendance') }
      const { results, problems } = appraiseService(own, seen.factsOf, decisions, onIncomplete, serviceRules, rules.book, period)
      const collections = await regionCollections(store, book.id, period, rules.readings, people)
      const commissions = new Map([...(await asked.commissionsIn(period))].filter(([code]) => code === region))
      const split = appraiseBonus(own, results, collections, commissions, rules, period)
      return { service: results, bonus: split.bonus, problems: [...problems, ...split.problems], marksOf: () => [seen] }
    }
    const ofMonths = async (): Promise<Previewed> => {
      const seen = new Map<string, SeenMarks>()
      const factsIn = async (month: Period, recorded: SeenMarks['factsOf']) => {
        // A month that nobody opened has no drafts.
        const opened = await marking(service, actor, month.text)
        const marks = seenMarks(recorded, opened.ok ? await visibleDrafts(service, actor, opened) : [], drafts)
        seen.set(month.text, marks)
        return marks.factsOf
      }
      const appraised = ofRegion(await appraiseMonths({ ...asked, factsIn }), region)
      return { ...appraised, marksOf: ({ months = [] }) => months.flatMap((month) => seen.get(month.period) ?? []) }
    }
    const { service: scored, bonus, problems, marksOf } = isFromMonths(asked) ? await ofMonths() : await anew()
    const marks = new Map(scored.map((person) => [person.employee, marksOf(person)]))

    return {
      ok: true,
      preview: regionPreview({
        period: period.text,
        bonus: bonus[0],
        service: scored,
        problems,
        draftsCounted: [...marks]
          .flatMap(([employee, own]) => own.map(({ counted }) => counted(employee)))
          .reduce((sum, each) => sum + each, 0),
        markState: (employee) => leastMarked((marks.get(employee) ?? []).map(({ stateOf }) => stateOf(employee))),
      }),
    }
  },
)

interface Previewed extends Omit<AppraisedEngineers, 'collections'> {
  /** The marks of whichever months an engineer is scored by. */
  readonly marksOf: (person: ServiceResult) => readonly SeenMarks[]
}

/** Of a period that is made of its months what concerns the region. */
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
async function visibleDrafts({ store }: Service, actor: Actor, { period, duties }: Marking): Promise<Mark[]> {
  const evaluators = readsEveryMark(actor) ? undefined : duties.map(({ evaluator }) => evaluator)
  const marks = await marksOfPeriod(store, period.text, { evaluators })
  return marks.filter(({ state }) => state === 'draft')
}
