import type { Reader } from '../../store/database/connection.ts'

/** What stands in place of a colleague. */
export const SOMEBODY_ELSE = '［他人 somebody else］'

/** The colleagues of a person, whose names and numbers go out with nobody's data but their own. */
export interface Colleagues {
  readonly numbers: ReadonlySet<string>
  readonly names: ReadonlySet<string>
  /** Names by how long they are, the longest first. */
  readonly lengths: readonly number[]
}

export async function colleaguesOf(
  reader: Reader,
  self: { readonly employee?: string | undefined; readonly account?: string | undefined },
): Promise<Colleagues> {
  const people = await reader.all(`SELECT number, name FROM employees WHERE book IN (
      SELECT id FROM books WHERE sha256 = 'company' UNION SELECT -id FROM books WHERE sha256 = 'company')`)
  const accounts = await reader.all('SELECT id, username, name, employee FROM accounts')
  const numbers = new Set<string>()
  const names = new Set<string>()
  const own = new Set<string>()
  const note = (isOwn: boolean, number: unknown, name: unknown) => {
    if (typeof number === 'string' && !isOwn) numbers.add(number)
    if (typeof name !== 'string') return
    if (isOwn) own.add(name)
    else if (name.length > 1) names.add(name)
  }
  for (const [number, name] of people) note(number === self.employee, number, name)
  for (const [id, username, name, employee] of accounts) {
    const isOwn = id === self.account || (employee !== null && employee === self.employee)
    note(isOwn, id, name)
    note(isOwn, username, undefined)
  }
  for (const name of own) names.delete(name)
  return { numbers, names, lengths: [...new Set([...names].map(({ length }) => length))].sort((a, b) => b - a) }
}

/** What people wrote, without the names and numbers of colleagues that stand in it. */
export function textWithoutOthers(text: string, { numbers, names, lengths }: Colleagues): string {
  const unnumbered = text.replace(/[\p{L}\p{N}_.-]+/gu, (word) => {
    const [before = word] = /^[\w.-]+/.exec(word) ?? []
    return numbers.has(word) ? SOMEBODY_ELSE : numbers.has(before) ? SOMEBODY_ELSE + word.slice(before.length) : word
  })
  let kept = ''
  for (let at = 0; at < unnumbered.length; ) {
    const length = lengths.find((each) => names.has(unnumbered.slice(at, at + each)))
    kept += length === undefined ? unnumbered[at] : SOMEBODY_ELSE
    at += length ?? 1
  }
  return kept
}

function wordsOf(text: string): string[] {
  return text.match(/[\w.-]+/g) ?? []
}

/** A value of JSON in which what is a colleague's name or number is nobody's; keys too. */
export function valueWithoutOthers(value: unknown, colleagues: Colleagues): unknown {
  const { numbers, names } = colleagues
  if (typeof value === 'string') {
    if (numbers.has(value) || names.has(value)) return SOMEBODY_ELSE
    // Elsewhere a name stands beside its number; alone it may be a word of the text.
    return wordsOf(value).some((word) => numbers.has(word)) ? textWithoutOthers(value, colleagues) : value
  }
  if (Array.isArray(value)) return value.map((each) => valueWithoutOthers(each, colleagues))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (numbers.has(key) ? [] : [[key, valueWithoutOthers(each, colleagues)] as const])),
  )
}
