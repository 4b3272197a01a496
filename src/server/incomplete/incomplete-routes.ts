import { z } from 'zod'
import { dayText } from '../../base/day.ts'
import { CLASSES, OPEN_KINDS } from '../../domain/engineers/attendance-classes.ts'
import { codeField, decimalText, periodField, reasonField } from '../kernel/fields.ts'
import { cursorText, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { classifyKind, listAttendanceKinds } from './attendance-kinds.ts'
import { decideIncomplete, withdrawDecision } from './decide-incomplete.ts'
import { caseSchema, decisionField, kindSchema, moduleField } from './incomplete-schema.ts'
import { listIncomplete } from './list-incomplete.ts'

const ofPeriod = z.object({ period: periodField })
export const INCOMPLETE_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/incomplete',
    elsewhere: 'reading',
    serves: listIncomplete,
    summary: 'Who is incomplete, in which module and why, as the next run would find it',
    params: ofPeriod,
    query: z.object(pageQuery),
    success: {
      status: 200,
      description: 'Cases by employee number and module.',
      body: pageOf(caseSchema).extend({ total: z.number().int().meta({ description: 'How many there are on all pages.' }) }),
    },
    problems: ['period_must_exist'],
    handler: async ({ service, actor, params, query }) => {
      const [employee, module] = query.cursor ?? []
      const after = employee === undefined ? undefined : { employee: String(employee), module: String(module) }
      const found = await listIncomplete(service, actor, { period: params.period.text, after, limit: query.limit })
      if (!found.ok) return found
      const next = found.next === undefined ? null : cursorText([found.next.employee, found.next.module])
      return { ok: true, body: { items: [...found.items], next, total: found.total } }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/periods/{period}/incomplete/{employee}/decision',
    elsewhere: 'work',
    serves: decideIncomplete,
    summary: 'Decides an incomplete case 处理决定',
    description:
      'reweight: the other modules carry the weight; zero; value: a score with its reason; exclude: the person takes no part in the split (no module then). It replaces an earlier decision on the same module.',
    params: z.object({ period: periodField, employee: codeField }),
    body: z.object({ module: moduleField.optional(), decision: decisionField, value: z.string().max(20).optional(), reason: reasonField }),
    success: {
      status: 200,
      description: 'The decision, a record of the company book.',
      body: z.object({
        employee: z.string(),
        module: moduleField.nullable(),
        decision: decisionField,
        value: decimalText.nullable(),
        reason: z.string(),
      }),
    },
    problems: [
      'period_must_exist',
      'thing_must_exist',
      'period_must_be_in_state',
      'case_must_be_incomplete',
      'own_case_must_be_decided_by_another',
      'treatment_must_name_a_module',
      'exclusion_must_be_of_the_person',
      'treatment_must_have_a_value',
      'value_must_not_be_given',
      'reason_must_be_given',
    ],
    handler: async ({ service, actor, params, body }) => {
      const decided = await decideIncomplete(service, actor, { period: params.period.text, employee: params.employee, ...body })
      return decided.ok ? { ok: true, body: decided.decision } : decided
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/periods/{period}/incomplete/{employee}/withdraw',
    elsewhere: 'work',
    serves: withdrawDecision,
    summary: 'Takes a decision back: the case is open again',
    params: z.object({ period: periodField, employee: codeField }),
    body: z.object({ module: moduleField.optional(), reason: reasonField }),
    success: { status: 204, description: 'Taken back.' },
    problems: [
      'period_must_exist',
      'period_must_be_in_state',
      'decision_must_be_there',
      'own_case_must_be_decided_by_another',
      'reason_must_be_given',
    ],
    handler: async ({ service, actor, params, body }) => {
      const withdrawn = await withdrawDecision(service, actor, { period: params.period.text, employee: params.employee, ...body })
      return withdrawn.ok ? { ok: true, body: undefined } : withdrawn
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/attendance-kinds',
    elsewhere: 'reading',
    serves: listAttendanceKinds,
    summary: 'What 旷工, 缺卡 and 严重迟到 count as in a period',
    params: ofPeriod,
    success: { status: 200, description: 'The three kinds.', body: z.object({ items: z.array(kindSchema).readonly() }) },
    problems: ['period_must_exist'],
    handler: async ({ service, actor, params }) => {
      const found = await listAttendanceKinds(service, actor, params.period.text)
      return found.ok ? { ok: true, body: { items: found.kinds } } : found
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/periods/{period}/attendance-kinds/{kind}',
    elsewhere: 'work',
    serves: classifyKind,
    summary: 'Says once what an attendance kind counts as, for this period and later ones',
    params: z.object({ period: periodField, kind: z.enum(OPEN_KINDS) }),
    body: z.object({ as: z.enum(CLASSES), reason: reasonField }),
    success: {
      status: 200,
      description: 'The setting, and the day from which it holds.',
      body: z.object({ setting: z.string(), value: z.enum(CLASSES), effectiveFrom: z.string() }),
    },
    problems: ['period_must_exist', 'period_must_be_in_state', 'reason_must_be_given'],
    handler: async ({ service, actor, params, body }) => {
      const classified = await classifyKind(service, actor, { period: params.period.text, kind: params.kind, ...body })
      if (!classified.ok) return classified
      return { ok: true, body: { setting: classified.setting, value: classified.value, effectiveFrom: dayText(classified.effectiveFrom) } }
    },
  }),
]
