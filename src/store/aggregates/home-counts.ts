import type { Parameter, Reader } from '../database/connection.ts'

/** A condition on rows within reach; its parameters are numbered from the place that the caller agreed on. */
interface ReachSql {
  readonly sql: string
  readonly parameters: readonly string[]
}

const COMPANY = `(SELECT id FROM books WHERE sha256 = 'company')`

/** The number of the newest change of a setting; 0 before any. */
export async function lastSettingChange(reader: Reader): Promise<number> {
  return number(reader, 'SELECT coalesce(max(id), 0) FROM setting_changes', [])
}

/** Uploads of a period that were checked and wait to be committed or dropped. */
export async function uploadsWaiting(reader: Reader, period: string): Promise<number> {
  return number(reader, `SELECT count(*) FROM uploads WHERE period = $1 AND state = 'checked'`, [period])
}

export async function proposedAdjustments(reader: Reader, openPeriod: string): Promise<number> {
  return number(reader, `SELECT count(*) FROM adjustments WHERE open_period = $1 AND state = 'proposed'`, [openPeriod])
}

/** Whether a run of a period is waiting or computing. */
export async function runUnderWay(reader: Reader, period: string): Promise<boolean> {
  return (await number(reader, `SELECT count(*) FROM runs WHERE period = $1 AND state IN ('queued', 'running')`, [period])) > 0
}

/** Engineers' sheets of a run that the person responsible has not signed, one's own left out. `reach` has its parameters from $4. */
export async function unsignedSheets(
  reader: Reader,
  period: string,
  run: string,
  reach: ReachSql,
  except: string | undefined,
): Promise<{ readonly unsigned: number; readonly sheets: number }> {
  const [row] = await reader.all(
    `SELECT count(*), count(signature.id) FROM run_people AS people
     LEFT JOIN confirmations AS signature ON signature.period = $2 AND signature.employee = people.employee
       AND signature.kind = people.kind AND signature.role = 'manager' AND signature.lapsed_at IS NULL
     WHERE people.run = $1 AND people.kind = 'service' AND people.employee <> $3 AND (${reach.sql})`,
    [run, period, except ?? '', ...reach.parameters],
  )
  const sheets = Number(row?.[0] ?? 0n)
  return { sheets, unsigned: sheets - Number(row?.[1] ?? 0n) }
}

/** Open appeals of a period, those of one person left out. `reach` is a condition on people, its parameters from $3. */
export async function openAppealsWithin(reader: Reader, period: string, reach: ReachSql, except: string | undefined): Promise<number> {
  return number(
    reader,
    `SELECT count(*) FROM appeals JOIN run_people AS people
       ON people.run = appeals.run AND people.kind = appeals.kind AND people.employee = appeals.employee
     WHERE appeals.period = $1 AND appeals.state = 'open' AND appeals.employee <> $2 AND (${reach.sql})`,
    [period, except ?? '', ...reach.parameters],
  )
}

/** The sheets of one person in a run, service or sales, that they have neither confirmed nor objected to. */
export async function unansweredSheets(reader: Reader, period: string, run: string, employee: string): Promise<string[]> {
  const rows = await reader.all(
    `SELECT people.kind FROM run_people AS people WHERE people.run = $1 AND people.employee = $3 AND NOT EXISTS (
       SELECT 1 FROM confirmations WHERE confirmations.period = $2 AND confirmations.employee = people.employee
         AND confirmations.kind = people.kind AND confirmations.role = 'person' AND confirmations.lapsed_at IS NULL)
     ORDER BY people.kind`,
    [run, period, employee],
  )
  return rows.map(([kind]) => String(kind))
}

/** How many people have a sheet in a run. */
export async function peopleInRun(reader: Reader, run: string): Promise<number> {
  return number(reader, 'SELECT count(DISTINCT employee) FROM run_people WHERE run = $1', [run])
}

/** Accounts that too many wrong passwords have locked for now. */
export async function lockedAccounts(reader: Reader, at: string): Promise<number> {
  return number(reader, `SELECT count(*) FROM accounts WHERE "closedAt" IS NULL AND "lockedUntil" > $1`, [at])
}

/** People employed on a day who have no open account; `total` is how many are employed. */
export async function peopleWithoutAccount(reader: Reader, today: number): Promise<{ readonly without: number; readonly total: number }> {
  const [row] = await reader.all(
    `SELECT count(*), count(*) FILTER (WHERE NOT EXISTS (
       SELECT 1 FROM accounts WHERE accounts.employee = employees.number AND accounts."closedAt" IS NULL))
     FROM employees WHERE book = ${COMPANY} AND (left_on IS NULL OR left_on >= $1)`,
    [today],
  )
  return { total: Number(row?.[0] ?? 0n), without: Number(row?.[1] ?? 0n) }
}

/** Periods closed since a time with people whose bonus nobody has marked as paid yet, the earliest first. */
export async function unpaidPeople(
  reader: Reader,
  closedSince: string,
): Promise<readonly { readonly period: string; readonly unpaid: number; readonly people: number }[]> {
  const rows = await reader.all(
    `SELECT periods.text, count(*), count(*) FILTER (WHERE EXISTS (
       SELECT 1 FROM payment_lines AS lines JOIN payments ON payments.id = lines.payment AND payments.kind = 'paid'
       WHERE lines.period = periods.text AND lines.employee = people.employee AND NOT EXISTS (
         SELECT 1 FROM payment_lines AS later WHERE later.period = lines.period AND later.region = lines.region
           AND later.employee = lines.employee AND later.payment > lines.payment)))
     FROM appraisal_periods AS periods
     JOIN run_people AS people ON people.run = periods.published_run AND people.kind = 'service' AND people.bonus > 0
     WHERE periods.state = 'closed' AND EXISTS (
       SELECT 1 FROM period_steps WHERE period_steps.period = periods.text AND period_steps."to" = 'closed' AND period_steps.at >= $1)
     GROUP BY periods.text, periods.first, periods.last ORDER BY periods.first, periods.last`,
    [closedSince],
  )
  return rows
    .map(([period, people, paid]) => ({ period: String(period), people: Number(people), unpaid: Number(people) - Number(paid) }))
    .filter(({ unpaid }) => unpaid > 0)
}

async function number(reader: Reader, sql: string, parameters: readonly Parameter[]): Promise<number> {
  const [row] = await reader.all(sql, parameters)
  return Number(row?.[0] ?? 0n)
}
