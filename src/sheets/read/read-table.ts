import type { Place } from '../../base/problem.ts'
import { type RecordValues, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { trimmed } from './cell-values.ts'
import { columnsNamedBy, HEADER_ROWS, type Header, listed, namesAllRequired, readHeader } from './header.ts'
import type { Limits } from './limits.ts'
import type { ProblemList } from './problem-list.ts'
import { RecordReader, shown } from './record-reader.ts'
import type { References } from './references.ts'
import { type RowBlock, Unreadable } from './row-block.ts'

/** Records of one table with the rows they stand in, as a spreadsheet numbers them. */
export interface Batch {
  readonly table: TableKey
  readonly records: RecordValues[]
  readonly rows: number[]
}

/** Where the rows of one table come from. */
export interface TableSource {
  readonly table: TableKey
  readonly file: string
  readonly sheet?: string | undefined
  /** In text files a row with more cells than the header has is a mistake, mostly a comma in an amount; in a sheet it is a note beside the table. */
  readonly isText: boolean
  /** May be iterated once. Throws Unreadable. */
  rows(): AsyncIterable<RowBlock>
}

export interface TableContext {
  readonly references: References
  readonly problems: ProblemList
  readonly limits: Limits
  /** Hears the header when it is found. */
  readonly onHeader: (source: TableSource, header: Header) => void
}

const MOST_RECORDS = 5_000

/**
 * Reads one table: finds its header, checks every row and yields the records that are right, in the order of the file. Returns
 * whether the file could be read to its end.
 */
export async function* readTable(source: TableSource, context: TableContext): AsyncGenerator<Batch, boolean> {
  const table = new TableReading(source, context)
  try {
    for await (const block of source.rows()) yield* table.read(block)
    yield* table.end()
    return true
  } catch (cause) {
    if (!(cause instanceof Unreadable)) throw cause
    yield* table.end(true)
    context.problems.add(cause.code, { values: cause.values, table: source.table, place: { ...table.place, row: cause.row } })
    return false
  }
}

class TableReading {
  readonly place: Place
  readonly #source: TableSource
  readonly #context: TableContext
  /** The rows seen while the header is looked for. */
  #top: { cells: readonly string[]; row: number }[] = []
  #header: Header | undefined
  #reader: RecordReader | undefined
  #saidUnnamed = false

  constructor(source: TableSource, context: TableContext) {
    this.#source = source
    this.#context = context
    this.place = { file: source.file, sheet: source.sheet }
  }

  *read({ cells, rows, faults }: RowBlock): Generator<Batch> {
    let records: RecordValues[] = []
    let numbers: number[] = []
    for (let index = 0; index < cells.length; index++) {
      const row = rows[index] as number
      const fault = faults?.get(row)
      if (fault) {
        this.#context.problems.add(fault, { table: this.#source.table, place: { ...this.place, row } })
        continue
      }
      const line = cells[index] as readonly string[]
      if (isBlank(line)) continue
      if (line.length > this.#context.limits.columns) this.#refuseTooManyColumns(line, row)
      for (const { cells: found, row: at } of this.#reader ? [{ cells: line, row }] : this.#afterHeader(line, row)) {
        const record = this.#record(found, at)
        if (!record) continue
        records.push(record)
        numbers.push(at)
        if (records.length < MOST_RECORDS) continue
        yield { table: this.#source.table, records, rows: numbers }
        records = []
        numbers = []
      }
    }
    if (records.length > 0) yield { table: this.#source.table, records, rows: numbers }
  }

  /** To be called after the last row; `broken` when the file could not be read to its end. */
  *end(broken = false): Generator<Batch> {
    if (this.#reader) return
    const rest = this.#chooseHeader(broken)
    const batch: { records: RecordValues[]; rows: number[] } = { records: [], rows: [] }
    for (const { cells, row } of rest) {
      const record = this.#record(cells, row)
      if (!record) continue
      batch.records.push(record)
      batch.rows.push(row)
    }
    if (batch.records.length > 0) yield { table: this.#source.table, ...batch }
  }

  /** Rows below the header that are ready to be read, once enough of the top was seen to tell which row is the header. */
  #afterHeader(cells: readonly string[], row: number): { cells: readonly string[]; row: number }[] {
    this.#top.push({ cells, row })
    if (!namesAllRequired(this.#source.table, cells) && this.#top.length < HEADER_ROWS) return []
    return this.#chooseHeader(false)
  }

  /** Takes the row among the first that names most columns as the header, and returns the rows below it. */
  #chooseHeader(broken: boolean): { cells: readonly string[]; row: number }[] {
    const { table } = this.#source
    const counts = this.#top.map(({ cells }) => columnsNamedBy(table, cells))
    const most = Math.max(0, ...counts)
    const at = counts.indexOf(most)
    const top = this.#top[at]
    if (most === 0 || !top) {
      if (!broken) this.#reportNoHeader()
      this.#use({ row: 0, names: [], positions: TABLES[table].columns.map(() => -1), currency: -1, sound: false })
      return []
    }
    this.#use(readHeader(table, top.cells, top.row, this.place, this.#context.problems))
    const rest = this.#top.slice(at + 1)
    this.#top = []
    return rest
  }

  #refuseTooManyColumns(cells: readonly string[], row: number): void {
    const { columns } = this.#context.limits
    if (cells.slice(columns).every((cell) => cell.trim() === '')) return
    throw new Unreadable('table_must_not_have_too_many_columns', { limit: String(columns) }, row)
  }

  #use(header: Header): void {
    this.#header = header
    const { references, problems, limits } = this.#context
    this.#reader = new RecordReader(this.#source.table, header, this.place, references, problems, limits.cellLength)
    this.#context.onHeader(this.#source, header)
  }

  #reportNoHeader(): void {
    const { table } = this.#source
    const [first] = this.#top
    this.#context.problems.add('table_must_have_a_header', {
      values: {
        found: first ? shown(first.cells.filter((cell) => cell !== '').join(', ')) : '-',
        needed: listed(TABLES[table].columns.filter(({ required }) => required)),
      },
      table,
      place: { ...this.place, row: first?.row },
    })
  }

  #record(cells: readonly string[], row: number): RecordValues | undefined {
    const header = this.#header as Header
    if (header.row === 0) return undefined
    if (cells.length > header.names.length && !this.#mayStandBeyondHeader(cells, header, row)) return undefined
    return this.#reader?.read(cells, row)
  }

  #mayStandBeyondHeader(cells: readonly string[], header: Header, row: number): boolean {
    const columns = header.names.length
    const extra = cells.findIndex((cell, index) => index >= columns && trimmed(cell) !== '')
    if (extra < 0) return true
    const { problems } = this.#context
    const { table, isText } = this.#source
    if (isText) {
      problems.add('row_must_not_have_more_cells', {
        values: { found: String(cells.length), columns: String(columns) },
        table,
        place: { ...this.place, row },
      })
      return false
    }
    if (!this.#saidUnnamed) problems.add('column_must_have_a_header', { table, place: { ...this.place, row: header.row } })
    this.#saidUnnamed = true
    return true
  }
}

function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '' && trimmed(cell) !== '') return false
  return true
}
