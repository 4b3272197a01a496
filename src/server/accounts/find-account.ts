import { createHash } from 'node:crypto'
import type { Answer } from '../../base/answer.ts'
import type { Problem } from '../../base/problem.ts'
import { type AccountFilter, type AccountRow, accountById, listAccounts as rowsOf } from '../../store/aggregates/accounts.ts'
import type { Reader } from '../../store/database/connection.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { type Account, accountOf } from './account.ts'

/** An account with the version that a change of it has to name. */
export interface VersionedAccount {
  readonly account: Account
  readonly version: string
}

/** One account. */
export const findAccount = useCase(
  'account.read',
  async (service, _, id: string): Promise<Answer<{ readonly ok: true; readonly value: VersionedAccount }>> => {
    const row = await accountById(service.store, id)
    return row ? { ok: true, value: { account: accountOf(row), version: versionOf(row) } } : unknownAccount(id)
  },
)

/** Accounts by user name, in code point order; one more than the limit tells that there are more. */
export const listAccounts = useCase(
  'account.read',
  async (service, _, filter: AccountFilter): Promise<Answer<{ readonly ok: true; readonly accounts: readonly Account[] }>> => {
    return { ok: true, accounts: (await rowsOf(service.store, { ...filter, limit: filter.limit + 1 })).map(accountOf) }
  },
)

/** The row of an account that is about to be changed, inside the change. */
export async function accountToChange(
  reader: Reader,
  id: string,
): Promise<{ readonly ok: true; readonly row: AccountRow } | { readonly ok: false; readonly problems: readonly Problem[] }> {
  const row = await accountById(reader, id)
  return row ? { ok: true, row } : unknownAccount(id)
}

/** Over what people edit, so that signing in does not make a version. */
export function versionOf(row: AccountRow): string {
  return createHash('sha256')
    .update(JSON.stringify(accountOf(row)))
    .digest('hex')
    .slice(0, 16)
}

function unknownAccount(id: string): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `account ${id}` })] }
}
