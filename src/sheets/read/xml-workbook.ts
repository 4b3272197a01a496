import { FORMULA_WITHOUT_VALUE } from './cell-values.ts'
import { GatheredRows, mergedWhile, rowsWhile, type SheetCollector } from './gathered-rows.ts'
import type { Limits } from './limits.ts'
import { markedUpText } from './marked-up-text.ts'
import { Unreadable } from './row-block.ts'
import type { SheetSource } from './sheet-source.ts'
import { numberText } from './xlsx-numbers.ts'
import { type Shown, shownAs } from './xlsx-styles.ts'
import { parsedXml, type XmlHandlers } from './xlsx-xml.ts'

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
      yield* rowsWhile(parsedXml(markedUpText(path, limits), rows), rows)
    },
    mergedCells() {
      const rows = new XmlRows(index, outline, limits)
      return mergedWhile(parsedXml(markedUpText(path, limits), rows), rows)
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

class XmlRows implements XmlHandlers, SheetCollector {
  readonly gathered: GatheredRows
  isOver = false
  readonly #wanted: number
  readonly #outline: Outline
  #sheet = -1
  #following = 1
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
    this.gathered = new GatheredRows(limits)
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
    else if (tag === 'Cell') this.gathered.put(this.#column, this.#cellText())
    else if (tag === 'Row') this.gathered.end()
    else if (tag === 'Table') this.isOver = true
  }

  #beginRow(attributes: Attributes): void {
    this.gathered.begin(numberIn(attributes, 'Index') ?? this.gathered.row + this.#following)
    // A row may stand for blank ones of its kind below it.
    this.#following = 1 + (numberIn(attributes, 'Span') ?? 0)
    this.#rowStyle = of(attributes, 'StyleID')
    this.#column = 0
    this.#across = 0
  }

  #beginCell(attributes: Attributes): void {
    const index = numberIn(attributes, 'Index')
    this.#column = index === undefined ? this.#column + this.#across : index - 1
    const across = numberIn(attributes, 'MergeAcross') ?? 0
    const down = numberIn(attributes, 'MergeDown') ?? 0
    this.#across = 1 + across
    this.gathered.merge(this.#column, 1 + down, 1 + across)
    this.#style = of(attributes, 'StyleID') ?? this.#rowStyle
    this.#hasFormula = of(attributes, 'Formula') !== undefined
    this.#type = undefined
    this.#text = ''
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
