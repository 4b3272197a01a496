import { z } from 'zod'
import { accountSchema, oneTimeCodeField, passwordField } from '../accounts/account-schema.ts'
import { askedPassword, NOT_SIGNED_IN } from '../accounts/asked-password.ts'
import { reasonField, timeText } from '../kernel/fields.ts'
import { defineRoute } from '../kernel/route.ts'
import { makeBackupCodes, readOwnSecondFactor, removeOwnSecondFactor } from './own-second-factor.ts'
import { removeAccountSecondFactor } from './remove-second-factor.ts'
import { beginSetUp, confirmSetUp } from './set-up.ts'

const passwordBody = z.object({ password: passwordField })
const backupCodes = z.object({
  backupCodes: z.array(z.string()).meta({ description: 'Each signs in once in place of a code; shown once.' }),
})
const PASSWORD_PROBLEMS = ['current_password_must_be_right', 'password_must_be_here', 'requests_must_be_fewer'] as const

export const SECOND_FACTOR_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/session/second-factor',
    serves: readOwnSecondFactor,
    before: 'second_factor_must_be_set_up',
    summary: 'How it stands with one’s own second factor 两步验证',
    success: {
      status: 200,
      description: 'Whether there can be one, is one and has to be one.',
      body: z.object({
        possible: z.boolean().meta({ description: 'Second factors are switched on here, and the account has a password.' }),
        demanded: z.boolean(),
        since: timeText.nullable(),
        backupCodesLeft: z.number().int(),
      }),
    },
    handler: async ({ service, actor, session, gate }) => {
      if (!session) return NOT_SIGNED_IN
      const read = await readOwnSecondFactor(service, actor, session, gate.secondFactor)
      return read.ok ? { ok: true, body: read.value } : read
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/session/second-factor/set-up',
    serves: { permission: 'session.own' },
    before: 'second_factor_must_be_set_up',
    summary: 'Begins to set up a second factor of one’s own, or another in place of it',
    description: 'Nothing is kept before PUT /session/second-factor brings a code of it.',
    body: passwordBody,
    success: {
      status: 200,
      description: 'What an authenticator is told: RFC 6238 with SHA-1, 6 digits, 30 seconds.',
      body: z.object({
        secret: z.string().meta({ description: 'In base 32, to be typed where no QR code can be scanned.' }),
        address: z.string().meta({ description: 'otpauth://..., for the QR code.' }),
        setUp: z.string().meta({ description: 'To be sent back with the code.' }),
        until: timeText,
      }),
    },
    problems: [...PASSWORD_PROBLEMS, 'second_factor_must_be_switched_on'],
    handler: async ({ service, session, gate, body }) => {
      if (!session) return NOT_SIGNED_IN
      const begun = await askedPassword(gate, session, () => beginSetUp(service, session, gate.secondFactor, body.password))
      return begun.ok ? { ok: true, body: begun.value } : begun
    },
  }),
  defineRoute({
    method: 'PUT',
    path: '/session/second-factor',
    serves: confirmSetUp,
    before: 'second_factor_must_be_set_up',
    summary: 'Sets up one’s second factor with a code of it; one’s other sessions end',
    body: z.object({ setUp: z.string().min(1).max(1000), code: oneTimeCodeField }),
    success: { status: 200, description: 'It is asked for at the next sign-in.', body: backupCodes },
    problems: ['code_must_be_right', 'set_up_must_begin_anew'],
    handler: async ({ service, actor, session, body }) => {
      if (!session) return NOT_SIGNED_IN
      const confirmed = await confirmSetUp(service, actor, session, body)
      return confirmed.ok ? { ok: true, body: { backupCodes: confirmed.value } } : confirmed
    },
  }),
  defineRoute({
    method: 'PUT',
    path: '/session/second-factor/backup-codes',
    serves: makeBackupCodes,
    summary: 'Makes new backup codes 备用码 of one’s own; those before are void',
    body: passwordBody,
    success: { status: 200, description: 'The backup codes.', body: backupCodes },
    problems: [...PASSWORD_PROBLEMS, 'second_factor_must_be_there'],
    handler: async ({ service, actor, session, gate, body }) => {
      if (!session) return NOT_SIGNED_IN
      const made = await askedPassword(gate, session, () => makeBackupCodes(service, actor, session, body.password))
      return made.ok ? { ok: true, body: { backupCodes: made.value } } : made
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/session/second-factor/removal',
    serves: removeOwnSecondFactor,
    summary: 'Removes one’s own second factor where none is demanded; one’s other sessions end',
    body: passwordBody,
    success: { status: 204, description: 'The password alone signs in.' },
    problems: [...PASSWORD_PROBLEMS, 'second_factor_must_be_there', 'second_factor_must_stay'],
    handler: async ({ service, actor, session, gate, body }) => {
      if (!session) return NOT_SIGNED_IN
      const removed = await askedPassword(gate, session, () =>
        removeOwnSecondFactor(service, actor, session, gate.secondFactor, body.password),
      )
      return removed.ok ? { ok: true } : removed
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/accounts/{account}/remove-second-factor',
    serves: removeAccountSecondFactor,
    summary: 'Removes the second factor 两步验证 of an account, such as after a phone was lost; its sessions end',
    params: z.object({ account: z.string().min(1).max(100) }),
    body: z.object({ reason: reasonField }),
    success: { status: 200, description: 'The account.', body: accountSchema },
    problems: [
      ...['thing_must_exist', 'second_factor_must_be_there'],
      ...['administrator_must_be_granted_by_one', 'account_must_be_kept_by_an_administrator'],
    ],
    handler: async ({ service, actor, params, body }) => {
      const removed = await removeAccountSecondFactor(service, actor, { id: params.account, ...body })
      return removed.ok ? { ok: true, body: removed.value } : removed
    },
  }),
]
