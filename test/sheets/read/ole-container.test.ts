import { expect, test } from 'vitest'
import { OleContainer } from '../../../src/sheets/read/ole-container.ts'
import { oleFile } from './ole-file.ts'

const END = 0xfffffffe

/** A header whose table, directory and small streams begin where it is told. */
function header(bytes: Buffer, { table, more, directory }: Readonly<Record<'table' | 'more' | 'directory', number>>): Buffer {
  oleFile({}).copy(bytes, 0, 0, 512)
  bytes.writeUInt32LE(table, 44)
  bytes.writeUInt32LE(directory, 48)
  bytes.writeUInt32LE(more, 68)
  bytes.fill(0, 76, 512)
  return bytes
}

test('a table that says it is longer than its file takes no more memory than the file', () => {
  // Sector 0 says that the list of the table goes on in sector 0, and so on.
  const bytes = header(Buffer.alloc(200 * 1024 ** 2), { table: 0xffff_ffff, more: 0, directory: END })
  const before = process.resourceUsage().maxRSS
  expect(() => new OleContainer(bytes)).toThrow('workbook_must_be_a_workbook')
  expect((process.resourceUsage().maxRSS - before) * 1024).toBeLessThan(bytes.length)
})

test('streams of few bytes share sectors, others have their own; a circle behind the end of one is none of it', () => {
  const long = Buffer.alloc(5000, 'long')
  expect(new OleContainer(oleFile({ Long: long })).stream('long')).toEqual(long)

  // Sectors: 0 the table, 1 the directory, 2 the table of small streams, 3 their bytes.
  const bytes = Buffer.alloc(5 * 512)
  oleFile({}).copy(bytes, 0, 0, 512)
  for (const [at, value] of [
    [44, 1],
    [48, 1],
    [60, 2],
    [76, 0],
  ] as const)
    bytes.writeUInt32LE(value, at)
  for (let sector = 0; sector < 4; sector++) bytes.writeUInt32LE(END, 512 + 4 * sector)
  const entry = (at: number, name: string, type: number, start: number, size: number): void => {
    bytes.write(name, 1024 + 128 * at, 'utf16le')
    bytes.writeUInt16LE(2 * name.length + 2, 1024 + 128 * at + 64)
    bytes[1024 + 128 * at + 66] = type
    bytes.writeUInt32LE(start, 1024 + 128 * at + 116)
    bytes.writeUInt32LE(size, 1024 + 128 * at + 120)
  }
  entry(0, 'Root Entry', 5, 3, 512)
  entry(1, 'Short', 2, 0, 70)
  // The second of its sectors goes on in the first again.
  bytes.writeUInt32LE(2, 1536)
  bytes.writeUInt32LE(0, 1536 + 8)
  bytes.write('a'.repeat(64), 2048)
  bytes.write('b'.repeat(64), 2048 + 128)
  expect(new OleContainer(bytes).stream('Short')?.toString()).toBe('a'.repeat(64) + 'b'.repeat(6))
})
