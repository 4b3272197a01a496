import { sql } from 'kysely'
import type { Reader } from '../database/connection.ts'
import { inNumbers, rowsOf } from '../database/query.ts'
import { said } from './said-of-sheets.ts'

/** How far the sheets of a region's engineers are signed 签字确认. */
export interface SignOff {
  readonly region: string
  /** Engineers at home in the region with a sheet that is to be signed; those excluded have none. */
  readonly people: number
  readonly confirmed: number
  readonly objected: number
  /** Sheets that the person responsible signed. */
  readonly signed: number
}

/** What was said of the engineers' sheets of a run and still stands, counted by home region. */
export async function signOffByRegion(reader: Reader, period: string, run: string): Promise<ReadonlyMap<string, SignOff>> {
  const rows = await rowsOf(
    reader,
    sql<Record<Exclude<keyof SignOff, 'region'>, bigint> & { region: string }>`SELECT people.region, count(*) AS people,
       count(*) FILTER (WHERE own.state = 'confirmed') AS confirmed, count(*) FILTER (WHERE own.state = 'objected') AS objected,
       count(signature.id) AS signed
     FROM run_people AS people ${said('own', 'person', period)} ${said('signature', 'manager', period)}
     WHERE people.run = ${run} AND people.kind = 'service' AND people.status <> 'excluded' GROUP BY people.region`,
  )
  return new Map(rows.map(({ region, ...counts }) => [region, { region, ...inNumbers(counts) }]))
}
