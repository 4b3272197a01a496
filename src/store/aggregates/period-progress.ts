import type { Reader } from '../database/connection.ts'

/** Appeals of a period by state. */
export interface AppealCounts {
  readonly open: number
  readonly kept: number
  readonly corrected: number
}

export async function appealCounts(reader: Reader, period: string): Promise<AppealCounts> {
  const rows = await reader.all('SELECT state, count(*) FROM appeals WHERE period = $1 GROUP BY state', [period])
  const counts = new Map(rows.map(([state, count]) => [String(state), Number(count)]))
  return { open: counts.get('open') ?? 0, kept: counts.get('kept') ?? 0, corrected: counts.get('corrected') ?? 0 }
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
  const said = (alias: string, role: string) => `LEFT JOIN confirmations AS ${alias} ON ${alias}.period = $2
     AND ${alias}.employee = people.employee AND ${alias}.kind = people.kind AND ${alias}.role = '${role}' AND ${alias}.lapsed_at IS NULL`
  const rows = await reader.all(
    `SELECT people.kind, count(*), count(*) FILTER (WHERE people.status = 'scored'), count(*) FILTER (WHERE own.state = 'confirmed'),
       count(*) FILTER (WHERE own.state = 'objected'), count(signature.id)
     FROM run_people AS people ${said('own', 'person')} ${said('signature', 'manager')}
     WHERE people.run = $1 GROUP BY people.kind`,
    [run, period],
  )
  const counts = new Map(
    rows.map(([kind, sheets, scored, confirmed, objected, signed]) => [
      String(kind),
      {
        sheets: Number(sheets),
        scored: Number(scored),
        confirmed: Number(confirmed),
        objected: Number(objected),
        signed: Number(signed),
      },
    ]),
  )
  return { service: counts.get('service') ?? NONE, sales: counts.get('sales') ?? NONE }
}

/** Engineers with an overall mark in force. */
export async function markedEngineers(reader: Reader, book: number, period: string): Promise<ReadonlySet<string>> {
  const rows = await reader.all(`SELECT engineer FROM evaluations WHERE book = $1 AND period = $2 AND item = 'overall'`, [book, period])
  return new Set(rows.map(([engineer]) => String(engineer)))
}
