import { FORMULA_WITHOUT_VALUE } from './cell-values.ts'
import type { Limits } from './limits.ts'
import { markedUpText } from './marked-up-text.ts'
import { type MergedCells, MOST_MERGED } from './merged-cells.ts'
import { type RowBlock, Unreadable } from './row-block.ts'
import type { SheetSource } from './sheet-source.ts'
import { numberText } from './xlsx-numbers.ts'
import { type Shown, shownAs } from './xlsx-styles.ts'
import { parsedXml, type XmlHandlers } from './xlsx-xml.ts'

const ROWS_A_BLOCK = 2_000
type Attributes = Readonly<Record<string, string>>

/** The worksheets of an "XML spreadsheet 2003", which many a program writes and calls .xls. Throws Unreadable. */
export async function sheetsOfXml(path: string, limits: Limits): Promise<SheetSource[]> {
  const outline = new Outline()
  for await (const _ of parsedXml(markedUpText(path, limits), outline));
  if (outline.sheets.length === 0) throw new Unreadable('workbook_must_be_a_workbook', { reason: 'no sheets' })
  return outline.sheets.map(({ name, hidden }, index) => ({
    name,
    hidden,
    async *rows() {
      const rows = new XmlRows(index, outline, limits)
      for await (const _ of parsedXml(markedUpText(path, limits), rows)) {
        if (rows.cells.length >= ROWS_A_BLOCK) yield rows.taken()
        if (rows.isOver) break
      }
      if (rows.cells.length > 0) yield rows.taken()
    },
    async mergedCells() {
      const rows = new XmlRows(index, outline, limits)
      for await (const _ of parsedXml(markedUpText(path, limits), rows)) {
        rows.taken()
        if (rows.isOver) break
      }
      return rows.merged
    },
  }))
}

/** The value of an attribute, whatever prefix its namespace has. */
function of(attributes: Attributes, name: string): string | undefined {
  for (const [key, value] of Object.entries(attributes)) if (key === name || key.endsWith(`:${name}`)) return value
  return undefined
}

/** Names of formats beside codes, as the format writes them. */
const NAMED: Readonly<Record<string, string>> = {
  'general date': 'yyyy-mm-dd hh:mm',
  'short date': 'yyyy-mm-dd',
  'medium date': 'dd-mmm-yy',
  'long date': 'yyyy-mm-dd',
  percent: '0.00%',
}

/** What the workbook is made of: its sheets, and how each of its styles shows numbers. */
class Outline implements XmlHandlers {
  readonly sheets: { name: string; hidden: boolean }[] = []
  readonly styles = new Map<string, Shown>()
  is1904 = false
  #style = ''
  #inside = ''

