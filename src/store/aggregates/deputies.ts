import type { Day } from '../../base/day.ts'
import type { Reader } from '../database/connection.ts'
import { asked, rowsOf, tables } from '../database/query.ts'
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
  const { id, account, manager, concerning, on } = filter
  const rows = await rowsOf(
    reader,
    tables
      .selectFrom('deputies')
      .leftJoin('accounts', 'accounts.id', 'deputies.account')
      .select(['deputies.id', 'deputies.manager', 'deputies.account', 'accounts.name as accountName', 'deputies.first', 'deputies.last'])
      .select(['deputies.reason', 'deputies.by', 'deputies.at', 'deputies.ended_at as endedAt'])
      .where((eb) =>
        eb.and([
          ...asked(id, (each) => eb('deputies.id', '=', each)),
          ...asked(account, (each) => eb('deputies.account', '=', each)),
          ...asked(manager, (each) => eb('deputies.manager', '=', each)),
          ...asked(concerning, (who) =>
            eb.or([eb('deputies.account', '=', who.account), ...asked(who.manager, (each) => eb('deputies.manager', '=', each))]),
          ),
          ...asked(on, (day) =>
            eb.and([eb('deputies.ended_at', 'is', null), eb('deputies.first', '<=', day), eb('deputies.last', '>=', day)]),
          ),
          ...asked(page.before, (number) => eb('deputies.id', '<', number)),
        ]),
      )
      .orderBy('deputies.id', 'desc')
      .limit(page.limit ?? 1000),
  )
  return rows.map((row) => ({ ...row, accountName: row.accountName ?? row.account }))
}

/** Writes a deputyship; answers its number. */
export async function insertDeputy(
  transaction: WriteTransaction,
  values: Pick<Deputyship, 'manager' | 'account' | 'first' | 'last' | 'reason' | 'by' | 'at'>,
): Promise<number> {
  return transaction.insert('deputies', values, 'id')
}

export async function endDeputy(transaction: WriteTransaction, id: number, at: string): Promise<void> {
  await transaction.update('deputies', { ended_at: at }, { id })
}
