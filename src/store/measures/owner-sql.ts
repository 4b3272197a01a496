import type { Owner } from '../../domain/measures/measure-owner.ts'
import { type MeasuredTable, measuredTable, type Way } from '../../domain/measures/measured-tables.ts'
import { quoted } from '../database/record-columns.ts'

/** Where a record stands: its table, and the column of its day; records without a day are looked at on the last one of the window, $3. */
export interface RecordPlace {
  readonly table: MeasuredTable
  readonly day: string | undefined
}

/** Whose a record is, as an expression on its table named by the table; NULL where nobody's. $1 is the book. */
export function ownerSql(per: Owner, place: RecordPlace): string {
  const { engineer, client } = measuredTable(place.table)
  switch (per) {
    case 'rep':
      return personSql('rep', place)
    case 'engineer':
      return personSql('engineer', place)
    case 'client':
      return client ? clientSql(client, place) : 'NULL'
    case 'region': {
      const home = heldSql('region', engineer ? 'engineer' : 'rep', place)
      return place.table === 'collections' || place.table === 'clients' ? `coalesce(${columnSql('region', place)}, ${home})` : home
    }
    case 'company':
      return `''`
  }
}

/** The representative or engineer of a record. */
function personSql(who: 'rep' | 'engineer', place: RecordPlace): string {
  const way = measuredTable(place.table)[who]
  if (!way) return 'NULL'
  if ('column' in way) return columnSql(way.column, place)
  if (way.by === 'opportunity') return opportunitySql('rep', place)
  const { client } = measuredTable(place.table)
  const code = client ? clientSql(client, place) : 'NULL'
  return `coalesce(
    (SELECT handed.rep FROM client_reps AS handed WHERE handed.book = $1 AND handed.client = ${code} AND handed."from" <= ${dayOf(place)}
       ORDER BY handed."from" DESC LIMIT 1),
    (SELECT kept.rep FROM clients AS kept WHERE kept.book = $1 AND kept.code = ${code}))`
}

/** Region or position of a record's person on its day. As home-region.ts has it: the latest posting that names it by then, else the employee's own. */
export function heldSql(column: string, who: 'rep' | 'engineer', place: RecordPlace): string {
  const person = personSql(who, place)
  return `coalesce(
    (SELECT held.${quoted(column)} FROM postings AS held WHERE held.book = $1 AND held.employee = ${person}
       AND held."from" <= ${dayOf(place)} AND held.${quoted(column)} IS NOT NULL ORDER BY held."from" DESC LIMIT 1),
    (SELECT stated.${quoted(column)} FROM employees AS stated WHERE stated.book = $1 AND stated."number" = ${person}))`
}

/** A column of the client of a record, as the clients are now. */
export function clientColumnSql(column: string, place: RecordPlace): string {
  const { client } = measuredTable(place.table)
  const code = client ? clientSql(client, place) : 'NULL'
  return `(SELECT named.${quoted(column)} FROM clients AS named WHERE named.book = $1 AND named.code = ${code})`
}

/** A column of the opportunity that a stage is of. */
export function opportunitySql(column: string, place: RecordPlace): string {
  return `(SELECT meant.${quoted(column)} FROM opportunities AS meant WHERE meant.book = $1 AND meant."number" = ${columnSql('number', place)})`
}

export function columnSql(column: string, { table }: RecordPlace): string {
  return `${quoted(table)}.${quoted(column)}`
}

function clientSql(way: Way, place: RecordPlace): string {
  return 'column' in way ? columnSql(way.column, place) : opportunitySql('client', place)
}

function dayOf(place: RecordPlace): string {
  return place.day === undefined ? '$3' : columnSql(place.day, place)
}
