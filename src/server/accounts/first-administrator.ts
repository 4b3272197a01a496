import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Answer } from '../../base/answer.ts'
import { countAccounts } from '../../store/aggregates/accounts.ts'
import { freshLink, replaceLinks, spendLink } from '../../store/aggregates/one-time-links.ts'
import { changing, type Service, SYSTEM } from '../kernel/service.ts'
import { type Account, normalUsername } from './account.ts'
import { accountProblem } from './account-problems.ts'
import { writeAccount } from './new-account.ts'
import { hashed, passwordProblems } from './password.ts'

const PURPOSE = 'first_administrator'
const HOURS_VALID = 24

/**
 * The token of the one-time link 一次性链接 with which the first administrator is made; undefined when there are accounts
 * already. Each start makes a new one and the former is void; only its hash is kept.
 */
export async function firstAdministratorToken(service: Service): Promise<string | undefined> {
  if ((await countAccounts(service.store)) > 0) return undefined
  const token = randomBytes(24).toString('base64url')
  const now = service.now()
  await service.store.write(async (transaction) => {
    await replaceLinks(transaction, PURPOSE, {
      id: randomUUID(),
      sha256: hashOf(token),
      createdAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + HOURS_VALID * 3_600_000).toISOString(),
    })
    return { ok: true }
  })
  return token
}

export interface FirstAdministrator {
  readonly token: string
  readonly username: string
  readonly name: string
  readonly password: string
}

/** Makes the first administrator with the token of the link, which is used up by it. */
export async function createFirstAdministrator(
  service: Service,
  input: FirstAdministrator,
  address: string | undefined,
): Promise<Answer<{ readonly ok: true; readonly value: Account }>> {
  const sha256 = hashOf(input.token)
  const refused = { ok: false, problems: [accountProblem('link_must_be_valid')] } as const
  if (!(await freshLink(service.store, PURPOSE, sha256, service.now().toISOString()))) return refused
  const weak = await passwordProblems(input.password, [input.username], [input.username, input.name])
  if (weak.length > 0) return { ok: false, problems: weak }
  const hash = await hashed(input.password)
  const deed = { action: 'account.createFirstAdministrator', subject: `account ${normalUsername(input.username)}` }
  return changing(service, { ...SYSTEM, address }, deed, async (transaction) => {
    const at = service.now().toISOString()
    if ((await countAccounts(transaction)) > 0 || !(await spendLink(transaction, PURPOSE, sha256, at))) return refused
    const fields = { username: input.username, name: input.name, positions: ['administrator'] } as const
    const written = await writeAccount(transaction, fields, { hash, mustChange: false }, at)
    return written.ok ? { ok: true, value: written.account, after: written.account } : written
  })
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
