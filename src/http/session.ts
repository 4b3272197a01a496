import { z } from 'zod'
import { whoami } from '../app/service/accounts/whoami.ts'
import { accountSchema } from './account-schema.ts'
import { defineRoute } from './route.ts'

const me = z
  .object({
    account: accountSchema,
    permissions: z.record(z.string(), z.enum(['all', 'region', 'own'])).meta({ description: 'What they may do, and on which rows.' }),
    deputyFor: z.array(z.string()).meta({ description: 'Employee numbers of the managers they act for today.' }),
  })
  .meta({ id: 'Me' })

export const SESSION_ROUTES = [
  defineRoute({
    method: 'POST',
    path: '/session',
    permission: 'public',
    summary: 'Signs in 登录 and sets the cookie of the session',
    description: 'The answer is the same, in words and in time, whether or not there is such an account.',
    body: z.object({ username: z.string().min(1).max(200), password: z.string().min(1).max(200) }),
    success: { status: 204, description: 'Signed in; Set-Cookie carries the session.' },
    problems: ['sign_in_must_be_right', 'requests_must_be_fewer'],
    handler: async ({ gate, body, request, actor }) => {
      const signedIn = await gate.signIn(body.username, body.password, request, actor.address)
      return signedIn.ok ? { ok: true, headers: signedIn.headers } : signedIn
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/session',
    permission: 'session.own',
    beforePasswordChange: true,
    summary: 'Who is signed in, and what they may do',
    success: { status: 200, description: 'The account and its permissions.', body: me },
    handler: async ({ service, actor }) => ({ ok: true, body: await whoami(service, actor) }),
  }),
]
