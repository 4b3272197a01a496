import { type Expression, type SqlBool, sql } from 'kysely'
import type { Reader } from '../database/connection.ts'
import { firstOf, rowsOf, tables } from '../database/query.ts'
import { touchRows } from '../trail/trail-contents.ts'
import type { WriteTransaction } from '../trail/write.ts'
import { said } from './said-of-sheets.ts'
import type { PersonKind, PersonMark } from './snapshots.ts'

/** Who answers: the person appraised 被考核人, or the person responsible 考核负责人. */
export type ConfirmationRole = 'person' | 'manager'

/** A sheet of the snapshot people see: one person as engineer or as representative. */
export interface SheetKey {
  readonly period: string
  readonly employee: string
  readonly kind: PersonKind
}

export interface NewConfirmation extends SheetKey {
  readonly run: string
  readonly role: ConfirmationRole
  /** The account that answered. */
  readonly account: string
  readonly state: 'confirmed' | 'objected'
  readonly text: string | undefined
  readonly at: string
}

/** What somebody said of a sheet 签字确认: it stands until the sheet changes, and is kept after that. */
export interface Confirmation extends NewConfirmation {
  readonly id: number
}

export async function insertConfirmation(transaction: WriteTransaction, confirmation: NewConfirmation): Promise<void> {
  const { period, run, employee, kind, role, account, state, text, at } = confirmation
  await transaction.insert('confirmations', { period, run, employee, kind, role, account, state, text: text ?? null, at })
}

/** What was said of a sheet by one role and still stands. */
export async function standingConfirmation(reader: Reader, key: SheetKey, role: ConfirmationRole): Promise<Confirmation | undefined> {
  return firstOf(
    reader,
    tables
      .selectFrom('confirmations')
      .select(['id', 'period', 'employee', 'kind', 'role', 'run', 'account', 'state', 'text', 'at'])
      .where((eb) => eb.and({ period: key.period, employee: key.employee, kind: key.kind, role }))
      .where('lapsed_at', 'is', null),
  )
}

/** Ends an objection, once it has been decided. */
export async function lapseObjection(transaction: WriteTransaction, key: SheetKey, at: string): Promise<void> {
  const ended = await rowsOf(
    transaction,
    tables
      .updateTable('confirmations')
      .set({ lapsed_at: at })
      .where((eb) => eb.and({ period: key.period, employee: key.employee, kind: key.kind, state: 'objected' }))
      .where('lapsed_at', 'is', null)
      .returning('id'),
  )
  touchRows(
    transaction,
    'confirmations',
    ended.map(({ id }) => id),
  )
}

/**
 * Ends every confirmation and signature that was given on a sheet with another score, share or status than the run has that is
 * published now; whoever's sheet is the same keeps theirs. Answers how many ended.
 */
export async function lapseChanged(transaction: WriteTransaction, period: string, run: string, at: string): Promise<number> {
  const ended = await rowsOf(
    transaction,
    sql<{ id: number }>`UPDATE confirmations SET lapsed_at = ${at}
     WHERE period = ${period} AND lapsed_at IS NULL AND state = 'confirmed' AND NOT EXISTS (
       SELECT 1 FROM run_people AS signed JOIN run_people AS shown ON shown.kind = signed.kind AND shown.employee = signed.employee
       WHERE signed.run = confirmations.run AND shown.run = ${run}
         AND signed.kind = confirmations.kind AND signed.employee = confirmations.employee AND ${SAME_SHEET})
     RETURNING id`,
  )
  touchRows(
    transaction,
    'confirmations',
    ended.map(({ id }) => id),
  )
  return ended.length
}

const SAME_SHEET = sql`shown.status = signed.status AND shown.score IS NOT DISTINCT FROM signed.score AND shown.bonus IS NOT DISTINCT FROM signed.bonus`

/** Somebody to be told, by the account they sign in with. */
export interface SheetAccount {
  readonly account: string
  readonly employee: string
  readonly kind: PersonKind
}

/** The open accounts of everybody with a sheet in a run; with `before`, only of those whose score, share or status differs from that run. */
export async function accountsWithSheet(reader: Reader, run: string, before: string | undefined): Promise<SheetAccount[]> {
  const same = sql`AND NOT EXISTS (SELECT 1 FROM run_people AS signed
    WHERE signed.run = ${before} AND signed.kind = shown.kind AND signed.employee = shown.employee AND ${SAME_SHEET})`
  return rowsOf(
    reader,
    sql<SheetAccount>`SELECT accounts.id AS account, shown.employee, shown.kind FROM run_people AS shown
     JOIN accounts ON accounts.employee = shown.employee AND accounts."closedAt" IS NULL
     WHERE shown.run = ${run} ${before === undefined ? sql`` : same} ORDER BY accounts.id, shown.kind`,
  )
}

/** What a list of confirmations can be narrowed to; `unanswered` are those who said nothing that stands. */
export type ConfirmationFilter = 'confirmed' | 'objected' | 'unanswered' | 'unsigned'

export interface SheetStatus {
  readonly employee: string
  readonly name: string
  readonly region: string
  readonly kind: PersonKind
  readonly person: { readonly state: 'confirmed' | 'objected'; readonly at: string; readonly text: string | undefined } | undefined
  /** The signature of the person responsible. */
  readonly signedAt: string | undefined
}

/** Every sheet of a run with what was said of it, by kind, then number. `reach` is a condition on people.region and people.employee. */
export async function sheetStatuses(
  reader: Reader,
  period: string,
  run: string,
  reach: Expression<SqlBool>,
  page: { readonly filter?: ConfirmationFilter | undefined; readonly after?: PersonMark | undefined; readonly limit: number },
): Promise<SheetStatus[]> {
  const { filter, after, limit } = page
  const rows = await rowsOf(
    reader,
    sql<SheetSaid>`SELECT people.employee, people.name, people.region, people.kind, own.state, own.at, own.text, signature.at AS "signedAt"
     FROM run_people AS people ${said('own', 'person', period)} ${said('signature', 'manager', period)}
     WHERE people.run = ${run} AND (${reach})
       ${filter === undefined ? sql`` : sql`AND ${filteredBy(filter)}`}
       ${after === undefined ? sql`` : sql`AND (people.kind, people.employee) > (${after.kind}, ${after.employee})`}
     ORDER BY people.kind, people.employee LIMIT ${limit}`,
  )
  return rows.map(({ state, at, text, ...sheet }) => ({ ...sheet, person: state && at ? { state, at, text } : undefined }))
}

interface SheetSaid extends Omit<SheetStatus, 'person' | 'signedAt'> {
  readonly state: 'confirmed' | 'objected' | null
  readonly at: string | null
  readonly text: string | null
  readonly signedAt: string | null
}

function filteredBy(filter: ConfirmationFilter): Expression<SqlBool> {
  if (filter === 'unanswered') return sql`own.id IS NULL`
  if (filter === 'unsigned') return sql`(signature.id IS NULL AND people.kind = 'service')`
  return sql`own.state = ${filter}`
}
