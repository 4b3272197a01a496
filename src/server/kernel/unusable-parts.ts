import { inBoth } from './in-both.ts'

export interface RawInput {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
}

export interface UnusablePart {
  readonly part: 'path' | 'query' | 'body'
  readonly path: readonly string[]
  readonly message: string
}

/** Deeper than anything the API asks for, and shallow enough to be walked. */
const DEEPEST = 32

/** What no route can use, whatever it asks for: texts with the character NUL, which databases refuse, and bottomless nesting. */
export function unusableParts({ params, query, body }: RawInput): UnusablePart[] {
  return [...within('path', params, []), ...within('query', query, []), ...within('body', body, [])]
}

function within(part: UnusablePart['part'], value: unknown, path: readonly string[]): UnusablePart[] {
  if (typeof value === 'string') return value.includes('\0') ? [{ part, path, message: NUL }] : []
  if (typeof value !== 'object' || value === null) return []
  if (path.length > DEEPEST) return [{ part, path: [], message: DEEP }]
  return Object.entries(value).flatMap(([key, each]) =>
    key.includes('\0') ? [{ part, path, message: NUL }] : within(part, each, [...path, key]),
  )
}

const NUL = inBoth('不能含有空字符（NUL）。', 'Must not contain the character NUL.')
const DEEP = inBoth(`嵌套不能超过 ${DEEPEST} 层。`, `Must not be nested more than ${DEEPEST} deep.`)
