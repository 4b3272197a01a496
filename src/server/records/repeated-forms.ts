import { type Day, dayText } from '../../base/day.ts'
import type { Place, Problem } from '../../base/problem.ts'
import { type RecordValues, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { besideForms, FORM_TABLES, type FormTable } from '../../store/aggregates/repeated-forms.ts'
import type { Pair } from '../../store/company-book/pair.ts'
import { stageRecords, withScratchBook } from '../../store/company-book/scratch-book.ts'
import type { Reader } from '../../store/database/connection.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { dataProblem } from './data-problems.ts'
import { isSameClient } from './same-client.ts'

/**
 * Warns of staged feedback and follow-ups that may be what a client has said already in a form of their own (A7, A10): about the same
 * engineer, client and day. It names both. A job may have been another, so that it stands in nobody's way.
 */
export async function repeatedForms(
  reader: Reader,
  pair: Pair,
  tables: ReadonlySet<TableKey>,
  place?: (table: TableKey, row: number, column: string) => Place,
): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const table of Object.keys(FORM_TABLES) as FormTable[]) {
    if (!tables.has(table)) continue
    for (const { record, form, engineer, day } of await besideForms(reader, table, pair)) {
      if (!isSameClient(record, form)) continue
      const { title } = TABLES[table]
      const values = { table, title, record: record.number, form: form.number, engineer, day: dayText(day as Day) }
      const at = { table, record: record.number, column: 'number', place: place?.(table, record.row, 'number') }
      problems.push(dataProblem('record_must_not_repeat_a_form', values, at))
    }
  }
  return problems
}

/** The same of one record that is about to be written. */
export async function repeatedByRecord(
  transaction: WriteTransaction,
  company: number,
  table: TableKey,
  record: RecordValues,
): Promise<Problem[]> {
  if (!(table in FORM_TABLES)) return []
  return withScratchBook(transaction, async (staging) => {
    await stageRecords(transaction, staging, table, [record])
    return repeatedForms(transaction, { company, staging }, new Set([table]))
  })
}
