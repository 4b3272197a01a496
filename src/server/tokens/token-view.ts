import { accountById } from '../../store/aggregates/accounts.ts'
import type { TokenRow } from '../../store/aggregates/tokens.ts'
import type { Reader } from '../../store/database/connection.ts'
import { positionsOf } from '../accounts/account.ts'
import { scopeOf } from '../kernel/access.ts'
import type { Actor } from '../kernel/service.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { mayApprove, mayJudge } from './approve-token.ts'
import type { tokenSchema } from './token-schema.ts'
import { isGrantable, scopesToApprove } from './token-scopes.ts'

/** A token 访问令牌 as whoever looks at it sees it. */
export type TokenView = ShapeOf<typeof tokenSchema>

export async function tokenView(reader: Reader, actor: Actor, row: TokenRow, now: string): Promise<TokenView> {
  const maker = await accountById(reader, row.createdBy)
  const positions = maker && maker.closedAt === undefined ? positionsOf(maker) : []
  const scopes = row.scopes.filter(isGrantable)
  const lost = scopes.filter((scope) => scopeOf(positions, scope) === undefined)
  const toApprove = scopesToApprove(row.scopes)
  const isWaiting = toApprove.length > 0 && row.approvedBy === undefined
  const isOver = row.expiresAt !== undefined && row.expiresAt <= now
  const state =
    row.revokedAt !== undefined
      ? 'revoked'
      : isOver
        ? 'expired'
        : lost.length === scopes.length
          ? 'powerless'
          : isWaiting
            ? 'waiting'
            : 'valid'
  const { id, name, createdBy, createdAt } = row
  const mayWrite = scopeOf(actor.positions, 'token.write') !== undefined
  return {
    ...{ id, name, scopes: row.scopes, state, toApprove, lost, createdBy, createdAt },
    approvedBy: row.approvedBy ?? null,
    approvedAt: row.approvedAt ?? null,
    expiresAt: row.expiresAt ?? null,
    lastUsedAt: row.lastUsedAt ?? null,
    revokedAt: row.revokedAt ?? null,
    mayApprove: state === 'waiting' && mayWrite && (await mayApprove(reader, actor, row)),
    mayRevoke: row.revokedAt === undefined && mayWrite && (createdBy === actor.id || (await mayJudge(reader, actor, row))),
  }
}
