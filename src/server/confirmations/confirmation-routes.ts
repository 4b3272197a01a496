import { z } from 'zod'
import { messageOf } from '../../base/problem.ts'
import { SHEET_STATES } from '../../domain/states.ts'
import { codeField, periodField, timeText } from '../kernel/fields.ts'
import { paged, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { republish } from '../publication/republish.ts'
import { answerSheet } from './answer-sheet.ts'
import { answeredSchema, kind, lineSchema } from './confirmation-schema.ts'
import { listConfirmations } from './list-confirmations.ts'
import { signSheet } from './sign-sheet.ts'
import { signSheets } from './sign-sheets.ts'

const runField = codeField.meta({ description: 'The run whose sheet was read: an answer to a sheet that has changed is refused.' })

const ANSWER_PROBLEMS = ['period_must_exist', 'period_must_be_in_state', 'thing_must_exist', 'sheet_must_be_the_published_one']

export const CONFIRMATION_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/confirmations',
    elsewhere: 'reading',
    serves: listConfirmations,
    summary: 'Who confirmed their sheet, objected, is overdue or still open',
    description: 'HR and auditors see all, managers those at home in their region in the period, staff their own.',
    params: z.object({ period: periodField }),
    query: z.object({ ...pageQuery, state: z.enum([...SHEET_STATES, 'unsigned']).optional() }),
    success: { status: 200, description: 'Sheets by kind, then number.', body: pageOf(lineSchema) },
    problems: ['period_must_exist', 'result_must_be_published'],
    handler: async ({ service, actor, params, query: { cursor, limit, state } }) => {
      const [afterKind, employee] = cursor ?? []
      const after = cursor && { kind: String(afterKind), employee: String(employee) }
      const found = await listConfirmations(service, actor, { period: params.period, state, after, limit })
      if (!found.ok) return found
      return {
        ok: true,
        body: paged(
          found.lines,
          limit,
          (line) => [line.kind, line.employee],
          (line) => line,
        ),
      }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/periods/{period}/confirmation',
    serves: answerSheet,
    summary: 'Confirms one’s own sheet, or objects to it',
    description: 'An objection becomes an appeal. The same answer twice is once.',
    params: z.object({ period: periodField }),
    body: z.object({
      run: runField,
      kind: kind.optional(),
      answer: z.enum(['confirmed', 'objected']),
      item: codeField.optional().meta({ description: 'The module or KPI that is objected to; the sheet as a whole unless told.' }),
      text: z.string().trim().max(4000).optional().meta({ description: 'What is wrong, for an objection.' }),
    }),
    success: { status: 200, description: 'What was said.', body: answeredSchema },
    problems: [
      ...ANSWER_PROBLEMS,
      'sheet_kind_must_be_chosen',
      'sheet_must_not_be_answered_already',
      'objection_must_say_why',
      'objection_must_be_new',
    ],
    creates: true,
    handler: async ({ service, actor, params, body }) => {
      const answered = await answerSheet(service, actor, { ...body, period: params.period.text })
      return answered.ok ? { ok: true, body: answered.value } : answered
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/periods/{period}/people/{employee}/signature',
    serves: signSheet,
    summary: 'The person responsible signs an engineer’s sheet',
    description: 'The manager whose region it was in the period, or their deputy. Signed twice is signed once.',
    params: z.object({ period: periodField, employee: codeField }),
    body: z.object({ run: runField }),
    success: {
      status: 200,
      description: 'The signature.',
      body: z.object({ period: z.string(), run: z.string(), employee: z.string(), at: timeText }).meta({ id: 'Signature' }),
    },
    problems: [...ANSWER_PROBLEMS, 'signature_must_not_be_ones_own'],
    handler: async ({ service, actor, params, body }) => {
      const signed = await signSheet(service, actor, { period: params.period.text, employee: params.employee, run: body.run })
      return signed.ok ? { ok: true, body: signed.value } : signed
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/periods/{period}/signatures',
    elsewhere: 'work',
    serves: signSheets,
    summary: 'The person responsible signs many engineers’ sheets at once',
    description: 'Each is answered by itself, in one transaction. Signed twice is signed once.',
    params: z.object({ period: periodField }),
    body: z.object({ run: runField, employees: z.array(codeField).min(1).max(2000) }),
    success: {
      status: 200,
      description: 'What became of each sheet.',
      body: z.object({
        items: z
          .array(
            z
              .object({
                employee: z.string(),
                at: timeText.nullable().meta({ description: 'When it was signed; null where it was refused.' }),
                problem: z.object({ code: z.string(), message: z.string() }).nullable(),
              })
              .meta({ id: 'SignedLine' }),
          )
          .readonly(),
      }),
    },
    problems: ['period_must_exist', 'period_must_be_in_state', 'sheet_must_be_the_published_one'],
    handler: async ({ service, actor, params, body, language }) => {
      const signed = await signSheets(service, actor, { ...body, period: params.period.text })
      if (!signed.ok) return signed
      const items = signed.items.map(({ problem, ...line }) => ({
        ...line,
        problem: problem && { code: problem.code, message: messageOf(problem, language) },
      }))
      return { ok: true, body: { items } }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/periods/{period}/republish',
    elsewhere: 'work',
    serves: republish,
    summary: 'Publishes the run after a correction',
    description: 'Whoever’s score or share differs is told; what was confirmed and signed on those sheets lapses, everything else stays.',
    params: z.object({ period: periodField }),
    body: z.object({ run: codeField.optional().meta({ description: 'The newest finished run unless told.' }) }),
    success: {
      status: 200,
      description: 'What is published now.',
      body: z
        .object({
          period: z.string(),
          run: z.string(),
          before: z.string(),
          changed: z.number().int().meta({ description: 'People who were told that their score or share differs.' }),
          lapsed: z.number().int().meta({ description: 'Confirmations and signatures that lapsed.' }),
        })
        .meta({ id: 'Republished' }),
    },
    problems: [
      'period_must_exist',
      'period_must_be_in_state',
      'thing_must_exist',
      'run_must_be_done',
      'republished_run_must_be_newer',
      'run_must_be_of_newest_data',
      'region_must_not_be_held',
    ],
    handler: async ({ service, actor, params, body }) => {
      const published = await republish(service, actor, { period: params.period, run: body.run })
      return published.ok ? { ok: true, body: published.value } : published
    },
  }),
]
