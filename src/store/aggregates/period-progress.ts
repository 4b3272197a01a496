import { sql } from 'kysely'
import type { Reader } from '../database/connection.ts'
import { inNumbers, rowsOf, tables } from '../database/query.ts'
import { said } from './said-of-sheets.ts'
import type { PersonKind } from './snapshots.ts'

/** Appeals of a period by state. */
export interface AppealCounts {
  readonly open: number
  readonly kept: number
  readonly corrected: number
}

export async function appealCounts(reader: Reader, period: string): Promise<AppealCounts> {
  const counts = { open: 0, kept: 0, corrected: 0 }
  const appeals = tables.selectFrom('appeals').where('period', '=', period)
  const rows = await rowsOf(reader, appeals.select((eb) => ['state', eb.fn.countAll<bigint>().as('count')]).groupBy('state'))
  for (const { state, count } of rows) counts[state] = Number(count)
  return counts
}

/** Sheets of a run by kind, and what of them was answered and signed. */
export interface SheetCounts {
  readonly sheets: number
  readonly scored: number
  readonly confirmed: number
  readonly objected: number
  /** Signed by the person responsible; representatives' sheets have no second signature. */
  readonly signed: number
}

const NONE: SheetCounts = { sheets: 0, scored: 0, confirmed: 0, objected: 0, signed: 0 }

export async function sheetCounts(
  reader: Reader,
  period: string,
  run: string,
): Promise<Readonly<Record<'service' | 'sales', SheetCounts>>> {
  const rows = await rowsOf(
    reader,
    sql<Record<keyof SheetCounts, bigint> & { kind: PersonKind }>`SELECT people.kind, count(*) AS sheets,
       count(*) FILTER (WHERE people.status = 'scored') AS scored, count(*) FILTER (WHERE own.state = 'confirmed') AS confirmed,
       count(*) FILTER (WHERE own.state = 'objected') AS objected, count(signature.id) AS signed
     FROM run_people AS people ${said('own', 'person', period)} ${said('signature', 'manager', period)}
     WHERE people.run = ${run} GROUP BY people.kind`,
  )
  const counts = new Map(rows.map(({ kind, ...row }) => [kind, inNumbers(row)]))
  return { service: counts.get('service') ?? NONE, sales: counts.get('sales') ?? NONE }
}

/** Engineers with an overall mark in force. */
export async function markedEngineers(reader: Reader, book: number, period: string): Promise<ReadonlySet<string>> {
  const marks = tables.selectFrom('evaluations').select('engineer').where('book', '=', book).where('period', '=', period)
  return new Set((await rowsOf(reader, marks.where('item', '=', 'overall'))).map(({ engineer }) => engineer))
}
