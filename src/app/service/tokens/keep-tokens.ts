import { randomBytes, randomUUID } from 'node:crypto'
import { insertToken, listTokens as rowsOf, type TokenRow, tokenById } from '../../../store/tokens.ts'
import type { Answer } from '../../appraise.ts'
import { type Actor, allowed, changing, type Service } from '../service.ts'
import { serviceProblem } from '../service-problems.ts'
import { tokenHash } from './caller-of-token.ts'
import { tokenProblem } from './token-problems.ts'
import { isGrantable } from './token-scopes.ts'

/** Two years: a key that nobody looks after does not stay for ever. */
const MOST_DAYS = 731
const DAY_MS = 86_400_000

export interface NewToken {
  readonly name: string
  /** Permissions of access.ts that a token can have. */
  readonly scopes: readonly string[]
  /** UTC; a year from now unless told. */
  readonly expiresAt?: string | undefined
}

/** Creates an API token 访问令牌 for another system; the token itself is answered once, its hash is kept. */
export async function createToken(
  service: Service,
  actor: Actor,
  input: NewToken,
): Promise<Answer<{ readonly ok: true; readonly value: { readonly row: TokenRow; readonly token: string } }>> {
  const permitted = allowed(actor, 'token.write')
  if (!permitted.ok) return permitted
  const refused = input.scopes.filter((scope) => !isGrantable(scope))
  if (refused.length > 0) return { ok: false, problems: [tokenProblem('token_scopes_must_be_grantable', { scopes: refused.join(', ') })] }
  const now = service.now()
  const expires = input.expiresAt === undefined ? new Date(now.getTime() + 365 * DAY_MS) : new Date(input.expiresAt)
  if (expires <= now || expires.getTime() > now.getTime() + MOST_DAYS * DAY_MS) {
    return { ok: false, problems: [tokenProblem('token_must_expire_later', { days: String(MOST_DAYS) })] }
  }
  const token = `qh_${randomBytes(32).toString('base64url')}`
  const row: TokenRow = {
    id: randomUUID(),
    name: input.name,
    scopes: [...new Set(input.scopes)],
    createdBy: actor.id,
    createdAt: now.toISOString(),
    expiresAt: expires.toISOString(),
    lastUsedAt: undefined,
    revokedAt: undefined,
  }
  return changing(service, actor, { action: 'token.create', subject: `token ${row.id}` }, async (transaction) => {
    await insertToken(transaction, { ...row, sha256: tokenHash(token) })
    return { ok: true, value: { row, token }, after: row }
  })
}

/** Tokens by time of creation, revoked ones too; one more than the limit tells that there are more. */
export async function listTokens(
  service: Service,
  actor: Actor,
  page: { readonly limit: number; readonly after?: readonly [createdAt: string, id: string] | undefined },
): Promise<Answer<{ readonly ok: true; readonly rows: readonly TokenRow[] }>> {
  const permitted = allowed(actor, 'token.read')
  if (!permitted.ok) return permitted
  return { ok: true, rows: await rowsOf(service.store, page.limit + 1, page.after) }
}

/** Revokes a token: it opens nothing from this moment on. Revoked twice is revoked once. */
export async function revokeToken(
  service: Service,
  actor: Actor,
  id: string,
): Promise<Answer<{ readonly ok: true; readonly value: undefined }>> {
  const permitted = allowed(actor, 'token.write')
  if (!permitted.ok) return permitted
  return changing(service, actor, { action: 'token.revoke', subject: `token ${id}` }, async (transaction) => {
    const row = await tokenById(transaction, id)
    if (!row) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `token ${id}` })] }
    const revokedAt = row.revokedAt ?? service.now().toISOString()
    await transaction.update('api_tokens', { revoked_at: revokedAt }, { id })
    return { ok: true, value: undefined, before: row, after: { ...row, revokedAt } }
  })
}
