import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { tableNamed } from '../../domain/dataset/dataset-names.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import { unreadable } from './file-bytes.ts'
import { mappingOf, type SheetMapping } from './header-map.ts'
import type { Limits } from './limits.ts'
import { mappingFrom, type ProfileFile } from './mapping-profile.ts'
import { openFile } from './open-file.ts'
import type { ProblemList } from './problem-list.ts'
import { hasOwnHeader, REPORT_TOP, type Recognising, type ReportSaid, reportSource } from './report-source.ts'
import { Unreadable } from './row-block.ts'
import { isIgnoredSheet, reportLeftOut, reportUnread, type UnreadFile } from './sheet-left-out.ts'
import { type RawRow, type SheetPart, topOf } from './sheet-parts.ts'
import type { SheetSource } from './sheet-source.ts'
import type { Recognisable } from './suggest-columns.ts'
import { SURE, type Suggested, suggestedSource } from './suggested-source.ts'
import type { TableSource } from './table-source.ts'

export interface FoundTables {
  /** In the order of file names; sheets and files of one table stand here one after the other. */
  readonly sources: readonly TableSource[]
  /** Tables that are there but cannot be relied on, in a file that does not open; their problem is reported. */
  readonly unsound: ReadonlySet<TableKey>
  readonly bytesTotal: number
}

interface Finding extends Recognising {
  readonly limits: Limits
  readonly onBytes: (count: number) => void
  readonly areExports: boolean
  /** What references are recognised by. */
  readonly known: Recognisable
  /** Whether lists of other programs are understood by themselves. */
  readonly lists: boolean
  readonly profiles: readonly ProfileFile[]
  readonly mappings?: readonly SheetMapping[] | undefined
}

/** Names of files of text that are tables; many a program writes text and calls it .xls. */
const TEXT_FILE = /\.(?:csv|tsv|txt|xlsx?|et)(?:\.gz)?$/i
/** What a file holds that is no list: an error where nothing else is a table, else it lies beside data. */
const NO_LIST: ReadonlySet<string> = new Set(['file_must_hold_a_list', 'archive_must_be_unpacked'])
/** What lies beside data in any folder and is no table: said nothing of. */
const IGNORED = /^(?:\.|~\$|__MACOSX$|thumbs\.db$|desktop\.ini$|readme|licen[cs]e|说明)/i

/**
 * Finds the tables of a dataset without reading their rows. `only` is the table that the file at `path` is, whatever its name.
 * Files and sheets that are no tables are warnings; a path that leads nowhere, no table at all, and a sheet that fits a table and would be missed are errors.
 */
