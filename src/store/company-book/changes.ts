import { TABLE_KEYS, type TableKey } from '../../domain/dataset/tables.ts'
import type { Reader } from '../database/connection.ts'
import { asked, firstOf, type RowOf, rowsOf, tables } from '../database/query.ts'
import type { WriteTransaction } from '../trail/write.ts'
import type { ChangeCounts } from './commit-staging.ts'

export const CHANGE_KINDS = ['upload', 'row', 'mark', 'decision', 'correction', 'take_back', 'form', 'merge'] as const
/** How a change of the company book came about; `form`: a client filled in a form 反馈表; `merge`: two clients were merged 合并客户. */
export type ChangeKind = (typeof CHANGE_KINDS)[number]

export interface NewChange {
  readonly kind: ChangeKind
  /** The open period it is made in; undefined outside of any. */
  readonly period: string | undefined
  readonly reason: string | undefined
  /** UTC. */
  readonly at: string
  /** Account id, "token:ID" or "system". */
  readonly by: string
  readonly upload?: string | undefined
  readonly takesBack?: number | undefined
}

/** A change 变更 of the company book. Its number is its place in the order of all changes. */
export interface Change extends NewChange {
  readonly id: number
  readonly counts: ChangeCounts
  readonly takenBack: boolean
  /** The closed periods whose records it touched. */
  readonly lateFor: readonly string[]
}

/** Begins a change; what it does to the records is written under its number in the same transaction. */
export async function insertChange(transaction: WriteTransaction, change: NewChange): Promise<number> {
  const { kind, period, reason, at, by, upload, takesBack } = change
  const values = { kind, period: period ?? null, reason: reason ?? null, at, by, upload: upload ?? null, takes_back: takesBack ?? null }
  return transaction.insert('changes', values, 'id')
}

/** Writes down what a change came to. */
export async function settleChange(
  transaction: WriteTransaction,
  id: number,
  counts: ChangeCounts,
  lateFor: readonly string[],
): Promise<void> {
  await transaction.update('changes', { counts: JSON.stringify(counts), late_for: JSON.stringify(lateFor) }, { id })
}

/** Says which open period a change belongs to. */
export async function assignPeriod(transaction: WriteTransaction, id: number, period: string): Promise<void> {
  await transaction.update('changes', { period }, { id })
}

export async function markTakenBack(transaction: WriteTransaction, id: number): Promise<void> {
  await transaction.update('changes', { taken_back: 1 }, { id })
}

export async function findChange(reader: Reader, id: number): Promise<Change | undefined> {
  const row = await firstOf(reader, changes.where('id', '=', id))
  return row && changeFrom(row)
}

/** The newest change; 0 before any. */
export async function lastChange(reader: Reader): Promise<number> {
  return (await firstOf(reader, tables.selectFrom('changes').select('id').orderBy('id', 'desc').limit(1)))?.id ?? 0
}

export interface ChangeFilter {
  readonly period?: string | undefined
  /** A closed period that changes came too late for. */
  readonly lateFor?: string | undefined
  /** Only those before this number. */
  readonly before?: number | undefined
  readonly limit: number
}

/** Changes, newest first. */
export async function listChanges(reader: Reader, { period, lateFor, before, limit }: ChangeFilter): Promise<Change[]> {
  const wanted = changes.where((eb) =>
    eb.and([
      ...asked(period, (each) => eb('period', '=', each)),
      ...asked(lateFor, (closed) => eb('late_for', 'like', `%"${closed}"%`)),
      ...asked(before, (id) => eb('id', '<', id)),
    ]),
  )
  return (await rowsOf(reader, wanted.orderBy('id', 'desc').limit(limit))).map(changeFrom)
}

const changes = tables
  .selectFrom('changes')
  .select(['id', 'kind', 'period', 'reason', 'at', 'by', 'upload', 'counts'])
  .select(['takes_back as takesBack', 'taken_back as takenBack', 'late_for as lateFor'])

function changeFrom({ counts, takenBack, lateFor, ...row }: RowOf<typeof changes>): Change {
  return { ...row, counts: countsFrom(counts), takenBack: takenBack === 1, lateFor: JSON.parse(lateFor) as string[] }
}

/** Counts by table as they were written; our own JSON. */
export function countsFrom(text: string): ChangeCounts {
  return JSON.parse(text) as ChangeCounts
}

/** The tables that a change brought or touched, in their order. */
export function tablesOf(counts: ChangeCounts): TableKey[] {
  return TABLE_KEYS.filter((table) => counts[table] !== undefined)
}
