import { double, u16 } from './raw-xls.ts'

/** A record of a stream of its own, which is all that a workbook before Excel 5 is. */
export function oldRecord(kind: number, ...parts: readonly Buffer[]): Buffer {
  const data = Buffer.concat(parts)
  return Buffer.concat([u16(kind, data.length), data])
}
const text = Buffer.concat([u16(0, 0, 0, 6), Buffer.from('number')])
const number = oldRecord(0x203, u16(1, 0, 0), double(100))
export const END = oldRecord(0x0a)

/** Each shows "number" above 100. */
export const EXCEL_2 = Buffer.concat([
  oldRecord(0x09, u16(2, 16)),
  oldRecord(0x04, u16(0, 0), Buffer.from('\0\0\0\u0006number')),
  oldRecord(0x02, u16(1, 0), Buffer.alloc(3), u16(100)),
  END,
])
export const EXCEL_3 = Buffer.concat([oldRecord(0x209, u16(0x300, 16, 0)), oldRecord(0x204, text), number, END])
export const EXCEL_4 = Buffer.concat([oldRecord(0x409, u16(0x400, 16, 0)), oldRecord(0x204, text), number, END])
/** A workbook of several sheets, each bound into one file. */
export const EXCEL_4_WORKBOOK = Buffer.concat([oldRecord(0x409, u16(0x400, 0x100, 0)), oldRecord(0x8f, Buffer.alloc(20)), EXCEL_4, END])
