import { isUtf8 } from 'node:buffer'
import Papa from 'papaparse'
import { decoder, encodedLines, narrow, wholeLines } from './csv-lines.ts'
import { fileBytes } from './file-bytes.ts'
import type { Limits } from './limits.ts'
import { LongCell } from './long-cell.ts'
import { type RowBlock, Unreadable, type UnreadableCode } from './row-block.ts'

/** Characters of one record that are parsed again with what follows them; a quoted cell that is longer is searched for its end. */
const LONGEST_RECORD = 2 * 1024 * 1024
/** After so many rows with wrong quotes the rest of a file is given up; each costs reading a chunk again. */
const MOST_RECOVERIES = 50
const DELIMITERS = [',', ';', '\t'] as const

/**
 * The rows of a CSV file in blocks of some thousand. Rows count as a spreadsheet counts them: a line break inside quotes does not
 * begin a new one, a blank row is one. Throws Unreadable.
 *
 * papaparse's parser is used record by chunk, with its fast mode off: on 1,000,000 rows of 7 cells its scanner took 0.25-0.33 s
 * against 0.36-0.55 s for splitting, and quotes need no second path.
 */
export async function* csvRows(path: string, limits: Limits, onBytes?: (count: number) => void): AsyncGenerator<RowBlock> {
  let bytesRead = 0
  const counted = (count: number) => {
    bytesRead += count
  }
  const { encoding, held } = await encodedLines(wholeLines(narrow(fileBytes(path, limits, counted))))
  if (held) onBytes?.(bytesRead)
  const decode = decoder(encoding)
  let records: Records | undefined
  let rest = ''
  let open: LongCell | undefined
  for await (const bytes of held ?? wholeLines(narrow(fileBytes(path, limits, onBytes)))) {
    const lines = records ? decode(bytes) : withoutMark(decode(bytes))
    open?.read(lines)
    if (open && !open.isOver) continue
    const text: string = open ? open.text : rest + lines
    records ??= new Records(text)
    yield* records.parse(text, open !== undefined && !open.isSettled)
    rest = records.rest
    open = rest.length > LONGEST_RECORD ? records.openCell(rest) : undefined
    if (!open && rest.length > LONGEST_RECORD) {
      yield* records.parse(rest, true)
      rest = records.rest
    }
    if (records.count > limits.rows) throw new Unreadable('table_must_not_have_too_many_rows', { limit: String(limits.rows) })
  }
  if (open) rest = open.text
  if (records && rest !== '') yield* records.parse(rest, true)
}

/** Bytes of a file that are enough to see what it is. */
const TOP_BYTES = 64 * 1024

/** The rows at the begin of a CSV file: of a large one no more is read. Throws Unreadable. */
export async function* csvTop(path: string, limits: Limits): AsyncGenerator<RowBlock> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const bytes of wholeLines(narrow(fileBytes(path, limits)))) {
    pieces.push(bytes)
    size += bytes.length
    if (size >= TOP_BYTES) break
  }
  const top = Buffer.concat(pieces)
  const text = withoutMark(decoder(isUtf8(top) ? 'utf-8' : 'gb18030')(top))
  yield* new Records(text).parse(text, true)
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}

/** The part of papaparse's answer that we use; its own type is `any`. */
interface Parsed {
  readonly data: string[][]
  readonly errors: readonly { readonly code: string; readonly row: number; readonly index: number }[]
  readonly meta: { readonly cursor: number }
}

/** Cuts text into records, counting them, and goes on with the next line after one whose quotes are wrong. */
class Records {
  count = 0
  /** The end of the text last parsed that is no whole record yet. */
  rest = ''
  readonly #parser: Papa.Parser
  readonly #newline: '\n' | '\r'
  readonly #delimiter: string
  #recoveries = 0

  /** `text` is the begin of the file: it tells which delimiter and which line breaks are used. */
  constructor(text: string) {
    this.#newline = text.includes('\n') ? '\n' : '\r'
    this.#delimiter = delimiterOf(text, this.#newline)
    this.#parser = new Papa.Parser({ delimiter: this.#delimiter, newline: this.#newline, fastMode: false })
  }

  /** The quoted cell at the end of a text that is one record so far, where nothing else is wrong with it. */
  openCell(record: string): LongCell | undefined {
    const { errors }: Parsed = this.#parser.parse(record, 0, false)
    const [error, ...others] = errors
    if (error?.code !== 'MissingQuotes' || others.length > 0) return undefined
    return new LongCell(record, error.index, this.#delimiter)
  }

  *parse(text: string, isLast: boolean): Generator<RowBlock> {
    let left = text
    for (;;) {
      const { data, errors, meta }: Parsed = this.#parser.parse(left, 0, !isLast)
      const [error] = errors
      if (!error) {
        this.rest = isLast ? '' : left.slice(meta.cursor)
        yield this.#numbered(data)
        return
      }
      // A record that opens in an earlier line may hold the fault in a later one: what follows that line is read again.
      yield this.#numbered(data.slice(0, error.row))
      yield this.#faulty(error.code === 'MissingQuotes' ? 'quote_must_be_closed' : 'quote_must_end_its_cell')
      const end = left.indexOf(this.#newline, error.index)
      left = end < 0 ? '' : left.slice(end + 1)
      this.rest = ''
      if (left === '' || ++this.#recoveries > MOST_RECOVERIES) {
        if (left !== '') throw new Unreadable('quote_must_be_closed', {}, this.count + 1)
        return
      }
    }
  }

  #numbered(cells: string[][]): RowBlock {
    const rows: number[] = new Array(cells.length)
    for (let index = 0; index < cells.length; index++) rows[index] = this.count + index + 1
    this.count += cells.length
    return { cells, rows }
  }

  #faulty(fault: UnreadableCode): RowBlock {
    this.count++
    return { cells: [[]], rows: [this.count], faults: new Map([[this.count, fault]]) }
  }
}

/**
 * A tab beside another delimiter, or at either end of a line that has one, is padding: programs write one behind each value to keep its
 * zeros. Where tabs are all that a line has, blank cells stand between them.
 */
const PADDING = /\t+(?=[,;\r]|$)|(?:^|(?<=[,;]))\t+/g

/** The delimiter that stands most often outside quotes in the one of the first lines that has most of one. */
function delimiterOf(text: string, newline: string): string {
  let best: string = ','
  let most = 0
  for (const line of text.split(newline, 10)) {
    const unquoted = line.replace(/"[^"]*"/g, '"')
    const bare = /[,;]/.test(unquoted) ? unquoted.replace(PADDING, '') : unquoted
    for (const delimiter of DELIMITERS) {
      const count = bare.split(delimiter).length - 1
      if (count > most) [best, most] = [delimiter, count]
    }
  }
  return best
}
