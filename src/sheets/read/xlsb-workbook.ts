import { packed, truthOrError } from './binary-cells.ts'
import { GatheredRows, rowsWhile, type SheetCollector } from './gathered-rows.ts'
import type { Limits } from './limits.ts'
import { type MergedCells, MOST_MERGED } from './merged-cells.ts'
import { type RowBlock, Unreadable } from './row-block.ts'
import type { SheetSource } from './sheet-source.ts'
import { numberAt, parsedRecords, readRecords, unsoundPart, wideText } from './xlsb-records.ts'
import { numberText } from './xlsx-numbers.ts'
import { XlsxParts } from './xlsx-parts.ts'
import { type Shown, shownAs } from './xlsx-styles.ts'
import { relations } from './xlsx-workbook.ts'

const ID = {
  row: 0,
  blank: 1,
  packed: 2,
  error: 3,
  truth: 4,
  number: 5,
  text: 6,
  shared: 7,
  formulaText: 8,
  formulaNumber: 9,
  formulaTruth: 10,
  formulaError: 11,
  // Cells without their column, which follow another.
  firstShort: 12,
  lastShort: 18,
  sharedText: 19,
  format: 44,
  style: 47,
  richText: 62,
  properties: 153,
  sheet: 156,
  merged: 176,
  beginStyles: 617,
  endStyles: 618,
} as const

interface XlsbWorkbook {
  readonly source: string | Buffer
  readonly is1904: boolean
  readonly sharedStrings: string | undefined
  readonly styles: string | undefined
}

/** The worksheets of a binary workbook (.xlsb), whose parts hold records in place of XML. Throws Unreadable. */
export async function sheetsOfXlsb(source: string | Buffer, main: string, limits: Limits): Promise<SheetSource[]> {
  const parts = await XlsxParts.open(source, limits)
  try {
    const related = await relations(parts, main)
    const partOf = (wanted: string): string | undefined => related.find(({ type, target }) => type === wanted && parts.has(target))?.target
    const listed: { name: string; hidden: boolean; part: string }[] = []
    let is1904 = false
    await readRecords(parts.bytes(main), (id, data) => {
      if (id === ID.properties) is1904 = (numberAt(data, 0) & 1) !== 0
      if (id !== ID.sheet) return
      const relation = wideText(data, 8)
      const name = wideText(data, 12 + 2 * relation.length)
      const part = related.find((each) => each.id === relation && each.type === 'worksheet')?.target
      if (part !== undefined) listed.push({ name, hidden: numberAt(data, 0) !== 0, part })
    })
    if (listed.length === 0) throw unsoundPart('no sheets')
    const workbook = { source, is1904, sharedStrings: partOf('sharedstrings'), styles: partOf('styles') }
    return listed.map(({ name, hidden, part }) => ({
      name,
      hidden,
      rows: () => xlsbRows(workbook, part, limits),
      mergedCells: () => xlsbMergedCells(source, part, limits),
    }))
  } finally {
    parts.close()
  }
}

async function* xlsbRows(workbook: XlsbWorkbook, part: string, limits: Limits): AsyncGenerator<RowBlock> {
  const parts = await XlsxParts.open(workbook.source, limits)
  try {
    const shared = workbook.sharedStrings === undefined ? [] : await sharedStrings(parts, workbook.sharedStrings, limits)
    const styles = workbook.styles === undefined ? [] : await styleList(parts, workbook.styles)
    const rows = new BinaryRows(shared, styles, workbook.is1904, limits)
    yield* rowsWhile(rows.readAll(parts.bytes(part)), rows)
  } finally {
    parts.close()
  }
}

async function xlsbMergedCells(source: string | Buffer, part: string, limits: Limits): Promise<readonly MergedCells[]> {
  const parts = await XlsxParts.open(source, limits)
  try {
    const found: MergedCells[] = []
    await readRecords(parts.bytes(part), (id, data) => {
      if (id !== ID.merged || found.length >= MOST_MERGED) return
      const [firstRow = 0, lastRow = 0, firstColumn = 0, lastColumn = 0] = [0, 4, 8, 12].map((at) => numberAt(data, at))
      if (firstRow <= lastRow && firstColumn <= lastColumn) {
        found.push({ firstRow: firstRow + 1, lastRow: lastRow + 1, firstColumn, lastColumn })
      }
    })
    return found
  } finally {
    parts.close()
  }
}

