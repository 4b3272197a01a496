import { type Day, dayText } from '../../base/day.ts'
import type { Place, Problem } from '../../base/problem.ts'
import { unitsText } from '../../base/rounding.ts'
import { datasetProblem } from '../../domain/dataset/dataset-problems.ts'
import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { readCell, trimmed } from './cell-values.ts'
import { HEADER_ROWS, headerNames, readHeader } from './header.ts'
import { distinctHeaders, headerKey, type SheetMapping, type ValueForms } from './header-map.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import type { MergedCells } from './merged-cells.ts'
import { ProblemList } from './problem-list.ts'
import type { RawRow } from './sheet-parts.ts'
import { shown } from './shown.ts'
import { type Recognisable, type SuggestedColumn, suggestColumns } from './suggest-columns.ts'
import { carrySigns, dayIn, toldDates, toldDecimal, toldScale } from './suggest-forms.ts'
import { filledRows, suggestKey, toldAmounts } from './suggest-lines.ts'
import { suggestMeanings, type ValuedColumn } from './suggest-meanings.ts'
import { type QuestionCode, Questions } from './suggest-questions.ts'
import { probableHeader, type SuggestedTable, suggestTables } from './suggest-table.ts'
import { TotalRows } from './total-row.ts'

/** A file or sheet whose headers are not ours. */
export interface SheetToMap {
  readonly file: string
  readonly sheet?: string | undefined
  /** Its rows that are not blank, from the first. */
  readonly rows: readonly RawRow[]
  readonly merged?: readonly MergedCells[] | undefined
}

export interface SuggestedMapping {
  /** How it may be read; its table is undefined where it is probably none. */
  readonly mapping: SheetMapping
  /** What nobody can know from the sheet alone, as errors: each says where in the mapping it is answered. */
  readonly questions: readonly Problem[]
  /** From 0 to 100. */
  readonly likelihood: number
  readonly header: RawRow | undefined
  /** The headers by position, each under a name of its own; blank where a column has none. */
  readonly names: readonly string[]
  /** What each header means, and what that goes by. */
  readonly columns: readonly SuggestedColumn[]
  /** Where it is asked whose amounts stand on the rows of a document: the header whose amounts are the lines'. */
  readonly lineAmounts?: string | undefined
  /** What it may be instead, likeliest first. */
  readonly tables: readonly SuggestedTable[]
}

/** Below this a sheet is none of our tables. */
export const LEAST_LIKELIHOOD = 45
/** Of two tables that are nearer than that one has to be chosen. */
const TOO_NEAR = 4
/** The same where no word speaks of the likelier: 日期, 客户, 金额 are in orders as in receipts. */
const TOO_NEAR_UNSPOKEN = 20

/**
 * Suggests how a list of another program is to be read, and asks what it does not say: the one way in which an upload's screen, the command
 * `convert` and a kept profile understand a sheet. `said` is what a user or a profile has said of it; that is taken as it is, and only
 * what it leaves open is suggested or asked. Nothing is asked that the values of the sheet decide by themselves.
 */
export function suggestMapping(sheet: SheetToMap, known: Recognisable, said: Partial<SheetMapping> = {}): SuggestedMapping {
  const { rows, file } = sheet
  const header = rows.find(({ row }) => row === said.headerRow) ?? probableHeader(rows)
  const names = header ? distinctHeaders(headerNames(header.cells)) : []
  const below = header ? rows.filter(({ row }) => row > header.row) : []
  const texts = names.map((_, position) => below.map(({ cells }) => trimmed(cells[position] ?? '')).filter((text) => text !== ''))
  const tables = suggestTables(names, texts, [sheet.sheet ?? '', file.replace(/\.\w+(\.gz)?$/, '')], known)
  const [likeliest, second] = tables
  const table = said.table ?? (likeliest && likeliest.likelihood >= LEAST_LIKELIHOOD ? likeliest.table : undefined)
  const named = { file, sheet: sheet.sheet }
  const rest = { header, names, tables }
  if (!table || !header)
    return { mapping: { ...named, table: undefined }, questions: [], likelihood: likeliest?.likelihood ?? 0, columns: [], ...rest }

  const likelihood = tables.find((each) => each.table === table)?.likelihood ?? 0
  const columns = said.columns ? columnsSaid(said.columns, names) : suggestColumns(table, names, texts, known)
  const reading = new SheetReading(sheet, table, header, names, columns, said)
  const asks = reading.questions
  if (said.table === undefined && isTie(likeliest, second)) asks.unshift(chooseTable(named, [likeliest, second]))
  return { mapping: reading.mapping, questions: asks, likelihood, columns: reading.columns, lineAmounts: reading.lineAmounts, ...rest }
}

function columnsSaid(map: NonNullable<SheetMapping['columns']>, names: readonly string[]): SuggestedColumn[] {
  return names.flatMap((name, position): SuggestedColumn[] => {
    const column = name === '' ? undefined : map.get(headerKey(name))
    return column === undefined ? [] : [{ position, column, by: 'own' }]
  })
}

