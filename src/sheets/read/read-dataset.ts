import type { Days } from '../../base/period.ts'
import type { Place, Problem } from '../../base/problem.ts'
import { DEFAULT_TIME_ZONE } from '../../domain/company/company-settings.ts'
import type { FoundTotal } from '../../domain/dataset/found-total.ts'
import type { LeftOut } from '../../domain/dataset/left-out.ts'
import { type PartialValues, TABLE_KEYS, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { clientTwinWords } from './client-twins.ts'
import type { Corrections } from './corrections.ts'
import { differingTotal } from './differing-total.ts'
import { findTables } from './find-tables.ts'
import type { SheetTotal } from './found-totals.ts'
import type { Header } from './header.ts'
import type { SheetMapping } from './header-map.ts'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import type { ProfileFile } from './mapping-profile.ts'
import { ProblemList } from './problem-list.ts'
import { type Batch, type RejectedRow, readTable, type TableContext } from './read-table.ts'
import { type Directory, detached, type Known, References } from './references.ts'
import type { ReportReader } from './report.ts'
import type { RowBlock } from './row-block.ts'
import { SameEvents } from './same-events.ts'
import { shown } from './shown.ts'
import { recognisable } from './suggest-columns.ts'
import type { SourceReport, TableSource } from './table-source.ts'

/** A dataset while it is read. */
export interface DatasetReading {
  /**
   * The records table by table, those that others refer to first: regions, employees, clients, who they belong to, then the rest in the
   * order of TABLE_KEYS. At most 5,000 records a batch. May be iterated once.
   */
  batches(): AsyncIterable<Batch>
  /** Filled while batches are read, complete once the iteration ends. Errors and warnings. */
  readonly problems: Problem[]
  /**
   * Rows that are no records for their mistakes, with what could be read of them, so that a number given twice is found among
   * them too. Filled like `problems`, and no more of them than problems are listed.
   */
  readonly rejected: RejectedRow[]
  /** The tables that are in the data, those with only a header too. */
  readonly tables: ReadonlySet<TableKey>
  /** Each file and sheet that is read, with the report that it was recognised as. */
  readonly sources: readonly ReadSource[]
  /** Rows that were left out on purpose, with why. Filled like `problems`, at most as many as problems are listed. */
  readonly leftOut: LeftOut[]
  /** The totals 合计 that stand in files beside what was read above them. Filled like `problems`, the first of them. */
  readonly totals: FoundTotal[]
  /** Where a record stands, for problems found later; the column is named as in the user's header. */
  place(table: TableKey, row: number, columnKey?: string): Place
}

export interface ReadSource {
  readonly table: TableKey
  readonly file: string
  readonly sheet: string | undefined
  readonly report: SourceReport | undefined
  /** How its headers were understood where nobody said it; undefined where they are our own or a user's map. */
  readonly suggested: SheetMapping | undefined
  /** Its headers of which nothing is read, where they are another program's. */
  readonly unread: readonly string[]
}

export interface ReadOptions {
  readonly limits?: Partial<Limits> | undefined
  readonly onProgress?: ((bytesRead: number, bytesTotal: number) => void) | undefined
  /** The company's time zone, in which a moment with a zone becomes a day; the default of company.timeZone unless told. */
  readonly timeZone?: string | undefined
  /** What the company has already: references may mean it without its standing in the data. */
  readonly known?: Known | undefined
  /** What the user says of files and sheets whose names or headers are not ours; it goes before their names. */
  readonly mappings?: readonly SheetMapping[] | undefined
  /** The reports of other programs that are recognised; none unless told. */
  readonly reports?: readonly ReportReader[] | undefined
  /** The period that the user works on, for reports that do not say of which month they are. */
  readonly period?: Days | undefined
  /** Whether every file is an export that somebody named: one that nothing recognises is then an error. */
  readonly areExports?: boolean | undefined
  /** Whether lists of other programs are understood by themselves; where they are not, only what is mapped or named after a table is read. */
  readonly lists?: boolean | undefined
  /** Mappings that were kept, for lists and for words of reports. */
  readonly profiles?: readonly ProfileFile[] | undefined
  /** What is read otherwise than it stands in the files. */
  readonly corrections?: Corrections | undefined
  /** Hears of each row that is left out on purpose, of those too that the list has no room for. */
  readonly onLeftOut?: ((row: LeftOut) => void) | undefined
}

/** A list with a sum below each group has many; the first are looked at. */
const MOST_TOTALS = 100

const IN_ORDER: readonly TableKey[] = [...new Set<TableKey>(['regions', 'employees', 'clients', 'client_reps', ...TABLE_KEYS])]

/**
 * Reads the dataset of CONTRACT 1 at a path: a folder of files, one workbook, or one table file; or at several. A path that is not there, or
 * holds no table, is a problem and not an exception. Nothing may be stored when `problems` holds an error at the end.
 */
export async function readDataset(path: string | readonly string[], options: ReadOptions = {}): Promise<DatasetReading> {
  return reading(path, options, undefined)
}

/** Reads the file of one table whatever its name: an upload to a table that the user has chosen. */
export async function readTableFile(path: string | readonly string[], table: TableKey, options: ReadOptions = {}): Promise<DatasetReading> {
  return reading(path, options, table)
}

async function reading(path: string | readonly string[], options: ReadOptions, only: TableKey | undefined): Promise<DatasetReading> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const problems = new ProblemList(limits.problems)
  let bytesRead = 0
  const leftOut: LeftOut[] = []
  const totals: FoundTotal[] = []
  // Nobody knows it before the files are found, and lists that nobody named are looked at on the way.
  let bytesTotal: number | undefined
  const found = await findTables(path, only, {
    limits,
    problems,
    onBytes: advance,
    mappings: options.mappings,
    areExports: options.areExports === true,
    profiles: options.profiles ?? [],
    known: recognisable(options.known ?? {}),
    lists: options.lists === true,
    readers: options.reports ?? [],
    context: { period: options.period, isNumber: numbersOf(options.known) },
    onLeftOut,
  })
  bytesTotal = found.bytesTotal
  function onLeftOut(row: LeftOut): void {
    options.onLeftOut?.(row)
    if (leftOut.length < limits.problems) leftOut.push(row)
  }
  function advance(count: number): void {
    bytesRead += count
    if (bytesTotal !== undefined) options.onProgress?.(Math.min(bytesRead, bytesTotal), bytesTotal)
  }
  const rejected: RejectedRow[] = []
  const parts = new Map<TableKey, Part[]>()
  for (const source of found.sources)
    parts.set(source.table, [...(parts.get(source.table) ?? []), { source, offset: 0, header: undefined }])

  function placeOf(table: TableKey, row: number, columnKey?: string): Place {
    const { source, offset, header } = (parts.get(table) ?? []).findLast((part) => part.offset < row) ?? parts.get(table)?.[0] ?? NOWHERE
    const index = TABLES[table].columns.findIndex(({ key }) => key === columnKey)
    const position = header?.positions[index] ?? -1
    return { file: source?.file ?? '', sheet: source?.sheet, row: row - offset, column: header?.names[position] ?? columnKey }
  }

  async function* batches(): AsyncGenerator<Batch> {
    const references = new References(options.known)
    const { corrections, timeZone = DEFAULT_TIME_ZONE } = options
    const kinds = { employees: references.employee, clients: references.client, regions: references.region } as const
    for (const part of parts.get('client_aliases') ?? [])
      part.source = await learnAliases(part.source, references.client, { limits, timeZone, corrections: corrections?.uncounted() })
    for (const table of IN_ORDER) {
      const directory = table === 'employees' || table === 'clients' || table === 'regions' ? kinds[table] : undefined
      if (directory && found.unsound.has(table)) directory.state = 'unreadable'
      else if (directory && parts.has(table)) directory.state = 'read'
      let last = 0
      const events = table === 'attendance' && (parts.get(table)?.length ?? 0) > 1 ? new SameEvents() : undefined
      for (const part of parts.get(table) ?? []) {
        part.offset = last
        const onHeader = (header: Header): void => {
          part.header = header
          if (directory && !header.sound) directory.state = 'unreadable'
        }
        let isWhole = true
        const onTotal = (sum: SheetTotal): void => {
          const total = { table, file: part.source.file, sheet: part.source.sheet ?? null, ...sum }
          if (totals.length < MOST_TOTALS) totals.push(total)
          // Of rows with mistakes it says nothing that these do not.
          const differs = isWhole ? differingTotal(total, placeOf(table, part.offset + sum.row, sum.column)) : undefined
          if (differs) problems.push(differs)
        }
        const onRejected = (each: RejectedRow): void => {
          isWhole = false
          last = Math.max(last, part.offset + each.row)
          if (rejected.length < limits.problems) rejected.push({ ...each, row: part.offset + each.row, values: kept(each.values) })
        }
        const reading = readTable(part.source, {
          references,
          problems,
          limits,
          timeZone,
          corrections,
          onRejected,
          onLeftOut,
          onTotal,
          onHeader,
        })
        let step = await reading.next()
        for (; !step.done; step = await reading.next()) {
          const { records, rows } = step.value
          const { source, offset } = part
          for (const row of rows) if (row + offset > last) last = row + offset
          if (events) events.add(source, step.value, offset)
          else yield offset === 0 ? step.value : { table, records, rows: rows.map((row) => row + offset) }
        }
        if (directory && !step.value) directory.state = 'unreadable'
      }
      if (events) yield* events.batches(problems, onLeftOut)
      if (table === 'clients') reportTwins(references, problems, (row, column) => placeOf(table, row, column))
    }
    problems.close()
  }

  return {
    batches,
    problems: problems.items,
    rejected,
    tables: new Set(parts.keys()),
    sources: found.sources.map(({ table, file, sheet, report, mapping, isSuggested, unread = [] }) => ({
      table,
      file,
      sheet,
      report,
      suggested: isSuggested && mapping,
      unread,
    })),
    leftOut,
    totals,
    place: placeOf,
  }
}

