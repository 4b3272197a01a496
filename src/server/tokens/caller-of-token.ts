import { createHash } from 'node:crypto'
import { accountById } from '../../store/aggregates/accounts.ts'
import { tokenOfHash } from '../../store/aggregates/tokens.ts'
import { positionsOf } from '../accounts/account.ts'
import type { Caller } from '../kernel/gate.ts'
import { personsOf } from '../kernel/oneself.ts'
import type { Service } from '../kernel/service.ts'
import { isGrantable, scopesToApprove } from './token-scopes.ts'

/** How often the time of a token's last use is written. */
const USE_NOTED_EVERY_MS = 60_000

export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/**
 * The system behind an API token 访问令牌; undefined when there is no such token, it was revoked, has expired, waits for a second
 * person's approval, or its maker's account is closed. It has the positions that its maker has at this moment, is held by its
 * scopes, and decides about its maker's own case no more than they would.
 */
export async function callerOfToken(service: Service, token: string, address: string | undefined): Promise<Caller | undefined> {
  const row = await tokenOfHash(service.store, tokenHash(token))
  const now = service.now().toISOString()
  if (!row || row.revokedAt !== undefined || (row.expiresAt !== undefined && row.expiresAt <= now)) return undefined
  if (scopesToApprove(row.scopes).length > 0 && row.approvedBy === undefined) return undefined
  const maker = await accountById(service.store, row.createdBy)
  if (!maker || maker.closedAt !== undefined) return undefined
  if (row.lastUsedAt === undefined || Date.parse(now) - Date.parse(row.lastUsedAt) > USE_NOTED_EVERY_MS) {
    await service.store.write(async (transaction) => {
      await transaction.update('api_tokens', { last_used_at: now }, { id: row.id })
      return { ok: true }
    })
  }
  const actor = {
    kind: 'token',
    id: `token:${row.id}`,
    name: row.name,
    positions: positionsOf(maker),
    employee: undefined,
    address,
    scopes: row.scopes.filter(isGrantable),
    persons: await personsOf(service.store, maker.id),
  } as const
  return { actor, session: undefined, owes: undefined }
}
