/** Characters that are gathered before they become bytes. */
const GATHERED = 32 * 1024
/** Keys are those of our own formats, few; keys taken from data must not fill the memory. */
const MOST_KEYS = 1_000
/** Bytes of one unit of text at most, once JSON has escaped it. */
const WIDEST = 6
const QUOTE = 34
const BACKSLASH = 92

/** What stands before the value of a key at one depth: line break, indent and key, then the quote of a text where it is one. */
interface KeyText {
  readonly first: string
  readonly next: string
  readonly firstQuoted: string
  readonly nextQuoted: string
}

/**
 * Writes JSON as `JSON.stringify(value, null, 2)` does, into pieces of bytes. Plain ASCII, nearly all of a result, is gathered as
 * text of one byte a character and copied as it stands: one Chinese name among it would make the whole piece two bytes wide, and
 * turning twenty megabytes of that into UTF-8 took longer than writing them.
 */
export class JsonBytes {
  readonly #size: number
  #piece: Buffer
  #at = 0
  #ascii = ''
  /** Plain keys, by depth. */
  readonly #keys: Map<string, KeyText>[] = []
  readonly #lines: string[] = []

  /** `size` is about how many bytes a piece has. */
  constructor(size: number) {
    this.#size = size
    this.#piece = Buffer.allocUnsafe(size)
  }

  /** Whether a piece is ready to be taken. */
  get isFull(): boolean {
    return this.#at + this.#ascii.length >= this.#size - GATHERED
  }

  /** What was written since the last piece. */
  taken(): Uint8Array {
    this.#flush()
    const taken = this.#piece.subarray(0, this.#at)
    this.#piece = Buffer.allocUnsafe(this.#size)
    this.#at = 0
    return taken
  }

  /** Plain ASCII as it stands. */
  raw(ascii: string): void {
    this.#ascii += ascii
    if (this.#ascii.length > GATHERED) this.#flush()
  }

  /** One key of an object inside so many others, with what stands around it, and its value. */
  property(key: string, value: unknown, isFirst: boolean, depth: number): void {
    const known = this.#keyText(key, depth)
    if (!known) {
      this.raw((isFirst ? '{' : ',') + this.line(depth))
      this.#text(key)
      this.raw(': ')
      this.value(value, depth)
    } else if (typeof value === 'string' && isPlain(value)) {
      this.#ascii += isFirst ? known.firstQuoted : known.nextQuoted
      this.#ascii += value
      this.raw('"')
    } else {
      this.#ascii += isFirst ? known.first : known.next
      this.value(value, depth)
    }
  }

  /** A line break and the indent inside so many objects and lists. */
  line(depth: number): string {
    const known = this.#lines[depth]
    if (known !== undefined) return known
    const line = `\n${'  '.repeat(depth)}`
    this.#lines[depth] = line
    return line
  }

  /** Any value that JSON knows, inside so many objects and lists; properties without one are left out. */
  value(value: unknown, depth: number): void {
    if (typeof value === 'string') this.#text(value)
    else if (typeof value !== 'object' || value === null) this.raw(JSON.stringify(value) ?? 'null')
    else if (Array.isArray(value)) this.#list(value, depth)
    else this.#object(value, depth)
  }

  #list(items: readonly unknown[], depth: number): void {
    let before = '['
    for (const item of items) {
      this.#ascii += before
      this.raw(this.line(depth + 1))
      this.value(item, depth + 1)
      before = ','
    }
    this.raw(items.length === 0 ? '[]' : `${this.line(depth)}]`)
  }

  #object(object: object, depth: number): void {
    let isFirst = true
    // Plain objects only have keys of their own; Object.entries took a third of the time of it all.
    for (const key in object) {
      const value: unknown = object[key as keyof typeof object]
      if (value === undefined) continue
      this.property(key, value, isFirst, depth + 1)
      isFirst = false
    }
    this.raw(isFirst ? '{}' : `${this.line(depth)}}`)
  }

  #keyText(key: string, depth: number): KeyText | undefined {
    const keys = this.#keys[depth] ?? new Map<string, KeyText>()
    this.#keys[depth] = keys
    const known = keys.get(key)
    if (known || keys.size >= MOST_KEYS || !isPlain(key)) return known
    const text = `${this.line(depth)}"${key}": `
    const made = { first: `{${text}`, next: `,${text}`, firstQuoted: `{${text}"`, nextQuoted: `,${text}"` }
    keys.set(key, made)
    return made
  }

  #text(text: string): void {
    if (isPlain(text)) {
      this.#ascii += '"'
      this.#ascii += text
      this.raw('"')
      return
    }
    const json = JSON.stringify(text)
    this.#flush()
    this.#room(WIDEST * text.length + 2)
    this.#at += this.#piece.write(json, this.#at)
  }

  #flush(): void {
    this.#room(this.#ascii.length)
    this.#at += this.#piece.write(this.#ascii, this.#at, 'latin1')
    this.#ascii = ''
  }

  #room(bytes: number): void {
    if (this.#at + bytes <= this.#piece.length) return
    const larger = Buffer.allocUnsafe(2 * this.#piece.length + bytes)
    this.#piece.copy(larger, 0, 0, this.#at)
    this.#piece = larger
  }
}

/** Whether a text stands in JSON as it is, a byte a character. */
function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 32 || code > 126 || code === QUOTE || code === BACKSLASH) return false
  }
  return true
}
