import { collectServiceFacts } from '../../appraisal/collect-service-facts.ts'
import { optionalText } from '../../appraisal/people-of-period.ts'
import type { Answer } from '../../base/answer.ts'
import { type Period, previousPeriod } from '../../base/period.ts'
import { byCodePoint } from '../../base/text-order.ts'
import { cell, type RecordValues, textCell } from '../../domain/dataset/tables.ts'
import { MARK_ITEMS, type MarkItem } from '../../domain/engineers/mark-items.ts'
import { type Mark, marksOf } from '../../store/aggregates/marks.ts'
import { publishedFinals } from '../../store/aggregates/marks-history.ts'
import { reaches, reachOf } from '../kernel/reach.ts'
import type { Actor, Service } from '../kernel/service.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import { engineerFacts } from './engineer-facts.ts'
import { type Marking, marking } from './find-mark-target.ts'
import type { engineerSchema } from './mark-schema.ts'
import { markView, scoreText } from './mark-view.ts'
import { concerns, readsEveryMark } from './marking-duties.ts'

/** An evaluation record 评价 in force. */
export interface Evaluation {
  readonly item: MarkItem
  readonly evaluator: string
  readonly score: string
  readonly comment: string | null
}

/** One engineer of the period as those see them who mark them. */
export type EngineerToMark = ShapeOf<typeof engineerSchema>

export interface EngineerPage {
  readonly ok: true
  readonly items: readonly EngineerToMark[]
  /** The employee number to go on after; undefined on the last page. */
  readonly next: string | undefined
}

export interface EngineerQuery {
  readonly period: string
  readonly after?: string | undefined
  readonly limit: number
}

/**
 * The service engineers of a period by number, with the facts behind them: for a regional manager those whose home region was
 * theirs in that period, for a deputy those of the manager, for R&D managers, HR and auditors all. Who rates on-site
 * resolution only sees neither overall marks nor final scores nor attendance.
 */
export const listEngineers = useCase('mark.read', async (service, actor, query: EngineerQuery): Promise<Answer<EngineerPage>> => {
  const found = await marking(service, actor, query.period)
  if (!found.ok) return found
  const { people, period } = found
  const reach = await reachOf(service, actor, period)
  const reached = people.engineers.filter(
    ({ number }) =>
      (query.after === undefined || byCodePoint(number, query.after) > 0) &&
      reaches(reach, { employee: number, region: people.homeOf(number) }),
  )
  const page = reached.slice(0, query.limit)
  const items = await described(service, actor, found, page)
  return { ok: true, items, next: reached.length > page.length ? page.at(-1)?.number : undefined }
})

type Person = Marking['people']['engineers'][number]

async function described(service: Service, actor: Actor, found: Marking, page: readonly Person[]): Promise<EngineerToMark[]> {
  const { period, book, people } = found
  const numbers = page.map(({ number }) => number)
  const before = previousPeriod(period)
  const facts = await collectServiceFacts(service.store, book.id, period)
  const evaluations = await evaluationsOf(service, book.id, period)
  const earlier = await evaluationsOf(service, book.id, before)
  const finals = await publishedFinals(service.store, before.text, numbers)
  const marks = await marksOf(service.store, period.text, { engineers: numbers })
  const readsAll = readsEveryMark(actor)

  return page.map(({ number, name }) => {
    const yours = yoursOf(actor, found, number)
    const seesOverall = readsAll || yours.some(({ item }) => item === 'overall')
    const shown = (list: readonly Evaluation[] = []) => list.filter(({ item }) => seesOverall || item !== 'overall')
    const region = people.homeOf(number) ?? ''
    return {
      employee: number,
      name,
      region,
      regionName: people.regions.get(region) ?? region,
      facts: engineerFacts(facts(number), seesOverall),
      previous: {
        period: before.text,
        evaluations: shown(earlier.get(number)),
        final: seesOverall ? (finals.get(number) ?? null) : null,
      },
      evaluations: shown(evaluations.get(number)),
      marks: marks.filter((mark) => mark.engineer === number && (readsAll || isYours(mark, yours))).map(markView),
      yours,
    }
  })
}

function yoursOf(actor: Actor, found: Marking, engineer: string): EngineerToMark['yours'] {
  return found.duties
    .filter((duty) => concerns(duty, actor, engineer, found))
    .flatMap(({ items, evaluator }) => MARK_ITEMS.filter((item) => items.includes(item)).map((item) => ({ item, evaluator })))
}

function isYours(mark: Mark, yours: EngineerToMark['yours']): boolean {
  return yours.some(({ item, evaluator }) => item === mark.item && evaluator === mark.evaluator)
}

async function evaluationsOf({ store }: Service, book: number, period: Period): Promise<Map<string, Evaluation[]>> {
  const byEngineer = new Map<string, Evaluation[]>()
  for (const record of await store.readPeriods(book, 'evaluations', [period.text])) {
    const engineer = textCell('evaluations', record, 'engineer')
    byEngineer.set(engineer, [...(byEngineer.get(engineer) ?? []), evaluation(record)])
  }
  return byEngineer
}

function evaluation(record: RecordValues): Evaluation {
  return {
    item: textCell('evaluations', record, 'item') === 'overall' ? 'overall' : 'on_site_resolution',
    evaluator: textCell('evaluations', record, 'evaluator'),
    score: scoreText(Number(cell('evaluations', record, 'score') ?? 0)),
    comment: optionalText(cell('evaluations', record, 'comment')) ?? null,
  }
}
