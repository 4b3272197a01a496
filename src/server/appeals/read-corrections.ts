import type { Answer } from '../../base/answer.ts'
import { columnIndex, type RecordValues, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { Book } from '../../store/book/book.ts'
import { type CompanyRecord, recordIn } from '../../store/company-book/find-records.ts'
import type { Reader } from '../../store/database/connection.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { dataProblem } from '../records/data-problems.ts'
import { readCells } from '../records/read-cells.ts'
import { cellsFrom, type RecordJson, recordJson, recordKey } from '../records/record-json.ts'
import { recordFrom, tableFrom } from '../records/table-and-key.ts'
import { appealProblem } from './appeal-problems.ts'
import type { correctionSchema } from './appeal-schema.ts'

/** One record to be corrected: a new one without `key`, one to go out of force without `values`, else new values of some columns. */
export type Correction = ShapeOf<typeof correctionSchema>

/** A correction as records: what goes, what comes. */
export interface ReadCorrection {
  readonly table: TableKey
  readonly name: string
  readonly before: CompanyRecord | undefined
  /** Undefined when the record goes out of force. */
  readonly after: RecordValues | undefined
}

/** What the corrections did, for the audit trail. */
export function correctionJson({ table, before, after }: ReadCorrection): {
  readonly table: TableKey
  readonly before: RecordJson | null
  readonly after: RecordJson | null
} {
  return { table, before: before ? recordJson(table, before.values) : null, after: after ? recordJson(table, after) : null }
}

/**
 * Reads corrections by the rules of a file's rows. Problems, all at once: thing_must_exist, correction_must_be_given,
 * correction_must_name_a_record_once, record_must_be_new, record_identity_must_stay, and those of the cells.
 */
export async function readCorrections(
  reader: Reader,
  book: Book,
  corrections: readonly Correction[],
  timeZone: string,
): Promise<Answer<{ readonly ok: true; readonly read: readonly ReadCorrection[] }>> {
  const answers = []
  for (const correction of corrections) answers.push(await readCorrection(reader, book, correction, timeZone))
  const problems = answers.flatMap((answer) => (answer.ok ? [] : answer.problems))
  const read = answers.flatMap((answer) => (answer.ok ? [answer.read] : []))
  const names = read.map(({ name }) => name)
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index))
  for (const record of twice) problems.push(appealProblem('correction_must_name_a_record_once', { record }))
  return problems.length > 0 ? { ok: false, problems } : { ok: true, read }
}

async function readCorrection(
  reader: Reader,
  book: Book,
  { table: text, key, values }: Correction,
  timeZone: string,
): Promise<Answer<{ readonly ok: true; readonly read: ReadCorrection }>> {
  if (key === undefined) return readAdded(reader, book, text, values, timeZone)
  const named = recordFrom(text, key)
  if (!named.ok) return named
  const { table, identity, name } = named
  const before = await recordIn(reader, book.id, table, identity)
  if (!before) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: name })] }
  if (values === undefined) return { ok: true, read: { table, name, before, after: undefined } }
  const { cells, problems } = cellsFrom(table, { ...recordJson(table, before.values), ...values })
  if (problems.length > 0) return { ok: false, problems }
  const read = await readCells(reader, book, table, cells, timeZone)
  if (!read.ok) return read
  if (recordKey(table, read.record) !== recordKey(table, before.values)) {
    const column = TABLES[table].identity.join(', ')
    return { ok: false, problems: [dataProblem('record_identity_must_stay', { column }, { table })] }
  }
  return { ok: true, read: { table, name, before, after: read.record } }
}

async function readAdded(
  reader: Reader,
  book: Book,
  text: string,
  values: Correction['values'],
  timeZone: string,
): Promise<Answer<{ readonly ok: true; readonly read: ReadCorrection }>> {
  const named = tableFrom(text)
  if (!named.ok) return named
  const { table } = named
  if (values === undefined) return { ok: false, problems: [appealProblem('correction_must_be_given')] }
  const { cells, problems } = cellsFrom(table, values)
  if (problems.length > 0) return { ok: false, problems }
  const read = await readCells(reader, book, table, cells, timeZone)
  if (!read.ok) return read
  const identity = TABLES[table].identity.map((column) => read.record[columnIndex(table, column)] ?? null)
  const record = recordKey(table, read.record)
  if (await recordIn(reader, book.id, table, identity)) {
    return { ok: false, problems: [dataProblem('record_must_be_new', { table, title: TABLES[table].title, record }, { table })] }
  }
  return { ok: true, read: { table, name: `${table} ${record}`, before: undefined, after: read.record } }
}
