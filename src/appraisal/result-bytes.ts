import { JsonBytes } from './json-bytes.ts'

const BYTES_A_PIECE = 128 * 1024

/**
 * result.json as it is written: first the fields that stand alone, then lists whose entries come one by one. The bytes are taken
 * piece by piece; the text of ten thousand people as a whole, and its bytes beside it, would be the most memory a run ever takes.
 */
export class ResultBytes {
  readonly #bytes = new JsonBytes(BYTES_A_PIECE)
  #isBegun = false
  #isListEmpty = true

  field(key: string, value: unknown): void {
    this.#bytes.property(key, value, !this.#isBegun, 1)
    this.#isBegun = true
  }

  beginList(key: string): void {
    this.#bytes.raw(',')
    this.#bytes.line(1)
    this.#bytes.raw(`${JSON.stringify(key)}: [`)
    this.#isListEmpty = true
  }

  entry(value: unknown): void {
    if (!this.#isListEmpty) this.#bytes.raw(',')
    this.#bytes.line(2)
    this.#bytes.value(value, 2)
    this.#isListEmpty = false
  }

  endList(): void {
    if (!this.#isListEmpty) this.#bytes.line(1)
    this.#bytes.raw(']')
  }

  /** The bytes that are ready, where they are enough for a piece. */
  *ready(): Generator<Uint8Array> {
    if (this.#bytes.isFull) yield this.#bytes.taken()
  }

  /** Ends the file; answers its last bytes. */
  end(): Uint8Array {
    this.#bytes.raw('\n}\n')
    return this.#bytes.taken()
  }
}
