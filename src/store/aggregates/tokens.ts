import type { Cell, Reader } from '../database/connection.ts'
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

const COLUMNS = 'id, name, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, approvals."by", approvals.at'
const TOKENS = 'api_tokens LEFT JOIN token_approvals AS approvals ON approvals.token = api_tokens.id'

export async function tokenOfHash(reader: Reader, sha256: string): Promise<TokenRow | undefined> {
  const [row] = await reader.all(`SELECT ${COLUMNS} FROM ${TOKENS} WHERE token_sha256 = $1`, [sha256])
  return row && tokenOf(row)
}

export async function tokenById(reader: Reader, id: string): Promise<TokenRow | undefined> {
  const [row] = await reader.all(`SELECT ${COLUMNS} FROM ${TOKENS} WHERE id = $1`, [id])
  return row && tokenOf(row)
}

/** Tokens by time of creation, then id; those after a place in that order. */
export async function listTokens(reader: Reader, limit: number, after?: readonly [createdAt: string, id: string]): Promise<TokenRow[]> {
  const rows = after
    ? await reader.all(
        `SELECT ${COLUMNS} FROM ${TOKENS} WHERE created_at > $1 OR (created_at = $1 AND id > $2) ORDER BY created_at, id LIMIT $3`,
        [...after, limit],
      )
    : await reader.all(`SELECT ${COLUMNS} FROM ${TOKENS} ORDER BY created_at, id LIMIT $1`, [limit])
  return rows.map(tokenOf)
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

function tokenOf(cells: readonly Cell[]): TokenRow {
  const text = (index: number) => (cells[index] === null || cells[index] === undefined ? undefined : String(cells[index]))
  const scopes: unknown = JSON.parse(text(2) ?? '[]')
  return {
    id: text(0) ?? '',
    name: text(1) ?? '',
    scopes: Array.isArray(scopes) ? scopes.filter((each): each is string => typeof each === 'string') : [],
    createdBy: text(3) ?? '',
    createdAt: text(4) ?? '',
    expiresAt: text(5),
    lastUsedAt: text(6),
    revokedAt: text(7),
    approvedBy: text(8),
    approvedAt: text(9),
  }
}
