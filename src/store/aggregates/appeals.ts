import { APPEAL_STATES, type AppealState } from '../../domain/states.ts'
import type { Cell, Parameter, Reader } from '../database/connection.ts'
import type { WriteTransaction } from '../trail/write.ts'
import type { PersonKind } from './snapshots.ts'

export interface NewAppeal {
  readonly period: string
  /** The run whose sheet is objected to. */
  readonly run: string
  readonly employee: string
  readonly kind: PersonKind
  /** The item 项目 objected to, a module or a KPI; undefined for the sheet as a whole. */
  readonly item: string | undefined
  readonly text: string
  readonly at: string
  readonly by: string
}

/** An objection that became an appeal 申诉, with its decision once there is one. */
export interface Appeal extends NewAppeal {
  readonly id: number
  /** Of the sheet objected to. */
  readonly name: string
  readonly region: string
  readonly state: AppealState
  readonly answer: string | undefined
  readonly decidedBy: string | undefined
  readonly decidedAt: string | undefined
  /** The change of the data that a correction made. */
  readonly change: number | undefined
}

const SELECT = `SELECT appeals.id, appeals.period, appeals.run, appeals.employee, appeals.kind, appeals.item, appeals.text, appeals.at, appeals."by",
    appeals.state, appeals.answer, appeals.decided_by, appeals.decided_at, appeals.change, people.name, people.region
  FROM appeals JOIN run_people AS people
    ON people.run = appeals.run AND people.kind = appeals.kind AND people.employee = appeals.employee`

export async function insertAppeal(transaction: WriteTransaction, appeal: NewAppeal): Promise<number> {
  return Number(await transaction.insert('appeals', { ...appeal, item: appeal.item ?? null, state: 'open' }, 'id'))
}

/** Decides an open appeal; false when it was decided already. */
export async function decideOpenAppeal(
  transaction: WriteTransaction,
  id: number,
  decision: Pick<Appeal, 'state' | 'answer' | 'decidedBy' | 'decidedAt' | 'change'>,
): Promise<boolean> {
  const { state, answer, decidedBy, decidedAt, change } = decision
  const values = { state, answer: answer ?? null, decided_by: decidedBy ?? null, decided_at: decidedAt ?? null, change: change ?? null }
  return (await transaction.update('appeals', values, { id, state: 'open' })) === 1
}

export async function findAppeal(reader: Reader, period: string, id: number): Promise<Appeal | undefined> {
  const [row] = await reader.all(`${SELECT} WHERE appeals.id = $1 AND appeals.period = $2`, [id, period])
  return row && appealFrom(row)
}

/** The newest appeal of a person against their sheets of a kind in a period. */
export async function newestAppeal(reader: Reader, period: string, employee: string, kind: PersonKind): Promise<Appeal | undefined> {
  const [row] = await reader.all(
    `${SELECT} WHERE appeals.period = $1 AND appeals.employee = $2 AND appeals.kind = $3 ORDER BY appeals.id DESC LIMIT 1`,
    [period, employee, kind],
  )
  return row && appealFrom(row)
}

/** Appeals of a period, newest first. `reach` is a condition on people.region and appeals.employee, its parameters from $2. */
export async function listAppeals(
  reader: Reader,
  period: string,
  reach: { readonly sql: string; readonly parameters: readonly string[] },
  page: { readonly state?: AppealState | undefined; readonly before?: number | undefined; readonly limit: number },
): Promise<Appeal[]> {
  const parameters: Parameter[] = [period, ...reach.parameters]
  const conditions = ['appeals.period = $1', `(${reach.sql})`]
  if (page.state !== undefined) conditions.push(`appeals.state = $${parameters.push(page.state)}`)
  if (page.before !== undefined) conditions.push(`appeals.id < $${parameters.push(page.before)}`)
  const rows = await reader.all(
    `${SELECT} WHERE ${conditions.join(' AND ')} ORDER BY appeals.id DESC LIMIT ${Math.trunc(page.limit)}`,
    parameters,
  )
  return rows.map(appealFrom)
}

export async function countOpenAppeals(reader: Reader, period: string): Promise<number> {
  const [row] = await reader.all(`SELECT count(*) FROM appeals WHERE period = $1 AND state = 'open'`, [period])
  return Number(row?.[0] ?? 0n)
}

/** The newest correction of a period's data that stands; 0 when there is none. */
export async function newestCorrection(reader: Reader, period: string): Promise<number> {
  const [row] = await reader.all(`SELECT max(id) FROM changes WHERE kind = 'correction' AND period = $1 AND taken_back = 0`, [period])
  return Number(row?.[0] ?? 0n)
}

function appealFrom(cells: readonly Cell[]): Appeal {
  const [id, period, run, employee, kind, item, text, at, by, state, answer, decidedBy, decidedAt, change, name, region] = cells
  return {
    id: Number(id),
    period: String(period),
    run: String(run),
    employee: String(employee),
    name: String(name),
    region: String(region),
    kind: kind === 'service' ? 'service' : 'sales',
    item: optional(item),
    text: String(text),
    at: String(at),
    by: String(by),
    state: APPEAL_STATES.find((known) => known === state) ?? 'open',
    answer: optional(answer),
    decidedBy: optional(decidedBy),
    decidedAt: optional(decidedAt),
    change: change === null || change === undefined ? undefined : Number(change),
  }
}

function optional(cell: Cell | undefined): string | undefined {
  return cell === null || cell === undefined ? undefined : String(cell)
}
