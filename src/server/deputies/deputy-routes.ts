import { z } from 'zod'
import { codeField, dayField, idField, reasonField } from '../kernel/fields.ts'
import { cursorText, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { deputySchema } from './deputy-schema.ts'
import { endDeputy } from './end-deputy.ts'
import { listDeputies } from './list-deputies.ts'
import { nameDeputy } from './name-deputy.ts'

export const DEPUTY_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/deputies',
    serves: listDeputies,
    summary: 'Deputies 代理, newest first',
    description: 'HR and auditors see all, managers those that act for them and those whom they act for.',
    query: z.object(pageQuery),
    success: { status: 200, description: 'Deputies.', body: pageOf(deputySchema) },
    handler: async ({ service, actor, query }) => {
      const before = Number(query.cursor?.[0])
      const found = await listDeputies(service, actor, { before: Number.isSafeInteger(before) ? before : undefined, limit: query.limit })
      if (!found.ok) return found
      return { ok: true, body: { items: [...found.items], next: found.next === undefined ? null : cursorText([found.next]) } }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/deputies',
    serves: nameDeputy,
    summary: 'Names an account as a manager’s deputy from one day to another',
    description:
      'A deputy is a manager too. On those days of the company’s calendar it sees and marks that manager’s engineers. The deputy is told.',
    body: z.object({ manager: codeField, account: codeField, first: dayField, last: dayField, reason: reasonField }),
    success: { status: 201, description: 'The deputy.', body: deputySchema },
    problems: [
      'thing_must_exist',
      'deputy_must_act_for_a_manager',
      'deputy_must_be_another_person',
      'deputy_must_have_an_open_account',
      'deputy_must_end_after_it_begins',
      'deputy_must_not_be_over',
      'deputy_must_not_be_named_twice',
      'deputy_must_be_of_the_same_line',
      'deputy_must_be_named_by_another',
      'reason_must_be_given',
    ],
    creates: true,
    handler: async ({ service, actor, body }) => {
      const named = await nameDeputy(service, actor, body)
      return named.ok ? { ok: true, body: named.deputy, location: `/deputies/${named.deputy.id}` } : named
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/deputies/{id}/end',
    serves: endDeputy,
    summary: 'Ends a deputyship before its last day',
    description: 'From this moment on. What the deputy marked stays. Ended twice is ended once.',
    params: z.object({ id: idField }),
    body: z.object({ reason: reasonField }),
    success: { status: 200, description: 'The deputy.', body: deputySchema },
    problems: ['thing_must_exist', 'deputy_must_not_be_over', 'reason_must_be_given'],
    handler: async ({ service, actor, params, body }) => {
      const ended = await endDeputy(service, actor, { id: params.id, reason: body.reason })
      return ended.ok ? { ok: true, body: ended.deputy } : ended
    },
  }),
]
