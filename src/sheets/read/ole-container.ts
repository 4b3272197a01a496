import { Unreadable } from './row-block.ts'

const END_OF_CHAIN = 0xfffffffe
const ENTRY = 128
const STREAM = 2
const ROOT = 5
/** Sector numbers of the allocation table that stand in the header. */
const IN_HEADER = 109
const MINI_SECTOR = 64
/** Streams of this many bytes and more have sectors of their own [MS-CFB 2.2]. */
const MINI_CUTOFF = 4096
/** Bytes of the directory at most, which is some thousand entries: an old workbook has a handful. */
const MOST_OF_DIRECTORY = 1024 ** 2

interface OleEntry {
  readonly name: string
  readonly type: number
  readonly start: number
  readonly size: number
}

/**
 * The streams inside an OLE container [MS-CFB]: what old Office programs save, and what a workbook with a password is wrapped in. Works on
 * the bytes of a file that is held; a chain that comes back to one of its sectors is refused, and of
 * what the header says of its own size no more is believed than the file can hold.
 */
export class OleContainer {
  readonly #bytes: Buffer
  readonly #sectorSize: number
  readonly #table: readonly number[]
  readonly #miniTable: readonly number[]
  readonly #miniStream: Buffer
  readonly #entries: readonly OleEntry[]

  /** Throws Unreadable for what is cut short or contradicts itself. */
  constructor(bytes: Buffer) {
    if (bytes.length < 512) throw unsound('header')
    const shift = bytes.readUInt16LE(30)
    if (shift !== 9 && shift !== 12) throw unsound('sector size')
    this.#bytes = bytes
    this.#sectorSize = 1 << shift
    this.#table = this.#sectorsOfTable().flatMap((sector) => numbersIn(this.#sector(sector)))
    const entries = entriesIn(this.#chained(bytes.readUInt32LE(48), MOST_OF_DIRECTORY))
    const root = entries.find(({ type }) => type === ROOT)
    if (!root) throw unsound('directory')
    this.#entries = entries
    this.#miniStream = this.#chained(root.start)
    this.#miniTable = numbersIn(this.#chained(bytes.readUInt32LE(60), this.#miniStream.length / 16))
  }

  has(name: string): boolean {
    return this.#entry(name) !== undefined
  }

  /** The bytes of a stream, as far as they are there. */
  stream(name: string): Buffer | undefined {
    const entry = this.#entry(name)
    if (!entry) return undefined
    if (entry.size >= MINI_CUTOFF) return this.#chained(entry.start, entry.size).subarray(0, entry.size)
    const chain = chainOf(entry.start, this.#miniTable, entry.size / MINI_SECTOR)
    return Buffer.concat(chain.map((sector) => this.#miniStream.subarray(sector * MINI_SECTOR, (sector + 1) * MINI_SECTOR))).subarray(
      0,
      entry.size,
    )
  }

  /** Names compare without case. */
  #entry(name: string): OleEntry | undefined {
    return this.#entries.find((entry) => entry.type === STREAM && entry.name.toLowerCase() === name.toLowerCase())
  }

  #sectorsOfTable(): number[] {
    const wanted = Math.min(this.#bytes.readUInt32LE(44), Math.ceil((4 * this.#sectorCount) / this.#sectorSize))
    const found: number[] = []
    for (let at = 0; at < Math.min(wanted, IN_HEADER); at++) found.push(this.#bytes.readUInt32LE(76 + 4 * at))
    let next = this.#bytes.readUInt32LE(68)
    for (let left = this.#sectorCount; found.length < wanted && next < END_OF_CHAIN && left > 0; left--) {
      const numbers = numbersIn(this.#sector(next))
      next = numbers.pop() ?? END_OF_CHAIN
      found.push(...numbers.slice(0, wanted - found.length))
    }
    if (found.some((sector) => sector >= this.#sectorCount)) throw unsound('cut short')
    return found
  }

  get #sectorCount(): number {
    return Math.ceil(this.#bytes.length / this.#sectorSize)
  }

  #sector(number: number): Buffer {
    const from = (number + 1) * this.#sectorSize
    if (from >= this.#bytes.length) throw unsound('cut short')
    return this.#bytes.subarray(from, from + this.#sectorSize)
  }

  /** The bytes of a chain, of at least so many of them if it has as many. */
  #chained(start: number, most = Number.POSITIVE_INFINITY): Buffer {
    return Buffer.concat(chainOf(start, this.#table, most / this.#sectorSize).map((sector) => this.#sector(sector)))
  }
}

/** The sectors of a chain, as many as are asked for if it has as many. */
function chainOf(start: number, table: readonly number[], most: number): number[] {
  const chain = new Set<number>()
  for (let sector = start; sector < table.length && chain.size < most; sector = table[sector] ?? END_OF_CHAIN) {
    if (chain.has(sector)) throw unsound('circle of sectors')
    chain.add(sector)
  }
  return [...chain]
}

function numbersIn(bytes: Buffer): number[] {
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, at) => bytes.readUInt32LE(4 * at))
}

function entriesIn(directory: Buffer): OleEntry[] {
  const entries: OleEntry[] = []
  for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) {
    const entry = directory.subarray(at, at + ENTRY)
    const name = entry.toString('utf16le', 0, Math.max(0, Math.min(64, entry.readUInt16LE(64)) - 2))
    entries.push({ name, type: entry[66] ?? 0, start: entry.readUInt32LE(116), size: entry.readUInt32LE(120) })
  }
  return entries
}

function unsound(reason: string): Unreadable {
  return new Unreadable('workbook_must_be_a_workbook', { reason })
}
