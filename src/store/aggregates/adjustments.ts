import { type Fen, fen } from '../../base/money.ts'
import type { PaidAdjustment } from '../../domain/appraisal.ts'
import type { Cell, Parameter, Reader } from '../database/connection.ts'
import type { WriteTransaction } from '../trail/write.ts'

export const ADJUSTMENT_STATES = ['proposed', 'accepted', 'rejected', 'superseded'] as const
/** 待定, 已接受, 已拒绝, 已被新的复核取代. */
export type AdjustmentState = (typeof ADJUSTMENT_STATES)[number]

export interface NewAdjustment {
  readonly closedPeriod: string
  readonly openPeriod: string
  readonly employee: string
  readonly name: string
  readonly region: string
  readonly due: Fen
  readonly paid: Fen
  readonly difference: Fen
  readonly reasons: readonly string[]
  /** The run that appraised the closed period again. */
  readonly run: string
  readonly at: string
}

/** What a closed period would come to by later records, against what was paid, as finance decides on it 调整. */
export interface Adjustment extends NewAdjustment {
  readonly id: number
  readonly state: AdjustmentState
  readonly decidedBy: string | undefined
  readonly decidedAt: string | undefined
  /** The reason of the decision. */
  readonly reason: string | undefined
}

const SELECT = `SELECT id, closed_period, open_period, employee, name, region, due, paid, difference, reasons, run, state,
  decided_by, decided_at, reason, at FROM adjustments`

export async function insertAdjustment(transaction: WriteTransaction, adjustment: NewAdjustment): Promise<void> {
  const { closedPeriod, openPeriod, employee, name, region, due, paid, difference, reasons, run, at } = adjustment
  const values = { employee, name, region, due, paid, difference, reasons: JSON.stringify(reasons), run, at, state: 'proposed' }
  await transaction.insert('adjustments', { closed_period: closedPeriod, open_period: openPeriod, ...values })
}

/** Sets aside every proposal on a closed period that nobody decided, in whatever period it was made; answers how many. */
export async function supersedeProposals(transaction: WriteTransaction, closedPeriod: string): Promise<number> {
  return transaction.update('adjustments', { state: 'superseded' }, { closed_period: closedPeriod, state: 'proposed' })
}

/** The proposals on a closed period that nobody decided yet, in whatever period they were made. */
export async function standingProposals(reader: Reader, closedPeriod: string): Promise<Adjustment[]> {
  const rows = await reader.all(`${SELECT} WHERE closed_period = $1 AND state = 'proposed' ORDER BY id`, [closedPeriod])
  return rows.map(adjustmentFrom)
}

/** Decides a proposal; false when it is none any more. */
export async function decideProposal(
  transaction: WriteTransaction,
  id: number,
  decision: { readonly state: 'accepted' | 'rejected'; readonly by: string; readonly at: string; readonly reason: string },
): Promise<boolean> {
  const { state, by, at, reason } = decision
  return (await transaction.update('adjustments', { state, decided_by: by, decided_at: at, reason }, { id, state: 'proposed' })) === 1
}

export async function findAdjustment(reader: Reader, id: number): Promise<Adjustment | undefined> {
  const [row] = await reader.all(`${SELECT} WHERE id = $1`, [id])
  return row && adjustmentFrom(row)
}

export interface AdjustmentFilter {
  readonly openPeriod: string
  readonly state?: AdjustmentState | undefined
  readonly after?: number | undefined
  readonly limit: number
}

/** Adjustments of an open period in the order in which they were proposed. */
export async function listAdjustments(reader: Reader, { openPeriod, state, after, limit }: AdjustmentFilter): Promise<Adjustment[]> {
  const parameters: Parameter[] = [openPeriod]
  const conditions = ['open_period = $1']
  if (state !== undefined) conditions.push(`state = $${parameters.push(state)}`)
  if (after !== undefined) conditions.push(`id > $${parameters.push(after)}`)
  const rows = await reader.all(`${SELECT} WHERE ${conditions.join(' AND ')} ORDER BY id LIMIT ${Math.trunc(limit)}`, parameters)
  return rows.map(adjustmentFrom)
}

