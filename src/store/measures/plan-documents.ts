import type { Day } from '../../base/day.ts'
import { byCodePoint } from '../../base/text-order.ts'
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
  return documents(reader, table, `${table} WHERE book = $1 AND date BETWEEN $2 AND $3 AND ${counted.condition}`, [
    ...[book, first, last],
    ...counted.parameters,
  ])
}

/** Every counted receipt and refund up to a day, of the clients and representatives who have a refund by then. Goes from the few refunds to their clients. */
export async function refundedCollections(reader: Reader, book: number, last: Day, filter: CollectionFilter): Promise<PlanDocument[]> {
  const counted = countedCollections(filter, 3)
  const refunded = `SELECT DISTINCT client AS whose, credited_rep AS of_rep FROM collections
    WHERE book = $1 AND date <= $2 AND amount < 0 AND ${AUDITED} AND credited_rep IS NOT NULL`
  return documents(
    reader,
    'collections',
    `(${refunded}) AS refunded CROSS JOIN collections
     WHERE book = $1 AND client = whose AND credited_rep = of_rep AND date <= $2 AND ${counted.condition}`,
    [book, last, ...counted.parameters],
  )
}

/** Sorted here: asked for its order, SQLite would walk all documents there are in the order of their numbers. */
async function documents(reader: Reader, table: PlanTable, from: string, parameters: Parameter[]): Promise<PlanDocument[]> {
  const [rep, region, product] = table === 'orders' ? ['rep', 'NULL', 'product'] : ['credited_rep', 'region', 'NULL']
  const rows = await reader.all(
    `SELECT ${table}."number", line, date, client, ${rep}, amount, ${region}, ${product} FROM ${from}`,
    parameters,
  )
  const text = (cell: unknown) => (typeof cell === 'string' ? cell : undefined)
  const found = rows.map(([number, line, day, client, whose, amount, where, product]) => ({
    number: String(number),
    line: text(line),
    day: Number(day) as Day,
    client: String(client),
    rep: text(whose),
    amount: wholeNumber(amount),
    region: text(where),
    product: text(product),
  }))
  return found.sort((a, b) => byCodePoint(a.number, b.number) || byCodePoint(a.line ?? '', b.line ?? ''))
}

/** The class 客户等级 of every client that has one. */
export async function clientClasses(reader: Reader, book: number): Promise<Map<string, string>> {
  const rows = await reader.all('SELECT code, class FROM clients WHERE book = $1 AND class IS NOT NULL', [book])
  return new Map(rows.map(([code, of]) => [String(code), String(of)]))
}