/** Learns the other codes of clients before anything refers to one, clients included; the rows are kept to be read in their turn. */
async function learnAliases(
  source: TableSource,
  clients: Directory,
  forms: Pick<TableContext, 'limits' | 'timeZone' | 'corrections'>,
): Promise<TableSource> {
  const blocks: RowBlock[] = []
  let broken: unknown
  async function* once(): AsyncGenerator<RowBlock> {
    try {
      for await (const block of source.rows()) {
        blocks.push(block)
        yield block
      }
    } catch (cause) {
      broken = cause
      throw cause
    }
  }
  const ignored = {
    problems: new ProblemList(0),
    onRejected: () => undefined,
    onLeftOut: () => undefined,
    onTotal: () => undefined,
    onHeader: () => undefined,
  }
  for await (const { records } of readTable({ ...source, rows: once }, { references: new References(), ...forms, ...ignored })) {
    for (const record of records) {
      const [alias, client, name] = record.map((value) => (typeof value === 'string' ? detached(value) : null))
      if (alias && client) clients.addAlias({ alias, client, name: name ?? null })
    }
  }
  async function* again(): AsyncGenerator<RowBlock> {
    yield* blocks
    if (broken) throw broken
  }
  return { ...source, rows: again }
}

/** One file or sheet of a table while it is read. */
interface Part {
  source: TableSource
  /** Rows of the files before it, so that a number means one row of the table. */
  offset: number
  header: Header | undefined
}
const NOWHERE = { source: undefined, offset: 0, header: undefined }

function numbersOf(known: Known | undefined): (text: string) => boolean {
  const numbers = known?.employees && new Set(known.employees.map(({ code }) => code))
  return (text) => numbers?.has(text) ?? true
}

function reportTwins(references: References, problems: ProblemList, place: (row: number, column: string) => Place): void {
  for (const { row, ...twin } of references.clientTwins()) {
    const { column, values } = clientTwinWords(twin)
    const at = { table: 'clients', record: shown(twin.code), column, place: place(row, column) }
    problems.add('client_should_be_registered_once', { values, ...at })
  }
}

/** The same values without the chunk of the file they were cut from. */
function kept(values: PartialValues): PartialValues {
  return values.map((value) => (typeof value === 'string' ? detached(value) : value))
}
