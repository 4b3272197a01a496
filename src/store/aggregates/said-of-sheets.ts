import { sql } from 'kysely'

/** Joins what one role said of a sheet in a period 签字确认 and still stands, to the people of a run. */
export function said(alias: 'own' | 'signature', role: 'person' | 'manager', period: string) {
  const [of, to] = [sql.table(alias), sql.table('people')]
  return sql`LEFT JOIN confirmations AS ${of} ON ${of}.period = ${period} AND ${of}.employee = ${to}.employee
    AND ${of}.kind = ${to}.kind AND ${of}.role = ${role} AND ${of}.lapsed_at IS NULL`
}
