import type { PeriodState } from '../../domain/states.ts'
import type { Reader } from '../database/connection.ts'
import { asked, firstOf, type RowOf, rowsOf, tables } from '../database/query.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** The time by which each step is to be done 截止时间, in UTC. */
export type Deadlines = Readonly<Partial<Record<PeriodState, string>>>

/** A performance period 考核期间 that was opened. */
export interface OpenedPeriod {
  /** "2026-10" */
  readonly text: string
  /** yyyymmdd */
  readonly first: number
  readonly last: number
  readonly state: PeriodState
  readonly openedAt: string
  readonly openedBy: string
  readonly deadlines: Deadlines
  /** The run whose snapshot people see, from `published` on. */
  readonly publishedRun: string | undefined
  /** Counts its changes; what a change of it must know. */
  readonly version: number
}

/** One step of a period's walk. */
export interface PeriodStep {
  readonly id: number
  /** Undefined for the opening. */
  readonly from: PeriodState | undefined
  readonly to: PeriodState
  readonly at: string
  readonly by: string
  readonly reason: string | undefined
}

export async function insertPeriod(transaction: WriteTransaction, period: OpenedPeriod): Promise<void> {
  const { text, first, last, state, openedAt, openedBy, deadlines, version } = period
  const values = { text, first, last, state, opened_at: openedAt, opened_by: openedBy, deadlines: JSON.stringify(deadlines), version }
  await transaction.insert('appraisal_periods', values)
}

/** Writes what may change of a period, if nobody has changed it since that version was read; answers whether. */
export async function updatePeriod(
  transaction: WriteTransaction,
  period: OpenedPeriod,
  changes: Partial<Pick<OpenedPeriod, 'state' | 'deadlines' | 'first' | 'last'>> & { readonly publishedRun?: string | null },
): Promise<boolean> {
  const values = {
    state: changes.state ?? period.state,
    first: changes.first ?? period.first,
    last: changes.last ?? period.last,
    deadlines: JSON.stringify(changes.deadlines ?? period.deadlines),
    published_run: changes.publishedRun === undefined ? (period.publishedRun ?? null) : changes.publishedRun,
    version: period.version + 1,
  }
  return (await transaction.update('appraisal_periods', values, { text: period.text, version: period.version })) === 1
}

export async function insertStep(transaction: WriteTransaction, period: string, step: Omit<PeriodStep, 'id'>): Promise<void> {
  const { from, to, at, by, reason } = step
  await transaction.insert('period_steps', { period, from: from ?? null, to, at, by, reason: reason ?? null })
}

export async function findPeriod(reader: Reader, text: string): Promise<OpenedPeriod | undefined> {
  const row = await firstOf(reader, periods.where('text', '=', text))
  return row && periodFrom(row)
}

/** Every period that was ever opened, by its first day, shorter ones first. They are a few dozen a decade. */
export async function allPeriods(reader: Reader): Promise<OpenedPeriod[]> {
  return (await rowsOf(reader, periods.orderBy('first').orderBy('last').orderBy('text'))).map(periodFrom)
}

export interface PeriodFilter {
  readonly state?: PeriodState | undefined
  /** Only those after this one in the order of first day, last day. */
  readonly after?: { readonly first: number; readonly last: number } | undefined
  readonly limit: number
}

/** Opened periods, newest first, of one day the shorter ones first. */
export async function listPeriods(reader: Reader, { state, after, limit }: PeriodFilter): Promise<OpenedPeriod[]> {
  const rows = await rowsOf(
    reader,
    periods
      .where((eb) =>
        eb.and([
          ...asked(state, (each) => eb('state', '=', each)),
          ...asked(after, ({ first, last }) => eb.or([eb('first', '<', first), eb.and([eb('first', '=', first), eb('last', '>', last)])])),
        ]),
      )
      .orderBy('first', 'desc')
      .orderBy('last')
      .limit(limit),
  )
  return rows.map(periodFrom)
}

/** A period's steps, the opening first. */
export async function stepsOf(reader: Reader, period: string): Promise<PeriodStep[]> {
  const steps = tables.selectFrom('period_steps').select(['id', 'from', 'to', 'at', 'by', 'reason'])
  return rowsOf(reader, steps.where('period', '=', period).orderBy('id'))
}

const periods = tables
  .selectFrom('appraisal_periods')
  .select(['text', 'first', 'last', 'state', 'opened_at as openedAt', 'opened_by as openedBy', 'deadlines'])
  .select(['published_run as publishedRun', 'version'])

function periodFrom({ deadlines, ...row }: RowOf<typeof periods>): OpenedPeriod {
  return { ...row, deadlines: JSON.parse(deadlines) as Deadlines }
}
