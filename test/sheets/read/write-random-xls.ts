import { ERRORS, type RandomCell, type RandomSheet, type RandomValue, type RandomWorkbook, STYLES } from './random-workbook.ts'
import { double, record, u16, u32, wideText, xlsStream } from './raw-xls.ts'

/** Text that is read as one byte a character where all of its characters fit. */
const isNarrow = (text: string): boolean => !/[^\u0000-\u00ff]/.test(text)
const characters = (text: string, narrow: boolean): Buffer => Buffer.from(text, narrow ? 'latin1' : 'utf16le')

/**
 * The stream of the workbook as .xls of Excel 97, written by hand. A record of shared texts ends after `blockSize` bytes, at most 8,224, and goes on in
 * others: characters are never cut in two, and the rest of a text says anew how wide its characters are.
 */
export function randomXlsStream(workbook: RandomWorkbook, blockSize = 8224): Buffer {
  const shared: Extract<RandomValue, { kind: 'text' }>[] = []
  const sheets = workbook.sheets.map(
    (sheet) => ({ name: wideText(sheet.name, 1), hidden: sheet.hidden || false, records: sheetRecords(sheet, shared) }) as const,
  )
  const codes = STYLES.flatMap(([id, code]) => (code === undefined ? [] : record('format', u16(id), wideText(code))))
  const styles = STYLES.map(([id]) => record('style', u16(0, id), Buffer.alloc(16)))
  const system = record('date1904', u16(workbook.is1904 ? 1 : 0))
  return xlsStream(sheets, [system, ...codes, ...styles, ...sharedRecords(shared, blockSize)])
}

function sharedRecords(shared: readonly Extract<RandomValue, { kind: 'text' }>[], blockSize: number): Buffer[] {
  const blocks: Buffer[][] = [[u32(shared.length, shared.length)]]
  let left = blockSize - 8
  const put = (bytes: Buffer): void => {
    blocks.at(-1)?.push(bytes)
    left -= bytes.length
  }
  const next = (): void => {
    blocks.push([])
    left = blockSize
  }
  for (const { text, fonts } of shared) {
    const phonetic = fonts === 2 ? 10 : 0
    const head = (narrow: boolean): Buffer =>
      Buffer.concat([
        u16(text.length),
        Buffer.of((narrow ? 0 : 1) | (fonts > 0 ? 8 : 0) | (phonetic > 0 ? 4 : 0)),
        ...(fonts > 0 ? [u16(fonts)] : []),
        ...(phonetic > 0 ? [u32(phonetic)] : []),
      ])
    let narrow = isNarrow(text)
    // The head of a text stands in one record with its first character.
    if (left < head(narrow).length + 2) next()
    put(head(narrow))
    for (let at = 0; at < text.length; ) {
      const fits = Math.floor(left / (narrow ? 1 : 2))
      if (fits === 0) {
        next()
        narrow = isNarrow(text.slice(at))
        put(Buffer.of(narrow ? 0 : 1))
        continue
      }
      put(characters(text.slice(at, at + fits), narrow))
      at += fits
    }
    for (const piece of [...Array<Buffer>(fonts).fill(Buffer.alloc(4, 7)), ...(phonetic > 0 ? [Buffer.alloc(phonetic, 9)] : [])]) {
      if (left < piece.length) next()
      put(piece)
    }
  }
  return blocks.map((block, at) => record(at === 0 ? 'shared' : 'continue', ...block))
}

function sheetRecords(sheet: RandomSheet, shared: Extract<RandomValue, { kind: 'text' }>[]): Buffer[] {
  const rows = [...sheet.rows].flatMap(([row, cells]) => {
    const records: Buffer[] = [record('row', u16(row, 0, 256, 255, 0, 0, 0, 0))]
    const listed = [...cells]
    for (let at = 0; at < listed.length; ) {
      const [column = 0] = listed[at] ?? []
      const run = neighbours(listed, at)
      if (run.length > 1) records.push(record('severalPacked', u16(row, column), ...run, u16(column + run.length - 1)))
      else records.push(cellRecords(row, column, listed[at]?.[1], shared))
      at += run.length
    }
    return records
  })
  const merged = record('merged', u16(sheet.merged.length), ...sheet.merged.map((range) => u16(...range)))
  return [record('dimensions', u32(0, 65_536), u16(0, 256, 0)), ...rows, merged]
}