/** Whether two tables fit a sheet as well as each other. */
function isTie(first: SuggestedTable | undefined, second: SuggestedTable | undefined): second is SuggestedTable {
  if (!first || !second) return false
  if (first.likelihood - second.likelihood >= (first.isSpoken ? TOO_NEAR : TOO_NEAR_UNSPOKEN)) return false
  return [first, second].every(({ table, columns }) =>
    // A number that a list has none of is made of its other columns, whatever table it is.
    TABLES[table].columns.every(({ key, required }) => !required || key === 'number' || columns.some(({ column }) => column === key)),
  )
}

function chooseTable(place: Place, tables: readonly (SuggestedTable | undefined)[]): Problem {
  const named = tables.flatMap((each) => (each ? [`${each.table} ${TABLES[each.table].title}`] : []))
  return datasetProblem('table_must_be_chosen', { tables: named.join(', ') }, { place })
}

/** A column of one type, with the texts below its header. */
interface TypedColumn {
  readonly name: string
  readonly texts: readonly string[]
  readonly position: number
}

/** One sheet as a table, with what its values say of how they are to be read. */
class SheetReading {
  readonly mapping: SheetMapping
  readonly columns: readonly SuggestedColumn[]
  lineAmounts: string | undefined
  readonly #asks: Questions
  readonly #table: TableKey
  readonly #names: readonly string[]
  readonly #positions: Map<string, number>
  readonly #rows: readonly RawRow[]