/** What was accepted for a closed period so far, summed by employee number. */
export async function acceptedFor(reader: Reader, closedPeriod: string): Promise<Map<string, Fen>> {
  const rows = await reader.all(
    `SELECT employee, difference FROM adjustments WHERE closed_period = $1 AND state = 'accepted' ORDER BY id`,
    [closedPeriod],
  )
  const sums = new Map<string, Fen>()
  for (const [employee, difference] of rows) {
    sums.set(String(employee), fen((sums.get(String(employee)) ?? 0n) + BigInt(difference ?? 0n)))
  }
  return sums
}

/** What had been accepted of a person's closed period when an adjustment was proposed: part of what it calls paid. */
export async function acceptedBefore(reader: Reader, { closedPeriod, employee, at, id }: Adjustment): Promise<Fen> {
  const rows = await reader.all(
    `SELECT difference FROM adjustments
     WHERE closed_period = $1 AND employee = $2 AND state = 'accepted' AND id < $3 AND decided_at <= $4`,
    [closedPeriod, employee, id, at],
  )
  return fen(rows.reduce((sum, [difference]) => sum + BigInt(difference ?? 0n), 0n))
}

/** What finance rejected for a closed period. */
export async function rejectedFor(
  reader: Reader,
  closedPeriod: string,
): Promise<readonly { readonly employee: string; readonly due: bigint; readonly paid: bigint }[]> {
  const rows = await reader.all(`SELECT employee, due, paid FROM adjustments WHERE closed_period = $1 AND state = 'rejected'`, [
    closedPeriod,
  ])
  return rows.map(([employee, due, paid]) => ({ employee: String(employee), due: BigInt(due ?? 0n), paid: BigInt(paid ?? 0n) }))
}

/** What is paid with the bonus of an open period. */
export async function acceptedIn(reader: Reader, openPeriod: string): Promise<PaidAdjustment[]> {
  const rows = await reader.all(
    `SELECT employee, name, region, difference FROM adjustments WHERE open_period = $1 AND state = 'accepted' ORDER BY employee, id`,
    [openPeriod],
  )
  return rows.map(([employee, name, region, difference]) => ({
    employee: String(employee),
    name: String(name),
    region: String(region),
    amount: fen(BigInt(difference ?? 0n)),
  }))
}

/** The closed periods that changes came too late for, and the newest such change of each. */
export async function latePeriods(reader: Reader): Promise<ReadonlyMap<string, number>> {
  const rows = await reader.all(`SELECT id, late_for FROM changes WHERE late_for <> '[]' ORDER BY id`)
  const newest = new Map<string, number>()
  for (const [id, lateFor] of rows) for (const period of JSON.parse(String(lateFor)) as string[]) newest.set(period, Number(id))
  return newest
}

function adjustmentFrom(cells: readonly Cell[]): Adjustment {
  const [id, closedPeriod, openPeriod, employee, name, region, due, paid, difference, reasons, run, state, ...decision] = cells
  const [decidedBy, decidedAt, reason, at] = decision
  return {
    id: Number(id),
    closedPeriod: String(closedPeriod),
    openPeriod: String(openPeriod),
    employee: String(employee),
    name: String(name),
    region: String(region),
    due: fen(BigInt(due ?? 0n)),
    paid: fen(BigInt(paid ?? 0n)),
    difference: fen(BigInt(difference ?? 0n)),
    reasons: JSON.parse(String(reasons)) as string[],
    run: String(run),
    at: String(at),
    state: ADJUSTMENT_STATES.find((known) => known === state) ?? 'proposed',
    decidedBy: optional(decidedBy),
    decidedAt: optional(decidedAt),
    reason: optional(reason),
  }
}

function optional(cell: Cell | undefined): string | undefined {
  return cell === null || cell === undefined ? undefined : String(cell)
}