async function sharedStrings(parts: XlsxParts, name: string, limits: Limits): Promise<string[]> {
  const strings: string[] = []
  let size = 0
  await readRecords(parts.bytes(name), (id, data) => {
    if (id !== ID.sharedText) return
    const text = wideText(data, 1)
    strings.push(text)
    size += text.length + 8
    if (size > limits.sharedCharacters)
      throw new Unreadable('file_must_not_unpack_beyond_limit', { limit: String(limits.sharedCharacters) })
  })
  return strings
}

async function styleList(parts: XlsxParts, name: string): Promise<Shown[]> {
  const codes = new Map<number, string>()
  const formats: number[] = []
  let inCellStyles = false
  await readRecords(parts.bytes(name), (id, data) => {
    if (id === ID.beginStyles || id === ID.endStyles) inCellStyles = id === ID.beginStyles
    else if (id === ID.format) codes.set(numberAt(data, 0) & 0xffff, wideText(data, 2))
    else if (id === ID.style && inCellStyles) formats.push(numberAt(data, 0) >>> 16)
  })
  return formats.map((format) => shownAs(format, codes.get(format)))
}

/** Gathers the rows of a worksheet from its records. */
class BinaryRows implements SheetCollector {
  readonly gathered: GatheredRows
  readonly #shared: readonly string[]
  readonly #styles: readonly Shown[]
  readonly #is1904: boolean
  #column = -1

  constructor(shared: readonly string[], styles: readonly Shown[], is1904: boolean, limits: Limits) {
    this.#shared = shared
    this.#styles = styles
    this.#is1904 = is1904
    this.gathered = new GatheredRows(limits)
  }

  /** Reads the records of a worksheet as they arrive, and yields after each piece. */
  async *readAll(pieces: AsyncIterable<Buffer>): AsyncGenerator<void> {
    yield* parsedRecords(pieces, (id, data) => this.#read(id, data))
    this.gathered.end()
  }

  #read(id: number, data: Buffer): void {
    if (id === ID.row) {
      this.gathered.end()
      this.#column = -1
      this.gathered.begin(numberAt(data, 0) + 1)
      return
    }
    const isShort = id >= ID.firstShort && id <= ID.lastShort
    const kind = isShort ? id - ID.firstShort + ID.blank : id
    const isCell = kind >= ID.blank && kind <= ID.formulaError
    if (!isCell && kind !== ID.richText) return
    this.#column = isShort ? this.#column + 1 : numberAt(data, 0)
    this.gathered.put(this.#column, this.#cellText(kind, isShort ? data : data.subarray(4)))
  }

  /** The text of a cell from its style on. */
  #cellText(kind: number, data: Buffer): string {
    switch (kind) {
      case ID.packed:
        return this.#numberText(data, packed(numberAt(data, 4)))
      case ID.number:
      case ID.formulaNumber:
        if (data.length < 12) throw unsoundPart('record')
        return this.#numberText(data, data.readDoubleLE(4))
      case ID.truth:
      case ID.formulaTruth:
      case ID.error:
      case ID.formulaError:
        return truthOrError(data[4] ?? 0, kind === ID.error || kind === ID.formulaError)
      case ID.text:
      case ID.formulaText:
        return wideText(data, 4)
      case ID.richText:
        return wideText(data, 5)
      case ID.shared: {
        const text = this.#shared[numberAt(data, 4)]
        if (text === undefined) throw new Unreadable('workbook_must_be_a_workbook', { reason: 'shared string' }, this.gathered.row)
        return text
      }
      default:
        return ''
    }
  }

  #numberText(data: Buffer, value: number): string {
    return numberText(String(value), this.#styles[numberAt(data, 0) & 0xff_ffff] ?? 'number', this.#is1904)
  }
}
