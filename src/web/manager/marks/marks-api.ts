import { queryOptions } from '@tanstack/react-query'
import type { MANY_MARKS_ROUTES } from '../../../server/marks/many-marks-routes.ts'
import type { MARK_ROUTES } from '../../../server/marks/mark-routes.ts'
import type { PREVIEW_ROUTES } from '../../../server/preview/preview-routes.ts'
import { answer, resource } from '../../api/resource.ts'
import { cellsOf, commentItem, type KeptMark, MARK_ITEMS, type MarkItem, type MarkRow } from './mark-row.ts'

const ofPeriod = resource<typeof MARK_ROUTES>().periods[':period']
const ofMarks = resource<typeof MANY_MARKS_ROUTES>().periods[':period'].marks
const ofRegions = resource<typeof PREVIEW_ROUTES>().periods[':period'].regions

export type Engineer = Awaited<ReturnType<typeof readEngineers>>[number]
export type EngineerRow = MarkRow<Engineer>
export type RegionPreview = Awaited<ReturnType<typeof readPreview>>
export type MarkDistribution = Awaited<ReturnType<typeof readDistribution>>

const AT_ONCE = 500

async function readEngineers(period: string) {
  const param = { period }
  const first = await answer(ofPeriod.engineers.$get({ param, query: { limit: AT_ONCE } }))
  const engineers = [...first.items]
  for (let { next } = first; next !== null; ) {
    const page = await answer(ofPeriod.engineers.$get({ param, query: { limit: AT_ONCE, cursor: next } }))
    engineers.push(...page.items)
    next = page.next
  }
  return engineers
}

/** Everybody whom the caller marks or sees the marks of, with the facts behind them. */
export const engineersQuery = (period: string) =>
  queryOptions({ queryKey: ['marks', period, 'engineers'], queryFn: () => readEngineers(period), staleTime: 30_000 })

function readPreview(period: string, region: string) {
  return answer(ofRegions[':region'].preview.$get({ param: { period, region }, query: { drafts: 'true' } }))
}

/** Pool and split of a region as they would be now, drafts counted. */
export const previewQuery = (period: string, region: string) =>
  queryOptions({ queryKey: ['marks', period, 'preview', region], queryFn: () => readPreview(period, region), staleTime: 5_000 })

function readDistribution(period: string) {
  return answer(ofMarks.distribution.$get({ param: { period } }))
}

export const distributionQuery = (period: string) =>
  queryOptions({ queryKey: ['marks', period, 'distribution'], queryFn: () => readDistribution(period), staleTime: 5_000 })

interface NamedMark {
  readonly engineer: string
  readonly item: MarkItem
  readonly evaluator?: string | undefined
}

export async function putMarks(
  period: string,
  marks: readonly (NamedMark & { readonly score: string | null; readonly comment: string | null; readonly version: number | null })[],
) {
  return (await answer(ofMarks.$put({ param: { period }, json: { marks: [...marks] } }))).items
}

export async function submitMarks(period: string, marks: readonly (NamedMark & { readonly version: number })[]) {
  return (await answer(ofPeriod.marks.submit.$post({ param: { period }, json: { marks: [...marks] } }))).marks
}

export async function withdrawMarks(period: string, marks: readonly NamedMark[], reason: string) {
  const json = { marks: [...marks], ...(reason === '' ? {} : { reason }) }
  return (await answer(ofMarks.withdraw.$post({ param: { period }, json }))).marks
}

/**
 * The rows of the sheet for one manager's marks: one's own, or those of the manager one is deputy of. Without a duty - HR,
 * auditors - the rows show everybody's marks and nothing can be typed.
 */
export function rowsFor(engineers: readonly Engineer[], evaluator: string | undefined): EngineerRow[] {
  return engineers.flatMap((engineer) => {
    const own = engineer.yours.filter((duty) => duty.evaluator === evaluator)
    if (evaluator !== undefined && own.length === 0) return []
    const yours = Object.fromEntries(own.map((duty) => [duty.item, duty.evaluator])) as MarkRow['yours']
    const marks = engineer.marks.filter((mark) => evaluator === undefined || mark.evaluator === evaluator)
    const kept: Partial<Record<MarkItem, KeptMark>> = {}
    const inForce: Partial<Record<MarkItem, string>> = {}
    for (const item of MARK_ITEMS) {
      const mark = marks.find((each) => each.item === item)
      if (mark) kept[item] = mark
      const recorded = engineer.evaluations.find((each) => each.item === item && (item === 'overall' || each.evaluator === evaluator))
      const other = recorded ?? (evaluator === undefined ? engineer.evaluations.find((each) => each.item === item) : undefined)
      if (other && !mark) inForce[item] = other.score
    }
    const row = { employee: engineer.employee, name: engineer.name, facts: engineer, yours, kept, conflicts: {}, refusals: {}, inForce }
    return [{ ...row, cells: cellsOf(row) }]
  })
}

/** The managers for whom the caller marks, their own number first. */
export function evaluatorsOf(engineers: readonly Engineer[]): string[] {
  return [...new Set(engineers.flatMap(({ yours }) => yours.map(({ evaluator }) => evaluator)))]
}

export interface Ghost {
  readonly kind: 'inForce' | 'suggested' | 'previous'
  readonly score: string
}

/** What stands faintly in a blank cell: what is in force already, what the forms suggest, or what last month's mark was. */
export function ghostOf(row: EngineerRow, item: MarkItem): Ghost | undefined {
  const inForce = row.inForce[item]
  if (inForce !== undefined) return { kind: 'inForce', score: inForce }
  const { facts, previous } = row.facts
  if (item === 'on_site_resolution' && facts.suggestedOnSite !== null) return { kind: 'suggested', score: facts.suggestedOnSite }
  const before = previous.evaluations.filter((each) => each.item === item)
  const last = before.find((each) => each.evaluator === row.yours[item]) ?? before[0]
  return last && { kind: 'previous', score: last.score }
}

/** Whose marks of an engineer there are, in force or not, by employee number. */
export function markedBy({ marks, evaluations }: Engineer): string[] {
  return [...new Set([...marks, ...evaluations].map(({ evaluator }) => evaluator))]
}

/** How the mark of a row that matters most stands. */
export function rowState(row: EngineerRow): 'conflict' | 'submitted' | 'draft' | 'inForce' | 'missing' {
  if (row.conflicts.overall ?? row.conflicts.on_site_resolution) return 'conflict'
  const item = commentItem(row)
  if (row.kept[item]?.state === 'submitted') return 'submitted'
  if (row.cells[item] !== '') return 'draft'
  return row.inForce[item] === undefined ? 'missing' : 'inForce'
}
