import type { Day } from '../../base/day.ts'
import type { Parameter, Reader } from '../database/connection.ts'
import { AUDITED } from './audited.ts'
import { type CollectionFilter, countedCollections } from './counted-collections.ts'
import type { DayRange } from './day-range.ts'
import { wholeNumber } from './keyed-rows.ts'

/** A document 单据 that counts, as commission plans take it (POLICY P1). */
export interface PlanDocument {
  readonly number: string
  readonly line: string | undefined
  readonly day: Day
  readonly client: string
  /** Whose it is where no credits say otherwise; undefined of a receipt of nobody's. */
  readonly rep: string | undefined
  /** In fen; below zero what goes back. */
  readonly amount: bigint
  /** On the document itself; of collections only. */
  readonly region: string | undefined
  readonly product: string | undefined
  readonly clientClass: string | undefined
}
export type PlanTable = 'orders' | 'collections'

/** The counted documents of the days, by number and line. */
export async function planDocuments(
  reader: Reader,
  book: number,
  table: PlanTable,
  { first, last }: DayRange,
  filter: CollectionFilter,
): Promise<PlanDocument[]> {
  const counted = table === 'collections' ? countedCollections(filter, 4) : { condition: AUDITED, parameters: [] }
  return documents(reader, table, `${table}.date BETWEEN $2 AND $3 AND ${counted.condition}`, [book, first, last, ...counted.parameters])
}

/** Every counted receipt and refund up to a day, of the clients and representatives who have a refund by then. */
export async function refundedCollections(reader: Reader, book: number, last: Day, filter: CollectionFilter): Promise<PlanDocument[]> {
  const counted = countedCollections(filter, 3)
  const refunded = `SELECT 1 FROM collections AS back WHERE back.book = $1 AND back.client = collections.client
    AND back.credited_rep = collections.credited_rep AND back.amount < 0 AND back.${AUDITED} AND back.date <= $2`
  return documents(reader, 'collections', `collections.date <= $2 AND EXISTS (${refunded}) AND ${counted.condition}`, [
    book,
    last,
    ...counted.parameters,
  ])
}

async function documents(reader: Reader, table: PlanTable, condition: string, parameters: Parameter[]): Promise<PlanDocument[]> {
  const [rep, region, product] = table === 'orders' ? ['rep', 'NULL', 'product'] : ['credited_rep', 'region', 'NULL']
  const rows = await reader.all(
    `SELECT "number", line, date, client, ${rep}, amount, ${region}, ${product},
       (SELECT class FROM clients WHERE clients.book = $1 AND clients.code = ${table}.client)
     FROM ${table} WHERE book = $1 AND ${condition} ORDER BY "number", coalesce(line, '')`,
    parameters,
  )
  const text = (cell: unknown) => (typeof cell === 'string' ? cell : undefined)
  return rows.map(([number, line, day, client, whose, amount, where, product, clientClass]) => ({
    number: String(number),
    line: text(line),
    day: Number(day) as Day,
    client: String(client),
    rep: text(whose),
    amount: wholeNumber(amount),
    region: text(where),
    product: text(product),
    clientClass: text(clientClass),
  }))
}
