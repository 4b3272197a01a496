import type { Reader } from '../database/connection.ts'
import { asked, firstOf, type RowOf, rowsOf, tables, textsIn } from '../database/query.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** An API token 访问令牌 as the database holds it; the token itself is nowhere. */
export interface TokenRow {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly createdBy: string
  readonly createdAt: string
  readonly expiresAt: string | undefined
  readonly lastUsedAt: string | undefined
  readonly revokedAt: string | undefined
  /** The account that approved it as a second person; undefined when nobody did. */
  readonly approvedBy: string | undefined
  readonly approvedAt: string | undefined
}

const tokens = tables
  .selectFrom('api_tokens')
  .leftJoin('token_approvals as approvals', 'approvals.token', 'api_tokens.id')
  .select(['id', 'name', 'scopes', 'created_by as createdBy', 'created_at as createdAt', 'expires_at as expiresAt'])
  .select(['last_used_at as lastUsedAt', 'revoked_at as revokedAt', 'approvals.by as approvedBy', 'approvals.at as approvedAt'])

export async function tokenOfHash(reader: Reader, sha256: string): Promise<TokenRow | undefined> {
  const row = await firstOf(reader, tokens.where('token_sha256', '=', sha256))
  return row && tokenOf(row)
}

export async function tokenById(reader: Reader, id: string): Promise<TokenRow | undefined> {
  const row = await firstOf(reader, tokens.where('id', '=', id))
  return row && tokenOf(row)
}

/** Tokens by time of creation, then id; those after a place in that order. */
export async function listTokens(reader: Reader, limit: number, after?: readonly [createdAt: string, id: string]): Promise<TokenRow[]> {
  const later = tokens.where((eb) => eb.and(asked(after, ([at, id]) => eb(eb.refTuple('created_at', 'id'), '>', eb.tuple(at, id)))))
  return (await rowsOf(reader, later.orderBy('created_at').orderBy('id').limit(limit))).map(tokenOf)
}

export async function insertToken(
  transaction: WriteTransaction,
  token: Omit<TokenRow, 'lastUsedAt' | 'revokedAt' | 'approvedBy' | 'approvedAt'> & { readonly sha256: string },
): Promise<void> {
  await transaction.insert('api_tokens', {
    id: token.id,
    name: token.name,
    token_sha256: token.sha256,
    scopes: JSON.stringify(token.scopes),
    created_by: token.createdBy,
    created_at: token.createdAt,
    expires_at: token.expiresAt ?? null,
  })
}

/** Writes down that somebody approved a token. */
export async function approveToken(transaction: WriteTransaction, token: string, by: string, at: string): Promise<void> {
  await transaction.insert('token_approvals', { token, by, at })
}

function tokenOf({ scopes, ...row }: RowOf<typeof tokens>): TokenRow {
  return { ...row, scopes: textsIn(scopes) }
}
