import type { Answer } from '../../base/answer.ts'
import { groupBy } from '../../base/group-by.ts'
import type { Problem } from '../../base/problem.ts'
import type { RecordValues, TableKey } from '../../domain/dataset/tables.ts'
import { type RowCells, readRow, referredTexts } from '../../sheets/read/read-row.ts'
import type { Known } from '../../sheets/read/references.ts'
import type { Book } from '../../store/book/book.ts'
import { aliasesInForce, DIRECTORIES, directoryRows, formerNames, type ReferenceType } from '../../store/company-book/references.ts'
import type { Reader } from '../../store/database/connection.ts'

/** Reads one record that somebody sent against the people, clients and regions of the company; moments are of the days of the company's time zone. Problems: those of a file's row. */
export async function readCells(
  reader: Reader,
  book: Book,
  table: TableKey,
  cells: RowCells,
  timeZone: string,
): Promise<Answer<{ readonly ok: true; readonly record: RecordValues; readonly warnings: readonly Problem[] }>> {
  const texts = referredTexts(table, cells)
  const lookedUp = (type: ReferenceType) => (book.rows[DIRECTORIES[type].table] === undefined ? undefined : texts[type])
  const known = await knownOf(reader, book, lookedUp)
  const looked = readRow(table, cells, known, timeZone)
  // Who is meant by what is nobody's code or name is looked for among all.
  const isUnknown = looked.problems.some(({ code }) => UNKNOWN.has(code))
  const { record, problems } = isUnknown ? readRow(table, cells, await everythingKnown(reader, book), timeZone) : looked
  if (!record) return { ok: false, problems }
  return { ok: true, record, warnings: problems }
}

const UNKNOWN: ReadonlySet<string> = new Set(['employee_must_exist', 'client_must_exist', 'region_must_exist'])

/** Everybody, every client and every region that the company has: what an upload may refer to without bringing it. With the names they had before. */
export async function everythingKnown(reader: Reader, book: Book): Promise<Known> {
  const known = await knownOf(reader, book, (type) => (book.rows[DIRECTORIES[type].table] === undefined ? undefined : 'all'))
  return { ...known, clientAliases: await aliasesInForce(reader, book.id) }
}

async function knownOf(reader: Reader, book: Book, wanted: (type: ReferenceType) => readonly string[] | 'all' | undefined): Promise<Known> {
  const of = async (type: ReferenceType) => {
    const texts = wanted(type)
    if (texts === undefined) return undefined
    if (texts !== 'all') return directoryRows(reader, book.id, type, texts)
    const former = groupBy(await formerNames(reader, book.id, type), ({ code }) => code)
    const rows = await directoryRows(reader, book.id, type)
    return rows.map((row) => ({ ...row, formerNames: (former.get(row.code) ?? []).map(({ name }) => name) }))
  }
  return { employees: await of('employee'), clients: await of('client'), regions: await of('region') }
}