  open(tag: string, attributes: Attributes): void {
    this.#inside = tag
    if (tag === 'Worksheet') this.sheets.push({ name: of(attributes, 'Name') ?? '', hidden: false })
    else if (tag === 'Style') this.#style = of(attributes, 'ID') ?? ''
    else if (tag === 'Date1904') this.is1904 = true
    else if (tag === 'NumberFormat') {
      const format = of(attributes, 'Format') ?? ''
      this.styles.set(this.#style, shownAs(-1, NAMED[format.toLowerCase()] ?? format))
    }
  }

  text(text: string): void {
    const last = this.sheets.at(-1)
    if (this.#inside === 'Visible' && last && /^sheet(?:very)?hidden$/i.test(text.trim())) last.hidden = true
  }

  close(): void {
    this.#inside = ''
  }
}

class XmlRows implements XmlHandlers {
  cells: string[][] = []
  readonly merged: MergedCells[] = []
  isOver = false
  #rows: number[] = []
  readonly #wanted: number
  readonly #outline: Outline
  readonly #limits: Limits
  #sheet = -1
  #row = 0
  #following = 1
  #line: string[] = []
  #column = 0
  #across = 0
  #style: string | undefined
  #rowStyle: string | undefined
  #type: string | undefined
  #hasFormula = false
  #inData = false
  #text = ''

  constructor(wanted: number, outline: Outline, limits: Limits) {
    this.#wanted = wanted
    this.#outline = outline
    this.#limits = limits
  }

  taken(): RowBlock {
    const block = { cells: this.cells, rows: this.#rows }
    this.cells = []
    this.#rows = []
    return block
  }

  open(tag: string, attributes: Attributes): void {
    if (tag === 'Worksheet') this.#sheet++
    if (this.#sheet !== this.#wanted) return
    if (tag === 'Row') this.#beginRow(attributes)
    else if (tag === 'Cell') this.#beginCell(attributes)
    else if (tag === 'Data') {
      this.#type = of(attributes, 'Type')
      this.#inData = true
    }
  }

  text(text: string): void {
    if (this.#inData) this.#text += text
  }

  close(tag: string): void {
    if (this.#sheet !== this.#wanted) return
    if (tag === 'Data') this.#inData = false
    else if (tag === 'Cell') this.#endCell()
    else if (tag === 'Row' && this.#line.length > 0) {
      this.cells.push(this.#line)
      this.#rows.push(this.#row)
    } else if (tag === 'Table') this.isOver = true
  }

  #beginRow(attributes: Attributes): void {
    this.#row = numberIn(attributes, 'Index') ?? this.#row + this.#following
    // A row may stand for blank ones of its kind below it.
    this.#following = 1 + (numberIn(attributes, 'Span') ?? 0)
    if (this.#row > this.#limits.rows) throw new Unreadable('table_must_not_have_too_many_rows', { limit: String(this.#limits.rows) })
    this.#rowStyle = of(attributes, 'StyleID')
    this.#line = []
    this.#column = 0
    this.#across = 0
  }

  #beginCell(attributes: Attributes): void {
    const index = numberIn(attributes, 'Index')
    this.#column = index === undefined ? this.#column + this.#across : index - 1
    const across = numberIn(attributes, 'MergeAcross') ?? 0
    const down = numberIn(attributes, 'MergeDown') ?? 0
    this.#across = 1 + across
    if ((across > 0 || down > 0) && this.merged.length < MOST_MERGED) {
      const [firstRow, firstColumn] = [this.#row, this.#column]
      this.merged.push({ firstRow, lastRow: firstRow + down, firstColumn, lastColumn: firstColumn + across })
    }
    this.#style = of(attributes, 'StyleID') ?? this.#rowStyle
    this.#hasFormula = of(attributes, 'Formula') !== undefined
    this.#type = undefined
    this.#text = ''
  }

  #endCell(): void {
    const text = this.#cellText()
    if (text === '') return
    if (this.#column >= this.#limits.columns) {
      throw new Unreadable('table_must_not_have_too_many_columns', { limit: String(this.#limits.columns) }, this.#row)
    }
    while (this.#line.length < this.#column) this.#line.push('')
    this.#line[this.#column] = text
  }

  #cellText(): string {
    const shown = this.#outline.styles.get(this.#style ?? '') ?? 'number'
    if (this.#type === undefined) return this.#hasFormula ? FORMULA_WITHOUT_VALUE : ''
    if (this.#type === 'Number') return numberText(this.#text, shown, this.#outline.is1904)
    if (this.#type === 'Boolean') return this.#text === '0' ? 'FALSE' : 'TRUE'
    if (this.#type === 'DateTime') return momentText(this.#text, shown)
    return this.#text
  }
}

/** A moment as a sheet shows it: its day where it has one, else the part of a day that it is. */
function momentText(text: string, shown: Shown): string {
  const [day, time] = text.split('T')
  if (!day || !/^\d{4}-\d\d-\d\d$/.test(day)) return text
  const serial = (Date.parse(`${day}T${time ?? '00:00:00'}Z`) - Date.UTC(1899, 11, 30)) / 86_400_000
  return serial < 2 && shown !== 'date' ? numberText(String(serial % 1), 'number', false) : day
}

function numberIn(attributes: Attributes, name: string): number | undefined {
  const number = Number(of(attributes, name) ?? Number.NaN)
  return Number.isSafeInteger(number) && number >= 0 ? number : undefined
}
