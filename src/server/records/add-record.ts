import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import type { Problem } from '../../base/problem.ts'
import { recordName } from '../../domain/dataset/record-name.ts'
import { columnIndex, TABLES } from '../../domain/dataset/tables.ts'
import { companyBook } from '../../store/company-book/company-book.ts'
import { recordIn } from '../../store/company-book/find-records.ts'
import { companyTimeZone } from '../kernel/company-day.ts'
import { changing } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { tableProblems } from './change-rules.ts'
import { dataProblem } from './data-problems.ts'
import { editRecords, type MadeChange } from './make-change.ts'
import { readCells } from './read-cells.ts'
import { cellsFrom, type JsonValue, recordJson } from './record-json.ts'
import { type RecordView, recordView } from './record-view.ts'
import { repeatedByRecord } from './repeated-forms.ts'
import { tableFrom } from './table-and-key.ts'

export interface AddRecord {
  readonly table: string
  /** By English key, as a person writes them: money "1234.50", days "2026-10-05". */
  readonly values: Readonly<Record<string, JsonValue>>
  readonly reason: string | undefined
  /** The open period to record it in; that of the record unless told. */
  readonly period: Period | undefined
}

export interface WrittenRecord {
  readonly ok: true
  readonly record: RecordView
  readonly change: MadeChange
  /** Such as a name that was taken as a code. */
  readonly warnings: readonly Problem[]
}

/**
 * Adds one record by the rules of a file's row. Problems: record_must_be_new, those of the cells, of who may change when
 * (ruleChange) and of what stands in the way (conflictProblems).
 */
export const addRecord = useCase('record.write', async (service, actor, input: AddRecord): Promise<Answer<WrittenRecord>> => {
  const named = tableFrom(input.table)
  if (!named.ok) return named
  const { table } = named
  const { cells, problems } = cellsFrom(table, input.values)
  const wrong = [...tableProblems(actor, [table]), ...problems]
  if (wrong.length > 0) return { ok: false, problems: wrong }
  const book = await companyBook(service.store)
  const read = await readCells(service.store, book, table, cells, await companyTimeZone(service))
  if (!read.ok) return read
  const { record, warnings } = read
  const name = recordName(table, record) ?? ''
  const deed = { action: 'record.add', subject: `${table} ${name}`, reason: input.reason, period: input.period?.text }
  const made = await changing(service, actor, deed, async (transaction) => {
    const identity = TABLES[table].identity.map((key) => record[columnIndex(table, key)] ?? null)
    if (await recordIn(transaction, book.id, table, identity)) {
      return {
        ok: false,
        problems: [dataProblem('record_must_be_new', { table, title: TABLES[table].title, record: name }, { table, record: name })],
      }
    }
    const repeated = await repeatedByRecord(transaction, book.id, table, record)
    const request = { kind: 'row' as const, reason: input.reason, period: input.period?.text }
    const edited = await editRecords(service, actor, transaction, request, { put: new Map([[table, [record]]]) })
    if (!edited.ok) return edited
    return { ok: true, value: { change: edited.change, repeated }, after: { change: edited.change.id, ...recordJson(table, record) } }
  })
  if (!made.ok) return made
  const { change, repeated } = made.value
  const view = recordView(table, { id: 0, added: change.id, values: record })
  return { ok: true, record: view, change, warnings: [...warnings, ...repeated] }
})
