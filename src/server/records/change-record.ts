import type { Answer } from '../../base/answer.ts'
import type { Day } from '../../base/day.ts'
import type { Period } from '../../base/period.ts'
import type { Problem } from '../../base/problem.ts'
import { type RecordValues, TABLES, type TableKey, type Value } from '../../domain/dataset/tables.ts'
import type { Book } from '../../store/book/book.ts'
import { findChange } from '../../store/company-book/changes.ts'
import { companyBook } from '../../store/company-book/company-book.ts'
import { type CompanyRecord, recordIn } from '../../store/company-book/find-records.ts'
import type { Reader } from '../../store/database/connection.ts'
import { companyTimeZone } from '../kernel/company-day.ts'
import { changing, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import type { WrittenRecord } from './add-record.ts'
import { correctionProblems, tableProblems } from './change-rules.ts'
import { dataProblem } from './data-problems.ts'
import { editRecords } from './make-change.ts'
import { readCells } from './read-cells.ts'
import { cellsFrom, type JsonValue, recordJson, recordKey } from './record-json.ts'
import { recordView } from './record-view.ts'
import { repeatedByRecord } from './repeated-forms.ts'
import { recordFrom } from './table-and-key.ts'

export interface ChangeRecord {
  readonly table: string
  readonly key: string
  /** The whole record. What identifies it may be left out, and cannot be changed; any other column left out becomes blank. */
  readonly values: Readonly<Record<string, JsonValue>>
  /** The version that was read. */
  readonly version: string
  readonly reason: string | undefined
  readonly period: Period | undefined
  /** Of people and clients: from which day on what is said differently holds. */
  readonly heldFrom?: Day | 'ever' | undefined
}

/**
 * Puts a new version of a record into force; the old one stays readable. The same content again changes nothing. Problems:
 * thing_must_exist, version_must_be_current, record_identity_must_stay and those of addRecord.
 */
export const changeRecord = useCase('record.write', async (service, actor, input: ChangeRecord): Promise<Answer<WrittenRecord>> => {
  const named = recordFrom(input.table, input.key)
  if (!named.ok) return named
  const { table, identity, name } = named
  const kept = [...tableProblems(actor, [table]), ...correctionProblems(input.heldFrom, input.reason)]
  if (kept.length > 0) return { ok: false, problems: kept }
  const book = await companyBook(service.store)
  const before = await recordIn(service.store, book.id, table, identity)
  if (!before) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: name })] }
  const read = await newVersion(service, book, table, before, input.values)
  if (!read.ok) return read
  const { record, warnings } = read
  const deed = { action: 'record.change', subject: name, reason: input.reason, period: input.period?.text }
  const made = await changing(service, actor, deed, async (transaction) => {
    const found = await currentRecord(transaction, book.id, table, identity, { name, version: input.version })
    if (!found.ok) return found
    const repeated = await repeatedByRecord(transaction, book.id, table, record)
    const request = { kind: 'row' as const, reason: input.reason, period: input.period?.text, heldFrom: input.heldFrom }
    const edited = await editRecords(service, actor, transaction, request, { put: new Map([[table, [record]]]) })
    if (!edited.ok) return edited
    const after = { change: edited.change.id, ...recordJson(table, record) }
    return { ok: true, value: { change: edited.change, repeated }, before: recordJson(table, found.record.values), after }
  })
  if (!made.ok) return made
  const { change, repeated } = made.value
  const added = change.counts[table]?.changed === 1 ? change.id : before.added
  const view = recordView(table, { id: before.id, added, values: record })
  return { ok: true, record: view, change, warnings: [...warnings, ...repeated] }
})

/** The record in force, if it is the version that was read; else who changed it since. */
export async function currentRecord(
  reader: Reader,
  company: number,
  table: TableKey,
  identity: readonly Value[],
  { name, version }: { readonly name: string; readonly version: string },
): Promise<Answer<{ readonly ok: true; readonly record: CompanyRecord }>> {
  const record = await recordIn(reader, company, table, identity)
  if (!record) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: name })] }
  if (String(record.added) !== version) {
    const change = await findChange(reader, record.added)
    return { ok: false, problems: [serviceProblem('version_must_be_current', { thing: name, by: change?.by ?? '' })] }
  }
  return { ok: true, record }
}

async function newVersion(
  service: Service,
  book: Book,
  table: TableKey,
  before: CompanyRecord,
  values: ChangeRecord['values'],
): Promise<Answer<{ readonly ok: true; readonly record: RecordValues; readonly warnings: readonly Problem[] }>> {
  const own = recordJson(table, before.values)
  const identifying = Object.fromEntries(TABLES[table].identity.map((key) => [key, own[key] ?? null]))
  const { cells, problems } = cellsFrom(table, { ...identifying, ...values })
  if (problems.length > 0) return { ok: false, problems }
  const read = await readCells(service.store, book, table, cells, await companyTimeZone(service))
  if (!read.ok || recordKey(table, read.record) === recordKey(table, before.values)) return read
  const moved = TABLES[table].identity.filter(
    (_, index) => recordKey(table, read.record).split(',')[index] !== recordKey(table, before.values).split(',')[index],
  )
  return { ok: false, problems: moved.map((column) => dataProblem('record_identity_must_stay', { column }, { table, column })) }
}
