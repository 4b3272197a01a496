import { z } from 'zod'
import { POSITIONS } from '../../domain/people/employee.ts'
import { accountSchema, nameField, oneTimeCodeField, passwordField, positionField, usernameField } from '../accounts/account-schema.ts'
import { askedPassword, NOT_SIGNED_IN } from '../accounts/asked-password.ts'
import { changePassword } from '../accounts/change-password.ts'
import { createFirstAdministrator } from '../accounts/first-administrator.ts'
import { endSession, listSessions } from '../accounts/own-sessions.ts'
import { whoami } from '../accounts/whoami.ts'
import { timeText } from '../kernel/fields.ts'
import { inBoth } from '../kernel/in-both.ts'
import { defineRoute } from '../kernel/route.ts'
import { markDevice } from './device-mark.ts'

const changes = z.array(
  z.object({
    from: z.number().meta({ description: 'From which month on, as year * 12 + month - 1, or from which year.' }),
    startsOn: z.number().meta({ description: 'The day of the month, 1 to 28, or the month of the year, 1 to 12.' }),
  }),
)

const me = z
  .object({
    account: accountSchema,
    permissions: z
      .record(z.string(), z.enum(['all', 'region', 'engineers', 'own']))
      .meta({ description: 'What they may do, and on which rows.' }),
    job: z.enum(POSITIONS).nullable().meta({
      description: 'What they are in the employees table: service_engineer 技术客服, sales_rep 业务员 ...; null for who is not in it.',
    }),
    deputyFor: z.array(z.string()).meta({ description: 'Employee numbers of the managers they act for today.' }),
    persons: z.array(z.object({ employee: z.string(), until: timeText.nullable() })).meta({
      description: 'Whom the account is linked to or was, until when; what concerns them somebody else decides.',
    }),
    company: z
      .object({
        timeZone: z
          .string()
          .meta({ description: 'The zone of the IANA list whose days are those of the company.', examples: ['Asia/Shanghai'] }),
        calendar: z.object({ months: changes, attendance: changes, years: changes }).meta({
          description:
            'When months, months of attendance and years begin, oldest first; on the 1st and in January before the first of them.',
        }),
      })
      .meta({ description: 'Where the company keeps its days today.' }),
    keeps: z.array(positionField).meta({ description: 'The positions whose accounts they create and change.' }),
    mustSetUpSecondFactor: z
      .boolean()
      .meta({ description: 'A second factor is demanded of them, and until it is set up nothing else is served.' }),
  })
  .meta({ id: 'Me' })

const ownSession = z
  .object({
    id: z.string(),
    current: z.boolean(),
    address: z.string().nullable(),
    program: z.string().nullable(),
    begun: timeText,
    seen: timeText.meta({ description: 'When something was last done in it, to the minute.' }),
    ends: timeText,
  })
  .meta({ id: 'OwnSession' })

/** A path of this site, where the browser goes after signing in: never another site. */
const returnField = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[^\\\p{Cc}]*$/u, { error: inBoth('应为本站路径，例如 /。', 'Must be a path of this site, such as /.') })

