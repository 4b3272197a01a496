import type { Place } from '../../base/problem.ts'
import { columnNamed, foreignUnit, type NamedColumn, normalisedName } from '../../domain/dataset/dataset-names.ts'
import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { foreignAmounts, hasMoney, isCurrencyHeader, isOwnMoney } from '../../domain/dataset/telling-columns.ts'
import { trimmed } from './cell-values.ts'
import { type HeaderMap, headerKeys, type SheetMapping } from './header-map.ts'
import { madeKey } from './made-key.ts'
import type { ProblemList } from './problem-list.ts'
import { shown } from './shown.ts'

/** Where each column of a table stands in a file. */
export interface Header {
  readonly row: number
  /** The headers as found, by position, up to the last one that is not blank. */
  readonly names: readonly string[]
  /** Positions of headers that name no column of the table. */
  readonly unknown: readonly number[]
  /** Positions among them without a header. */
  readonly unnamed: readonly number[]
  /** For each column of the table its position in the file, or -1. */
  readonly positions: readonly number[]
  /** Of references that a sheet names twice, as 客户编码 beside 客户: where the other text stands, which must mean the same. */
  readonly beside: readonly { readonly index: number; readonly position: number }[]
  /** Where the currency of the row's amounts stands. */
  readonly currencies: readonly number[]
  /** Columns of the table that are given twice or in a foreign unit: their cells are checked and not relied on. */
  readonly doubtful: ReadonlySet<number>
  /** False when a problem was found in it: rows are still checked, but no record is read. */
  readonly sound: boolean
}

/** How many rows from the top a header is looked for: exports begin with a title and the time of the report. */
export const HEADER_ROWS = 10

/** A key 0 and a Chinese title 1 both name their column outright: with both in a header it is there twice. */
const TITLE_RANK = 1

/** The columns of the table that a row of headers names, by position; a user's map goes before the names of our own. */
function columnsNamed(table: TableKey, cells: readonly string[], map: HeaderMap | undefined): readonly (NamedColumn | undefined)[] {
  if (!map) return cells.map((cell) => columnNamed(table, cell))
  const { columns } = TABLES[table]
  return headerKeys(headerNames(cells)).map((key) => {
    const column = map.get(key)
    const index = column === undefined ? -1 : columns.findIndex((each) => each.key === column)
    return index < 0 ? undefined : { index, rank: 0 }
  })
}

/** Whether a row is surely the header: it names every required column, or everything that the user's map names. */
export function isWholeHeader(table: TableKey, cells: readonly string[], map: HeaderMap | undefined): boolean {
  const named = new Set(columnsNamed(table, cells, map).map((column) => column?.index))
  const mapped = map && new Set(map.values())
  return TABLES[table].columns.every(({ key, required }, index) => !(mapped ? mapped.has(key) : required) || named.has(index))
}

/** Which of the first rows is the header: the one that names most columns, the first of several; undefined when none names any. */
export function headerAmong(table: TableKey, rows: readonly (readonly string[])[], map: HeaderMap | undefined): number | undefined {
  const counts = rows.map((cells) => new Set(columnsNamed(table, cells, map).flatMap((column) => column?.index ?? [])).size)
  const most = Math.max(0, ...counts)
  return most === 0 ? undefined : counts.indexOf(most)
}

/**
 * Matches the cells of a header row with the columns of its table. A required column that is missing, one given twice or amounts
 * that are not in yuan are errors; what columns mean that the table does not know, their values tell (UnknownColumns).
 */
