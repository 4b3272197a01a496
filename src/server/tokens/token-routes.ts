import { z } from 'zod'
import { nameField } from '../accounts/account-schema.ts'
import { timeText } from '../kernel/fields.ts'
import { paged, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { approveToken } from './approve-token.ts'
import { createToken, listTokens, revokeToken } from './keep-tokens.ts'
import { grantableScopes } from './scope-words.ts'
import { tokenSchema } from './token-schema.ts'

const tokenParams = z.object({ token: z.string().min(1).max(100) })

export const TOKEN_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/tokens',
    serves: listTokens,
    summary: 'API tokens 访问令牌 of other systems, oldest first, revoked ones too',
    query: z.object(pageQuery),
    success: { status: 200, description: 'A page of tokens.', body: pageOf(tokenSchema) },
    handler: async ({ service, actor, query: { cursor, limit } }) => {
      const after = cursor === undefined ? undefined : ([String(cursor[0]), String(cursor[1])] as const)
      const found = await listTokens(service, actor, { limit, after })
      return found.ok
        ? {
            ok: true,
            body: paged(
              found.rows,
              limit,
              (row) => [row.createdAt, row.id],
              (row) => row,
            ),
          }
        : found
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/tokens/scopes',
    serves: { permission: 'token.read' },
    summary: 'What a token can be allowed to do, in words',
    success: {
      status: 200,
      description: 'Scopes.',
      body: z.object({
        items: z.array(
          z.object({
            scope: z.string(),
            zh: z.string(),
            en: z.string(),
            needsApproval: z.boolean().meta({ description: 'A second person has to approve a token with it.' }),
            mayGive: z.boolean().meta({ description: 'Whether whoever asks may do it, and so give it to a token.' }),
          }),
        ),
        next: z.null(),
      }),
    },
    handler: ({ actor }) => ({ ok: true, body: { items: grantableScopes(actor), next: null } }),
  }),
  defineRoute({
    method: 'POST',
    path: '/tokens',
    serves: createToken,
    summary: 'Creates an API token, limited to permissions',
    description:
      'Sent as `Authorization: Bearer TOKEN`. It does no more than its maker may do at that moment, and nothing that people do themselves, such as marking and confirming. Where it writes scores or money it opens nothing until a second person has approved it.',
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
    problems: ['token_scopes_must_be_grantable', 'token_must_not_exceed_its_maker', 'token_must_expire_later'],
    creates: true,
    secretAnswer: true,
    handler: async ({ service, actor, body }) => {
      const created = await createToken(service, actor, body)
      if (!created.ok) return created
      return { ok: true, body: created.value, location: `/tokens/${created.value.about.id}` }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/tokens/{token}/approve',
    serves: approveToken,
    summary: 'Approves a token 批准 as the second person: it opens what it says from now on',
    description: 'By an administrator, or by another person of the position by which its maker may do that; never by its maker.',
    params: tokenParams,
    success: { status: 204, description: 'Approved.' },
    problems: ['thing_must_exist', 'token_must_be_approved_by_another', 'token_must_wait_for_approval'],
    handler: async ({ service, actor, params }) => {
      const approved = await approveToken(service, actor, params.token)
      return approved.ok ? { ok: true } : approved
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/tokens/{token}',
    serves: revokeToken,
    summary: 'Revokes a token 吊销, or turns down one that waits: it opens nothing from now on',
    description: 'By its maker, by an administrator, or by another person of its maker’s position.',
    params: tokenParams,
    success: { status: 204, description: 'Revoked.' },
    problems: ['thing_must_exist', 'token_must_not_exceed_its_maker'],
    handler: async ({ service, actor, params }) => revokeToken(service, actor, params.token),
  }),
]
