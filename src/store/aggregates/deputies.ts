import type { Day } from '../../base/day.ts'
import type { Cell, Parameter, Reader } from '../database/connection.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** That an account acts for a manager 代理 from one day to another, both counted, unless HR ended it earlier. */
export interface Deputyship {
  readonly id: number
  /** The manager's employee number: what the deputy marks counts for it. */
  readonly manager: string
  /** The account id of the deputy, and the name it has today. */
  readonly account: string
  readonly accountName: string
  readonly first: Day
  readonly last: Day
  readonly reason: string
  readonly by: string
  readonly at: string
  readonly endedAt: string | undefined
}

export interface DeputyFilter {
  /** Deputyships of these managers or of this account. */
  readonly concerning?: { readonly manager: string | undefined; readonly account: string } | undefined
  readonly account?: string | undefined
  readonly manager?: string | undefined
  /** In force on that day. */
  readonly on?: Day | undefined
  readonly id?: number | undefined
}

/** Deputyships, newest first, of one page: with numbers below `before`, and at most `limit`. */
export async function deputyships(
  reader: Reader,
  filter: DeputyFilter = {},
  page: { readonly before?: number | undefined; readonly limit?: number } = {},
): Promise<Deputyship[]> {
  const parameters: Parameter[] = []
  const place = (value: Parameter) => `$${parameters.push(value)}`
  const conditions = ['1 = 1']
  if (filter.id !== undefined) conditions.push(`deputies.id = ${place(filter.id)}`)
  if (filter.account !== undefined) conditions.push(`deputies.account = ${place(filter.account)}`)
  if (filter.manager !== undefined) conditions.push(`deputies.manager = ${place(filter.manager)}`)
  if (filter.concerning) {
    const { manager, account } = filter.concerning
    const own = `deputies.account = ${place(account)}`
    conditions.push(manager === undefined ? own : `(${own} OR deputies.manager = ${place(manager)})`)
  }
  if (filter.on !== undefined) conditions.push(`deputies.ended_at IS NULL AND ${place(filter.on)} BETWEEN deputies.first AND deputies.last`)
  if (page.before !== undefined) conditions.push(`deputies.id < ${place(page.before)}`)
  const rows = await reader.all(
    `SELECT deputies.id, deputies.manager, deputies.account, accounts.name, deputies.first, deputies.last,
            deputies.reason, deputies."by", deputies.at, deputies.ended_at
     FROM deputies LEFT JOIN accounts ON accounts.id = deputies.account
     WHERE ${conditions.join(' AND ')} ORDER BY deputies.id DESC LIMIT ${Math.trunc(page.limit ?? 1000)}`,
    parameters,
  )
  return rows.map(deputyship)
}

/** Writes a deputyship; answers its number. */
export async function insertDeputy(
  transaction: WriteTransaction,
  values: Pick<Deputyship, 'manager' | 'account' | 'first' | 'last' | 'reason' | 'by' | 'at'>,
): Promise<number> {
  return Number(await transaction.insert('deputies', { ...values, ended_at: null }, 'id'))
}

export async function endDeputy(transaction: WriteTransaction, id: number, at: string): Promise<void> {
  await transaction.update('deputies', { ended_at: at }, { id })
}

function deputyship([id, manager, account, accountName, first, last, reason, by, at, endedAt]: readonly Cell[]): Deputyship {
  return {
    id: Number(id),
    manager: String(manager),
    account: String(account),
    accountName: String(accountName ?? account),
    first: Number(first) as Day,
    last: Number(last) as Day,
    reason: String(reason),
    by: String(by),
    at: String(at),
    endedAt: endedAt === null || endedAt === undefined ? undefined : String(endedAt),
  }
}
