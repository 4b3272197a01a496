import type { Place, Problem } from '../../base/problem.ts'
import { DEFAULT_TIME_ZONE } from '../../domain/company/company-settings.ts'
import { type PartialValues, TABLE_KEYS, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { clientTwinWords } from './client-twins.ts'
import { findTables } from './find-tables.ts'
import type { Header } from './header.ts'
import type { SheetMapping } from './header-map.ts'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import { ProblemList } from './problem-list.ts'
import { type Batch, type RejectedRow, readTable, type TableSource } from './read-table.ts'
import { type Directory, detached, type Known, References } from './references.ts'
import type { RowBlock } from './row-block.ts'
import { shown } from './shown.ts'

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
  /** The tables that are in the data, those with only a header too, and where they stand. */
  readonly tables: ReadonlyMap<TableKey, { file: string; sheet?: string }>
  /** Where a record stands, for problems found later; the column is named as in the user's header. */
  place(table: TableKey, row: number, columnKey?: string): Place
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
}

const IN_ORDER: readonly TableKey[] = [...new Set<TableKey>(['regions', 'employees', 'clients', 'client_reps', ...TABLE_KEYS])]

/**
 * Reads the dataset of CONTRACT 1 at a path: a folder of files, one workbook, or one table file. A path that is not there, or
 * holds no table, is a problem and not an exception. Nothing may be stored when `problems` holds an error at the end.
 */
export async function readDataset(path: string, options: ReadOptions = {}): Promise<DatasetReading> {
  return reading(path, options, undefined)
}

/** Reads the file of one table whatever its name: an upload to a table that the user has chosen. */
export async function readTableFile(path: string, table: TableKey, options: ReadOptions = {}): Promise<DatasetReading> {
  return reading(path, options, table)
}

async function reading(path: string, options: ReadOptions, only: TableKey | undefined): Promise<DatasetReading> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const problems = new ProblemList(limits.problems)
  let bytesRead = 0
  const found = await findTables(path, only, { limits, problems, onBytes: advance, mappings: options.mappings })
  function advance(count: number): void {
    bytesRead += count
    options.onProgress?.(Math.min(bytesRead, found.bytesTotal), found.bytesTotal)
  }
  const rejected: RejectedRow[] = []
  const onRejected = (each: RejectedRow): void => {
    if (rejected.length < limits.problems) rejected.push({ ...each, values: kept(each.values) })
  }
  const headers = new Map<TableKey, Header>()
  const sources = new Map<TableKey, TableSource>()
  for (const source of found.sources) if (!sources.has(source.table)) sources.set(source.table, source)

  function placeOf(table: TableKey, row: number, columnKey?: string): Place {
    const source = sources.get(table)
    const header = headers.get(table)
    const index = TABLES[table].columns.findIndex(({ key }) => key === columnKey)
    const position = header?.positions[index] ?? -1
    return { file: source?.file ?? '', sheet: source?.sheet, row, column: header?.names[position] ?? columnKey }
  }

  async function* batches(): AsyncGenerator<Batch> {
    const references = new References(options.known)
    const timeZone = options.timeZone ?? DEFAULT_TIME_ZONE
    const kinds = { employees: references.employee, clients: references.client, regions: references.region } as const
    const aliases = sources.get('client_aliases')
    if (aliases) sources.set('client_aliases', await learnAliases(aliases, references.client, { limits, timeZone }))
    for (const table of IN_ORDER) {
      const source = sources.get(table)
      const directory = table === 'employees' || table === 'clients' || table === 'regions' ? kinds[table] : undefined
      if (directory && found.unsound.has(table)) directory.state = 'unreadable'
      else if (directory && source) directory.state = 'read'
      if (!source) continue
      const onHeader = (_: TableSource, header: Header): void => {
        headers.set(table, header)
        if (directory && !header.sound) directory.state = 'unreadable'
      }
      const whole = yield* readTable(source, { references, problems, limits, timeZone, onRejected, onHeader })
      if (directory && !whole) directory.state = 'unreadable'
      if (table === 'clients') reportTwins(references, problems, (row, column) => placeOf(table, row, column))
    }
    problems.close()
  }

  return {
    batches,
    problems: problems.items,
    rejected,
    tables: new Map(
      [...sources].map(([table, { file, sheet }]): [TableKey, { file: string; sheet?: string }] => [
        table,
        sheet === undefined ? { file } : { file, sheet },
      ]),
    ),
    place: placeOf,
  }
}

/** Learns the other codes of clients before anything refers to one, clients included; the rows are kept to be read in their turn. */
async function learnAliases(
  source: TableSource,
  clients: Directory,
  forms: { readonly limits: Limits; readonly timeZone: string },
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
  const ignored = { problems: new ProblemList(0), onRejected: () => undefined, onHeader: () => undefined }
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
