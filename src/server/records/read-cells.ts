import type { Answer } from '../../appraisal/appraise.ts'
import type { Problem } from '../../base/problem.ts'
import type { RecordValues, TableKey } from '../../domain/dataset/tables.ts'
import { type RowCells, readRow, referredTexts } from '../../sheets/read/read-row.ts'
import type { Known } from '../../sheets/read/references.ts'
import type { Book } from '../../store/book/book.ts'
import { DIRECTORIES, directoryRows, type ReferenceType } from '../../store/company-book/references.ts'
import type { Reader } from '../../store/database/connection.ts'
import { companyTimeZone } from '../settings/settings-in-force.ts'

/** Reads one record that somebody sent against the people, clients and regions of the company. Problems: those of a file's row. */
export async function readCells(
  reader: Reader,
  book: Book,
  table: TableKey,
  cells: RowCells,
): Promise<Answer<{ readonly ok: true; readonly record: RecordValues; readonly warnings: readonly Problem[] }>> {
  const texts = referredTexts(table, cells)
  const lookedUp = (type: ReferenceType) => (book.rows[DIRECTORIES[type].table] === undefined ? undefined : texts[type])
  const known = await knownOf(reader, book, lookedUp)
  const { record, problems } = readRow(table, cells, known, await companyTimeZone(reader))
  if (!record) return { ok: false, problems }
  return { ok: true, record, warnings: problems }
}

/** Everybody, every client and every region that the company has: what an upload may refer to without bringing it. */
export async function everythingKnown(reader: Reader, book: Book): Promise<Known> {
  return knownOf(reader, book, (type) => (book.rows[DIRECTORIES[type].table] === undefined ? undefined : 'all'))
}

async function knownOf(reader: Reader, book: Book, wanted: (type: ReferenceType) => readonly string[] | 'all' | undefined): Promise<Known> {
  const of = async (type: ReferenceType) => {
    const texts = wanted(type)
    if (texts === undefined) return undefined
    return directoryRows(reader, book.id, type, texts === 'all' ? undefined : texts)
  }
  return { employees: await of('employee'), clients: await of('client'), regions: await of('region') }
}
