import type { Reader } from '../database/connection.ts'
import { rowsOf, tables } from '../database/query.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** That something odd 疑点 is right as it stands, as HR says. */
export interface NewDismissal {
  readonly key: string
  readonly kind: string
  readonly period: string | undefined
  readonly record: string | undefined
  readonly reason: string
  readonly at: string
  readonly by: string
}

export interface OddDismissal extends NewDismissal {
  readonly id: number
}

/** The dismissals in force, by the key of what was dismissed. */
export async function dismissalsInForce(reader: Reader): Promise<ReadonlyMap<string, OddDismissal>> {
  const rows = await rowsOf(
    reader,
    tables
      .selectFrom('odd_dismissals')
      .select(['id', 'key', 'kind', 'period', 'record', 'reason', 'at', 'by'])
      .where('ended_at', 'is', null)
      .orderBy('id'),
  )
  return new Map(rows.map((row) => [row.key, row]))
}

export async function insertDismissal(transaction: WriteTransaction, { period, record, ...row }: NewDismissal): Promise<void> {
  await transaction.insert('odd_dismissals', { ...row, period: period ?? null, record: record ?? null }, 'id')
}

/** Takes a dismissal back: what it was about is open again. */
export async function endDismissal(transaction: WriteTransaction, id: number, at: string, by: string): Promise<void> {
  await transaction.update('odd_dismissals', { ended_at: at, ended_by: by }, { id })
}
