import { createHash } from 'node:crypto'
import { tokenOfHash } from '../../../store/tokens.ts'
import { POSITIONS } from '../../access.ts'
import type { Caller } from '../accounts/caller.ts'
import type { Service } from '../service.ts'
import { isGrantable } from './token-scopes.ts'

/** How often the time of a token's last use is written. */
const USE_NOTED_EVERY_MS = 60_000

export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/**
 * The system behind an API token 访问令牌; undefined when there is no such token, it was revoked or it has expired. It has
 * every position and is held by its scopes alone, for its rights are what the administrator chose, not what somebody is.
 */
export async function callerOfToken(service: Service, token: string, address: string | undefined): Promise<Caller | undefined> {
  const row = await tokenOfHash(service.store, tokenHash(token))
  const now = service.now().toISOString()
  if (!row || row.revokedAt !== undefined || (row.expiresAt !== undefined && row.expiresAt <= now)) return undefined
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
    positions: POSITIONS,
    employee: undefined,
    address,
    scopes: row.scopes.filter(isGrantable),
  } as const
  return { actor, session: undefined, mustChangePassword: false }
}
