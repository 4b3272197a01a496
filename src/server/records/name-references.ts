import { type RecordValues, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { DIRECTORIES, directoryRows, type ReferenceType } from '../../store/company-book/references.ts'
import type { Reader } from '../../store/database/connection.ts'

/** What a code stands for in records that were answered. */
export interface NamedReference {
  readonly type: ReferenceType
  readonly code: string
  readonly name: string
}

const TYPES = Object.keys(DIRECTORIES) as readonly ReferenceType[]
const AT_ONCE = 400

/** The names of the people, clients and regions that records refer to. */
export async function nameReferences(
  reader: Reader,
  company: number,
  table: TableKey,
  records: readonly { readonly values: RecordValues }[],
): Promise<NamedReference[]> {
  const found: NamedReference[] = []
  for (const type of TYPES) {
    const places = TABLES[table].columns.flatMap((column, index) => (column.type === type ? [index] : []))
    const codes = new Set(records.flatMap(({ values }) => places.flatMap((place) => values[place] ?? [])).map(String))
    const listed = [...codes]
    for (let from = 0; from < listed.length; from += AT_ONCE) {
      const rows = await directoryRows(reader, company, type, listed.slice(from, from + AT_ONCE))
      for (const { code, name } of rows) if (codes.has(code)) found.push({ type, code, name })
    }
  }
  return found
}
