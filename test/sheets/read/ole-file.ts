const SECTOR = 512
const END = 0xfffffffe
const FREE = 0xffffffff

/** An OLE container of these streams, written by hand; each is as long as it is told or longer than the small ones that share sectors. */
export function oleFile(streams: Readonly<Record<string, Buffer>>): Buffer {
  const padded = Object.entries(streams).map(
    ([name, bytes]) => [name, Buffer.concat([bytes, Buffer.alloc(Math.max(0, 4096 - bytes.length))])] as const,
  )
  const body: Buffer[] = []
  const table: number[] = []
  const put = (bytes: Buffer): number => {
    const first = table.length
    const count = Math.ceil(bytes.length / SECTOR)
    for (let at = 0; at < count; at++) table.push(at === count - 1 ? END : first + at + 1)
    body.push(bytes, Buffer.alloc(count * SECTOR - bytes.length))
    return first
  }
  const entry = (name: string, type: number, start: number, size: number): Buffer => {
    const bytes = Buffer.alloc(128)
    bytes.write(name, 0, 'utf16le')
    bytes.writeUInt16LE(2 * name.length + 2, 64)
    bytes[66] = type
    for (const at of [68, 72, 76]) bytes.writeUInt32LE(FREE, at)
    bytes.writeUInt32LE(start, 116)
    bytes.writeUInt32LE(size, 120)
    return bytes
  }
  const entries = padded.map(([name, bytes]) => entry(name, 2, put(bytes), bytes.length))
  const directory = put(Buffer.concat([entry('Root Entry', 5, END, 0), ...entries]))
  const tableSectors = Math.ceil((table.length + Math.ceil(table.length / 127) + 1) / 128)
  const tableStart = table.length
  for (let at = 0; at < tableSectors; at++) table.push(0xfffffffd)
  const numbers = Buffer.alloc(tableSectors * SECTOR, 0xff)
  for (const [at, next] of table.entries()) numbers.writeUInt32LE(next, 4 * at)
  const header = Buffer.alloc(SECTOR, 0xff)
  header.fill(0, 0, 76)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header)
  header.writeUInt16LE(0x3e, 24)
  header.writeUInt16LE(3, 26)
  header.writeUInt16LE(0xfffe, 28)
  header.writeUInt16LE(9, 30)
  header.writeUInt16LE(6, 32)
  header.writeUInt32LE(tableSectors, 44)
  header.writeUInt32LE(directory, 48)
  header.writeUInt32LE(4096, 56)
  header.writeUInt32LE(END, 60)
  header.writeUInt32LE(END, 68)
  for (let at = 0; at < tableSectors; at++) header.writeUInt32LE(tableStart + at, 76 + 4 * at)
  return Buffer.concat([header, ...body, numbers])
}