export function readHeader(
  table: TableKey,
  cells: readonly string[],
  row: number,
  place: Place,
  problems: ProblemList,
  mapping: Pick<SheetMapping, 'columns' | 'key'> = {},
): Header {
  const names = headerNames(cells)
  const named = columnsNamed(table, names, mapping.columns)
  const { columns } = TABLES[table]
  const best = new Map<number, { position: number; rank: number }>()
  const unknown: number[] = []
  const currencies: number[] = []
  const doubtful = new Set<number>()
  let sound = true
  names.forEach((name, position) => {
    if (name === '') return
    const column = named[position]
    if (column) sound = claim(column, position) && sound
    else if (isCurrencyHeader(name)) currencies.push(position)
    else unknown.push(position)
  })

  function claim({ index, rank }: NamedColumn, position: number): boolean {
    const other = best.get(index)
    const isTwice = other !== undefined && (other.rank === rank || Math.max(rank, other.rank) <= TITLE_RANK)
    if (isTwice && !isCodeAndName(rank, other.rank, names[position], names[other.position])) {
      const [found = '', before = ''] = [names[position], names[other.position]]
      problems.add('column_must_be_given_once', {
        values: { found, other: before },
        table,
        column: columns[index]?.key,
        place: { ...place, row, column: found },
      })
      doubtful.add(index)
      return false
    }
    if (other) unknown.push(Math.max(rank, other.rank) === rank ? position : other.position)
    if (!other || rank < other.rank) best.set(index, { position, rank })
    return true
  }

  const made = mapping.key && mapping.key.length > 0 ? madeKey(table) : undefined
  const beside = [...best].flatMap(([index, { position }]) => {
    const type = columns[index]?.type
    const isReference = type === 'employee' || type === 'client' || type === 'region'
    const stem = stemOf(names[position])
    return isReference ? unknown.filter((each) => stemOf(names[each]) === stem).map((each) => ({ index, position: each })) : []
  })
  const missing = columns.filter(({ key, required }, index) => required && !best.has(index) && key !== made)
  if (missing.length > 0) {
    problems.add('required_columns_must_be_given', {
      values: { missing: listed(missing), found: names.filter((name) => name !== '').join(', ') },
      table,
      place: { ...place, row },
    })
    sound = false
  }
  for (const [index, { position }] of best) {
    const column = columns[index]
    const name = names[position] ?? ''
    const unit = column?.type === 'money' ? foreignUnit(name) : undefined
    if (unit === undefined || !column) continue
    problems.add('amount_column_must_be_in_yuan', {
      values: { unit, title: column.title },
      table,
      column: column.key,
      place: { ...place, row, column: name },
    })
    doubtful.add(index)
    sound = false
  }
  return {
    row,
    names,
    positions: columns.map((_, index) => best.get(index)?.position ?? -1),
    unknown: unknown.filter((position) => !beside.some((each) => each.position === position)).sort((a, b) => a - b),
    // An amount in the home currency 本币 stands beside one in the document's: the currency of the row is the other's.
    currencies: isOwnMoney(names[best.get(columns.findIndex(({ key }) => key === 'amount'))?.position ?? -1] ?? '') ? [] : currencies,
    doubtful,
    beside,
    sound,
    unnamed: names.flatMap((name, position) => (name === '' ? [position] : [])),
  }
}

/** What a reference is of: 客户 for 客户编码, 客户名称 and 客户. */
function stemOf(name = ''): string {
  return normalisedName(name).replace(/(?:编码|代码|编号|工号|名称|姓名|全称|简称)$/, '')
}

/** Whether one header promises the code and the other the name of the same thing, as 客户编码 beside 客户. */
function isCodeAndName(rank: number, other: number, name: string | undefined, before: string | undefined): boolean {
  return rank !== other && Math.max(rank, other) === TITLE_RANK && Math.min(rank, other) > 0 && stemOf(name) === stemOf(before)
}

/** Reports what a row above the header says of the amounts of its table, as 单位：万元 does; returns whether it says anything but yuan. */
export function refuseTitle(table: TableKey, cells: readonly string[], place: Place, problems: ProblemList): boolean {
  if (!hasMoney(table)) return false
  const at = cells.findIndex(
    (cell, index) => foreignAmounts(cell, cells.slice(index + 1).find((next) => next.trim() !== '') ?? '') !== undefined,
  )
  if (at < 0) return false
  const found = cells
    .slice(at)
    .filter((cell) => cell.trim() !== '')
    .slice(0, 2)
    .map(trimmed)
    .join(' ')
  problems.add('amounts_must_be_in_yuan', { values: { found: shown(found) }, table, place })
  return true
}

/** The cells of a header as problems show them, up to the last that is not blank. */
export function headerNames(cells: readonly string[]): string[] {
  const names = cells.map((cell) => shown(trimmed(cell.replace(/\s+/g, ' '))))
  while (names.length > 0 && names.at(-1) === '') names.pop()
  return names
}

/** "number 单据编号, date 日期": columns as a user may write them. */
export function listed(columns: readonly { readonly key: string; readonly title: string }[]): string {
  return columns.map(({ key, title }) => `${key} ${title}`).join(', ')
}
