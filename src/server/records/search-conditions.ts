import type { Condition } from '../../store/company-book/find-records.ts'
import type { Parameter } from '../../store/database/connection.ts'
import { quoted } from '../../store/database/record-columns.ts'

/** The last code point there is: no text that begins with a prefix comes after the prefix and this. */
const LAST = '\u{10ffff}'

/** A text as it is compared: width and outer spaces do not matter. */
export function searchText(text: string): string {
  return text.normalize('NFKC').trim()
}

/** A code or number that begins with the text, in either case: three ranges of an index rather than a pattern. */
export function beginsWith(column: string, text: string): Condition {
  const cases = [...new Set([text, text.toUpperCase(), text.toLowerCase()])]
  return (first) => ({
    sql: cases
      .map((_, index) => `(${quoted(column)} >= $${first + 2 * index} AND ${quoted(column)} < $${first + 2 * index + 1})`)
      .join(' OR '),
    parameters: cases.flatMap((each) => [each, `${each}${LAST}`]),
  })
}

/** A name that has the text anywhere in it, whatever its case. */
export function contains(column: string, text: string): Condition {
  const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  return (first) => ({ sql: `lower(${quoted(column)}) LIKE $${first} ESCAPE '\\'`, parameters: [pattern] })
}

/** Any of several conditions; none of none. */
export function anyOf(conditions: readonly Condition[]): Condition {
  return joined(conditions, ' OR ', '1 = 0')
}

/** All of several conditions. */
export function allOf(conditions: readonly Condition[]): Condition {
  return joined(conditions, ' AND ', '1 = 1')
}

function joined(conditions: readonly Condition[], word: string, ofNone: string): Condition {
  return (first) => {
    const parts: string[] = []
    const parameters: Parameter[] = []
    for (const condition of conditions) {
      const { sql, parameters: more } = condition(first + parameters.length)
      parts.push(`(${sql})`)
      parameters.push(...more)
    }
    return { sql: parts.join(word) || ofNone, parameters }
  }
}
