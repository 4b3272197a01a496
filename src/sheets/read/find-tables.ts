import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { normalisedName, tableNamed } from '../../domain/dataset/dataset-names.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import { unreadable } from './file-bytes.ts'
import { mappingOf, type SheetMapping } from './header-map.ts'
import type { Limits } from './limits.ts'
import { openFile } from './open-file.ts'
import type { ProblemList } from './problem-list.ts'
import type { TableSource } from './read-table.ts'
import { Unreadable } from './row-block.ts'
import { holdsCells, type SheetSource } from './sheet-source.ts'

export interface FoundTables {
  /** In the order of file names; a table that is there twice stands here twice. */
  readonly sources: readonly TableSource[]
  /** Tables that are there but cannot be relied on, twice or in a file that does not open; their problem is reported. */
  readonly unsound: ReadonlySet<TableKey>
  readonly bytesTotal: number
}

interface Finding {
  readonly limits: Limits
  readonly problems: ProblemList
  readonly onBytes: (count: number) => void
  readonly mappings?: readonly SheetMapping[] | undefined
}

/** Names of files of text that are tables; many a program writes text and calls it .xls. */
const TEXT_FILE = /\.(?:csv|tsv|txt|xlsx?|et)(?:\.gz)?$/i
/** What a file holds that is no list: an error where nothing else is a table, else it lies beside data. */
const NO_LIST: ReadonlySet<string> = new Set(['file_must_hold_a_list', 'archive_must_be_unpacked'])
/** Sheets that explain the workbook, as the template's first one does. */
const isIgnoredSheet = (name: string): boolean => /^(?:填写)?说明$|^(?:instructions|readme|guide)$/.test(normalisedName(name))
/** What lies beside data in any folder and is no table: said nothing of. */
const IGNORED = /^(?:\.|~\$|__MACOSX$|thumbs\.db$|desktop\.ini$|readme|licen[cs]e|说明)/i

/**
 * Finds the tables of a dataset without reading their rows. `only` is the table that the file at `path` is, whatever its name.
 * Files and sheets that are no tables are warnings; a path that leads nowhere, no table at all and a table found twice are errors.
 */
export async function findTables(path: string, only: TableKey | undefined, finding: Finding): Promise<FoundTables> {
  const { problems } = finding
  const sources: TableSource[] = []
  let bytesTotal = 0
  const files = await filesAt(path, problems)
  const unsound = new Set<TableKey>()
  const noLists: [file: string, Unreadable][] = []
  for (const file of files) {
    try {
      const tables = await tablesIn(file, only, finding)
      if (tables.length > 0) bytesTotal += (await stat(file)).size
      sources.push(...tables)
    } catch (cause) {
      const fault = cause instanceof Unreadable ? cause : unreadable(cause)
      const table = mappingOf(finding.mappings, basename(file), undefined)?.table ?? only ?? tableOfFile(file)
      if (table) unsound.add(table)
      if (!table && NO_LIST.has(fault.code)) noLists.push([basename(file), fault])
      else problems.add(fault.code, { values: fault.values, table, place: { file: basename(file) } })
    }
  }
  for (const [file, { code, values }] of noLists) {
    if (sources.length === 0) problems.add(code, { values, place: { file } })
    else problems.add('file_must_be_a_table', { place: { file } })
  }
  if (sources.length === 0 && !problems.items.some(({ severity }) => severity === 'error')) {
    problems.add('dataset_must_hold_a_table', { values: { example: 'orders.csv, 订单.csv' }, place: { file: basename(path) } })
  }
  for (const table of repeatedTables(sources, problems)) unsound.add(table)
  return { sources, unsound, bytesTotal }
}

