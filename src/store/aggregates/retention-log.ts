import type { Reader } from '../database/connection.ts'
import { among, asked, countOf, firstOf, rowsOf, tables } from '../database/query.ts'
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
  const rules = tables.selectFrom('retention_rules').select(['kind', 'years', 'reason', 'by', 'at']).orderBy('id')
  return new Map((await rowsOf(reader, rules)).map((rule) => [rule.kind, rule]))
}

export async function addRetentionRule(transaction: WriteTransaction, { kind, years, reason, by, at }: RetentionRule): Promise<void> {
  await transaction.insert('retention_rules', { kind, years: years ?? null, reason, by, at })
}

/** Every hold there was, newest first. */
export async function retentionHolds(reader: Reader): Promise<RetentionHold[]> {
  const holds = tables.selectFrom('retention_holds').select(['id', 'employee', 'period', 'reason', 'by', 'at', 'ended_at as endedAt'])
  return rowsOf(reader, holds.orderBy('id', 'desc'))
}

export async function addRetentionHold(
  transaction: WriteTransaction,
  hold: Pick<RetentionHold, 'employee' | 'period' | 'reason' | 'by' | 'at'>,
): Promise<number> {
  const { employee, period, ...rest } = hold
  return transaction.insert('retention_holds', { ...rest, employee: employee ?? null, period: period ?? null }, 'id')
}

/** Ends a hold; false when there is none that stands. */
export async function endRetentionHold(transaction: WriteTransaction, id: number, at: string, by: string): Promise<boolean> {
  const holds = tables.selectFrom('retention_holds').where('id', '=', Math.min(id, LAST_NUMBER)).where('ended_at', 'is', null)
  if ((await countOf(transaction, holds)) === 0) return false
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
  const removed = tables.selectFrom('removals').select(['id', 'kind', 'month', 'rows', 'sha256', 'reason', 'by', 'at'])
  return rowsOf(
    reader,
    removed
      .where((eb) => eb.and(asked(before, (id) => eb('id', '<', id))))
      .orderBy('id', 'desc')
      .limit(limit),
  )
}

/** A month or period of a kind of which something was removed, and when that was last. */
export interface RemovedMonth {
  readonly kind: string
  readonly month: string
  readonly at: string
}

export async function removedMonths(reader: Reader): Promise<RemovedMonth[]> {
  const months = tables.selectFrom('removals').select(({ fn }) => ['kind', 'month', fn.max('at').as('at')])
  return rowsOf(reader, months.groupBy(['kind', 'month']).orderBy('kind').orderBy('month'))
}

/** The first day whose records are all there: what lies before was removed of some kind. */
export async function recordsThereFrom(reader: Reader, kinds: readonly RetentionKind[]): Promise<number | undefined> {
  const removed = tables.selectFrom('removals').select('before').where(among('kind', kinds))
  return (await firstOf(reader, removed.orderBy('before', 'desc').limit(1)))?.before
}
