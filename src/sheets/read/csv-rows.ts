import Papa from 'papaparse'
import { decoder, encodingOf, wholeLines } from './csv-lines.ts'
import { fileBytes } from './file-bytes.ts'
import type { Limits } from './limits.ts'
import { type RowBlock, Unreadable, type UnreadableCode } from './row-block.ts'

/** Characters of one record at most; a quote left open ends here instead of at the end of the file. */
const LONGEST_RECORD = 2 * 1024 * 1024
const DELIMITERS = [',', ';', '\t'] as const

/**
 * The rows of a CSV file in blocks of some thousand. Rows count as a spreadsheet counts them: a line break inside quotes does not
 * begin a new one, a blank row is one. Throws Unreadable.
 *
 * papaparse's parser is used record by chunk, with its fast mode off: on 1,000,000 rows of 7 cells its scanner took 0.25-0.33 s
 * against 0.36-0.55 s for splitting, and quotes need no second path.
 */
export async function* csvRows(path: string, limits: Limits, onBytes?: (count: number) => void): AsyncGenerator<RowBlock> {
  const decode = decoder(await encodingOf(wholeLines(fileBytes(path, limits))))
  let parser: Papa.Parser | undefined
  let rest = ''
  let row = 0
  for await (const bytes of wholeLines(fileBytes(path, limits, onBytes))) {
    let text = decode(bytes)
    if (row === 0 && rest === '' && text.charCodeAt(0) === 0xfeff) text = text.slice(1)
    text = rest + text
    if (!parser) {
      // A title above the header may hold no delimiter at all, so the first lines that fill a chunk decide together.
      const newline = text.includes('\n') ? '\n' : '\r'
      parser = new Papa.Parser({ delimiter: delimiterOf(text, newline), newline, fastMode: false })
    }
    const parsed: Parsed = parser.parse(text, 0, true)
    yield numbered(parsed, row)
    row += parsed.data.length
    rest = text.slice(parsed.meta.cursor)
    if (rest.length > LONGEST_RECORD) throw new Unreadable('quote_must_be_closed', {}, row + 1)
    if (row > limits.rows) throw new Unreadable('table_must_not_have_too_many_rows', { limit: String(limits.rows) })
  }
  if (rest === '' || !parser) return
  const parsed: Parsed = parser.parse(rest, 0, false)
  yield numbered(parsed, row)
}

/** The part of papaparse's answer that we use; its own type is `any`. */
interface Parsed {
  readonly data: string[][]
  readonly errors: readonly { readonly code: string; readonly row: number }[]
  readonly meta: { readonly cursor: number }
}

function numbered({ data, errors }: Parsed, before: number): RowBlock {
  const rows: number[] = new Array(data.length)
  for (let index = 0; index < data.length; index++) rows[index] = before + index + 1
  const faults = new Map<number, UnreadableCode>()
  for (const { code, row } of errors) {
    // A record that is not whole yet is parsed again with the next chunk, and its faults are found again.
    if (row < data.length) faults.set(before + row + 1, code === 'MissingQuotes' ? 'quote_must_be_closed' : 'quote_must_end_its_cell')
  }
  return faults.size > 0 ? { cells: data, rows, faults } : { cells: data, rows }
}

/** The delimiter that stands most often outside quotes in the one of the first lines that has most of one. */
function delimiterOf(text: string, newline: string): string {
  let best: string = ','
  let most = 0
  for (const line of text.split(newline, 10)) {
    const bare = line.replace(/"[^"]*"/g, '')
    for (const delimiter of DELIMITERS) {
      const count = bare.split(delimiter).length - 1
      if (count > most) [best, most] = [delimiter, count]
    }
  }
  return best
}
