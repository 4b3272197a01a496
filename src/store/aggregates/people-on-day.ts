import { sql } from 'kysely'
import { COMPANY_BOOK } from '../database/company.ts'

/**
 * Everybody as they stood on a period's last day, as a subquery: number, name, position, first and last day of the spell that had begun by then
 * (else of the first), and the home region. Position and region are those of the latest posting on or before the earlier of
 * that day and the leaving day, else those of the employees table (POLICY A14).
 */
export function peopleOn(lastDay: number) {
  // The number stands in the text: PostgreSQL would not know which type the days of both branches have.
  const last = sql.lit(Math.trunc(lastDay))
  const until = sql`CASE WHEN stood.left_on < ${last} THEN stood.left_on ELSE ${last} END`
  const latest = (column: 'region' | 'position') => sql`coalesce((SELECT posting.${sql.ref(column)} FROM postings AS posting
      WHERE posting.book = ${COMPANY_BOOK} AND posting.employee = stood.number AND posting.${sql.ref(column)} IS NOT NULL
        AND posting."from" <= ${until} ORDER BY posting."from" DESC LIMIT 1), stood.${sql.ref(column)})`
  return sql`SELECT stood.number, stood.name, stood.hired_on, stood.left_on, ${latest('position')} AS position, ${latest('region')} AS home
    FROM (
      SELECT person.number, person.name, person.position, person.region,
        CASE WHEN spell.id IS NULL THEN person.hired_on ELSE spell."from" END AS hired_on,
        CASE WHEN spell.id IS NULL THEN person.left_on ELSE spell."to" END AS left_on
      FROM employees AS person
      LEFT JOIN spells AS spell ON spell.book = person.book AND spell.employee = person.number AND spell."from" = (
        SELECT coalesce(max(CASE WHEN begun."from" <= ${last} THEN begun."from" END), min(begun."from")) FROM spells AS begun
        WHERE begun.book = person.book AND begun.employee = person.number)
      WHERE person.book = ${COMPANY_BOOK}
    ) AS stood`
}
