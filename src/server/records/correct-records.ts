import type { Answer } from '../../appraisal/appraise.ts'
import type { Problem } from '../../base/problem.ts'
import type { RecordValues, TableKey } from '../../domain/dataset/tables.ts'
import { companyBookIn } from '../../store/company-book/company-book.ts'
import { recordIn } from '../../store/company-book/find-records.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import type { Actor, Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { editRecords, type MadeChange } from './make-change.ts'
import { readCells } from './read-cells.ts'
import { cellsFrom, type JsonValue, recordKey } from './record-json.ts'
import { recordFrom, tableFrom } from './table-and-key.ts'

/** One thing that a correction does: a whole record as it is to be, new or in place of the one in force, or a record taken out by its key. */
export type CorrectionEdit =
  | { readonly put: { readonly table: string; readonly values: Readonly<Record<string, JsonValue>> } }
  | { readonly remove: { readonly table: string; readonly key: string } }

export interface Correction {
  /** The period whose published figures are corrected; the change is recorded in it. */
  readonly period: string
  readonly reason: string
  readonly edits: readonly CorrectionEdit[]
}

/**
 * Corrects data 更正 by the decision on an appeal, as one change inside the decision's own transaction: the only way to change
 * the data of a published period. Who may decide is the caller's to check, and to roll back when the answer is not ok. Every
 * problem of every edit is answered at once; of two edits that put one record the later holds.
 */
export async function correctRecords(
  service: Service,
  actor: Actor,
  transaction: WriteTransaction,
  { period, reason, edits }: Correction,
): Promise<Answer<{ readonly ok: true; readonly change: MadeChange }>> {
  const book = await companyBookIn(transaction)
  const put = new Map<TableKey, Map<string, RecordValues>>()
  const remove = new Map<TableKey, number[]>()
  const problems: Problem[] = []
  for (const edit of edits) {
    if ('put' in edit) {
      const named = tableFrom(edit.put.table)
      const read = named.ok ? await readPut(transaction, book, named.table, edit.put.values) : named
      if (!named.ok || !read.ok) problems.push(...(read.ok ? [] : read.problems))
      else put.set(named.table, (put.get(named.table) ?? new Map()).set(recordKey(named.table, read.record), read.record))
      continue
    }
    const named = recordFrom(edit.remove.table, edit.remove.key)
    const found = named.ok ? await recordIn(transaction, book.id, named.table, named.identity) : undefined
    if (named.ok && found) remove.set(named.table, [...(remove.get(named.table) ?? []), found.id])
    else problems.push(serviceProblem('thing_must_exist', { thing: `${edit.remove.table} ${edit.remove.key}` }))
  }
  if (problems.length > 0) return { ok: false, problems }
  const records = new Map([...put].map(([table, each]) => [table, [...each.values()]]))
  return editRecords(service, actor, transaction, { kind: 'correction', reason, period }, { put: records, remove })
}

async function readPut(
  transaction: WriteTransaction,
  book: Awaited<ReturnType<typeof companyBookIn>>,
  table: TableKey,
  values: Readonly<Record<string, JsonValue>>,
): Promise<Answer<{ readonly ok: true; readonly record: RecordValues }>> {
  const { cells, problems } = cellsFrom(table, values)
  if (problems.length > 0) return { ok: false, problems }
  return readCells(transaction, book, table, cells)
}
