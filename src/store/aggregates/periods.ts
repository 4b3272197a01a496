import { PERIOD_STATES, type PeriodState } from '../../domain/states.ts'
import type { Cell, Parameter, Reader } from '../database/connection.ts'
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
  changes: Partial<Pick<OpenedPeriod, 'state' | 'deadlines'>> & { readonly publishedRun?: string | null },
): Promise<boolean> {
  const values = {
    state: changes.state ?? period.state,
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
  const [row] = await reader.all(`${SELECT} WHERE text = $1`, [text])
  return row && periodFrom(row)
}

/** Every period that was ever opened, by its first day, shorter ones first. They are a few dozen a decade. */
export async function allPeriods(reader: Reader): Promise<OpenedPeriod[]> {
  return (await reader.all(`${SELECT} ORDER BY first, last, text`)).map(periodFrom)
}

export interface PeriodFilter {
  readonly state?: PeriodState | undefined
  /** Only those after this one in the order of first day, last day. */
  readonly after?: { readonly first: number; readonly last: number } | undefined
  readonly limit: number
}

/** Opened periods, newest first, of one day the shorter ones first. */
export async function listPeriods(reader: Reader, { state, after, limit }: PeriodFilter): Promise<OpenedPeriod[]> {
  const parameters: Parameter[] = []
  const conditions: string[] = []
  if (state !== undefined) conditions.push(`state = $${parameters.push(state)}`)
  if (after) {
    const [first, last] = [parameters.push(after.first), parameters.push(after.last)]
    conditions.push(`(first < $${first} OR (first = $${first} AND last > $${last}))`)
  }
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : ''
  return (await reader.all(`${SELECT}${where} ORDER BY first DESC, last LIMIT ${Math.trunc(limit)}`, parameters)).map(periodFrom)
}

/** A period's steps, the opening first. */
export async function stepsOf(reader: Reader, period: string): Promise<PeriodStep[]> {
  const rows = await reader.all('SELECT id, "from", "to", at, "by", reason FROM period_steps WHERE period = $1 ORDER BY id', [period])
  return rows.map(([id, from, to, at, by, reason]) => ({
    id: Number(id),
    from: from === null || from === undefined ? undefined : stateFrom(from),
    to: stateFrom(to ?? null),
    at: String(at),
    by: String(by),
    reason: optional(reason),
  }))
}

const SELECT = 'SELECT text, first, last, state, opened_at, opened_by, deadlines, published_run, version FROM appraisal_periods'

function periodFrom([text, first, last, state, openedAt, openedBy, deadlines, publishedRun, version]: readonly Cell[]): OpenedPeriod {
  return {
    text: String(text),
    first: Number(first),
    last: Number(last),
    state: stateFrom(state ?? null),
    openedAt: String(openedAt),
    openedBy: String(openedBy),
    deadlines: JSON.parse(String(deadlines)) as OpenedPeriod['deadlines'],
    publishedRun: optional(publishedRun),
    version: Number(version),
  }
}

function stateFrom(cell: Cell): PeriodState {
  return PERIOD_STATES.find((state) => state === cell) ?? 'collecting'
}

function optional(cell: Cell | undefined): string | undefined {
  return cell === null || cell === undefined ? undefined : String(cell)
}
