import type { LeftOut } from '../../domain/dataset/left-out.ts'
import type { Column } from '../../domain/dataset/table.ts'
import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { isOrdinary, type Telling, tellingHeader } from '../../domain/dataset/telling-columns.ts'
import { readCell, trimmed } from './cell-values.ts'
import { ownForm } from './foreign-forms.ts'
import type { Header } from './header.ts'
import { ANY_OTHER, COUNTS, choiceMeant, headerKey, headerKeys, headerOfMeanings, meaningOf, type SheetMapping } from './header-map.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { keyOf, madeKey } from './made-key.ts'
import type { MergedCells } from './merged-cells.ts'
import { MergedRows } from './merged-rows.ts'

/** A row of a foreign sheet with its values in our words and forms. */
export interface ForeignRow {
  readonly cells: readonly string[]
  /** What is wrong with it; it is no record then. */
  readonly faults: readonly ForeignFault[]
}

export interface ForeignFault {
  readonly code: 'value_must_be_understood' | 'answer_must_be_on_the_scale'
  readonly position: number
  readonly found: string
}

/** Why a row is left out, and the text of it that says so. */
export interface LeftOutRow {
  readonly leftOut: 'meaning' | 'continuation'
  readonly what: string
  readonly meant?: LeftOut['meant']
}

interface Speaking {
  /** As the mapping has it: a column of ours, or header:X. */
  readonly key: string
  readonly position: number
  readonly texts: ReadonlyMap<string, string | null>
  /** The column whose own values are meant; undefined for a header that says something beside. */
  readonly column: Column | undefined
  readonly telling: Telling | undefined
  readonly name: string
  /** Whether what is not in it is a question: not where somebody has only said which rows are left out. */
  readonly isWhole: boolean
}

/** Which of several meanings holds: a document that is void is not audited, whatever else its row says. */
const STRONGEST: Readonly<Record<string, readonly string[]>> = {
  status: ['void', 'draft', 'audited'],
  type: ['refund', 'return', 'receipt', 'order'],
}
/** What other programs write into cells that hold nothing. */
const NOTHING: ReadonlySet<string> = new Set(['(空)', '(跳过)', '-', '--', '---', '—', '——', 'n/a'])

/** Turns the rows of a sheet into our own words and forms, by what the user says of it. */
export class ForeignRows {
  /** The header with places for the columns that no column of the file holds: what is only meant, made or counted stands behind its cells. */
  readonly header: Header
  /** The first amount whose dollar was taken for yuan. */
  dollar: string | undefined
  readonly #table: TableKey
  readonly #mapping: SheetMapping
  readonly #width: number
  readonly #speaking: readonly Speaking[]
  readonly #formed: readonly { readonly position: number; readonly column: Column }[]
  readonly #keyPositions: readonly number[]
  readonly #made: number
  readonly #number: number
  readonly #line: number
  readonly #lines = new Map<string, number>()
  readonly #merged: MergedRows | undefined

