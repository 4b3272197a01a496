import type { Answer } from '../../base/answer.ts'
import { byCodePoint } from '../../base/text-order.ts'
import { MODULES, type Module } from '../../domain/engineers/service-facts.ts'
import { unconfirmedCount } from '../../store/aggregates/messages-recipients.ts'
import type { OpenedPeriod } from '../../store/aggregates/periods.ts'
import { waitingRows } from '../../store/company-book/set-aside.ts'
import { findCases, type IncompleteCase } from '../incomplete/find-cases.ts'
import { rulesOfPeriod } from '../incomplete/rules-of-period.ts'
import { useCase } from '../kernel/use-case.ts'
import { periodPeople } from '../marks/period-people.ts'
import { type MarkingProgress, markingProgress } from './find-outstanding.ts'
import { type MissingTable, missingTables } from './missing-tables.ts'

/** What a period still waits for. */
export interface Outstanding extends MarkingProgress {
  readonly ok: true
  readonly period: string
  readonly state: OpenedPeriod['state']
  readonly deadlines: OpenedPeriod['deadlines']
  /** Tables of the appraisal that are not in the data at all, and those without a row of the period. */
  readonly tables: readonly MissingTable[]
  /** Incomplete cases that hold somebody, by module and reason; GET /periods/{period}/incomplete lists each. */
  readonly incomplete: readonly IncompleteCount[]
  /** How many people are held. */
  readonly held: number
  /** People who have neither confirmed their sheet nor objected; null before anything is published. */
  readonly unconfirmed: number | null
  /** Rows of uploads that reach this period and wait, as it was published. */
  readonly setAside: number
}

export interface IncompleteCount {
  readonly module: Module
  readonly reason: string
  readonly reasonZh: string
  readonly reasonEn: string
  readonly people: number
}

/** Who still owes what in a period, what data are missing, and what would be incomplete and why if it were run now. */
export const readOutstanding = useCase('outstanding.read', async (service, _, text: string): Promise<Answer<Outstanding>> => {
  const found = await periodPeople(service, text)
  if (!found.ok) return found
  const rules = await rulesOfPeriod(service, found.period)
  if (!rules.ok) return rules
  const { opened, book, period } = found
  const cases = (await findCases(service.store, found, rules, () => true)).filter(({ state }) => state === 'held')
  return {
    ok: true,
    period: text,
    state: opened.state,
    deadlines: opened.deadlines,
    ...(await markingProgress(service.store, found)),
    tables: await missingTables(service.store, book, period),
    incomplete: counted(cases),
    held: new Set(cases.map(({ employee }) => employee)).size,
    setAside: (await waitingRows(service.store)).reduce((sum, each) => sum + (each.period === text ? each.rows : 0), 0),
    unconfirmed: opened.publishedRun === undefined ? null : await unconfirmedCount(service.store, text, opened.publishedRun),
  }
})

function counted(cases: readonly IncompleteCase[]): IncompleteCount[] {
  const counts = new Map<string, IncompleteCount>()
  for (const { module, reason, reasonZh, reasonEn } of cases) {
    const key = `${MODULES.indexOf(module)} ${reason}`
    counts.set(key, { module, reason, reasonZh, reasonEn, people: (counts.get(key)?.people ?? 0) + 1 })
  }
  return [...counts].sort(([a], [b]) => byCodePoint(a, b)).map(([, count]) => count)
}
