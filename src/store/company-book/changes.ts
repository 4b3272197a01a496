import { TABLE_KEYS, type TableKey } from '../../domain/dataset/tables.ts'
import type { Cell, Parameter, Reader } from '../database/connection.ts'
import type { WriteTransaction } from '../trail/write.ts'
import type { ChangeCounts } from './commit-staging.ts'

export const CHANGE_KINDS = ['upload', 'row', 'mark', 'decision', 'correction', 'take_back', 'form'] as const
/** How a change of the company book came about; `form`: a client filled in a form 反馈表. */
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
  return Number(await transaction.insert('changes', values, 'id'))
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
  const [row] = await reader.all(`${SELECT} WHERE id = $1`, [id])
  return row && changeFrom(row)
}

/** The newest change; 0 before any. */
export async function lastChange(reader: Reader): Promise<number> {
  const [row] = await reader.all('SELECT max(id) FROM changes')
  return Number(row?.[0] ?? 0n)
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
  const parameters: Parameter[] = []
  const conditions: string[] = []
  if (period !== undefined) conditions.push(`period = $${parameters.push(period)}`)
  if (lateFor !== undefined) conditions.push(`late_for LIKE $${parameters.push(`%"${lateFor}"%`)}`)
  if (before !== undefined) conditions.push(`id < $${parameters.push(before)}`)
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : ''
  const rows = await reader.all(`${SELECT}${where} ORDER BY id DESC LIMIT ${Math.trunc(limit)}`, parameters)
  return rows.map(changeFrom)
}

const SELECT = 'SELECT id, kind, period, reason, at, "by", upload, counts, takes_back, taken_back, late_for FROM changes'

function changeFrom([id, kind, period, reason, at, by, upload, counts, takesBack, takenBack, lateFor]: readonly Cell[]): Change {
  return {
    id: Number(id),
    kind: CHANGE_KINDS.find((each) => each === kind) ?? 'row',
    period: optional(period),
    reason: optional(reason),
    at: String(at),
    by: String(by),
    upload: optional(upload),
    counts: countsFrom(String(counts)),
    takesBack: takesBack === null || takesBack === undefined ? undefined : Number(takesBack),
    takenBack: takenBack === 1n,
    lateFor: JSON.parse(String(lateFor)) as string[],
  }
}

/** Counts by table as they were written; our own JSON. */
export function countsFrom(text: string): ChangeCounts {
  return JSON.parse(text) as ChangeCounts
}

/** The tables that a change brought or touched, in their order. */
export function tablesOf(counts: ChangeCounts): TableKey[] {
  return TABLE_KEYS.filter((table) => counts[table] !== undefined)
}

function optional(cell: Cell | undefined): string | undefined {
  return cell === null || cell === undefined ? undefined : String(cell)
}
