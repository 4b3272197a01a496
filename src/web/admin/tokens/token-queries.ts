import { queryOptions } from '@tanstack/react-query'
import type { TOKEN_ROUTES } from '../../../server/tokens/token-routes.ts'
import { answer, resource } from '../../api/resource.ts'

const api = resource<typeof TOKEN_ROUTES>().tokens

export type TokenPage = Awaited<ReturnType<typeof readTokens>>
export type Token = TokenPage['items'][number]
export type MadeToken = Awaited<ReturnType<typeof createToken>>
export type Scope = Awaited<ReturnType<typeof readScopes>>['items'][number]

export function readTokens(cursor: string | undefined) {
  return answer(api.$get({ query: { cursor, limit: 50 } }))
}

function readScopes() {
  return answer(api.scopes.$get())
}

export const scopesQuery = queryOptions({ queryKey: ['token-scopes'], queryFn: readScopes, staleTime: Number.POSITIVE_INFINITY })

export function createToken(input: { readonly name: string; readonly scopes: string[]; readonly expiresAt: string }) {
  return answer(api.$post({ json: input }))
}

export function approveToken(token: string) {
  return answer(api[':token'].approve.$post({ param: { token } }))
}

export function revokeToken(token: string) {
  return answer(api[':token'].$delete({ param: { token } }))
}
