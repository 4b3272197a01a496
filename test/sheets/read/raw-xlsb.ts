import { zipOf } from './raw-workbook.ts'
import { u32 } from './raw-xls.ts'

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A list of relationships of a part. */
const relations = (...listed: readonly (readonly [id: string, type: string, target: string])[]): string =>
  `<Relationships>${listed.map(([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`).join('')}</Relationships>`

/** A record of a binary workbook: its kind and length in bytes of seven bits each. */
export function binaryRecord(id: number, ...parts: readonly Buffer[]): Buffer {
  const data = Buffer.concat(parts)
  const length: number[] = []
  for (let left = data.length; ; left >>= 7) {
    length.push((left & 0x7f) | (left > 0x7f ? 0x80 : 0))
    if (left <= 0x7f) break
  }
  return Buffer.concat([Buffer.from(id > 0x7f ? [(id & 0x7f) | 0x80, id >> 7] : [id]), Buffer.from(length), data])
}

/** Text of two bytes a character, its length before it. */
export const wide = (text: string): Buffer => Buffer.concat([u32(text.length), Buffer.from(text, 'utf16le')])

export const rowHeader = (number: number): Buffer => binaryRecord(0, u32(number - 1), Buffer.alloc(13))

export type RawBinarySheet = readonly [name: string, hidden: number, records: Buffer]

/** The parts of a binary workbook of these sheets, hidden where their number says so, with further parts. */
export function xlsbParts(
  sheets: readonly RawBinarySheet[],
  more: Readonly<Record<string, Buffer>> = {},
  is1904 = false,
): Record<string, string | Buffer> {
  const listed = sheets.map(([name, hidden], at) => binaryRecord(156, u32(hidden, at + 1), wide(`s${at}`), wide(name)))
  return {
    '_rels/.rels': relations(['r', 'officeDocument', 'xl/workbook.bin']),
    'xl/workbook.bin': Buffer.concat([binaryRecord(153, u32(is1904 ? 1 : 0)), ...listed]),
    'xl/_rels/workbook.bin.rels': relations(
      ...sheets.map((_, at) => [`s${at}`, 'worksheet', `worksheets/sheet${at}.bin`] as const),
      ['styles', 'styles', 'styles.bin'],
      ['strings', 'sharedStrings', 'sharedStrings.bin'],
    ),
    ...Object.fromEntries(sheets.map(([, , records], at) => [`xl/worksheets/sheet${at}.bin`, records] as const)),
    ...more,
  }
}

export const xlsbFile = (...given: Parameters<typeof xlsbParts>): Buffer => zipOf(xlsbParts(...given))

/** The part of styles that lists these number formats, by their number or with a code of their own. */
export function binaryStyles(formats: readonly (readonly [id: number, code?: string])[]): Buffer {
  const style = (format: number): Buffer => binaryRecord(47, u32(format << 16, 0, 0, 0))
  const codes = formats.flatMap(([id, code]) => (code === undefined ? [] : binaryRecord(44, Buffer.of(id & 0xff, id >> 8), wide(code))))
  return Buffer.concat([...codes, style(14), binaryRecord(617), ...formats.map(([id]) => style(id)), binaryRecord(618)])
}