async function filesAt(path: string, problems: ProblemList): Promise<string[]> {
  try {
    return (await stat(path)).isDirectory() ? await filesIn(path) : [path]
  } catch (cause) {
    const { code, values } = unreadable(cause)
    if (values.reason === 'ENOENT' || values.reason === 'ENOTDIR') problems.add('dataset_must_exist', { values: { found: path } })
    else problems.add(code, { values, place: { file: basename(path) } })
    return []
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries
    .filter((entry) => !IGNORED.test(entry.name) && !entry.isDirectory())
    .map(({ name }) => join(folder, name))
    .sort()
}

function tableOfFile(path: string): TableKey | undefined {
  return tableNamed(
    basename(path)
      .replace(/\.gz$/i, '')
      .replace(/\.\w+$/, ''),
  )
}

async function tablesIn(path: string, only: TableKey | undefined, finding: Finding): Promise<TableSource[]> {
  const { limits, problems, onBytes, mappings } = finding
  const file = basename(path)
  const table = only ?? tableOfFile(path)
  const mapping = mappingOf(mappings, file, undefined)
  const { isText, sheets } = await openFile(path, limits, onBytes)
  const [text] = isText ? sheets : []
  if (mapping && text) {
    const { table: meant } = mapping
    return meant ? [{ table: meant, file, isText, mapping, rows: text.rows }] : []
  }
  // A file uploaded as a table is one whatever its name.
  if (table && text && (only !== undefined || TEXT_FILE.test(file))) return [{ table, file, isText, rows: text.rows }]
  const tables = text ? [] : await tablesOfWorkbook(path, sheets, table, only !== undefined, finding)
  const isLeftOut = mappings?.some((each) => each.file === file && each.table === undefined)
  if (tables.length === 0 && !isLeftOut) problems.add('file_must_be_a_table', { place: { file } })
  return tables
}

async function tablesOfWorkbook(
  path: string,
  all: readonly SheetSource[],
  table: TableKey | undefined,
  isOnly: boolean,
  finding: Finding,
): Promise<TableSource[]> {
  const { problems, onBytes, mappings } = finding
  const file = basename(path)
  const mapped = new Map(all.map((sheet) => [sheet, mappingOf(mappings, file, sheet.name)] as const))
  const given = all.flatMap((sheet): [SheetSource, TableKey][] => {
    const meant = mapped.get(sheet)?.table
    return meant ? [[sheet, meant]] : []
  })
  // Where somebody has said which sheets are tables, the file's own name says nothing of the others.
  const isMapped = all.some((sheet) => mapped.get(sheet))
  const others = isOnly && isMapped ? [] : all.filter((sheet) => !mapped.get(sheet))
  const sheets = new Map([...given, ...tableSheets(others, isMapped ? undefined : table, isOnly)])
  if (sheets.size === 0) return []
  for (const sheet of all) {
    if (sheets.has(sheet) || mapped.get(sheet) || sheet.hidden || isIgnoredSheet(sheet.name ?? '') || !(await holdsCells(sheet))) continue
    problems.add('sheet_must_be_a_table', { place: { file, sheet: sheet.name } })
  }
  const { size } = await stat(path)
  // The parts of a workbook are read out of order, so its bytes count as read in equal shares when a sheet is begun.
  const share = size / sheets.size
  return [...sheets].map(([sheet, key]) => ({
    table: key,
    file,
    sheet: sheet.name,
    isText: false,
    mapping: mapped.get(sheet),
    mergedCells: sheet.mergedCells,
    rows: () => {
      onBytes(share)
      return sheet.rows()
    },
  }))
}

/** The sheets that are tables: those named after one; in a file named after a table the first sheet is it, whatever its name. */
function tableSheets(sheets: readonly SheetSource[], table: TableKey | undefined, isOnly: boolean): Map<SheetSource, TableKey> {
  const found = new Map<SheetSource, TableKey>()
  for (const sheet of sheets) {
    const named = tableNamed(sheet.name ?? '')
    if (named && (!isOnly || named === table)) found.set(sheet, named)
  }
  const first = sheets.find(({ hidden }) => !hidden) ?? sheets[0]
  if (table && first && ![...found.values()].includes(table)) found.set(first, table)
  return found
}

function repeatedTables(sources: readonly TableSource[], problems: ProblemList): ReadonlySet<TableKey> {
  const first = new Map<TableKey, TableSource>()
  const repeated = new Set<TableKey>()
  for (const source of sources) {
    const other = first.get(source.table)
    if (!other) {
      first.set(source.table, source)
      continue
    }
    repeated.add(source.table)
    problems.add('table_must_be_given_once', {
      values: { table: source.table, other: other.sheet === undefined ? other.file : `${other.file} ${other.sheet}` },
      table: source.table,
      place: { file: source.file, sheet: source.sheet },
    })
  }
  return repeated
}
