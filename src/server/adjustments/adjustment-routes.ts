import { z } from 'zod'
import { idField, periodField, reasonField } from '../kernel/fields.ts'
import { paged, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { adjustmentSchema, explainedSchema, reviewedSchema, state } from './adjustment-schema.ts'
import { decideAdjustment } from './decide-adjustment.ts'
import { decideAdjustments } from './decide-adjustments.ts'
import { explainAdjustment } from './explain-adjustment.ts'
import { listAdjustments } from './list-adjustments.ts'
import { reviewAdjustments } from './review-adjustments.ts'

export const ADJUSTMENT_ROUTES = [
  defineRoute({
    method: 'POST',
    path: '/periods/{period}/adjustments/review',
    elsewhere: 'work',
    serves: reviewAdjustments,
    summary: 'Appraises closed periods again that records came too late for',
    description:
      'By today’s records and the rules of their own time. The differences to what was paid are proposed as adjustments 调整 in this open period; nothing of a closed period changes. Answers when every run is done.',
    params: z.object({ period: periodField }),
    success: {
      status: 200,
      description: 'The closed periods that were appraised again.',
      body: z.object({ reviewed: z.array(reviewedSchema) }).meta({ id: 'AdjustmentReview' }),
    },
    problems: ['period_must_exist', 'adjustments_must_be_in_an_open_period', 'run_must_be_alone', 'closed_period_must_be_appraised_again'],
    creates: 'in_steps',
    handler: async ({ service, actor, params }) => {
      const found = await reviewAdjustments(service, actor, params)
      if (!found.ok) return found
      return { ok: true, body: { reviewed: found.reviewed.map((each) => ({ ...each, heldRegions: [...each.heldRegions] })) } }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/adjustments',
    elsewhere: 'reading',
    serves: listAdjustments,
    summary: 'Adjustments of an open period, in the order in which they were proposed',
    params: z.object({ period: periodField }),
    query: z.object({ ...pageQuery, state: state.optional() }),
    success: { status: 200, description: 'Adjustments.', body: pageOf(adjustmentSchema) },
    problems: ['period_must_exist'],
    handler: async ({ service, actor, params, query }) => {
      const after = Number(query.cursor?.[0])
      const page = { after: Number.isSafeInteger(after) ? after : undefined, limit: query.limit }
      const found = await listAdjustments(service, actor, { period: params.period, state: query.state, ...page })
      if (!found.ok) return found
      return {
        ok: true,
        body: paged(
          found.adjustments,
          query.limit,
          ({ id }) => [id],
          (each) => ({ ...each, reasons: [...each.reasons] }),
        ),
      }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/periods/{period}/adjustments/decisions',
    elsewhere: 'work',
    serves: decideAdjustments,
    summary: 'Finance accepts or rejects several proposed adjustments at once, all of them or none',
    params: z.object({ period: periodField }),
    body: z.object({
      adjustments: z.array(z.number().int().positive()).min(1).max(10_000),
      decision: z.enum(['accepted', 'rejected']),
      reason: reasonField,
    }),
    success: { status: 200, description: 'The adjustments.', body: pageOf(adjustmentSchema) },
    problems: [
      'period_must_exist',
      'thing_must_exist',
      'adjustments_must_be_in_an_open_period',
      'adjustment_must_be_proposed',
      'own_case_must_be_decided_by_another',
      'reason_must_be_given',
    ],
    handler: async ({ service, actor, params, body }) => {
      const decided = await decideAdjustments(service, actor, { ...params, ...body })
      return decided.ok ? { ok: true, body: { items: decided.value, next: null } } : decided
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/adjustments/{adjustment}',
    serves: explainAdjustment,
    summary: 'Why an adjustment is proposed: what was paid, what is due, and the late records behind it',
    description: 'From the published run and the run that appraised the closed period again. Reading it is recorded.',
    params: z.object({ period: periodField, adjustment: idField }),
    success: { status: 200, description: 'The adjustment, explained.', body: explainedSchema },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, params }) => {
      const found = await explainAdjustment(service, actor, params)
      return found.ok ? { ok: true, body: found.explained } : found
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/periods/{period}/adjustments/{adjustment}/decision',
    elsewhere: 'work',
    serves: decideAdjustment,
    summary: 'Finance accepts or rejects a proposed adjustment',
    description: 'An accepted one is paid with the bonus of the open period. It is final.',
    params: z.object({ period: periodField, adjustment: idField }),
    body: z.object({ decision: z.enum(['accepted', 'rejected']), reason: reasonField }),
    success: { status: 200, description: 'The adjustment.', body: adjustmentSchema },
    problems: [
      'thing_must_exist',
      'adjustments_must_be_in_an_open_period',
      'adjustment_must_be_proposed',
      'own_case_must_be_decided_by_another',
      'reason_must_be_given',
    ],
    handler: async ({ service, actor, params, body }) => {
      const decided = await decideAdjustment(service, actor, { ...params, ...body })
      return decided.ok ? { ok: true, body: { ...decided.value, reasons: [...decided.value.reasons] } } : decided
    },
  }),
]
