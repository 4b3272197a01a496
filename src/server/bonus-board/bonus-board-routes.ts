import { z } from 'zod'
import { codeField, decimalText, periodField, timeText } from '../kernel/fields.ts'
import { defineRoute } from '../kernel/route.ts'
import { paymentSchema } from '../payments/payment-routes.ts'
import { stateField } from '../periods/period-routes.ts'
import { BOARD_STATES, PAYMENT_PROGRESS } from './board-region.ts'
import { readCollectionsTrend } from './collections-trend.ts'
import { readBoard } from './read-board.ts'
import { readBoardRegion } from './read-board-region.ts'

const runField = codeField.optional().meta({
  description: '"published", "latest" (HR, finance and auditors) or a run’s id; the published run where there is one unless told.',
})
const shownRun = z
  .object({ id: z.string(), finishedAt: timeText.nullable(), published: z.boolean() })
  .meta({ id: 'ShownRun', description: 'The run that the figures are of.' })

const boardPayment = z
  .object({
    state: z.enum(PAYMENT_PROGRESS),
    people: z.number().int().meta({ description: 'People to whom something is due.' }),
    paid: z.number().int().meta({ description: 'Those of them marked as paid.' }),
    amount: decimalText.meta({ description: 'What is marked as paid, in yuan.' }),
    lastPaidOn: z.iso.date().nullable(),
  })
  .meta({ id: 'BonusBoardPayment' })

const regionSchema = z
  .object({
    region: z.string(),
    name: z.string(),
    state: z.enum(BOARD_STATES),
    split: z.enum(['split', 'held', 'unallocated']),
    receipts: decimalText,
    refunds: decimalText,
    netCollections: decimalText,
    rate: z.string().meta({ description: 'The share of net collections that is the pool: "0.001".' }),
    pool: decimalText,
    scoreTotal: decimalText,
    commission: decimalText.nullable(),
    commissionLeft: decimalText.nullable(),
    poolAboveCommission: z.boolean(),
    people: z.number().int().meta({ description: 'People with a share.' }),
    holding: z.number().int().meta({ description: 'People without a score, for whom the split is held.' }),
    shares: decimalText.meta({ description: 'The sum of the shares.' }),
    unallocated: decimalText,
    adjustments: decimalText,
    payable: decimalText.meta({ description: 'Shares and adjustments: what is paid.' }),
    signOff: z
      .object({ people: z.number().int(), confirmed: z.number().int(), objected: z.number().int(), signed: z.number().int() })
      .nullable()
      .meta({ description: 'How far the engineers’ sheets are confirmed and signed; null for a run that is not published.' }),
    payment: boardPayment.nullable().meta({ description: 'Null until the period is closed.' }),
  })
  .meta({ id: 'BonusBoardRegion' })

const boardSchema = z
  .object({
    period: z.string(),
    periodState: stateField,
    run: shownRun.nullable().meta({ description: 'Null while there is nothing to show; then there are no regions.' }),
    regions: z.array(regionSchema),
    totals: z.object({
      netCollections: decimalText,
      pool: decimalText,
      commission: decimalText.nullable(),
      commissionLeft: decimalText.nullable(),
      people: z.number().int(),
      shares: decimalText,
      unallocated: decimalText,
      adjustments: decimalText,
      payable: decimalText,
      payment: boardPayment.nullable(),
    }),
  })
  .meta({ id: 'BonusBoard' })

const personSchema = z
  .object({
    employee: z.string(),
    name: z.string(),
    status: z.enum(['scored', 'incomplete', 'excluded']).nullable(),
    score: decimalText.nullable(),
    days: z.number().int().nullable().meta({ description: 'Only where the company splits by days in post.' }),
    exact: decimalText.nullable().meta({ description: 'The share before rounding, to 6 decimals.' }),
    extra: decimalText.nullable().meta({ description: 'The fen of those that rounding down left over: "0.01" or "0.00".' }),
    amount: decimalText.nullable(),
    remark: z.object({ zh: z.string(), en: z.string() }).nullable(),
    confirmation: z.enum(['confirmed', 'objected', 'unanswered']).nullable(),
    signed: z.boolean().nullable(),
    adjustment: decimalText,
    payment: paymentSchema.nullable(),
  })
  .meta({ id: 'BonusBoardPerson' })

const detailSchema = z
  .object({
    period: z.string(),
    run: shownRun,
    region: regionSchema,
    people: z.array(personSchema),
    check: z
      .object({
        shares: decimalText,
        unallocated: decimalText,
        sum: decimalText,
        pool: decimalText,
        difference: decimalText,
        agrees: z.boolean(),
      })
      .meta({ description: 'Whether the shares, and what found nobody to go to, are the pool to the fen.' }),
  })
  .meta({ id: 'BonusBoardDetail' })

const figures = {
  netCollections: decimalText,
  pool: decimalText,
  due: decimalText.nullable(),
  collected: decimalText.nullable(),
  rate: decimalText.nullable().meta({ description: 'collected / due, to 4 decimals.' }),
}
const trendSchema = z
  .object({
    period: z.string(),
    periodState: stateField,
    run: shownRun.nullable(),
    regions: z.array(z.object({ region: z.string(), name: z.string(), ...figures })),
    total: z.object(figures).nullable(),
  })
  .meta({ id: 'CollectionsOfPeriod' })

export const BONUS_BOARD_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/bonus-board',
    elsewhere: 'reading',
    serves: readBoard,
    summary: 'The bonus board: each region’s net collections, pool, commission, people, total and state',
    description: 'Of the published run; before that HR, finance and auditors see the newest run that is done. Reading it is recorded.',
    params: z.object({ period: periodField }),
    query: z.object({ run: runField }),
    success: { status: 200, description: 'The board.', body: boardSchema },
    problems: ['period_must_exist', 'thing_must_exist', 'run_must_be_done'],
    handler: async ({ service, actor, params, query }) => {
      const found = await readBoard(service, actor, { ...params, ...query })
      return found.ok ? { ok: true, body: found.board } : found
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/bonus-board/{region}',
    elsewhere: 'reading',
    serves: readBoardRegion,
    summary: 'A region of the bonus board with its people, and whether their shares add up to the pool',
    params: z.object({ period: periodField, region: codeField }),
    query: z.object({ run: runField }),
    success: { status: 200, description: 'The region.', body: detailSchema },
    problems: ['period_must_exist', 'thing_must_exist', 'run_must_be_done'],
    handler: async ({ service, actor, params, query }) => {
      const found = await readBoardRegion(service, actor, { ...params, ...query })
      return found.ok ? { ok: true, body: found.detail } : found
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/collections-trend',
    elsewhere: 'reading',
    serves: readCollectionsTrend,
    summary: 'Collections against what was due, and pools, by region over the last periods',
    description: 'Of each period the run that the bonus board shows. Oldest first; periods that were never opened are left out.',
    params: z.object({ period: periodField }),
    query: z.object({
      periods: z.coerce.number().int().min(1).max(24).default(12).meta({ description: 'How many periods, with this one.' }),
    }),
    success: { status: 200, description: 'Periods.', body: z.object({ items: z.array(trendSchema), next: z.null() }) },
    problems: ['period_must_exist', 'thing_must_exist', 'run_must_be_done'],
    handler: async ({ service, actor, params, query }) => {
      const found = await readCollectionsTrend(service, actor, { ...params, ...query })
      return found.ok ? { ok: true, body: { items: found.periods, next: null } } : found
    },
  }),
]
