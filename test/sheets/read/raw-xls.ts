import { oleFile } from './ole-file.ts'

const RECORD = {
  formula: 0x06,
  eof: 0x0a,
  date1904: 0x22,
  password: 0x2f,
  continue: 0x3c,
  codePage: 0x42,
  sheet: 0x85,
  severalPacked: 0xbd,
  severalBlank: 0xbe,
  merged: 0xe5,
  style: 0xe0,
  shared: 0xfc,
  sharedCell: 0xfd,
  dimensions: 0x200,
  blank: 0x201,
  number: 0x203,
  label: 0x204,
  truthOrError: 0x205,
  string: 0x207,
  row: 0x208,
  packed: 0x27e,
  format: 0x41e,
  sharedFormula: 0x4bc,
  begin: 0x809,
} as const

/** A record of an old workbook: its kind, and numbers of so many bytes each, text or bytes one after the other. */
export function record(kind: keyof typeof RECORD, ...parts: readonly Buffer[]): Buffer {
  const data = Buffer.concat(parts)
  return Buffer.concat([u16(RECORD[kind], data.length), data])
}

export const u16 = (...values: readonly number[]): Buffer => Buffer.from(Uint16Array.from(values).buffer)
export const u32 = (...values: readonly number[]): Buffer => Buffer.from(Uint32Array.from(values).buffer)
export const double = (value: number): Buffer => Buffer.from(Float64Array.of(value).buffer)
/** Text of two bytes a character, its length before it in one byte or two. */
export const wideText = (text: string, lengthBytes: 1 | 2 = 2): Buffer =>
  Buffer.concat([u16(text.length).subarray(0, lengthBytes), Buffer.of(1), Buffer.from(text, 'utf16le')])

export interface RawSheet {
  readonly name: Buffer
  /** 2 is a sheet that only a program shows again. */
  readonly hidden?: boolean | 1 | 2
  readonly records: readonly Buffer[]
}

/** A workbook of these sheets, with further records before the list of them. `version` 0x600 is Excel 97, 0x500 Excel 5. */
export function xlsFile(sheets: readonly RawSheet[], globals: readonly Buffer[] = [], version = 0x600): Buffer {
  return oleFile({ [version === 0x500 ? 'Book' : 'Workbook']: xlsStream(sheets, globals, version) })
}

/** The records of such a workbook, without the container that they stand in. */
export function xlsStream(sheets: readonly RawSheet[], globals: readonly Buffer[], version = 0x600): Buffer {
  const begin = (type: number): Buffer => record('begin', u16(version, type, 0, 0), u32(0, 0))
  const listed = (starts: readonly number[]): Buffer =>
    Buffer.concat([
      begin(5),
      ...globals,
      ...sheets.map(({ name, hidden }, at) => record('sheet', u32(starts[at] ?? 0), Buffer.of(Number(hidden ?? 0), 0), name)),
      record('eof'),
    ])
  const bodies = sheets.map(({ records }) => Buffer.concat([begin(16), ...records, record('eof')]))
  let start = listed([]).length
  const starts = bodies.map((body) => {
    start += body.length
    return start - body.length
  })
  return Buffer.concat([listed(starts), ...bodies])
}
