import { z } from 'zod'
import { PAYMENT_STATES } from '../../domain/states.ts'
import { codeField, dayField, decimalText, periodField, reasonField } from '../kernel/fields.ts'
import { paged, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { listPayments } from './list-payments.ts'
import { markPaid } from './mark-paid.ts'
import { entrySchema, paymentSchema } from './payment-schema.ts'
import { readPaymentTrail } from './read-trail.ts'
import { takeBackMarks } from './take-back-marks.ts'

const madeSchema = z
  .object({ id: z.number().int(), people: z.number().int(), amount: decimalText })
  .meta({ id: 'PaymentMade', description: 'What an entry of the trail came to.' })

const chosen = {
  regions: z.array(codeField).max(1000).optional().meta({ description: 'Everybody of these regions whom it can still be said of.' }),
  people: z
    .array(z.object({ region: codeField, employee: codeField }))
    .max(10_000)
    .optional(),
}
const inPath = z.object({ period: periodField })
const PROBLEMS = [
  'period_must_exist',
  'payments_must_be_of_a_closed_period',
  'payment_must_name_somebody',
  'thing_must_exist',
  'payment_must_be_of_people_who_are_due',
]

export const PAYMENT_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/payments',
    elsewhere: 'reading',
    serves: listPayments,
    summary: 'What a closed period pays each person, and what of it is marked as paid',
    description:
      'HR, finance and auditors see all, managers those of their region, everybody else their own. Empty until the period is closed.',
    params: inPath,
    query: z.object({ ...pageQuery, region: codeField.optional(), state: z.enum(PAYMENT_STATES).optional() }),
    success: { status: 200, description: 'By region and employee number.', body: pageOf(paymentSchema) },
    problems: ['period_must_exist'],
    handler: async ({ service, actor, params, query: { cursor, limit, region, state } }) => {
      const after = cursor && { region: String(cursor[0]), employee: String(cursor[1]) }
      const found = await listPayments(service, actor, { period: params.period, region, state, after, limit })
      if (!found.ok) return found
      const body = paged(
        found.payments,
        limit,
        (payment) => [payment.region, payment.employee],
        (payment) => payment,
      )
      return { ok: true, body }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/periods/{period}/payments',
    elsewhere: 'work',
    serves: markPaid,
    summary: 'Finance marks bonuses of a closed period as paid 发放标记',
    description:
      'The published shares and the adjustments settled with them. The people are told. Marks are never changed: they are taken back.',
    params: inPath,
    body: z.strictObject({
      ...chosen,
      paidOn: dayField,
      reference: z.string().trim().min(1).max(200).meta({ description: 'What the bank or the books know the payment by.' }),
    }),
    success: { status: 201, description: 'What was marked.', body: madeSchema },
    problems: [
      ...PROBLEMS,
      'payment_must_be_marked_once',
      'own_case_must_be_decided_by_another',
      'payment_must_have_somebody_left',
      'payment_day_must_have_come',
      'payment_day_must_be_after_the_period_began',
    ],
    creates: true,
    handler: async ({ service, actor, params, body }) => {
      const made = await markPaid(service, actor, { ...params, ...body })
      return made.ok ? { ok: true, body: made.value } : made
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/periods/{period}/payments/take-back',
    elsewhere: 'work',
    serves: takeBackMarks,
    summary: 'Takes payment marks back, with a reason',
    description: 'Both stay in the trail; the people count as unpaid again and are told.',
    params: inPath,
    body: z.strictObject({ ...chosen, reason: reasonField }),
    success: { status: 201, description: 'What was taken back.', body: madeSchema },
    problems: [...PROBLEMS, 'payment_must_stand_to_be_taken_back', 'own_case_must_be_decided_by_another', 'reason_must_be_given'],
    creates: true,
    handler: async ({ service, actor, params, body }) => {
      const made = await takeBackMarks(service, actor, { ...params, ...body })
      return made.ok ? { ok: true, body: made.value } : made
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/payments/trail',
    serves: readPaymentTrail,
    summary: 'Who marked what as paid, and took it back, newest first',
    params: inPath,
    query: z.object(pageQuery),
    success: { status: 200, description: 'Entries.', body: pageOf(entrySchema) },
    problems: ['period_must_exist'],
    handler: async ({ service, actor, params, query: { cursor, limit } }) => {
      const before = Number(cursor?.[0])
      const found = await readPaymentTrail(service, actor, {
        period: params.period,
        before: Number.isSafeInteger(before) ? before : undefined,
        limit,
      })
      if (!found.ok) return found
      const body = paged(
        found.entries,
        limit,
        (entry) => [entry.id],
        (entry) => entry,
      )
      return { ok: true, body }
    },
  }),
]
