import { randomBytes, randomUUID } from 'node:crypto'
import type { Answer } from '../../base/answer.ts'
import { insertToken, listTokens as rowsOf, type TokenRow, tokenById } from '../../store/aggregates/tokens.ts'
import { dutyProblem } from '../kernel/duty-problems.ts'
import { actorScope, changing, noteRefusal } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { mayJudge } from './approve-token.ts'
import { tokenHash } from './caller-of-token.ts'
import { tokenProblem } from './token-problems.ts'
import { isGrantable } from './token-scopes.ts'
import { type TokenView, tokenView } from './token-view.ts'

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

/**
 * Creates an API token 访问令牌 for another system; the token itself is answered once, its hash is kept. It does no more than its
 * maker may; where it writes scores or money it opens nothing until a second person approves it (access.ts). Problems:
 * token_scopes_must_be_grantable, token_must_not_exceed_its_maker, token_must_expire_later.
 */
export const createToken = useCase(
  'token.write',
  async (
    service,
    actor,
    input: NewToken,
  ): Promise<Answer<{ readonly ok: true; readonly value: { readonly about: TokenView; readonly token: string } }>> => {
    const refused = input.scopes.filter((scope) => !isGrantable(scope))
    if (refused.length > 0) return { ok: false, problems: [tokenProblem('token_scopes_must_be_grantable', { scopes: refused.join(', ') })] }
    const scopes = [...new Set(input.scopes.filter(isGrantable))]
    const beyond = scopes.filter((scope) => actorScope(actor, scope) === undefined)
    const deed = { action: 'token.create', subject: `token ${input.name}` }
    if (beyond.length > 0) {
      const problems = [dutyProblem('token_must_not_exceed_its_maker', { scopes: beyond.join(', ') })]
      await noteRefusal(service, actor, deed, problems)
      return { ok: false, problems }
    }
    const now = service.now()
    const expires = input.expiresAt === undefined ? new Date(now.getTime() + 365 * DAY_MS) : new Date(input.expiresAt)
    if (expires <= now || expires.getTime() > now.getTime() + MOST_DAYS * DAY_MS) {
      return { ok: false, problems: [tokenProblem('token_must_expire_later', { days: String(MOST_DAYS) })] }
    }
    const token = `qh_${randomBytes(32).toString('base64url')}`
    const row: TokenRow = {
      id: randomUUID(),
      name: input.name,
      scopes,
      createdBy: actor.id,
      createdAt: now.toISOString(),
      expiresAt: expires.toISOString(),
      lastUsedAt: undefined,
      revokedAt: undefined,
      approvedBy: undefined,
      approvedAt: undefined,
    }
    return changing(service, actor, { action: 'token.create', subject: `token ${row.id}` }, async (transaction) => {
      await insertToken(transaction, { ...row, sha256: tokenHash(token) })
      const about = await tokenView(transaction, actor, row, now.toISOString())
      return { ok: true, value: { about, token }, after: row }
    })
  },
)

/** Tokens by time of creation, revoked ones too; one more than the limit tells that there are more. */
export const listTokens = useCase(
  'token.read',
  async (
    service,
    actor,
    page: { readonly limit: number; readonly after?: readonly [createdAt: string, id: string] | undefined },
  ): Promise<Answer<{ readonly ok: true; readonly rows: readonly TokenView[] }>> => {
    const now = service.now().toISOString()
    const rows: TokenView[] = []
    for (const row of await rowsOf(service.store, page.limit + 1, page.after)) rows.push(await tokenView(service.store, actor, row, now))
    return { ok: true, rows }
  },
)

/** Revokes a token, or turns down one that waits: it opens nothing from this moment on. By an administrator, its maker, or who could approve it. */
export const revokeToken = useCase(
  'token.write',
  async (service, actor, id: string): Promise<Answer<{ readonly ok: true; readonly value: undefined }>> => {
    return changing(service, actor, { action: 'token.revoke', subject: `token ${id}` }, async (transaction) => {
      const row = await tokenById(transaction, id)
      if (!row) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `token ${id}` })] }
      const isTheirs = row.createdBy === actor.id || (await mayJudge(transaction, actor, row))
      if (!isTheirs) return { ok: false, problems: [dutyProblem('token_must_not_exceed_its_maker', { scopes: row.scopes.join(', ') })] }
      const revokedAt = row.revokedAt ?? service.now().toISOString()
      await transaction.update('api_tokens', { revoked_at: revokedAt }, { id })
      return { ok: true, value: undefined, before: row, after: { ...row, revokedAt } }
    })
  },
)
