import { ACCOUNT_POSITIONS, type AccountPosition } from '../../domain/people/account-position.ts'
import type { AccountRow } from '../../store/aggregates/accounts.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import type { accountSchema } from './account-schema.ts'

/** An account 账号 as use cases answer it. */
export type Account = ShapeOf<typeof accountSchema>

/** Accounts without an e-mail address carry one that nobody can own, because sign-in asks for one: RFC 2606 reserves the ending. */
const NO_ADDRESS = '.account.invalid'

export function accountOf(row: AccountRow): Account {
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    email: row.email.endsWith(NO_ADDRESS) ? null : row.email,
    positions: positionsOf(row),
    employee: row.employee ?? null,
    mustChangePassword: row.mustChange,
    closedAt: row.closedAt ?? null,
    lockedUntil: row.lockedUntil ?? null,
    secondFactor: row.hasSecondFactor,
  }
}

export function positionsOf(row: Pick<AccountRow, 'positions'>): AccountPosition[] {
  return ACCOUNT_POSITIONS.filter((position) => row.positions.includes(position))
}

export function addressOf(email: string | undefined, id: string): string {
  return email === undefined ? `nobody@${id}${NO_ADDRESS}` : email.toLowerCase()
}

/** The form in which a user name is compared: width and case do not matter, "Ｔ００１" is "t001". */
export function normalUsername(username: string): string {
  return username.normalize('NFKC').trim().toLowerCase()
}