  constructor(table: TableKey, header: Header, mapping: SheetMapping, merged: readonly MergedCells[]) {
    const { columns } = TABLES[table]
    const keys = headerKeys(header.names)
    const names = [...header.names]
    const positions = [...header.positions]
    const placeOf = (key: string): number => {
      const index = columns.findIndex((column) => column.key === key)
      if (index < 0) return -1
      if ((positions[index] ?? -1) < 0) positions[index] = names.push(columns[index]?.title ?? key) - 1
      return positions[index] as number
    }
    this.#table = table
    this.#mapping = mapping
    this.#width = header.names.length
    this.#speaking = speakingOf(table, header, keys, mapping)
    for (const { texts } of this.#speaking) for (const meant of texts.values()) if (meant) placeOf(choiceMeant(meant)?.column ?? '')
    this.#formed = columns.flatMap((column, index) => {
      const position = header.positions[index] ?? -1
      return position < 0 ? [] : [{ position, column }]
    })
    this.#keyPositions = (mapping.key ?? []).map((name) => keys.indexOf(headerKey(name))).filter((position) => position >= 0)
    const made = this.#keyPositions.length > 0 ? madeKey(table) : undefined
    this.#made = made === undefined || (header.positions[columns.findIndex(({ key }) => key === made)] ?? -1) >= 0 ? -1 : placeOf(made)
    this.#number = made === 'number' ? this.#made : (header.positions[columns.findIndex(({ key }) => key === 'number')] ?? -1)
    const hasLine = (header.positions[columns.findIndex(({ key }) => key === 'line')] ?? -1) >= 0
    this.#line = mapping.forms?.amounts === 'line' && !hasLine ? placeOf('line') : -1
    this.#merged = merged.length > 0 ? new MergedRows(merged, header.row) : undefined
    this.header = { ...header, names, positions }
  }

  /** Whether the number, or the slip, of a record is made here; then by the names of these headers. */
  get madeOf(): readonly string[] {
    return this.#made < 0 ? [] : this.#keyPositions.map((position) => this.header.names[position] ?? '')
  }

  read(found: readonly string[], row: number): ForeignRow | LeftOutRow {
    const isContinued = this.#mapping.fill === true && this.#formed.every(({ position }) => isNothing(found[position] ?? ''))
    const filled = this.#merged ? this.#merged.fill(found, row) : found
    if (isContinued) return { leftOut: 'continuation', what: filled.find((cell) => trimmed(cell) !== '') ?? '' }
    const cells = filled.slice(0, this.#width)
    while (cells.length < this.header.names.length) cells.push('')
    for (const { position } of this.#formed) if (isNothing(cells[position] ?? '')) cells[position] = ''
    const faults: ForeignFault[] = []
    const leftOut = this.#mean(cells, faults)
    if (leftOut) return leftOut
    if (this.#made >= 0) cells[this.#made] = keyOf(this.#keyPositions.map((position) => cells[position] ?? ''))
    this.#form(cells, faults)
    if (this.#line >= 0 && this.#number >= 0) {
      const number = headerKey(cells[this.#number] ?? '')
      const line = (this.#lines.get(number) ?? 0) + 1
      this.#lines.set(number, line)
      cells[this.#line] = String(line)
    }
    return { cells, faults }
  }

  /** Puts in what the values of a row mean. */
  #mean(cells: string[], faults: ForeignFault[]): LeftOutRow | undefined {
    const said = new Map<string, string>()
    for (const { key, position, texts, column, telling, name, isWhole } of this.#speaking) {
      const text = trimmed(cells[position] ?? '')
      const meant = meaningOf(texts, text)
      if (meant === null) {
        const known = headerKey(text)
        const said = { key, text: texts.has(known) ? known : ANY_OTHER }
        return { leftOut: 'meaning', what: `${name}: ${text === '' ? '-' : text}`, meant: said }
      }
      if (meant === undefined) {
        if (column === undefined && !isPassed(telling, name, text, isWhole))
          faults.push({ code: 'value_must_be_understood', position, found: text })
        continue
      }
      const other = choiceMeant(meant)
      if (other) said.set(other.column, strongest(other.column, said.get(other.column), other.choice))
      if (column && (other || meant === COUNTS)) cells[position] = ''
      else if (column) cells[position] = meant
    }
    for (const [key, choice] of said) {
      const index = TABLES[this.#table].columns.findIndex((column) => column.key === key)
      const column = TABLES[this.#table].columns[index]
      const position = this.header.positions[index] ?? -1
      if (!column || position < 0) continue
      const own = trimmed(cells[position] ?? '')
      const read = own === '' ? undefined : readCell(column, own, DEFAULT_LIMITS.cellLength)
      // A text that is no choice stays, so that it is asked about.
      if (typeof read !== 'object') cells[position] = strongest(key, read === undefined ? undefined : String(read), choice)
    }
    return undefined
  }

  /** Puts numbers and dates into our forms. */
  #form(cells: string[], faults: ForeignFault[]): void {
    const { forms } = this.#mapping
    if (!forms) return
    for (const { position, column } of this.#formed) {
      const text = cells[position] ?? ''
      const own = text === '' ? undefined : ownForm(column, text, forms)
      if (!own) continue
      if (own.dollar) this.dollar ??= trimmed(text)
      if (own.fault) faults.push({ code: own.fault, position, found: trimmed(text) })
      cells[position] = own.text
    }
  }
}

function speakingOf(table: TableKey, { names, positions }: Header, keys: readonly string[], { meanings }: SheetMapping): Speaking[] {
  const { columns } = TABLES[table]
  return [...(meanings ?? [])].flatMap(([key, texts]): Speaking[] => {
    const header = headerOfMeanings(key)
    const index = columns.findIndex((column) => column.key === key)
    const position = header === undefined ? (positions[index] ?? -1) : keys.indexOf(headerKey(header))
    // A header of which nothing is said makes no difference.
    if (position < 0 || (header !== undefined && texts.size === 0)) return []
    const name = names[position] ?? ''
    const column = header === undefined ? columns[index] : undefined
    const isWhole = texts.has(ANY_OTHER) || [...texts.values()].some((meant) => meant !== null)
    return [{ key, position, texts, column, telling: tellingHeader(table, name), name, isWhole }]
  })
}

/** Whether a text that no meaning knows may be passed over. */
function isPassed(telling: Telling | undefined, name: string, text: string, isWhole: boolean): boolean {
  if (text === '') return telling !== 'signature'
  if (isWhole) return false
  return telling === undefined || isOrdinary(telling, name, text)
}

function strongest(column: string, a: string | undefined, b: string): string {
  if (a === undefined) return b
  const order = STRONGEST[column] ?? []
  const [first, second] = [order.indexOf(a), order.indexOf(b)]
  return first >= 0 && (second < 0 || first < second) ? a : b
}

function isNothing(text: string): boolean {
  return text === '' || NOTHING.has(trimmed(text).normalize('NFKC').toLowerCase()) || trimmed(text) === ''
}