export async function findTables(path: string | readonly string[], only: TableKey | undefined, finding: Finding): Promise<FoundTables> {
  const { problems } = finding
  const sources: TableSource[] = []
  let bytesTotal = 0
  const paths = typeof path === 'string' ? [path] : path
  const files: string[] = []
  for (const each of paths) files.push(...(await filesAt(each, problems)))
  const unsound = new Set<TableKey>()
  const noLists: [file: string, Unreadable][] = []
  const unread: UnreadFile[] = []
  for (const file of files) {
    try {
      const { tables, rest } = await tablesIn(file, only, finding)
      if (tables.length === 0) unread.push({ file: basename(file), rest: rest.map(({ part }) => part) })
      const read = tables.flatMap((each) => ('source' in each ? each.source : []))
      if (read.length > 0) bytesTotal += (await stat(file)).size
      sources.push(...read)
      for (const each of tables) if ('asked' in each) unsound.add(each.asked)
    } catch (cause) {
      const fault = cause instanceof Unreadable ? cause : unreadable(cause)
      const table = mappingOf(finding.mappings, basename(file), undefined)?.table ?? only ?? tableOfFile(file)
      if (table) unsound.add(table)
      if (!table && NO_LIST.has(fault.code)) noLists.push([basename(file), fault])
      else problems.add(fault.code, { values: fault.values, table, place: { file: basename(file) } })
    }
  }
  for (const each of unread) await reportUnread(each, sources.length > 0, finding)
  for (const [file, { code, values }] of noLists) {
    if (sources.length === 0) problems.add(code, { values, place: { file } })
    else problems.add('file_must_be_a_table', { place: { file } })
  }
  if (sources.length === 0 && !problems.items.some(({ severity }) => severity === 'error')) {
    problems.add('dataset_must_hold_a_table', { values: { example: 'orders.csv, 订单.csv' }, place: { file: basename(paths[0] ?? '') } })
  }
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

/** What came of the sheets of a file: those that are tables, and those that nothing reads. */
interface TablesOfFile {
  readonly tables: Suggested[]
  readonly rest: readonly Choosing[]
}

async function tablesIn(path: string, only: TableKey | undefined, finding: Finding): Promise<TablesOfFile> {
  const { limits, onBytes, mappings, areExports } = finding
  const file = basename(path)
  const { isText, sheets } = await openFile(path, limits, onBytes)
  // A text file whose name is none of a table's, such as a note beside them, is looked at only where it was named to be read.
  const isData = !isText || TEXT_FILE.test(file) || only !== undefined || areExports || mappingOf(mappings, file, undefined) !== undefined
  return isData ? tablesOf(path, sheets, isText, only, finding) : { tables: [], rest: [] }
}

/** A sheet that is not hidden, or the only one of a text file, with what it is to be read as. */
interface Choosing {
  readonly part: SheetPart
  readonly mapping: SheetMapping | undefined
  readonly named: TableKey | undefined
  readonly top: readonly RawRow[]
  readonly isText: boolean
}

/**
 * The tables of a file: what somebody said of a sheet goes first, then its name, then the file's; each is read by our own headers where
 * it has them, else as the report that it is. Sheets of one table are read together. Hidden sheets are never data.
 */
async function tablesOf(
  path: string,
  all: readonly SheetSource[],
  isText: boolean,
  only: TableKey | undefined,
  finding: Finding,
): Promise<TablesOfFile> {
  const { problems, onBytes, mappings, known } = finding
  const file = basename(path)
  const table = only ?? tableOfFile(path)
  const sheets: Choosing[] = []
  for (const sheet of all.filter(({ hidden }) => !hidden)) {
    const part: SheetPart = { file, sheet: sheet.name, rows: () => sheet.rows(), mergedCells: () => sheet.mergedCells() }
    const mapping = mappingOf(mappings, file, sheet.name)
    const named = isText ? table : tableNamed(sheet.name ?? '')
    const top = mapping?.columns ? [] : await topOf({ ...part, rows: sheet.top ?? part.rows }, REPORT_TOP)
    sheets.push({ part, mapping, named: only === undefined || named === only ? named : undefined, top, isText })
  }
  for (const { name } of all.filter((sheet) => sheet.hidden && tableNamed(sheet.name ?? '') !== undefined))
    problems.add('hidden_sheet_was_not_read', { place: { file, sheet: name } })
  // Where somebody has said which sheets are tables, the file's own name says nothing of the others.
  const isMapped = sheets.some(({ mapping }) => mapping)
  const ofFile = isMapped || sheets.some(({ named }) => named !== undefined && named === table) ? undefined : table
  const sources: TableSource[] = []
  const asked: Suggested[] = []
  const found: [Choosing, TableSource][] = []
  const rest: Choosing[] = []
  for (const sheet of sheets) {
    if (sheet.mapping && sheet.mapping.table === undefined) continue
    if (!sheet.mapping && only !== undefined && isMapped) {
      rest.push(sheet)
      continue
    }
    const list = await listOf(sheet, ofFile, only, finding)
    if (list && 'asked' in list) {
      asked.push(list)
      continue
    }
    const source = list?.source ?? sourceOf(sheet, ofFile, only, finding)
    if (source) found.push([sheet, source])
    else rest.push(sheet)
  }
  // What cannot be read is no matter where the same file has something better to say.
  const isAllRefused = found.every(([, { report }]) => report?.isRefused)
  const days = sheets.filter(({ part, mapping }) => !mapping && DAY_SHEET.test(part.sheet ?? ''))
  if (isAllRefused && asked.length === 0 && days.length >= LEAST_DAY_SHEETS) {
    const values = {
      count: String(days.length),
      found: days
        .slice(0, 3)
        .flatMap(({ part }) => part.sheet ?? [])
        .join(', '),
    }
    problems.add('daily_sheets_must_be_one_list', { values, place: { file, sheet: days[0]?.part.sheet } })
    return { tables: [{ asked: table ?? 'attendance' }], rest: [] }
  }
  for (const [sheet, source] of found) {
    if (isAllRefused || !source.report?.isRefused) sources.push(source)
    else rest.push(sheet)
  }
  const first = rest.find(({ top }) => top.length > 0) ?? rest[0]
  if (ofFile && first && asked.length === 0 && !sources.some((source) => source.table === ofFile)) {
    sources.push({ table: ofFile, ...first.part, isText })
    rest.splice(rest.indexOf(first), 1)
  }
  if (sources.length + asked.length > 0) for (const { part } of rest) await reportLeftOut(part, known, problems)
  if (isText) return { tables: [...asked, ...sources.map((source) => ({ source }))], rest }
  const { size } = await stat(path)
  // The parts of a workbook are read out of order, so its bytes count as read in equal shares when a sheet is begun.
  const counted = sources.map((source) => ({
    ...source,
    rows: () => {
      onBytes(size / sources.length)
      return source.rows()
    },
  }))
  return { tables: [...asked, ...counted.map((source) => ({ source }))], rest }
}

/** Names of sheets of which each is a day: 1, 03, 12日, 10-12, 10月12日. */
const DAY_SHEET = /^(?:\d{4}[-./年])?(?:\d{1,2}[-./月])?\d{1,2}[日号]?$/
const LEAST_DAY_SHEETS = 7

/**
 * A sheet as a list of another program, where these are understood by themselves and it is no report: an export that somebody named to be
 * read, whatever it says of itself; in a folder of tables one that is named after none and is surely one.
 */
async function listOf(
  { part, mapping, named, top, isText }: Choosing,
  ofFile: TableKey | undefined,
  only: TableKey | undefined,
  finding: Finding,
): Promise<Suggested | undefined> {
  const { known, lists, areExports, problems, profiles } = finding
  // What is named after a table is read by its own headers, unless a mapping was kept for those that it has.
  const table = only ?? named ?? (ofFile && hasOwnHeader(ofFile, top) ? ofFile : undefined)
  const isByProfile = !areExports && table !== undefined
  if (!lists || mapping || (isByProfile && profiles.length === 0) || isIgnoredSheet(part.sheet ?? '')) return undefined
  if (reportSource(part, top, finding, only)) return undefined
  const least = areExports ? 0 : SURE
  return suggestedSource(part, isText, table ? { table } : {}, { known, problems, least, profiles, isByProfile })
}

/** What a sheet is read as: by the user's map, by our own headers, as a report, or by its name alone; undefined when none of these is there. */
function sourceOf(sheet: Choosing, ofFile: TableKey | undefined, only: TableKey | undefined, finding: Finding): TableSource | undefined {
  const { part, mapping, named, top, isText } = sheet
  const said = mapping?.table
  if (said && mapping.columns) return { table: said, mapping, ...part, isText }
  if (!mapping && isIgnoredSheet(part.sheet ?? '')) return undefined
  const own = said ?? named ?? ofFile
  if (own && hasOwnHeader(own, top)) return { table: own, mapping, ...part, isText }
  const report = reportSource(part, top, finding, said ?? only, (key) => saidOf(mapping, finding.profiles, key))
  return report ?? (said || named ? { table: said ?? (named as TableKey), mapping, ...part, isText } : undefined)
}

/** What is said of a report: by a mapping of its own, else by the kept mappings of this report and those that name none. */
function saidOf(mapping: SheetMapping | undefined, profiles: readonly ProfileFile[], report: string): ReportSaid {
  if (mapping?.meanings || mapping?.forms) return { meanings: mapping.meanings, late: mapping.forms?.late }
  const words = new Map<string, ReadonlyMap<string, string | null>>()
  let late: ReportSaid['late']
  const isOfReport = ({ report: own, headers, columns }: ProfileFile) =>
    own === undefined ? headers.length === 0 && Object.keys(columns ?? {}).length === 0 : own === report
  for (const profile of profiles.filter(isOfReport)) {
    late ??= profile.forms?.late
    for (const [key, texts] of mappingFrom(profile, '', undefined).meanings ?? [])
      words.set(key, new Map([...(words.get(key) ?? []), ...texts]))
  }
  return { meanings: words, late }
}
