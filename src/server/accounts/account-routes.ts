import { z } from 'zod'
import { codeField, reasonField } from '../kernel/fields.ts'
import { paged, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { accountSchema, accountWithPassword, emailField, nameField, positionField, usernameField } from './account-schema.ts'
import { changeAccount } from './change-account.ts'
import { closeAccount, endAccountSessions, reopenAccount, resetPassword } from './close-account.ts'
import { createAccount } from './create-account.ts'
import { createFromEmployees } from './create-from-employees.ts'
import { findAccount, listAccounts } from './find-account.ts'

const positionsField = z.array(positionField).min(1).max(7)
const accountParams = z.object({ account: z.string().min(1).max(100) })
const becauseBody = z.object({ reason: reasonField })
const IDENTITY_PROBLEMS = ['account_must_be_of_an_employee', 'employee_must_have_one_account', 'email_must_be_free'] as const
const KEEPING_PROBLEMS = ['administrator_must_be_granted_by_one', 'account_must_be_kept_by_an_administrator'] as const

export const ACCOUNT_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/accounts',
    elsewhere: 'reading',
    serves: listAccounts,
    summary: 'Accounts 账号 by user name',
    query: z.object({
      ...pageQuery,
      search: z.string().max(100).optional().meta({ description: 'Part of the user name, the name or the employee number.' }),
      position: positionField.optional(),
      closed: z.enum(['true', 'false']).optional(),
    }),
    success: { status: 200, description: 'A page of accounts.', body: pageOf(accountSchema) },
    handler: async ({ service, actor, query }) => {
      const { cursor, limit, search, position, closed } = query
      const after = cursor === undefined ? undefined : String(cursor[0])
      const filter = { limit, after, search, position, closed: closed === undefined ? undefined : closed === 'true' }
      const found = await listAccounts(service, actor, filter)
      if (!found.ok) return found
      return {
        ok: true,
        body: paged(
          found.accounts,
          limit,
          (account) => [account.username],
          (account) => account,
        ),
      }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/accounts',
    serves: createAccount,
    summary: 'Creates one account with a one-time password 一次性密码',
    body: z.object({
      username: usernameField,
      name: nameField,
      positions: positionsField,
      employee: codeField.optional(),
      email: emailField.optional(),
    }),
    success: { status: 201, description: 'The account and its one-time password.', body: accountWithPassword },
    problems: ['username_must_be_free', ...KEEPING_PROBLEMS, ...IDENTITY_PROBLEMS],
    creates: true,
    secretAnswer: true,
    handler: async ({ service, actor, body }) => {
      const created = await createAccount(service, actor, body)
      return created.ok ? { ok: true, body: created.value, location: `/accounts/${created.value.account.id}` } : created
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/accounts/from-employees',
    elsewhere: 'work',
    serves: createFromEmployees,
    summary: 'Creates accounts for people of the employees table who have none, with one-time passwords',
    description:
      'The user name is the employee number. A request creates at most `limit` accounts, all or none; repeat it until `remaining` is 0.',
    body: z.object({ limit: z.number().int().min(1).max(10_000).default(1000) }),
    success: {
      status: 201,
      description: 'The accounts with their one-time passwords, shown once.',
      body: z.object({
        created: z.array(accountWithPassword),
        skipped: z.array(z.object({ employee: z.string(), name: z.string(), username: z.string() })),
        remaining: z.number().int(),
      }),
    },
    problems: ['employees_must_be_there', 'username_must_be_free', ...IDENTITY_PROBLEMS],
    creates: true,
    secretAnswer: true,
    handler: async ({ service, actor, body }) => {
      const created = await createFromEmployees(service, actor, body)
      return created.ok ? { ok: true, body: created.value } : created
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/accounts/{account}',
    serves: findAccount,
    summary: 'One account, with its version in ETag',
    params: accountParams,
    success: { status: 200, description: 'The account.', body: accountSchema },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, params }) => {
      const found = await findAccount(service, actor, params.account)
      return found.ok ? { ok: true, body: found.value.account, version: found.value.version } : found
    },
  }),
  defineRoute({
    method: 'PATCH',
    path: '/accounts/{account}',
    serves: changeAccount,
    summary: 'Changes name, address, link to the employees table or positions',
    description:
      'Only an administrator grants or takes away the positions administrator, HR, finance and auditor, and keeps such accounts; nobody gives themselves one.',
    params: accountParams,
    body: z.object({
      reason: reasonField,
      name: nameField.optional(),
      email: emailField.nullable().optional(),
      employee: codeField.nullable().optional(),
      positions: positionsField.optional(),
    }),
    success: { status: 200, description: 'The account as it is now.', body: accountSchema },
    problems: [
      'thing_must_exist',
      'account_must_be_open',
      ...KEEPING_PROBLEMS,
      'position_must_be_given_by_another',
      'last_administrator_must_stay',
      ...IDENTITY_PROBLEMS,
    ],
    ifMatch: true,
    handler: async ({ service, actor, params, body, version = '' }) => {
      const changed = await changeAccount(service, actor, { ...body, id: params.account, version })
      return changed.ok ? { ok: true, body: changed.value.account, version: changed.value.version } : changed
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/accounts/{account}/close',
    serves: closeAccount,
    summary: 'Closes an account 停用; its sessions end',
    params: accountParams,
    body: becauseBody,
    success: { status: 200, description: 'The closed account.', body: accountSchema },
    problems: ['thing_must_exist', ...KEEPING_PROBLEMS, 'last_administrator_must_stay'],
    handler: async ({ service, actor, params, body }) => {
      const closed = await closeAccount(service, actor, { id: params.account, ...body })
      return closed.ok ? { ok: true, body: closed.value } : closed
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/accounts/{account}/reopen',
    serves: reopenAccount,
    summary: 'Opens a closed account again 启用',
    params: accountParams,
    body: becauseBody,
    success: { status: 200, description: 'The account.', body: accountSchema },
    problems: ['thing_must_exist', ...KEEPING_PROBLEMS, ...IDENTITY_PROBLEMS],
    handler: async ({ service, actor, params, body }) => {
      const opened = await reopenAccount(service, actor, { id: params.account, ...body })
      return opened.ok ? { ok: true, body: opened.value } : opened
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/accounts/{account}/one-time-password',
    serves: resetPassword,
    summary: 'Gives an account a one-time password in place of its own and unlocks it; its sessions end',
    params: accountParams,
    body: becauseBody,
    success: { status: 201, description: 'The account and its one-time password, shown once.', body: accountWithPassword },
    problems: ['thing_must_exist', 'account_must_be_open', ...KEEPING_PROBLEMS],
    creates: true,
    secretAnswer: true,
    handler: async ({ service, actor, params, body }) => {
      const reset = await resetPassword(service, actor, { id: params.account, ...body })
      return reset.ok ? { ok: true, body: reset.value } : reset
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/accounts/{account}/end-sessions',
    serves: endAccountSessions,
    summary: 'Ends every session of an account, such as after a device was lost',
    params: accountParams,
    body: becauseBody,
    success: { status: 200, description: 'How many there were.', body: z.object({ ended: z.number().int() }) },
    problems: ['thing_must_exist', ...KEEPING_PROBLEMS],
    handler: async ({ service, actor, params, body }) => {
      const ended = await endAccountSessions(service, actor, { id: params.account, ...body })
      return ended.ok ? { ok: true, body: ended.value } : ended
    },
  }),
]
