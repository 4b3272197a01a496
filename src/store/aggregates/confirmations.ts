import type { Cell, Parameter, Reader } from '../database/connection.ts'
import { touchRows } from '../trail/trail-contents.ts'
import type { WriteTransaction } from '../trail/write.ts'
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
  const [row] = await reader.all(
    `SELECT id, run, account, state, text, at FROM confirmations
     WHERE period = $1 AND employee = $2 AND kind = $3 AND role = $4 AND lapsed_at IS NULL`,
    [key.period, key.employee, key.kind, role],
  )
  if (!row) return undefined
  const [id, run, account, state, text, at] = row
  return {
    ...key,
    role,
    id: Number(id),
    run: String(run),
    account: String(account),
    state: state === 'objected' ? 'objected' : 'confirmed',
    text: optional(text),
    at: String(at),
  }
}

/** Ends an objection, once it has been decided. */
export async function lapseObjection(transaction: WriteTransaction, key: SheetKey, at: string): Promise<void> {
  const ended = await transaction.all(
    `UPDATE confirmations SET lapsed_at = $1
     WHERE period = $2 AND employee = $3 AND kind = $4 AND state = 'objected' AND lapsed_at IS NULL
     RETURNING id`,
    [at, key.period, key.employee, key.kind],
  )
  touchRows(transaction, 'confirmations', ended.flat())
}

/**
 * Ends every confirmation and signature that was given on a sheet with another score, share or status than the run has that is
 * published now; whoever's sheet is the same keeps theirs. Answers how many ended.
 */
export async function lapseChanged(transaction: WriteTransaction, period: string, run: string, at: string): Promise<number> {
  const ended = await transaction.all(
    `UPDATE confirmations SET lapsed_at = $1
     WHERE period = $2 AND lapsed_at IS NULL AND state = 'confirmed' AND NOT EXISTS (
       SELECT 1 FROM run_people AS signed JOIN run_people AS shown ON shown.kind = signed.kind AND shown.employee = signed.employee
       WHERE signed.run = confirmations.run AND shown.run = $3
         AND signed.kind = confirmations.kind AND signed.employee = confirmations.employee AND ${SAME_SHEET})
     RETURNING id`,
    [at, period, run],
  )
  touchRows(transaction, 'confirmations', ended.flat())
  return ended.length
}

const SAME_SHEET = `shown.status = signed.status AND shown.score IS NOT DISTINCT FROM signed.score AND shown.bonus IS NOT DISTINCT FROM signed.bonus`

/** Somebody to be told, by the account they sign in with. */
export interface SheetAccount {
  readonly account: string
  readonly employee: string
  readonly kind: PersonKind
}

/** The open accounts of everybody with a sheet in a run; with `before`, only of those whose score, share or status differs from that run. */
export async function accountsWithSheet(reader: Reader, run: string, before: string | undefined): Promise<SheetAccount[]> {
  const same =
    before === undefined
      ? ''
      : `AND NOT EXISTS (SELECT 1 FROM run_people AS signed
       WHERE signed.run = $2 AND signed.kind = shown.kind AND signed.employee = shown.employee AND ${SAME_SHEET})`
  const rows = await reader.all(
    `SELECT accounts.id, shown.employee, shown.kind FROM run_people AS shown
     JOIN accounts ON accounts.employee = shown.employee AND accounts."closedAt" IS NULL
     WHERE shown.run = $1 ${same} ORDER BY accounts.id, shown.kind`,
    before === undefined ? [run] : [run, before],
  )
  return rows.map(([account, employee, kind]) => ({ account: String(account), employee: String(employee), kind: kindFrom(kind) }))
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

/** Every sheet of a run with what was said of it, by kind, then number. `reach` is a condition on region and employee, parameters from $3. */
export async function sheetStatuses(
  reader: Reader,
  period: string,
  run: string,
  reach: { readonly sql: string; readonly parameters: readonly string[] },
  page: { readonly filter?: ConfirmationFilter | undefined; readonly after?: PersonMark | undefined; readonly limit: number },
): Promise<SheetStatus[]> {
  const parameters: Parameter[] = [run, period, ...reach.parameters]
  const conditions = ['people.run = $1', `(${reach.sql})`]
  if (page.filter === 'unanswered') conditions.push('own.id IS NULL')
  else if (page.filter === 'unsigned') conditions.push(`signature.id IS NULL AND people.kind = 'service'`)
  else if (page.filter !== undefined) conditions.push(`own.state = $${parameters.push(page.filter)}`)
  if (page.after) {
    conditions.push(`(people.kind, people.employee) > ($${parameters.push(page.after.kind)}, $${parameters.push(page.after.employee)})`)
  }
  const said = (alias: string, role: ConfirmationRole) => `LEFT JOIN confirmations AS ${alias} ON ${alias}.period = $2
     AND ${alias}.employee = people.employee AND ${alias}.kind = people.kind AND ${alias}.role = '${role}' AND ${alias}.lapsed_at IS NULL`
  const rows = await reader.all(
    `SELECT people.employee, people.name, people.region, people.kind, own.state, own.at, own.text, signature.at
     FROM run_people AS people ${said('own', 'person')} ${said('signature', 'manager')}
     WHERE ${conditions.join(' AND ')} ORDER BY people.kind, people.employee LIMIT ${Math.trunc(page.limit)}`,
    parameters,
  )
  return rows.map(([employee, name, region, kind, state, at, text, signedAt]) => ({
    employee: String(employee),
    name: String(name),
    region: String(region),
    kind: kindFrom(kind),
    person: state === null ? undefined : { state: state === 'objected' ? 'objected' : 'confirmed', at: String(at), text: optional(text) },
    signedAt: optional(signedAt),
  }))
}

function kindFrom(cell: Cell | undefined): PersonKind {
  return cell === 'service' ? 'service' : 'sales'
}

function optional(cell: Cell | undefined): string | undefined {
  return cell === null || cell === undefined ? undefined : String(cell)
}
