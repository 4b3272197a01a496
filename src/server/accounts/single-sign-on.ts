import { type AccountRow, accountByEmail, accountById, accountByUsername, accountOfEmployee } from '../../store/aggregates/accounts.ts'
import { accountWithIdentity, insertIdentity, removePassword } from '../../store/aggregates/identities.ts'
import type { Reader } from '../../store/database/connection.ts'
import { changing, type Service, SYSTEM } from '../kernel/service.ts'
import { normalUsername } from './account.ts'

/** Somebody as the company's identity provider knows them. */
export interface Identity {
  readonly provider: string
  /** Theirs for ever at the provider, whatever they are called. */
  readonly subject: string
  /** What the claim that names the account is compared with, and its value. */
  readonly matches: 'username' | 'email' | 'employee'
  readonly value: string | undefined
}

/**
 * The e-mail address of the open account that belongs to an identity; undefined when there is none. At the first sign-in the
 * account is found by the claim and belongs to the identity from then on; a one-time password that was never used goes, as
 * nobody would change it.
 */
export async function accountOfIdentity(service: Service, identity: Identity): Promise<string | undefined> {
  const { provider, subject } = identity
  if (subject === '') return undefined
  const owner = await accountWithIdentity(service.store, provider, subject)
  if (owner !== undefined) return (await openAccount(service, owner))?.email
  const account = await accountByClaim(service.store, identity)
  if (!account || account.closedAt !== undefined) return undefined
  const actor = { ...SYSTEM, kind: 'account', id: account.id, name: account.name } as const
  const deed = { action: 'account.linkIdentity', subject: `account ${account.username}` }
  const linked = await changing(service, actor, deed, async (transaction) => {
    await insertIdentity(transaction, { account: account.id, provider, subject, at: service.now().toISOString() })
    if (account.mustChange) {
      await removePassword(transaction, account.id)
      await transaction.update('accounts', { mustChange: 0 }, { id: account.id })
    }
    return { ok: true, value: account.email, after: { provider, subject } }
  })
  return linked.ok ? linked.value : undefined
}

async function openAccount(service: Service, id: string): Promise<AccountRow | undefined> {
  const account = await accountById(service.store, id)
  return account?.closedAt === undefined ? account : undefined
}

async function accountByClaim(reader: Reader, { matches, value }: Identity): Promise<AccountRow | undefined> {
  if (value === undefined || value === '') return undefined
  if (matches === 'email') return accountByEmail(reader, value.toLowerCase())
  if (matches === 'employee') return accountOfEmployee(reader, value)
  return accountByUsername(reader, normalUsername(value))
}
