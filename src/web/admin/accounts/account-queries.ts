import { useQueryClient } from '@tanstack/react-query'
import type { AccountPosition } from '../../../domain/people/account-position.ts'
import type { ACCOUNT_ROUTES } from '../../../server/accounts/account-routes.ts'
import type { SECOND_FACTOR_ROUTES } from '../../../server/second-factor/second-factor-routes.ts'
import { answer, answerWithVersion, ifMatch, resource } from '../../api/resource.ts'

const api = resource<typeof ACCOUNT_ROUTES>().accounts
const factors = resource<typeof SECOND_FACTOR_ROUTES>().accounts
const AT_ONCE = 50

/** What the list is narrowed to, as the address says it. */
export interface AccountSearch {
  readonly search?: string | undefined
  readonly position?: AccountPosition | undefined
  readonly state?: 'open' | 'closed' | undefined
}

export type AccountPage = Awaited<ReturnType<typeof readAccounts>>
export type Account = AccountPage['items'][number]
export type WithPassword = Awaited<ReturnType<typeof createAccount>>
export type FromEmployees = Awaited<ReturnType<typeof createFromEmployees>>

/** One page of accounts by user name. */
export function readAccounts({ search, position, state }: AccountSearch, cursor?: string, limit = AT_ONCE) {
  const closed = state === undefined ? undefined : state === 'closed' ? 'true' : 'false'
  return answer(api.$get({ query: { search: search || undefined, position, closed, cursor, limit } }))
}

export interface AccountInput {
  readonly username: string
  readonly name: string
  readonly positions: AccountPosition[]
  readonly employee?: string | undefined
  readonly email?: string | undefined
}

export function createAccount(input: AccountInput) {
  return answer(api.$post({ json: input }))
}

/** How many accounts a request makes: ten thousand take ten requests, so that there is progress to see. */
const MADE_AT_ONCE = 1000

export function createFromEmployees() {
  return answer(api['from-employees'].$post({ json: { limit: MADE_AT_ONCE } }))
}

/** An account with the version that a change of it must name. */
export function readAccount(account: string) {
  return answerWithVersion(api[':account'].$get({ param: { account } }))
}

export interface AccountChange {
  readonly name: string
  readonly email: string | null
  readonly employee: string | null
  readonly positions: AccountPosition[]
  readonly reason: string
}

export function changeAccount(account: string, version: string, change: AccountChange) {
  return answer(api[':account'].$patch({ param: { account }, json: change }, ifMatch(version)))
}

export function closeAccount(account: string, reason: string) {
  return answer(api[':account'].close.$post({ param: { account }, json: { reason } }))
}

export function reopenAccount(account: string, reason: string) {
  return answer(api[':account'].reopen.$post({ param: { account }, json: { reason } }))
}

export function endSessions(account: string, reason: string) {
  return answer(api[':account']['end-sessions'].$post({ param: { account }, json: { reason } }))
}

export function removeSecondFactor(account: string, reason: string) {
  return answer(factors[':account']['remove-second-factor'].$post({ param: { account }, json: { reason } }))
}

export function resetPassword(account: string, reason: string) {
  return answer(api[':account']['one-time-password'].$post({ param: { account }, json: { reason } }))
}

/** Reads lists again after something was done to an account. */
export function useAccountsChanged(): () => void {
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey: ['accounts'] })
}
