import type { Cell, Reader } from '../database/connection.ts'
import { LAST_NUMBER } from '../database/record-columns.ts'
import type { WriteTransaction } from '../trail/write.ts'
import type { RetentionHold } from './retention.ts'
import type { RetentionKind } from './retention-kinds.ts'

/** For how many years a kind is kept, as it was said last; null is for ever. */
export interface RetentionRule {
  readonly kind: string
  readonly years: number | undefined
  readonly reason: string
  readonly by: string
  readonly at: string
}

/** The rules in force by kind. */
export async function retentionRules(reader: Reader): Promise<ReadonlyMap<string, RetentionRule>> {
  const rows = await reader.all('SELECT kind, years, reason, "by", at FROM retention_rules ORDER BY id')
  return new Map(
    rows.map(([kind, years, reason, by, at]) => [
      String(kind),
      { kind: String(kind), years: optionalNumber(years), reason: String(reason), by: String(by), at: String(at) },
    ]),
  )
}

export async function addRetentionRule(transaction: WriteTransaction, { kind, years, reason, by, at }: RetentionRule): Promise<void> {
  await transaction.insert('retention_rules', { kind, years: years ?? null, reason, by, at })
}

/** Every hold there was, newest first. */
export async function retentionHolds(reader: Reader): Promise<RetentionHold[]> {
  const rows = await reader.all('SELECT id, employee, period, reason, "by", at, ended_at FROM retention_holds ORDER BY id DESC')
  return rows.map(([id, employee, period, reason, by, at, endedAt]) => ({
    ...{ id: Number(id), employee: optional(employee), period: optional(period), reason: String(reason) },
    ...{ by: String(by), at: String(at), endedAt: optional(endedAt) },
  }))
}

export async function addRetentionHold(
  transaction: WriteTransaction,
  hold: Pick<RetentionHold, 'employee' | 'period' | 'reason' | 'by' | 'at'>,
): Promise<number> {
  const { employee, period, ...rest } = hold
  return Number(await transaction.insert('retention_holds', { ...rest, employee: employee ?? null, period: period ?? null }, 'id'))
}

/** Ends a hold; false when there is none that stands. */
export async function endRetentionHold(transaction: WriteTransaction, id: number, at: string, by: string): Promise<boolean> {
  const standing = await transaction.first('SELECT 1 FROM retention_holds WHERE id = $1 AND ended_at IS NULL', [Math.min(id, LAST_NUMBER)])
  if (!standing) return false
  return (await transaction.update('retention_holds', { ended_at: at, ended_by: by }, { id })) === 1
}

/** What was removed of a kind and month, by whom, when, why. */
export interface Removal {
  readonly id: number
  readonly kind: string
  readonly month: string
  readonly rows: number
  readonly sha256: string
  readonly reason: string
  readonly by: string
  readonly at: string
}

export async function addRemoval(transaction: WriteTransaction, removal: Omit<Removal, 'id'> & { readonly before: number }): Promise<void> {
  await transaction.insert('removals', { ...removal })
}

/** What was removed, newest first. */
export async function removals(reader: Reader, limit: number, before?: number): Promise<Removal[]> {
  const rows = await reader.all(
    `SELECT id, kind, month, "rows", sha256, reason, "by", at FROM removals ${before === undefined ? '' : 'WHERE id < $1'}
     ORDER BY id DESC LIMIT ${Math.trunc(limit)}`,
    before === undefined ? [] : [before],
  )
  return rows.map(([id, kind, month, count, sha256, reason, by, at]) => ({
    ...{ id: Number(id), kind: String(kind), month: String(month), rows: Number(count), sha256: String(sha256) },
    ...{ reason: String(reason), by: String(by), at: String(at) },
  }))
}

/** A month or period of a kind of which something was removed, and when that was last. */
export interface RemovedMonth {
  readonly kind: string
  readonly month: string
  readonly at: string
}

export async function removedMonths(reader: Reader): Promise<RemovedMonth[]> {
  const rows = await reader.all('SELECT kind, month, max(at) FROM removals GROUP BY kind, month ORDER BY kind, month')
  return rows.map(([kind, month, at]) => ({ kind: String(kind), month: String(month), at: String(at) }))
}

/** The first day whose records are all there: what lies before was removed of some kind. */
export async function recordsThereFrom(reader: Reader, kinds: readonly RetentionKind[]): Promise<number | undefined> {
  const rows = await reader.all(
    `SELECT max("before") FROM removals WHERE kind IN (${kinds.map((_, index) => `$${index + 1}`).join(', ')})`,
    kinds,
  )
  return optionalNumber(rows[0]?.[0])
}

function optional(cell: Cell | undefined): string | undefined {
  return typeof cell === 'string' ? cell : undefined
}

function optionalNumber(cell: Cell | undefined): number | undefined {
  return cell === null || cell === undefined ? undefined : Number(cell)
}
