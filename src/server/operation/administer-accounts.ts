import { existsSync } from 'node:fs'
import { withStore } from '../../appraisal/appraise.ts'
import { SHIPPED_RULES } from '../../appraisal/shipped.ts'
import type { Answer } from '../../base/answer.ts'
import { accountByUsername } from '../../store/aggregates/accounts.ts'
import { databaseUrl } from '../../store/database/database-url.ts'
import { StoreError } from '../../store/database/store-error.ts'
import { type Account, normalUsername } from '../accounts/account.ts'
import { closeAccount, resetPassword } from '../accounts/close-account.ts'
import { type AccountWithPassword, createAccount } from '../accounts/create-account.ts'
import { listAccounts } from '../accounts/find-account.ts'
import type { NewAccountInput } from '../accounts/new-account.ts'
import { commandLine } from '../audit/keep-trail.ts'
import type { Actor, Service } from '../kernel/service.ts'
import { removeAccountSecondFactor } from '../second-factor/remove-second-factor.ts'
import { rotateSecondFactorKey } from '../second-factor/rotate-key.ts'
import { operationProblem } from './operation-problems.ts'
import type { ServerPlace } from './server-place.ts'

const AT_ONCE = 500

/** Every account of a server's database, by user name. */
export function listUsers(place: ServerPlace): Promise<Answer<{ readonly ok: true; readonly accounts: readonly Account[] }>> {
  return administering(place, async (service, actor) => {
    const accounts: Account[] = []
    for (;;) {
      const page = await listAccounts(service, actor, { after: accounts.at(-1)?.username, limit: AT_ONCE })
      if (!page.ok) return page
      accounts.push(...page.accounts.slice(0, AT_ONCE))
      if (page.accounts.length <= AT_ONCE) return { ok: true, accounts }
    }
  })
}

/** Adds an account with a one-time password, by the same use case as HR's page. */
export function addUser(
  place: ServerPlace,
  input: NewAccountInput,
): Promise<Answer<{ readonly ok: true; readonly value: AccountWithPassword }>> {
  return administering(place, (service, actor) => createAccount(service, actor, input))
}

/** Gives an account a one-time password and unlocks it. */
export function resetUserPassword(
  place: ServerPlace,
  username: string,
  reason: string,
): Promise<Answer<{ readonly ok: true; readonly value: AccountWithPassword }>> {
  return administering(place, async (service, actor) => {
    const found = await accountNamed(service, username)
    return found.ok ? resetPassword(service, actor, { id: found.id, reason }) : found
  })
}

/** Removes the second factor of an account, such as of the last administrator, whose phone was lost. */
export function removeUserSecondFactor(
  place: ServerPlace,
  username: string,
  reason: string,
): Promise<Answer<{ readonly ok: true; readonly value: Account }>> {
  return administering(place, async (service, actor) => {
    const found = await accountNamed(service, username)
    return found.ok ? removeAccountSecondFactor(service, actor, { id: found.id, reason }) : found
  })
}

/** Brings a new key of second factors into use, beside a running server too. */
export function rotateUsersKey(
  place: ServerPlace,
  reason: string,
): Promise<Answer<{ readonly ok: true; readonly value: { readonly accounts: number } }>> {
  return administering(place, (service, actor) => rotateSecondFactorKey(service, actor, reason))
}

/** Closes an account; the last administrator stays. */
export function closeUser(
  place: ServerPlace,
  username: string,
  reason: string,
): Promise<Answer<{ readonly ok: true; readonly value: Account }>> {
  return administering(place, async (service, actor) => {
    const found = await accountNamed(service, username)
    return found.ok ? closeAccount(service, actor, { id: found.id, reason }) : found
  })
}

async function accountNamed({ store }: Service, username: string): Promise<Answer<{ readonly ok: true; readonly id: string }>> {
  const row = await accountByUsername(store, normalUsername(username))
  return row ? { ok: true, id: row.id } : { ok: false, problems: [operationProblem('account_name_must_be_known', { username })] }
}

/**
 * Whoever can open the database could write anything into it, so they act as the system with every account permission; the
 * audit trail names their account on the machine. An address that names no file is a mistake, not a new server.
 */
async function administering<T>(
  { database, dataFolder, trail }: ServerPlace,
  use: (service: Service, actor: Actor) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const folder = process.env.INIT_CWD ?? process.cwd()
  try {
    const place = databaseUrl(database, folder)
    if (place.kind === 'sqlite' && !existsSync(place.path))
      return { ok: false, problems: [operationProblem('server_database_must_exist', { url: place.shownUrl })] }
  } catch (failure) {
    if (failure instanceof StoreError) return { ok: false, problems: [failure.problem] }
    throw failure
  }
  const actor: Actor = { ...commandLine(), positions: ['administrator'] }
  return withStore(database, (store) => {
    const service: Service = { store, rulesFolder: SHIPPED_RULES, dataFolder, trail, now: () => new Date() }
    return use(service, actor)
  })
}
