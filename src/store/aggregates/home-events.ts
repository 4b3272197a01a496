import { countsFrom, tablesOf } from '../company-book/changes.ts'
import type { Reader } from '../database/connection.ts'
import { firstOf, rowsOf, type Statement, tables } from '../database/query.ts'

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
  return rowsOf(
    reader,
    tables
      .selectFrom('period_steps as steps')
      .leftJoin('accounts', 'accounts.id', 'steps.by')
      .select(['steps.period', 'steps.from', 'steps.to', 'steps.at', 'accounts.name as byName', 'steps.reason'])
      .where('steps.at', '>', since)
      .orderBy('steps.id', 'desc')
      .limit(limit),
  )
}

/** When each state of a period was entered last. */
export async function statesEntered(reader: Reader, period: string): Promise<ReadonlyMap<string, string>> {
  const steps = tables.selectFrom('period_steps').select(['to', 'at']).where('period', '=', period)
  return new Map((await rowsOf(reader, steps.orderBy('at'))).map(({ to, at }) => [to, at]))
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
  const rows = await rowsOf(
    reader,
    tables
      .selectFrom('changes')
      .leftJoin('accounts', 'accounts.id', 'changes.by')
      .select(['changes.kind', 'changes.period', 'changes.at', 'accounts.name as byName', 'changes.counts'])
      .orderBy('changes.id', 'desc')
      .limit(MOST_CHANGES),
  )
  const counted = new Map<string, ChangesCounted>()
  for (const { counts, ...change } of rows) {
    if (change.at <= since) break
    const key = `${change.kind} ${change.period ?? ''}`
    const known = counted.get(key) ?? { ...change, count: 0, tables: [] }
    const touched = [...new Set([...known.tables, ...tablesOf(countsFrom(counts))])]
    counted.set(key, { ...known, count: known.count + 1, tables: touched })
  }
  return [...counted.values()]
}

/** Runs that were finished after a time, newest first. */
export async function runsSince(
  reader: Reader,
  since: string,
  limit: number,
): Promise<readonly { readonly id: string; readonly period: string; readonly at: string; readonly state: string }[]> {
  const rows = await rowsOf(
    reader,
    tables
      .selectFrom('runs')
      .select(['id', 'period', 'finished_at as at', 'state'])
      .where('finished_at', '>', since)
      .where('state', 'in', ['done', 'failed'])
      .orderBy('finished_at', 'desc')
      .orderBy('id')
      .limit(limit),
  )
  return rows.map((run) => ({ ...run, at: run.at ?? '' }))
}

export interface Counted {
  readonly count: number
  readonly at: string
}

/** What people answered to their sheets of a period after a time; undefined where nobody did. */
export async function answersSince(reader: Reader, period: string, since: string): Promise<Counted | undefined> {
  const answers = tables.selectFrom('confirmations').where('period', '=', period).where('role', '=', 'person')
  return counted(
    reader,
    answers
      .where('at', '>', since)
      .where('lapsed_at', 'is', null)
      .select(({ fn }) => [fn.countAll<bigint>().as('count'), fn.max('at').as('at')]),
  )
}

/** Settings changed after a time. */
export async function settingsSince(reader: Reader, since: string): Promise<Counted | undefined> {
  const changes = tables.selectFrom('setting_changes').where('at', '>', since)
  return counted(
    reader,
    changes.select(({ fn }) => [fn.countAll<bigint>().as('count'), fn.max('at').as('at')]),
  )
}

/** When the run that people see was finished, where that was after the period was published first: it was published again. */
export async function republishedAt(reader: Reader, period: string): Promise<string | undefined> {
  const row = await firstOf(
    reader,
    tables
      .selectFrom('appraisal_periods as periods')
      .innerJoin('runs', 'runs.id', 'periods.published_run')
      .select('runs.finished_at as at')
      .where('periods.text', '=', period)
      .where(({ eb, selectFrom }) =>
        eb(
          'runs.finished_at',
          '>',
          selectFrom('period_steps')
            .select(({ fn }) => fn.max('period_steps.at').as('at'))
            .whereRef('period_steps.period', '=', 'periods.text')
            .where('period_steps.to', '=', 'published'),
        ),
      ),
  )
  return row?.at
}

async function counted(reader: Reader, query: Statement<{ count: bigint; at: string | null }>): Promise<Counted | undefined> {
  const row = await firstOf(reader, query)
  return row?.at === undefined ? undefined : { count: Number(row.count), at: row.at }
}
