import { countsFrom, tablesOf } from '../company-book/changes.ts'
import type { Cell, Reader } from '../database/connection.ts'

/** A step of a period after a time, with the name of who took it. */
export interface StepTaken {
  readonly period: string
  readonly from: string | undefined
  readonly to: string
  readonly at: string
  /** Undefined for what is no account. */
  readonly byName: string | undefined
  readonly reason: string | undefined
}

/** Steps of all periods after a time, newest first. They are a handful a month. */
export async function stepsSince(reader: Reader, since: string, limit: number): Promise<StepTaken[]> {
  const rows = await reader.all(
    `SELECT steps.period, steps."from", steps."to", steps.at, accounts.name, steps.reason FROM period_steps AS steps
     LEFT JOIN accounts ON accounts.id = steps."by" WHERE steps.at > $1 ORDER BY steps.id DESC LIMIT ${Math.trunc(limit)}`,
    [since],
  )
  return rows.map(([period, from, to, at, name, reason]) => ({
    period: String(period),
    from: optional(from),
    to: String(to),
    at: String(at),
    byName: optional(name),
    reason: optional(reason),
  }))
}

/** When each state of a period was entered last. */
export async function statesEntered(reader: Reader, period: string): Promise<ReadonlyMap<string, string>> {
  const rows = await reader.all('SELECT "to", max(at) FROM period_steps WHERE period = $1 GROUP BY "to"', [period])
  return new Map(rows.map(([to, at]) => [String(to), String(at)]))
}

/** Changes of the data of one kind in one period, counted. */
export interface ChangesCounted {
  readonly kind: string
  readonly period: string | undefined
  readonly count: number
  /** When the newest was made, and by whom. */
  readonly at: string
  readonly byName: string | undefined
  readonly tables: readonly string[]
}

/** How far back changes are counted; whoever was away for longer reads the list of changes. */
const MOST_CHANGES = 500

/** Changes of the data after a time, by kind and period, the newest first. Numbers of changes grow with time. */
export async function changesSince(reader: Reader, since: string): Promise<ChangesCounted[]> {
  const rows = await reader.all(
    `SELECT changes.kind, changes.period, changes.at, accounts.name, changes.counts FROM changes
     LEFT JOIN accounts ON accounts.id = changes."by" ORDER BY changes.id DESC LIMIT ${MOST_CHANGES}`,
  )
  const counted = new Map<string, ChangesCounted>()
  for (const [kind, period, at, name, counts] of rows) {
    if (String(at) <= since) break
    const key = `${kind} ${period ?? ''}`
    const known = counted.get(key) ?? {
      kind: String(kind),
      period: optional(period),
      count: 0,
      at: String(at),
      byName: optional(name),
      tables: [],
    }
    const tables = [...new Set([...known.tables, ...tablesOf(countsFrom(String(counts)))])]
    counted.set(key, { ...known, count: known.count + 1, tables })
  }
  return [...counted.values()]
}

/** Runs that were finished after a time, newest first. */
export async function runsSince(
  reader: Reader,
  since: string,
  limit: number,
): Promise<readonly { readonly id: string; readonly period: string; readonly at: string; readonly state: string }[]> {
  const rows = await reader.all(
    `SELECT id, period, finished_at, state FROM runs
     WHERE finished_at > $1 AND state IN ('done', 'failed') ORDER BY finished_at DESC, id LIMIT ${Math.trunc(limit)}`,
    [since],
  )
  return rows.map(([id, period, at, state]) => ({ id: String(id), period: String(period), at: String(at), state: String(state) }))
}

export interface Counted {
  readonly count: number
  readonly at: string
}

/** What people answered to their sheets of a period after a time; undefined where nobody did. */
export async function answersSince(reader: Reader, period: string, since: string): Promise<Counted | undefined> {
  return counted(
    await reader.all(
      `SELECT count(*), max(at) FROM confirmations WHERE period = $1 AND role = 'person' AND at > $2 AND lapsed_at IS NULL`,
      [period, since],
    ),
  )
}

/** Settings changed after a time. */
export async function settingsSince(reader: Reader, since: string): Promise<Counted | undefined> {
  return counted(await reader.all('SELECT count(*), max(at) FROM setting_changes WHERE at > $1', [since]))
}

/** When the run that people see was finished, where that was after the period was published first: it was published again. */
export async function republishedAt(reader: Reader, period: string): Promise<string | undefined> {
  const [row] = await reader.all(
    `SELECT runs.finished_at FROM appraisal_periods AS periods JOIN runs ON runs.id = periods.published_run
     WHERE periods.text = $1 AND runs.finished_at > (
       SELECT max(at) FROM period_steps WHERE period_steps.period = periods.text AND period_steps."to" = 'published')`,
    [period],
  )
  return optional(row?.[0])
}

function counted([row]: readonly (readonly Cell[])[]): Counted | undefined {
  const count = Number(row?.[0] ?? 0n)
  return count === 0 ? undefined : { count, at: String(row?.[1]) }
}

function optional(cell: Cell | undefined): string | undefined {
  return cell === null || cell === undefined ? undefined : String(cell)
}
