import { z } from 'zod'
import { codeField, dayField, idField, moneyField, periodField, reasonField } from '../kernel/fields.ts'
import { paged, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { balanceDecision, balanceSchema, balanceState } from './balance-schema.ts'
import { decideBalance, receiveBalance } from './decide-balance.ts'
import { listBalances } from './list-balances.ts'
import { personBalances } from './person-balances.ts'

const inPath = z.object({ balance: idField })
const PROBLEMS = ['thing_must_exist', 'own_case_must_be_decided_by_another', 'reason_must_be_given']

export const BALANCE_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/balances',
    serves: listBalances,
    summary: 'What months below zero left open 待扣余额, each with its ledger',
    description: 'A month whose bonus and adjustments are below zero pays nothing: what is missing is open from its closing on.',
    query: z.object({ ...pageQuery, state: balanceState.optional(), employee: codeField.optional(), period: periodField.optional() }),
    success: { status: 200, description: 'In the order in which they arose.', body: pageOf(balanceSchema) },
    handler: async ({ service, actor, query: { cursor, limit, state, employee, period } }) => {
      const after = Number(cursor?.[0])
      const page = { after: Number.isSafeInteger(after) ? after : undefined, limit }
      const found = await listBalances(service, actor, { state, employee, period, ...page })
      if (!found.ok) return found
      const body = paged(
        found.balances,
        limit,
        ({ id }) => [id],
        (balance) => ({ ...balance, entries: [...balance.entries] }),
      )
      return { ok: true, body }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/people/{employee}/balances',
    serves: personBalances,
    summary: 'What months below zero left open of one person, each with its ledger; for the person too',
    params: z.object({ employee: codeField }),
    success: {
      status: 200,
      description: 'Those within reach, in the order in which they arose.',
      body: z.object({ items: z.array(balanceSchema) }),
    },
    handler: async ({ service, actor, params }) => {
      const found = await personBalances(service, actor, params.employee)
      return found.ok ? { ok: true, body: { items: found.balances.map((each) => ({ ...each, entries: [...each.entries] })) } } : found
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/balances/{balance}/decision',
    elsewhere: 'work',
    serves: decideBalance,
    summary: 'Finance decides about an open balance: carry it to later months, reclaim it, or write it off',
    description: 'All of it that is open. It can be decided anew while anything is open.',
    params: inPath,
    body: z.strictObject({
      decision: balanceDecision,
      monthly: moneyField.optional().meta({ description: 'Of carry: at most so much is deducted a month, in yuan.' }),
      reason: reasonField,
    }),
    success: { status: 200, description: 'The balance.', body: balanceSchema },
    problems: [...PROBLEMS, 'balance_must_be_open', 'balance_limit_must_be_for_carrying'],
    handler: async ({ service, actor, params, body }) => {
      const decided = await decideBalance(service, actor, { ...params, ...body, monthly: body.monthly })
      return decided.ok ? { ok: true, body: { ...decided.value, entries: [...decided.value.entries] } } : decided
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/balances/{balance}/receipt',
    elsewhere: 'work',
    serves: receiveBalance,
    summary: 'Finance enters that a balance to reclaim was received',
    params: inPath,
    body: z.strictObject({ day: dayField, reason: reasonField }),
    success: { status: 200, description: 'The balance.', body: balanceSchema },
    problems: [...PROBLEMS, 'balance_must_be_reclaimed', 'balance_day_must_have_come'],
    handler: async ({ service, actor, params, body }) => {
      const received = await receiveBalance(service, actor, { ...params, ...body })
      return received.ok ? { ok: true, body: { ...received.value, entries: [...received.value.entries] } } : received
    },
  }),
]
