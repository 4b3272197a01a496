import type { Place } from '../../base/problem.ts'
import type { LeftOut } from '../../domain/dataset/left-out.ts'
import { type PartialValues, type RecordValues, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { isBlank } from './blank-cells.ts'
import type { Corrections, SheetCorrections } from './corrections.ts'
import { type ForeignFault, ForeignRows } from './foreign-rows.ts'
import { FoundTotals, type SheetTotal } from './found-totals.ts'
import { HEADER_ROWS, type Header, headerAmong, isWholeHeader, listed, readHeader, refuseTitle } from './header.ts'
import { LeftOutRows, lineOf } from './left-out-rows.ts'
import type { Limits } from './limits.ts'
import type { MergedCells } from './merged-cells.ts'
import type { ProblemList } from './problem-list.ts'
import { RecordReader } from './record-reader.ts'
import type { References } from './references.ts'
import { type RowBlock, Unreadable } from './row-block.ts'
import type { RawRow } from './sheet-parts.ts'
import { shown } from './shown.ts'
import type { TableSource } from './table-source.ts'
import { TotalRows } from './total-row.ts'
import { UnknownColumns } from './unknown-columns.ts'

/** Records of one table with the rows they stand in, as a spreadsheet numbers them. */
export interface Batch {
  readonly table: TableKey
  readonly records: RecordValues[]
  readonly rows: number[]
}

/** A row that is no record for its mistakes, with the cells of it that could be read. */
export interface RejectedRow {
  readonly table: TableKey
  readonly row: number
  readonly values: PartialValues
}

export interface TableContext {
  readonly references: References
  readonly problems: ProblemList
  readonly limits: Limits
  /** The company's, in which a moment with a zone becomes a day. */
  readonly timeZone: string
  /** What is read otherwise than it stands. */
  readonly corrections: Corrections | undefined
  /** Hears of each row that is no record for its mistakes. */
  readonly onRejected: (rejected: RejectedRow) => void
  /** Hears of each row that is left out on purpose. */
  readonly onLeftOut: (row: LeftOut) => void
  /** Hears of each sum in a row that adds up others. */
  readonly onTotal: (total: SheetTotal) => void
  /** Hears the header when it is found. */
  readonly onHeader: (header: Header) => void
}

const MOST_RECORDS = 5_000

/**
 * Reads one table: finds its header, checks every row and yields the records that are right, in the order of the file. Returns
 * whether the file could be read to its end.
 */
export async function* readTable(source: TableSource, context: TableContext): AsyncGenerator<Batch, boolean> {
  const table = new TableReading(source, context)
  try {
    if (source.mapping?.fill) table.merged = (await source.mergedCells?.()) ?? []
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
  merged: readonly MergedCells[] = []
  readonly #source: TableSource
  readonly #context: TableContext
  /** The rows seen while the header is looked for. */
  #top: RawRow[] = []
  #header: Header | undefined
  #reader: RecordReader | undefined
  /** Of a foreign sheet. */
  #foreign: ForeignRows | undefined
  #totals: TotalRows | undefined
  #sums: FoundTotals | undefined
  #unknown: UnknownColumns | undefined
  /** The width of the file's own header; beyond it stands what a mapping adds. */
  #width = 0
  readonly #leftOut: LeftOutRows
  readonly #corrections: SheetCorrections | undefined
  #saidUnnamed = false

  constructor(source: TableSource, context: TableContext) {
    this.#source = source
    this.#context = context
    this.place = { file: source.file, sheet: source.sheet }
    this.#corrections = context.corrections?.ofSheet(source.file, source.sheet)
    this.#leftOut = new LeftOutRows((row) => context.onLeftOut({ file: source.file, sheet: source.sheet, ...row }))
  }

  *read({ cells, rows, faults }: RowBlock): Generator<Batch> {
    let batch = this.#emptyBatch()
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
      if (this.#reader) this.#addRecord(batch, line, row)
      else for (const top of this.#belowHeader(line, row)) this.#addRecord(batch, top.cells, top.row)
      if (batch.records.length < MOST_RECORDS) continue
      yield batch
      batch = this.#emptyBatch()
    }
    if (batch.records.length > 0) yield batch
  }

  /** To be called after the last row; `broken` when the file could not be read to its end. */
  *end(broken = false): Generator<Batch> {
    if (!this.#reader) {
      const batch = this.#emptyBatch()
      for (const { cells, row } of this.#chooseHeader(broken)) this.#addRecord(batch, cells, row)
      if (batch.records.length > 0) yield batch
    }
    this.#unknown?.report(this.place, this.#context.problems)
    this.#reportForeign()
    this.#leftOut.report(this.#source.table, this.place, this.#context.problems)
  }

  #reportForeign(): void {
    const { problems } = this.#context
    const at = { table: this.#source.table, place: { ...this.place, row: this.#header?.row } }
    const { madeOf: made = [], dollar } = this.#foreign ?? {}
    if (made.length > 0) problems.add('number_was_made_of_columns', { values: { columns: made.join('、') }, ...at })
    if (dollar !== undefined) problems.add('currency_sign_was_read_as_yuan', { values: { found: shown(dollar) }, ...at })
  }

  #emptyBatch(): Batch {
    return { table: this.#source.table, records: [], rows: [] }
  }

  /** Rows below the header that are ready to be read, once enough of the top was seen to tell which row is the header. */
  #belowHeader(cells: readonly string[], row: number): RawRow[] {
    this.#top.push({ cells, row })
    const { table, mapping } = this.#source
    const isEnough =
      mapping?.headerRow === undefined
        ? isWholeHeader(table, cells, mapping?.columns) || this.#top.length >= HEADER_ROWS
        : row >= mapping.headerRow
    return isEnough ? this.#chooseHeader(false) : []
  }

  /** Takes the row among the first that names most columns as the header, and returns the rows below it. */
  #chooseHeader(broken: boolean): RawRow[] {
    const { table, mapping } = this.#source
    const at = this.#headerAt()
    const top = at === undefined ? undefined : this.#top[at]
    if (at === undefined || !top) {
      if (!broken) this.#reportNoHeader()
      this.#use({
        row: 0,
        names: [],
        positions: TABLES[table].columns.map(() => -1),
        unknown: [],
        unnamed: [],
        currencies: [],
        doubtful: new Set(),
        beside: [],
        sound: false,
      })
      return []
    }
    const { problems } = this.#context
    const titles = this.#top.slice(0, at).filter(({ cells, row }) => refuseTitle(table, cells, { ...this.place, row }, problems))
    const header = readHeader(table, top.cells, top.row, this.place, problems, mapping)
    const names = this.#source.report?.headers ?? header.names
    this.#use({ ...header, names, sound: header.sound && titles.length === 0 })
    const rest = this.#top.slice(at + 1)
    this.#top = []
    return rest
  }

  /** Where the header stands among the first rows: in the row that was told, else in the one that names most columns. */
  #headerAt(): number | undefined {
    const { table, mapping } = this.#source
    if (mapping?.headerRow === undefined) {
      const rows = this.#top.map(({ cells }) => cells)
      return headerAmong(table, rows, mapping?.columns)
    }
    const at = this.#top.findIndex(({ row }) => row === mapping.headerRow)
    return at < 0 ? undefined : at
  }

  #refuseTooManyColumns(cells: readonly string[], row: number): void {
    const { columns } = this.#context.limits
    if (cells.slice(columns).every((cell) => cell.trim() === '')) return
    throw new Unreadable('table_must_not_have_too_many_columns', { limit: String(columns) }, row)
  }

  #use(own: Header): void {
    const { mapping } = this.#source
    this.#width = own.names.length
    this.#foreign = mapping && own.row > 0 ? new ForeignRows(this.#source.table, own, mapping, this.merged) : undefined
    const header = this.#foreign?.header ?? own
    this.#header = header
    const { references, problems, limits, timeZone, onRejected } = this.#context
    const { table } = this.#source
    const rejected = (values: PartialValues, row: number): void => onRejected({ table, row, values })
    const forms = { cellLength: limits.cellLength, timeZone }
    this.#reader = new RecordReader(table, header, this.place, references, problems, forms, rejected)
    this.#totals = new TotalRows(table, own)
    this.#sums = new FoundTotals(table, own, mapping?.forms)
    this.#unknown = new UnknownColumns(table, own, mapping ?? {})
    // A record of a report is made of cells from all over it: only its row can be left out.
    if (!this.#source.report) this.#corrections?.learnHeader(own.names, this.merged)
    this.#context.onHeader(header)
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

  #addRecord({ records, rows }: Batch, standing: readonly string[], row: number): void {
    const header = this.#header as Header
    if (header.row === 0) return
    const reason = this.#corrections?.leftOut(standing, row)
    if (reason !== undefined) {
      this.#leftOut.add('by_hand', row, reason, lineOf(standing))
      this.#sums?.addLeftOut(standing, row, 'by_hand')
      return
    }
    const found = this.#corrections?.correct(standing, row) ?? standing
    const beside = this.#totals?.kindOf(found)
    if (beside) {
      this.#leftOut.add(beside.kind, row, beside.word, lineOf(found))
      if (beside.kind === 'total') this.#sums?.totalsIn(found, row, shown(beside.word)).forEach(this.#context.onTotal)
      return
    }
    const foreign = this.#foreign?.read(found, row)
    if (foreign && 'leftOut' in foreign) {
      this.#leftOut.add(foreign.leftOut, row, foreign.what, lineOf(found), foreign.meant)
      this.#sums?.addLeftOut(found, row, foreign.leftOut)
      return
    }
    this.#unknown?.see(found)
    const shifted = found.length > this.#width && !this.#mayStandBeyondHeader(found, row)
    if (header.unnamed.length > 0 && header.unnamed.some((position) => !isBlank([found[position] ?? '']))) this.#reportUnnamed(header)
    for (const fault of foreign?.faults ?? []) this.#reportFault(fault, row)
    const record = this.#reader?.read(foreign?.cells ?? found, row, shifted || (foreign?.faults.length ?? 0) > 0)
    if (!record) return
    this.#sums?.addRecord(record)
    records.push(record)
    rows.push(row)
  }

  #reportFault({ code, position, found }: ForeignFault, row: number): void {
    const { table, mapping } = this.#source
    const column = this.#header?.names[position] ?? ''
    const values = { found: shown(found === '' ? '-' : found), column, scale: String(mapping?.forms?.scale ?? '') }
    this.#context.problems.add(code, { values, table, place: { ...this.place, row, column } })
  }

  #mayStandBeyondHeader(cells: readonly string[], row: number): boolean {
    const columns = this.#width
    if (isBlank(cells.slice(columns))) return true
    const { table, isText } = this.#source
    if (!isText) {
      this.#reportUnnamed(this.#header as Header)
      return true
    }
    this.#context.problems.add('row_must_not_have_more_cells', {
      values: { found: String(cells.length), columns: String(columns) },
      table,
      place: { ...this.place, row },
    })
    return false
  }

  #reportUnnamed({ row }: Header): void {
    if (this.#saidUnnamed) return
    this.#saidUnnamed = true
    this.#context.problems.add('column_must_have_a_header', { table: this.#source.table, place: { ...this.place, row } })
  }
}