export const SESSION_ROUTES = [
  defineRoute({
    method: 'POST',
    path: '/session',
    serves: { permission: 'public' },
    summary: 'Signs in 登录 and sets the cookie of the session',
    description: 'What is answered is the same, in words and in time, whether or not there is such an account.',
    body: z.object({ username: z.string().min(1).max(200), password: passwordField }),
    success: {
      status: 200,
      description: 'Signed in, Set-Cookie carries the session; or the password was right and a code is wanted, and nobody is signed in.',
      body: z.object({
        codeWanted: z
          .object({ ticket: z.string(), until: timeText })
          .nullable()
          .meta({ description: 'For POST /session/code; null for who is signed in.' }),
      }),
    },
    problems: ['sign_in_must_be_right', 'requests_must_be_fewer'],
    handler: async ({ gate, body, request, actor }) => {
      const signedIn = await gate.signIn(body.username, body.password, request, actor.address)
      return signedIn.ok ? { ok: true, body: { codeWanted: signedIn.wanted ?? null }, headers: signedIn.headers } : signedIn
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/session/code',
    serves: { permission: 'public' },
    summary: 'Signs in whose password was right with a code of their second factor 两步验证, or a backup code 备用码',
    description: 'Wrong codes count as wrong passwords do.',
    body: z.object({ ticket: z.string().min(1).max(100), code: oneTimeCodeField }),
    success: { status: 204, description: 'Signed in; Set-Cookie carries the session.' },
    problems: ['code_must_be_right', 'sign_in_must_begin_anew', 'requests_must_be_fewer', 'second_factor_key_must_be_there'],
    handler: async ({ gate, body, request, actor }) => gate.signInByCode(body.ticket, body.code, request, actor.address),
  }),
  defineRoute({
    method: 'GET',
    path: '/session',
    serves: whoami,
    before: 'password_must_be_changed',
    summary: 'Who is signed in, and what they may do',
    success: { status: 200, description: 'The account and its permissions.', body: me },
    handler: async ({ service, actor, session, owes, request, gate }) => {
      // Whichever way they signed in, this is what a browser asks first.
      const headers = session && (await markDevice(service, request, session.account, gate.publicUrl))
      const mustSetUpSecondFactor = owes === 'second_factor_must_be_set_up'
      const known = await whoami(service, actor)
      return known.ok ? { ok: true, body: { ...known.whoami, mustSetUpSecondFactor }, headers } : known
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/session',
    serves: endSession,
    before: 'password_must_be_changed',
    summary: 'Signs out 退出',
    success: { status: 204, description: 'The session has ended.' },
    handler: async ({ service, actor, session, gate }) => {
      if (!session) return NOT_SIGNED_IN
      const ended = await endSession(service, actor, session, session.id)
      return ended.ok ? { ok: true, headers: gate.forgottenCookie() } : ended
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/session/password',
    serves: changePassword,
    before: 'password_must_be_changed',
    summary: 'Changes one’s own password 修改密码; one’s other sessions end',
    body: z.object({ current: passwordField, password: passwordField }),
    success: { status: 204, description: 'The new password holds.' },
    problems: [
      'current_password_must_be_right',
      'password_must_be_strong',
      'password_must_not_be_common',
      'password_must_be_here',
      'requests_must_be_fewer',
    ],
    handler: async ({ service, actor, session, gate, body }) => {
      if (!session) return NOT_SIGNED_IN
      return askedPassword(gate, session, () => changePassword(service, actor, session, body))
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/sessions',
    serves: { permission: 'session.own' },
    summary: 'Where one is signed in',
    success: { status: 200, description: 'One’s sessions, newest first.', body: z.object({ items: z.array(ownSession), next: z.null() }) },
    handler: async ({ service, session, gate }) =>
      session ? { ok: true, body: { items: await listSessions(service, session, gate.idleMinutes), next: null } } : NOT_SIGNED_IN,
  }),
  defineRoute({
    method: 'DELETE',
    path: '/sessions/{session}',
    serves: endSession,
    summary: 'Ends a session of one’s own',
    params: z.object({ session: z.string().max(100) }),
    success: { status: 204, description: 'That session has ended.' },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, session, params }) => (session ? endSession(service, actor, session, params.session) : NOT_SIGNED_IN),
  }),
  defineRoute({
    method: 'GET',
    path: '/session/ways',
    serves: { permission: 'public' },
    summary: 'The ways to sign in here',
    success: {
      status: 200,
      description: 'Single sign-on is null where it is not set up.',
      body: z.object({ password: z.boolean(), singleSignOn: z.object({ name: z.string() }).nullable() }),
    },
    handler: async ({ gate }) => ({ ok: true, body: { password: true, singleSignOn: gate.singleSignOn ?? null } }),
  }),
  defineRoute({
    method: 'GET',
    path: '/session/single-sign-on',
    serves: { permission: 'public' },
    summary: 'Sends the browser to the company’s identity provider 单点登录 and, when it comes back, to `to`',
    query: z.object({ to: returnField.default('/') }),
    success: { status: 302, description: 'To the identity provider.' },
    problems: ['single_sign_on_must_be_set_up', 'service_must_be_available'],
    handler: async ({ gate, query, request, actor }) => {
      const begun = await gate.beginSingleSignOn(query.to, request, actor.address)
      return begun.ok ? { ok: true, headers: begun.headers } : begun
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/first-administrator',
    serves: { permission: 'public' },
    summary: 'Makes the first administrator, with the one-time link that the server prints while there is no account',
    body: z.object({ token: z.string().min(1).max(200), username: usernameField, name: nameField, password: passwordField }),
    success: { status: 201, description: 'The administrator, who can sign in now.', body: accountSchema },
    problems: ['link_must_be_valid', 'password_must_be_strong', 'password_must_not_be_common', 'requests_must_be_fewer'],
    handler: async ({ service, gate, actor, body }) => {
      const wait = gate.attempt('first administrator')
      if (wait) return { ok: false, problems: [wait] }
      const made = await createFirstAdministrator(service, body, actor.address)
      if (!made.ok) return made
      gate.succeeded('first administrator')
      return { ok: true, body: made.value }
    },
  }),
]
