import { z } from 'zod'
import { createToken, listTokens, revokeToken } from '../app/service/tokens/keep-tokens.ts'
import { grantableScopes } from '../app/service/tokens/scope-words.ts'
import { nameField } from './account-schema.ts'
import { timeText } from './fields.ts'
import { paged, pageOf, pageQuery } from './pagination.ts'
import { defineRoute } from './route.ts'

const tokenSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    scopes: z.array(z.string()),
    createdBy: z.string(),
    createdAt: timeText,
    expiresAt: timeText.nullable(),
    lastUsedAt: timeText.nullable(),
    revokedAt: timeText.nullable(),
  })
  .meta({ id: 'Token' })

interface TokenRow {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly createdBy: string
  readonly createdAt: string
  readonly expiresAt: string | undefined
  readonly lastUsedAt: string | undefined
  readonly revokedAt: string | undefined
}

export const TOKEN_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/tokens',
    permission: 'token.read',
    summary: 'API tokens 访问令牌 of other systems, oldest first, revoked ones too',
    query: z.object(pageQuery),
    success: { status: 200, description: 'A page of tokens.', body: pageOf(tokenSchema) },
    handler: async ({ service, actor, query: { cursor, limit } }) => {
      const after = cursor === undefined ? undefined : ([String(cursor[0]), String(cursor[1])] as const)
      const found = await listTokens(service, actor, { limit, after })
      return found.ok ? { ok: true, body: paged(found.rows, limit, (row) => [row.createdAt, row.id], tokenView) } : found
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/tokens/scopes',
    permission: 'token.read',
    summary: 'What a token can be allowed to do, in words',
    success: {
      status: 200,
      description: 'Scopes.',
      body: z.object({ items: z.array(z.object({ scope: z.string(), zh: z.string(), en: z.string() })), next: z.null() }),
    },
    handler: () => ({ ok: true, body: { items: grantableScopes(), next: null } }),
  }),
  defineRoute({
    method: 'POST',
    path: '/tokens',
    permission: 'token.write',
    summary: 'Creates an API token, limited to permissions',
    description: 'Sent as `Authorization: Bearer TOKEN`. What people do themselves, such as marking and confirming, no token does.',
    body: z.object({
      name: nameField,
      scopes: z.array(z.string().max(100)).min(1).max(100),
      expiresAt: timeText.optional().meta({ description: 'A year from now unless told; two years at most.' }),
    }),
    success: {
      status: 201,
      description: 'The token, shown once.',
      body: z.object({ token: z.string(), about: tokenSchema }),
    },
    problems: ['token_scopes_must_be_grantable', 'token_must_expire_later'],
    creates: true,
    secretAnswer: true,
    handler: async ({ service, actor, body }) => {
      const created = await createToken(service, actor, body)
      if (!created.ok) return created
      const { row, token } = created.value
      return { ok: true, body: { token, about: tokenView(row) }, location: `/tokens/${row.id}` }
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/tokens/{token}',
    permission: 'token.write',
    summary: 'Revokes a token 吊销: it opens nothing from now on',
    params: z.object({ token: z.string().min(1).max(100) }),
    success: { status: 204, description: 'Revoked.' },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, params }) => revokeToken(service, actor, params.token),
  }),
]

function tokenView({ id, name, scopes, createdBy, createdAt, expiresAt, lastUsedAt, revokedAt }: TokenRow) {
  return {
    id,
    name,
    scopes,
    createdBy,
    createdAt,
    expiresAt: expiresAt ?? null,
    lastUsedAt: lastUsedAt ?? null,
    revokedAt: revokedAt ?? null,
  }
}
