import type { Reader } from '../database/connection.ts'
import type { Pair } from './pair.ts'

/** What becomes of rows in force: `gone` holds, as SQL over `attendance`, for those that a change takes out. */
interface SlipChange extends Pair {
  readonly gone?: string
}

/**
 * The days that the events of slips 单号 counted on and those that they will count on, where staged rows that come in or rows that go out make
 * another one their first (POLICY A2): the event goes from one month to another though no row of either may be touched.
 */
export async function slipDays(reader: Reader, { company, staging, gone = '1 = 0' }: SlipChange): Promise<bigint[]> {
  const [before, out, staged] = [
    `book = ${Math.trunc(company)}`,
    `book = ${Math.trunc(company)} AND ${gone}`,
    `book = ${Math.trunc(staging)}`,
  ]
  const first = (rows: string) =>
    `(SELECT min(date) FROM attendance WHERE (${rows}) AND slip = touched.slip AND employee = touched.employee AND kind = touched.kind)`
  const rows = await reader.all(
    `SELECT ${first(before)}, ${first(`(${before} AND NOT (${gone})) OR ${staged}`)} FROM
       (SELECT slip, employee, kind FROM attendance WHERE slip IS NOT NULL AND ${staged}
        UNION SELECT slip, employee, kind FROM attendance WHERE slip IS NOT NULL AND ${out}) AS touched`,
  )
  return rows.flatMap(([was, is]) => (was === is ? [] : [was, is].filter((day) => typeof day === 'bigint')))
}

/** Whether a staged row of attendance, by its alias, would take the event of its slip out of some days, as SQL. */
export function takesSlipFrom(
  alias: string,
  { company }: Pick<Pair, 'company'>,
  { first, last }: { readonly first: number; readonly last: number },
): string {
  const begins = `(SELECT min(slip.date) FROM attendance AS slip WHERE slip.book = ${Math.trunc(company)} AND slip.slip = ${alias}.slip
    AND slip.employee = ${alias}.employee AND slip.kind = ${alias}.kind)`
  return `(${alias}.date < ${Math.trunc(first)} AND ${begins} BETWEEN ${Math.trunc(first)} AND ${Math.trunc(last)})`
}
