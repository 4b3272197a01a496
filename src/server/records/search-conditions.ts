import { type RawBuilder, sql } from 'kysely'
import type { Condition } from '../../store/company-book/find-records.ts'
import { COMPANY_BOOK } from '../../store/database/company.ts'
import { contains } from '../../store/database/query.ts'

/** The last code point there is: no text that begins with a prefix comes after the prefix and this. */
const LAST = '\u{10ffff}'

/** A text as it is compared: width and outer spaces do not matter. */
export function searchText(text: string): string {
  return text.normalize('NFKC').trim()
}

/** A code or number that begins with the text, in either case: three ranges of an index rather than a pattern. */
export function beginsWith(column: string, text: string): Condition {
  const cases = [...new Set([text, text.toUpperCase(), text.toLowerCase()])]
  return anyOf(cases.map((each) => sql`${sql.ref(column)} >= ${each} AND ${sql.ref(column)} < ${`${each}${LAST}`}`))
}

/** Any of several conditions; none of none. */
export function anyOf(conditions: readonly Condition[]): Condition {
  return joined(conditions, sql` OR `, sql`1 = 0`)
}

/** All of several conditions. */
export function allOf(conditions: readonly Condition[]): Condition {
  return joined(conditions, sql` AND `, sql`1 = 1`)
}

function joined(conditions: readonly Condition[], word: RawBuilder<unknown>, ofNone: Condition): Condition {
  if (conditions.length === 0) return ofNone
  return sql`(${sql.join(
    conditions.map((condition) => sql`(${condition})`),
    word,
  )})`
}

/** A column that names a client which has an alias 别名 whose code or name holds the text. */
export function clientKnownAs(column: string, text: string): Condition {
  return sql`${sql.ref(column)} IN (SELECT also.client FROM client_aliases AS also
    WHERE also.book = ${COMPANY_BOOK} AND (${contains('also.alias', text)} OR ${contains('also.name', text)}))`
}