/** The cells from a place on that stand in one record, each as style and number; one piece where it is to stand alone. */
function neighbours(listed: readonly (readonly [number, RandomCell])[], at: number): Buffer[] {
  const run: Buffer[] = []
  for (let index = at; index < listed.length; index++) {
    const [column, { value, isFormula, style, way }] = listed[index] ??
      listed[at] ?? [0, { value: undefined, isFormula: false, style: 0, way: 0 }]
    const packed = value?.kind === 'number' && !isFormula && way > 1 ? packedNumber(value.number, way) : undefined
    if (packed === undefined || column !== (listed[at]?.[0] ?? 0) + run.length) break
    run.push(Buffer.concat([u16(style), packed]))
  }
  return run.length > 0 ? run : [Buffer.alloc(0)]
}

/** A number in four bytes; undefined where that is not exactly it. */
export function packedNumber(number: number, way: number): Buffer | undefined {
  const least = -(2 ** 29)
  const whole = (value: number): boolean => Number.isInteger(value) && value >= least && value < -least && !Object.is(value, -0)
  const hundredfold = Math.round(number * 100)
  if (way % 2 === 0 && whole(number)) return u32(((number << 2) | 2) >>> 0)
  if (whole(hundredfold) && hundredfold / 100 === number) return u32(((hundredfold << 2) | 3) >>> 0)
  const bytes = double(number)
  return bytes.readUInt32LE(0) === 0 && (bytes[4] ?? 0) % 4 === 0 ? bytes.subarray(4) : undefined
}

function cellRecords(row: number, column: number, cell: RandomCell | undefined, shared: Extract<RandomValue, { kind: 'text' }>[]): Buffer {
  const { value, isFormula, style, way } = cell ?? { value: undefined, isFormula: false, style: 0, way: 0 }
  const at = u16(row, column, style)
  if (!value) return way > 2 ? record('blank', at) : record('severalBlank', u16(row, column, style, column))
  if (isFormula) return formulaRecords(at, value, way)
  switch (value.kind) {
    case 'number': {
      const packed = way > 1 ? packedNumber(value.number, way) : undefined
      return packed ? record('packed', at, packed) : record('number', at, double(value.number))
    }
    case 'truth':
      return record('truthOrError', at, Buffer.of(value.truth ? 1 : 0, 0))
    case 'error':
      return record('truthOrError', at, Buffer.of(ERRORS[value.error], 1))
    case 'text':
      if (way < 2 && value.text.length < 2000) return record('label', at, wideText(value.text))
      return record('sharedCell', at, u32(shared.push(value) - 1))
  }
}

function formulaRecords(at: Buffer, value: RandomValue, way: number): Buffer {
  const special = (kind: number, of: number): Buffer => Buffer.of(kind, 0, of, 0, 0, 0, 255, 255)
  const formula = (result: Buffer): Buffer => record('formula', at, result, u16(0), u32(0), u16(0))
  switch (value.kind) {
    case 'number':
      return formula(double(value.number))
    case 'truth':
      return formula(special(1, value.truth ? 1 : 0))
    case 'error':
      return formula(special(2, ERRORS[value.error]))
    case 'text': {
      // Excel says of no text that there is none, and writes none behind it.
      if (value.text === '') return formula(special(3, 0))
      const between = way > 2 ? [record('sharedFormula', Buffer.alloc(10))] : []
      const pieces = [u16(value.text.length), Buffer.of(1), characters(value.text.slice(0, 4000), false)]
      const rest = value.text.slice(4000).match(/[\s\S]{1,4000}/g) ?? []
      const more = rest.map((each) => record('continue', Buffer.of(isNarrow(each) ? 0 : 1), characters(each, isNarrow(each))))
      return Buffer.concat([formula(special(0, 0)), ...between, record('string', ...pieces), ...more])
    }
  }
}
