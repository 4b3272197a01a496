import type { Column } from './table.ts'
import { TABLE_KEYS, TABLES, type TableKey } from './tables.ts'

/** No name of ours is longer; what is longer is cut, so that nobody can make names slow to compare. */
const LONGEST_NAME = 200

/**
 * A header, sheet name or file name in the form in which names are compared: full-width forms made half-width, what
 * stands in brackets (units, notes) taken out, spaces, line breaks, `_`, `-` and `*` taken out, lower case.
 */
export function normalisedName(text: string): string {
  return text
    .slice(0, LONGEST_NAME)
    .normalize('NFKC')
    .replace(/\([^()]*\)|\[[^[\]]*\]|【[^】]*】/g, '')
    .replace(/[\s\p{Cf}_\-*:]+/gu, '')
    .toLowerCase()
}

const TABLES_BY_NAME: ReadonlyMap<string, TableKey> = new Map(
  TABLE_KEYS.flatMap((key) => [
    [normalisedName(key), key],
    [normalisedName(TABLES[key].title), key],
    [normalisedName(`${TABLES[key].title}表`), key],
  ]),
)

/** The table that a sheet or a file (without its ending) is named after, in English or Chinese. */
export function tableNamed(name: string): TableKey | undefined {
  return TABLES_BY_NAME.get(normalisedName(name))
}

/**
 * How well a header names a column: 0 its key, 1 its Chinese title, 2 a synonym, 3 the title that the key has in another table.
 * Among the headers of a reference one that promises a code (客户编码) goes before the title (客户), which then is mostly the name,
 * and the first synonyms before the later ones; two headers of equal rank are one too many.
 */
export interface NamedColumn {
  readonly index: number
  readonly rank: number
}

const COLUMNS_BY_NAME: Readonly<Record<TableKey, ReadonlyMap<string, NamedColumn>>> = columnsByName()

/** The column of a table that a header names; undefined for a header that the table does not know. */
export function columnNamed(table: TableKey, header: string): NamedColumn | undefined {
  return COLUMNS_BY_NAME[table].get(normalisedName(header))
}

/** The unit in brackets of a money header that is not yuan: "万元" of 金额(万元). Undefined when it is yuan or says nothing. */
export function foreignUnit(header: string): string | undefined {
  for (const [, note = ''] of header
    .slice(0, LONGEST_NAME)
    .normalize('NFKC')
    .matchAll(/[([【]([^()[\]【】]*)[)\]】]/g)) {
    const unit = note.trim()
    if (/^分$|[万千亿]|百元|美元|美金|欧元|日元|英镑|港币|港元|[$€£]|USD|EUR|HKD|JPY|GBP/i.test(unit)) return unit
  }
  return undefined
}

function rankOfSynonym({ type }: Column, synonym: string, place: number): number {
  if (type !== 'employee' && type !== 'client' && type !== 'region') return 2
  return (/编码|代码|编号|工号/.test(synonym) ? 0.5 : 2) + place / 100
}

function columnsByName(): Record<TableKey, ReadonlyMap<string, NamedColumn>> {
  const elsewhere = new Map<string, Set<string>>()
  for (const { key, title } of TABLE_KEYS.flatMap((table) => TABLES[table].columns)) {
    elsewhere.set(key, (elsewhere.get(key) ?? new Set()).add(title))
  }
  const of = (columns: readonly Column[]): ReadonlyMap<string, NamedColumn> => {
    const names = new Map<string, NamedColumn>()
    const addAll = (rank: number, namesOf: (column: Column) => Iterable<string>): void => {
      columns.forEach((column, index) => {
        for (const [place, name] of [...namesOf(column)].entries()) {
          const normal = normalisedName(name)
          if (!names.has(normal)) names.set(normal, { index, rank: rank === 2 ? rankOfSynonym(column, name, place) : rank })
        }
      })
    }
    addAll(0, ({ key }) => [key])
    addAll(1, ({ title }) => [title])
    addAll(2, ({ synonyms }) => synonyms ?? [])
    addAll(3, ({ key }) => elsewhere.get(key) ?? [])
    return names
  }
  const record: Partial<Record<TableKey, ReadonlyMap<string, NamedColumn>>> = {}
  for (const key of TABLE_KEYS) record[key] = of(TABLES[key].columns)
  return record as Record<TableKey, ReadonlyMap<string, NamedColumn>>
}
