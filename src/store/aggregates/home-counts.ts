import { type Expression, type SqlBool, sql } from 'kysely'
import type { Reader } from '../database/connection.ts'
import { countOf, firstOf, rowsOf, tables } from '../database/query.ts'
import { peopleOn } from './people-on-day.ts'
import { said } from './said-of-sheets.ts'

/** The number of the newest change of a setting; 0 before any. */
export async function lastSettingChange(reader: Reader): Promise<number> {
  const newest = await firstOf(reader, tables.selectFrom('setting_changes').select('id').orderBy('id', 'desc').limit(1))
  return newest?.id ?? 0
}

/** Uploads of a period that were checked and wait to be committed or dropped. */
export async function uploadsWaiting(reader: Reader, period: string): Promise<number> {
  return countOf(reader, tables.selectFrom('uploads').where('period', '=', period).where('state', '=', 'checked'))
}

export async function proposedAdjustments(reader: Reader, openPeriod: string): Promise<number> {
  return countOf(reader, tables.selectFrom('adjustments').where('open_period', '=', openPeriod).where('state', '=', 'proposed'))
}

/** Whether a run of a period is waiting or computing. */
export async function runUnderWay(reader: Reader, period: string): Promise<boolean> {
  return (await countOf(reader, tables.selectFrom('runs').where('period', '=', period).where('state', 'in', ['queued', 'running']))) > 0
}

/** Engineers' sheets of a run that the person responsible has not signed, one's own left out. `reach` is a condition on people. */
export async function unsignedSheets(
  reader: Reader,
  period: string,
  run: string,
  reach: Expression<SqlBool>,
  except: string | undefined,
): Promise<{ readonly unsigned: number; readonly sheets: number }> {
  const row = await firstOf(
    reader,
    sql<{ sheets: bigint; signed: bigint }>`SELECT count(*) AS sheets, count(signature.id) AS signed
     FROM run_people AS people ${said('signature', 'manager', period)}
     WHERE people.run = ${run} AND people.kind = 'service' AND people.employee <> ${except ?? ''} AND (${reach})`,
  )
  const sheets = Number(row?.sheets ?? 0)
  return { sheets, unsigned: sheets - Number(row?.signed ?? 0) }
}

/** Open appeals of a period, those of one person left out. `reach` is a condition on people. */
export async function openAppealsWithin(
  reader: Reader,
  period: string,
  reach: Expression<SqlBool>,
  except: string | undefined,
): Promise<number> {
  return countOf(
    reader,
    tables
      .selectFrom('appeals')
      .innerJoin('run_people as people', (join) =>
        join
          .onRef('people.run', '=', 'appeals.run')
          .onRef('people.kind', '=', 'appeals.kind')
          .onRef('people.employee', '=', 'appeals.employee'),
      )
      .where('appeals.period', '=', period)
      .where('appeals.state', '=', 'open')
      .where('appeals.employee', '<>', except ?? '')
      .where(reach),
  )
}

/** The sheets of one person in a run, service or sales, that they have neither confirmed nor objected to. */
export async function unansweredSheets(reader: Reader, period: string, run: string, employee: string): Promise<string[]> {
  const rows = await rowsOf(
    reader,
    sql<{ kind: string }>`SELECT people.kind FROM run_people AS people ${said('own', 'person', period)}
     WHERE people.run = ${run} AND people.employee = ${employee} AND own.id IS NULL ORDER BY people.kind`,
  )
  return rows.map(({ kind }) => kind)
}

/** How many people have a sheet in a run. */
export async function peopleInRun(reader: Reader, run: string): Promise<number> {
  return countOf(
    reader,
    tables.selectFrom(tables.selectFrom('run_people').select('employee').distinct().where('run', '=', run).as('people')),
  )
}

/** Accounts that too many wrong passwords have locked for now. */
export async function lockedAccounts(reader: Reader, at: string): Promise<number> {
  return countOf(reader, tables.selectFrom('accounts').where('closedAt', 'is', null).where('lockedUntil', '>', at))
}

/** People employed on a day who have no open account; `total` is how many are employed. */
export async function peopleWithoutAccount(reader: Reader, today: number): Promise<{ readonly without: number; readonly total: number }> {
  const row = await firstOf(
    reader,
    sql<{ total: bigint; without: bigint }>`SELECT count(*) AS total, count(*) FILTER (WHERE NOT EXISTS (
       SELECT 1 FROM accounts WHERE accounts.employee = people.number AND accounts."closedAt" IS NULL)) AS without
     FROM (${peopleOn(today)}) AS people WHERE (left_on IS NULL OR left_on >= ${today})`,
  )
  return { total: Number(row?.total ?? 0), without: Number(row?.without ?? 0) }
}

/** Periods closed since a time with people whose bonus nobody has marked as paid yet, the earliest first. */
export async function unpaidPeople(
  reader: Reader,
  closedSince: string,
): Promise<readonly { readonly period: string; readonly unpaid: number; readonly people: number }[]> {
  const rows = await rowsOf(
    reader,
    sql<{ period: string; people: bigint; paid: bigint }>`SELECT periods.text AS period, count(*) AS people, count(*) FILTER (WHERE EXISTS (
       SELECT 1 FROM payment_lines AS lines JOIN payments ON payments.id = lines.payment AND payments.kind = 'paid'
       WHERE lines.period = periods.text AND lines.employee = people.employee AND NOT EXISTS (
         SELECT 1 FROM payment_lines AS later WHERE later.period = lines.period AND later.region = lines.region
           AND later.employee = lines.employee AND later.payment > lines.payment))) AS paid
     FROM appraisal_periods AS periods
     JOIN run_people AS people ON people.run = periods.published_run AND people.kind = 'service' AND people.bonus > 0
     WHERE periods.state = 'closed' AND EXISTS (
       SELECT 1 FROM period_steps WHERE period_steps.period = periods.text AND period_steps."to" = 'closed' AND period_steps.at >= ${closedSince})
     GROUP BY periods.text, periods.first, periods.last ORDER BY periods.first, periods.last`,
  )
  return rows
    .map(({ period, people, paid }) => ({ period, people: Number(people), unpaid: Number(people - paid) }))
    .filter(({ unpaid }) => unpaid > 0)
}
