import { z } from 'zod'
import { APPEAL_STATES } from '../../domain/states.ts'
import { idField, periodField, reasonField } from '../kernel/fields.ts'
import { paged, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { appealSchema, correctionSchema } from './appeal-schema.ts'
import { decideAppeal } from './decide-appeal.ts'
import { listAppeals, readAppeal } from './list-appeals.ts'

const answer = z.string().trim().min(1).max(4000).meta({ description: 'What the person is told.' })

export const APPEAL_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/appeals',
    serves: listAppeals,
    summary: 'Appeals 申诉 of a period, newest first',
    params: z.object({ period: periodField }),
    query: z.object({ ...pageQuery, state: z.enum(APPEAL_STATES).optional() }),
    success: { status: 200, description: 'Appeals.', body: pageOf(appealSchema) },
    problems: ['period_must_exist'],
    handler: async ({ service, actor, params, query: { cursor, limit, state } }) => {
      const before = Number(cursor?.[0])
      const page = { before: Number.isSafeInteger(before) ? before : undefined, limit }
      const found = await listAppeals(service, actor, { period: params.period, state, ...page })
      if (!found.ok) return found
      return {
        ok: true,
        body: paged(
          found.appeals,
          limit,
          ({ id }) => [id],
          (appeal) => appeal,
        ),
      }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/appeals/{appeal}',
    serves: readAppeal,
    summary: 'One appeal',
    params: z.object({ period: periodField, appeal: idField }),
    success: { status: 200, description: 'The appeal.', body: appealSchema },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, params }) => {
      const found = await readAppeal(service, actor, params)
      return found.ok ? { ok: true, body: found.appeal } : found
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/periods/{period}/appeals/{appeal}/decision',
    serves: decideAppeal,
    summary: 'Answers an appeal: the result is kept, or the data are corrected',
    description:
      'By the responsible manager, their deputy or HR; nobody decides their own. A correction changes the data, with its reason, and starts a new run; what is published stays until POST /periods/{period}/republish. Managers correct records of the person who appealed, HR whatever was wrong.',
    params: z.object({ period: periodField, appeal: idField }),
    body: z.discriminatedUnion('decision', [
      z.object({ decision: z.literal('kept'), answer }),
      z.object({ decision: z.literal('corrected'), answer, reason: reasonField, corrections: z.array(correctionSchema).min(1).max(200) }),
    ]),
    success: {
      status: 200,
      description: 'The appeal, and the run that was started.',
      body: z
        .object({
          appeal: appealSchema,
          run: z.string().nullable().meta({ description: 'Null when kept, or when a run was under way: start one more.' }),
        })
        .meta({ id: 'DecidedAppeal' }),
    },
    problems: [
      'period_must_exist',
      'period_must_be_in_state',
      'thing_must_exist',
      'appeal_must_be_decided_by_another',
      'own_case_must_be_decided_by_another',
      'appeal_must_be_open',
      'correction_must_be_given',
      'correction_must_change_something',
      'correction_must_name_a_record_once',
      'correction_must_be_about_the_person',
      'record_must_be_new',
      'record_identity_must_stay',
      'record_column_must_be_known',
    ],
    creates: true,
    handler: async ({ service, actor, params, body }) => {
      const correction = body.decision === 'corrected' ? { reason: body.reason, records: body.corrections } : undefined
      const decided = await decideAppeal(service, actor, { ...params, answer: body.answer, correction })
      return decided.ok ? { ok: true, body: decided.value } : decided
    },
  }),
]