  constructor(
    { file, sheet, rows, merged = [] }: SheetToMap,
    table: TableKey,
    header: RawRow,
    names: readonly string[],
    columns: readonly SuggestedColumn[],
    said: Partial<SheetMapping>,
  ) {
    this.#table = table
    const place = { file, sheet }
    this.#asks = new Questions(table, place)
    this.#names = names
    const own = readHeader(table, header.cells, header.row, place, new ProblemList(0))
    this.#positions = new Map(columns.map(({ column, position }) => [column, position]))
    const totals = new TotalRows(table, { ...own, positions: TABLES[table].columns.map(({ key }) => this.#positions.get(key) ?? -1) })
    const below = rows.filter(({ row, cells }) => row > header.row && !totals.kindOf(cells))
    const filled = filledRows(below, this.#positions, merged, header.row)
    this.#rows = filled.rows
    this.#takeLines(said, merged)
    this.columns = columns.map((each) => ({ ...each, position: this.#positions.get(each.column) ?? each.position }))
    const isOwn =
      said.columns === undefined &&
      own.sound &&
      this.columns.every(({ column, position }) => own.positions[indexOf(table, column)] === position)
    const { meanings, unknown } = suggestMeanings(table, this.#valued(), said.meanings)
    for (const each of unknown) this.#asks.values(each, this.#rows)
    const key = said.key ?? suggestKey(table, names, this.#positions, this.#kinds(meanings.get('kind')))
    const fill = said.fill ?? (filled.isFilled || undefined)
    const index = rows.indexOf(header)
    this.mapping = {
      ...place,
      table,
      columns: isOwn
        ? undefined
        : (said.columns ?? new Map(this.columns.map(({ column, position }) => [headerKey(names[position] ?? ''), column]))),
      meanings: meanings.size > 0 ? meanings : undefined,
      forms: this.#formsOf(said.forms, merged),
      fill,
      key,
      headerRow: said.headerRow ?? (index >= HEADER_ROWS ? header.row : undefined),
    }
    this.#asks.columns(header.row, names, this.#positions, key !== undefined)
  }

  /** Where the amounts are said to be the lines' and the document's stands on each of them, those of a column beside it that add up to it. */
  #takeLines(said: Partial<SheetMapping>, merged: readonly MergedCells[]): void {
    if (said.forms?.amounts !== 'line' || said.columns) return
    const told = toldAmounts(this.#rows, this.#positions, merged, this.#names)
    if (typeof told === 'object' && told.lines) this.#positions.set('amount', told.lines.position)
  }

  get questions(): Problem[] {
    return this.#asks.asked
  }

  #ask(code: QuestionCode, position: number, found: string, values: Record<string, string>, row?: number): void {
    const at = row ?? this.#textsWithRows(position).find(({ text }) => text === found)?.row
    const column = this.#names[position] ?? ''
    this.#asks.ask(code, { found: shown(found), column, ...values }, at, column)
  }

  #valued(): ValuedColumn[] {
    const read = new Map([...this.#positions].map(([column, position]) => [position, column]))
    return this.#names.flatMap((header, position): ValuedColumn[] =>
      header === '' ? [] : [{ header, column: read.get(position), texts: this.#textsWithRows(position) }],
    )
  }

  #textsWithRows(position: number) {
    return this.#rows.map(({ row, cells }) => ({ row, text: trimmed(cells[position] ?? '') }))
  }

  #textsOf(position: number): string[] {
    return this.#textsWithRows(position).flatMap(({ text }) => (text === '' || /^[-—]+$/.test(text) ? [] : [text]))
  }

  /** The columns of a type, each with its header and the texts below it. */
  #ofType(type: string): readonly TypedColumn[] {
    return TABLES[this.#table].columns.flatMap((column) => {
      const position = this.#positions.get(column.key)
      return column.type !== type || position === undefined
        ? []
        : [{ name: this.#names[position] ?? '', texts: this.#textsOf(position), position }]
    })
  }

  #kinds(said: ReadonlyMap<string, string | null> | undefined): ReadonlySet<string> {
    const position = this.#positions.get('kind')
    const column = TABLES[this.#table].columns.find(({ key }) => key === 'kind')
    if (position === undefined || !column) return new Set()
    return new Set(
      this.#textsOf(position).flatMap((text) => {
        const meant = said?.get(headerKey(text))
        if (meant !== undefined) return meant ?? []
        const read = readCell(column, text, DEFAULT_LIMITS.cellLength)
        return typeof read === 'object' ? [] : [String(read)]
      }),
    )
  }

  #formsOf(said: ValueForms | undefined, merged: readonly MergedCells[]): ValueForms | undefined {
    const money = this.#ofType('money')
    const dates = said?.dates ?? this.#toldDates()
    const decimal = said?.decimal ?? this.#toldDecimal(money)
    const scale = said?.scale ?? this.#toldScale()
    const amounts = said?.amounts ?? this.#toldAmounts(merged)
    const forms = { ...(dates && { dates }), ...(decimal && { decimal }), ...(scale && { scale }), ...(amounts && { amounts }) }
    return said || Object.keys(forms).length > 0 || money.some(({ texts }) => carrySigns(texts)) ? { ...said, ...forms } : undefined
  }

  #toldDates(): ValueForms['dates'] {
    const columns = this.#ofType('day').map((each) => ({ ...each, told: toldDates(each.texts) }))
    const told = columns.find(({ told: { form } }) => form !== undefined && form !== 'ymd') ?? columns.find(({ told: { form } }) => form)
    const asked = columns.find(({ told: { asks } }) => asks !== undefined)
    if (!asked || (told?.told.form !== undefined && told.told.form !== 'ymd')) return told?.told.form
    const found = asked.told.asks ?? ''
    const readings = (['dmy', 'mdy', 'ymd'] as const).flatMap((order) => {
      const day = dayIn(found, order)
      return day === undefined ? [] : [`${order} = ${dayText(day as Day)}`]
    })
    this.#ask('date_order_must_be_said', asked.position, found, { readings: readings.join(', ') })
    return undefined
  }

  #toldDecimal(money: readonly TypedColumn[]): ValueForms['decimal'] {
    for (const { name, texts, position } of money) {
      const { form, asks } = toldDecimal(texts)
      if (form) return form
      if (asks === undefined) continue
      const bare = asks.replace(/[^\d.-]/g, '')
      this.#ask('decimal_sign_must_be_said', position, asks, {
        column: name,
        readings: `"," = ${bare.replaceAll('.', '')}.00, "." = ${bare}`,
      })
    }
    return undefined
  }

  #toldScale(): number | undefined {
    const scores = this.#ofType('score')
    const told = toldScale(
      scores.map(({ name }) => name),
      scores.flatMap(({ texts }) => texts),
    )
    const [first] = scores
    if (told.asks === undefined || !first) return told.form
    const most = told.most ?? 5
    const units = Math.round((Number(told.asks.replace(/分$/, '')) * 10_000) / most)
    this.#ask('scale_must_be_said', first.position, told.asks, {
      column: first.name,
      most: String(most),
      points: unitsText(BigInt(units), 2),
    })
    return undefined
  }

  #toldAmounts(merged: readonly MergedCells[]): ValueForms['amounts'] {
    const hasLines = TABLES[this.#table].columns.some(({ key }) => key === 'line')
    const told = hasLines ? toldAmounts(this.#rows, this.#positions, merged, this.#names) : undefined
    if (told === undefined || typeof told === 'string') return told
    const found = told.amounts[0] ?? ''
    const position = this.#positions.get('amount') ?? -1
    const { amounts, lines } = told
    this.lineAmounts = lines && this.#names[lines.position]
    const line = lines ? `${this.#names[lines.position]} ${lines.amounts.join(' + ')}` : amounts.join(' + ')
    const values = { number: told.number, count: String(amounts.length), document: found, line }
    this.#ask('amounts_must_be_of_lines_or_documents', position, found, values, told.row)
    return undefined
  }
}

function indexOf(table: TableKey, key: string): number {
  return TABLES[table].columns.findIndex((column) => column.key === key)
}
