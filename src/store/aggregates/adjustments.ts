import { type Fen, fen } from '../../base/money.ts'
import type { PaidAdjustment } from '../../domain/appraisal.ts'
import type { AdjustmentState } from '../../domain/states.ts'
import type { Reader } from '../database/connection.ts'
import { among, asked, firstOf, type RowOf, rowsOf, tables } from '../database/query.ts'
import type { WriteTransaction } from '../trail/write.ts'

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

const adjustments = tables
  .selectFrom('adjustments')
  .select(['id', 'closed_period as closedPeriod', 'open_period as openPeriod', 'employee', 'name', 'region', 'due', 'paid', 'difference'])
  .select(['reasons', 'run', 'state', 'decided_by as decidedBy', 'decided_at as decidedAt', 'reason', 'at'])

export async function insertAdjustment(transaction: WriteTransaction, adjustment: NewAdjustment): Promise<void> {
  const { closedPeriod, openPeriod, employee, name, region, due, paid, difference, reasons, run, at } = adjustment
  const values = { employee, name, region, due, paid, difference, reasons: JSON.stringify(reasons), run, at, state: 'proposed' as const }
  await transaction.insert('adjustments', { closed_period: closedPeriod, open_period: openPeriod, ...values })
}

/** Sets aside every proposal on a closed period that nobody decided, in whatever period it was made; answers how many. */
export async function supersedeProposals(transaction: WriteTransaction, closedPeriod: string): Promise<number> {
  return transaction.update('adjustments', { state: 'superseded' }, { closed_period: closedPeriod, state: 'proposed' })
}

/** The proposals on a closed period that nobody decided yet, in whatever period they were made. */
export async function standingProposals(reader: Reader, closedPeriod: string): Promise<Adjustment[]> {
  const rows = await rowsOf(reader, adjustments.where('closed_period', '=', closedPeriod).where('state', '=', 'proposed').orderBy('id'))
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
  const row = await firstOf(reader, adjustments.where('id', '=', id))
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
  const rows = await rowsOf(
    reader,
    adjustments
      .where((eb) =>
        eb.and([
          eb('open_period', '=', openPeriod),
          ...asked(state, (wanted) => eb('state', '=', wanted)),
          ...asked(after, (id) => eb('id', '>', id)),
        ]),
      )
      .orderBy('id')
      .limit(limit),
  )
  return rows.map(adjustmentFrom)
}

/** What was accepted for a closed period so far, summed by employee number. */
export async function acceptedFor(reader: Reader, closedPeriod: string): Promise<Map<string, Fen>> {
  const sums = new Map<string, Fen>()
  for (const { employee, difference } of await rowsOf(reader, accepted.where('closed_period', '=', closedPeriod).orderBy('id'))) {
    sums.set(employee, fen((sums.get(employee) ?? 0n) + difference))
  }
  return sums
}

const accepted = adjustments.where('state', '=', 'accepted')

/** What had been accepted of a person's closed period when an adjustment was proposed: part of what it calls paid. */
export async function acceptedBefore(reader: Reader, { closedPeriod, employee, at, id }: Adjustment): Promise<Fen> {
  const before = accepted.where('closed_period', '=', closedPeriod).where('employee', '=', employee).where('id', '<', id)
  const rows = await rowsOf(reader, before.where('decided_at', '<=', at))
  return fen(rows.reduce((sum, { difference }) => sum + difference, 0n))
}

/** What finance decided on a closed period so far, in the order in which it was proposed. */
export async function decidedFor(reader: Reader, closedPeriod: string): Promise<Adjustment[]> {
  const decided = adjustments.where('closed_period', '=', closedPeriod).where('state', 'in', ['accepted', 'rejected'])
  return (await rowsOf(reader, decided.orderBy('id'))).map(adjustmentFrom)
}

/** What finance rejected of the closed periods and people of these adjustments, in the order in which it was proposed. */
export async function rejectedOf(reader: Reader, of: readonly Adjustment[]): Promise<Adjustment[]> {
  if (of.length === 0) return []
  const rejected = adjustments
    .where('state', '=', 'rejected')
    .where((eb) =>
      eb.and([
        among('closed_period', [...new Set(of.map(({ closedPeriod }) => closedPeriod))]),
        among('employee', [...new Set(of.map(({ employee }) => employee))]),
      ]),
    )
  return (await rowsOf(reader, rejected.orderBy('id'))).map(adjustmentFrom)
}

/** What is paid with the bonus of an open period. */
export async function acceptedIn(reader: Reader, openPeriod: string): Promise<PaidAdjustment[]> {
  return rowsOf(
    reader,
    tables
      .selectFrom('adjustments')
      .select(['employee', 'name', 'region', 'difference as amount'])
      .where('open_period', '=', openPeriod)
      .where('state', '=', 'accepted')
      .orderBy('employee')
      .orderBy('id'),
  )
}

/** The closed periods that changes came too late for, and the newest such change of each. */
export async function latePeriods(reader: Reader): Promise<ReadonlyMap<string, number>> {
  const late = tables.selectFrom('changes').select(['id', 'late_for']).where('late_for', '<>', '[]').orderBy('id')
  const newest = new Map<string, number>()
  for (const { id, late_for } of await rowsOf(reader, late)) for (const period of JSON.parse(late_for) as string[]) newest.set(period, id)
  return newest
}

function adjustmentFrom({ reasons, ...row }: RowOf<typeof adjustments>): Adjustment {
  return { ...row, reasons: JSON.parse(reasons) as string[] }
}
