import type { Reader } from '../database/connection.ts'

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
  const said = (alias: string, role: 'person' | 'manager') => `LEFT JOIN confirmations AS ${alias} ON ${alias}.period = $2
     AND ${alias}.employee = people.employee AND ${alias}.kind = people.kind AND ${alias}.role = '${role}' AND ${alias}.lapsed_at IS NULL`
  const rows = await reader.all(
    `SELECT people.region, count(*), count(*) FILTER (WHERE own.state = 'confirmed'), count(*) FILTER (WHERE own.state = 'objected'),
       count(signature.id)
     FROM run_people AS people ${said('own', 'person')} ${said('signature', 'manager')}
     WHERE people.run = $1 AND people.kind = 'service' AND people.status <> 'excluded' GROUP BY people.region`,
    [run, period],
  )
  return new Map(
    rows.map(([region, people, confirmed, objected, signed]) => [
      String(region),
      {
        region: String(region),
        people: Number(people),
        confirmed: Number(confirmed),
        objected: Number(objected),
        signed: Number(signed),
      },
    ]),
  )
}
