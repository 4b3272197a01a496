import { cellTooLong } from './cell-values.ts'

/** Characters of a quoted cell that are looked through for its end; behind so many the quote counts as never closed. */
const LONGEST_SEARCH = 32 * 1024 * 1024
const QUOTE = 34

/**
 * A quoted cell that has grown far beyond what a cell may hold while its end is not read yet: the rest of it is searched for
 * the quote that closes it, each piece once, instead of being parsed again from its begin.
 */
export class LongCell {
  readonly #before: string
  readonly #end: RegExp
  readonly #pieces: string[]
  #held: number
  #length: number
  #text: string | undefined

  /** `record` is the begin of the record, the text of its last cell begins at `from`, and no quote in there closes it. */
  constructor(record: string, from: number, delimiter: string) {
    this.#before = record.slice(0, from)
    this.#end = new RegExp(` *(?:$|[\\r\\n${delimiter}])`, 'y')
    this.#pieces = [record]
    this.#held = record.length
    this.#length = record.length - from - doubledQuotes(record.slice(from))
  }

  /** Whether the search is over, and `text` is what is to be parsed. */
  get isOver(): boolean {
    return this.#text !== undefined || this.#held > LONGEST_SEARCH
  }

  /**
   * Once the cell is closed the record with a stand-in for the cell, and what follows it; as it stood where the cell never ends
   * or a quote in it shows that it was never meant to go on.
   */
  get text(): string {
    return this.#text ?? this.#pieces.join('')
  }

  /** Whether the end was found, or it is sure that there is none; otherwise `text` may hold a cell without an end. */
  get isSettled(): boolean {
    return this.#text !== undefined
  }

  /** Takes whole lines. */
  read(lines: string): void {
    let doubled = 0
    for (let at = lines.indexOf('"'); at >= 0; at = lines.indexOf('"', at + 2)) {
      if (lines.charCodeAt(at + 1) === QUOTE) {
        doubled++
        continue
      }
      this.#end.lastIndex = at + 1
      this.#text = this.#end.test(lines)
        ? this.#before + cellTooLong(this.#length + at - doubled) + lines.slice(at)
        : this.#pieces.join('') + lines
      return
    }
    this.#pieces.push(lines)
    this.#held += lines.length
    this.#length += lines.length - doubled
  }
}

function doubledQuotes(text: string): number {
  return text.split('""').length - 1
}
