import { z } from 'zod'
import { BOARD_STATES, PAYMENT_PROGRESS } from '../../domain/states.ts'
import { decimalText, timeText } from '../kernel/fields.ts'
import { paymentSchema } from '../payments/payment-schema.ts'
import { stateField } from '../periods/period-schema.ts'

const shownRun = z
  .object({ id: z.string(), finishedAt: timeText.nullable(), published: z.boolean() })
  .meta({ id: 'ShownRun', description: 'The run that the figures are of.' })

export const boardPaymentSchema = z
  .object({
    state: z.enum(PAYMENT_PROGRESS),
    people: z.number().int().meta({ description: 'People to whom something is due.' }),
    paid: z.number().int().meta({ description: 'Those of them marked as paid.' }),
    amount: decimalText.meta({ description: 'What is marked as paid, in yuan.' }),
    lastPaidOn: z.iso.date().nullable(),
  })
  .meta({ id: 'BonusBoardPayment' })

export const regionSchema = z
  .object({
    region: z.string(),
    name: z.string(),
    state: z.enum(BOARD_STATES),
    /** Whether its pool was split, is held, or found nobody to go to. */
    split: z.enum(['split', 'held', 'unallocated']),
    receipts: decimalText,
    refunds: decimalText,
    netCollections: decimalText,
    rate: z.string().meta({ description: 'The share of net collections that is the pool: "0.001".' }),
    pool: decimalText,
    scoreTotal: decimalText,
    commission: decimalText.nullable(),
    commissionLeft: decimalText.nullable(),
    /** The pool is more than the commission it is taken from (POLICY A12). */
    poolAboveCommission: z.boolean(),
    people: z.number().int().meta({ description: 'People with a share.' }),
    holding: z.number().int().meta({ description: 'People without a score, for whom the split is held.' }),
    shares: decimalText.meta({ description: 'The sum of the shares.' }),
    unallocated: decimalText,
    /** Adjustments of closed periods settled with the region's bonus. */
    adjustments: decimalText,
    payable: decimalText.meta({ description: 'Shares and adjustments: what is paid.' }),
    signOff: z
      .object({ people: z.number().int(), confirmed: z.number().int(), objected: z.number().int(), signed: z.number().int() })
      .nullable()
      .meta({ description: 'How far the engineers’ sheets are confirmed and signed; null for a run that is not published.' }),
    payment: boardPaymentSchema.nullable().meta({ description: 'Null until the period is closed.' }),
  })
  .meta({ id: 'BonusBoardRegion' })

export const boardSchema = z
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
      payment: boardPaymentSchema.nullable(),
    }),
  })
  .meta({ id: 'BonusBoard' })

export const personSchema = z
  .object({
    employee: z.string(),
    name: z.string(),
    /** As engineer; null for somebody who is none in this run. */
    status: z.enum(['scored', 'incomplete', 'excluded']).nullable(),
    /** The final score that the split used. */
    score: decimalText.nullable(),
    days: z.number().int().nullable().meta({ description: 'Only where the company splits by days in post or employed.' }),
    percent: z.number().int().nullable().meta({ description: 'At how many of a hundred the person takes part; null is whole.' }),
    exact: decimalText.nullable().meta({ description: 'The share before rounding, to 6 decimals.' }),
    extra: decimalText.nullable().meta({ description: 'The fen of those that rounding down left over: "0.01" or "0.00".' }),
    amount: decimalText.nullable(),
    /** Why there is no share, and how missing modules were treated. */
    remark: z.object({ zh: z.string(), en: z.string() }).nullable(),
    /** What the person said of their sheet, and whether the person responsible signed it. */
    confirmation: z.enum(['confirmed', 'objected', 'unanswered']).nullable(),
    signed: z.boolean().nullable(),
    adjustment: decimalText,
    /** What is paid, and whether it is marked as paid; null until the period is closed. */
    payment: paymentSchema.nullable(),
  })
  .meta({ id: 'BonusBoardPerson' })

export const detailSchema = z
  .object({
    period: z.string(),
    run: shownRun,
    region: regionSchema,
    /** By employee number. */
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
export const trendSchema = z
  .object({
    period: z.string(),
    periodState: stateField,
    run: shownRun.nullable(),
    regions: z.array(z.object({ region: z.string(), name: z.string(), ...figures })),
    total: z.object(figures).nullable(),
  })
  .meta({ id: 'CollectionsOfPeriod' })
