import type { Expression, SqlBool } from 'kysely'
import type { AppealState } from '../../domain/states.ts'
import type { Reader } from '../database/connection.ts'
import { asked, countOf, firstOf, rowsOf, tables } from '../database/query.ts'
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

const appeals = tables
  .selectFrom('appeals')
  .innerJoin('run_people as people', (join) =>
    join
      .onRef('people.run', '=', 'appeals.run')
      .onRef('people.kind', '=', 'appeals.kind')
      .onRef('people.employee', '=', 'appeals.employee'),
  )
  .select(['appeals.id', 'appeals.period', 'appeals.run', 'appeals.employee', 'people.name', 'people.region', 'appeals.kind'])
  .select(['appeals.item', 'appeals.text', 'appeals.at', 'appeals.by', 'appeals.state', 'appeals.answer'])
  .select(['appeals.decided_by as decidedBy', 'appeals.decided_at as decidedAt', 'appeals.change'])

export async function insertAppeal(transaction: WriteTransaction, appeal: NewAppeal): Promise<number> {
  return transaction.insert('appeals', { ...appeal, item: appeal.item ?? null, state: 'open' }, 'id')
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
  return firstOf(reader, appeals.where('appeals.id', '=', id).where('appeals.period', '=', period))
}

/** The newest appeal of a person against their sheets of a kind in a period. */
export async function newestAppeal(reader: Reader, period: string, employee: string, kind: PersonKind): Promise<Appeal | undefined> {
  const theirs = appeals.where('appeals.period', '=', period).where('appeals.employee', '=', employee).where('appeals.kind', '=', kind)
  return firstOf(reader, theirs.orderBy('appeals.id', 'desc').limit(1))
}

/** Appeals of a period, newest first. `reach` is a condition on people.region and appeals.employee. */
export async function listAppeals(
  reader: Reader,
  period: string,
  reach: Expression<SqlBool>,
  page: { readonly state?: AppealState | undefined; readonly before?: number | undefined; readonly limit: number },
): Promise<Appeal[]> {
  return rowsOf(
    reader,
    appeals
      .where((eb) =>
        eb.and([
          eb('appeals.period', '=', period),
          reach,
          ...asked(page.state, (state) => eb('appeals.state', '=', state)),
          ...asked(page.before, (id) => eb('appeals.id', '<', id)),
        ]),
      )
      .orderBy('appeals.id', 'desc')
      .limit(page.limit),
  )
}

export async function countOpenAppeals(reader: Reader, period: string): Promise<number> {
  return countOf(reader, tables.selectFrom('appeals').where('period', '=', period).where('state', '=', 'open'))
}

/** The newest correction of a period's data that stands; 0 when there is none. */
export async function newestCorrection(reader: Reader, period: string): Promise<number> {
  const corrections = tables.selectFrom('changes').select('id').where('kind', '=', 'correction')
  const newest = await firstOf(reader, corrections.where('period', '=', period).where('taken_back', '=', 0).orderBy('id', 'desc').limit(1))
  return newest?.id ?? 0
}
