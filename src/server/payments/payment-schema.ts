import { z } from 'zod'
import { PAYMENT_KINDS, PAYMENT_STATES } from '../../domain/states.ts'
import { decimalText, timeText } from '../kernel/fields.ts'

export const paymentSchema = z
  .object({
    region: z.string(),
    regionName: z.string(),
    employee: z.string(),
    name: z.string(),
    share: decimalText.meta({ description: 'The published share of the region’s pool.' }),
    adjustment: decimalText.meta({ description: 'Adjustments 调整 of closed periods that are settled with it.' }),
    amount: decimalText.meta({ description: 'What is paid: share, adjustment and carried; never below 0.' }),
    state: z.enum(PAYMENT_STATES),
    paidOn: z.iso.date().nullable(),
    reference: z.string().nullable(),
    markedBy: z.string().nullable().meta({ description: 'The name of who marked it.' }),
    markedAt: timeText.nullable(),
    carried: decimalText.meta({
      description: 'What a month below zero lacks and carries on as a balance 待扣余额; negative: what earlier balances take from it 扣回.',
    }),
    balance: decimalText.meta({ description: 'What is open of the person afterwards, on their first line of the period.' }),
  })
  .meta({ id: 'Payment' })

const peopleAndAmount = z.object({ people: z.number().int(), amount: decimalText })
export const balancesSaidSchema = z
  .object({
    arising: peopleAndAmount.meta({ description: 'Whose month is below zero: nothing is paid, and this is open from its closing on.' }),
    deducting: peopleAndAmount.meta({ description: 'Of whom carried balances are deducted.' }),
    undecided: peopleAndAmount.meta({ description: 'Open of earlier closings, and nobody has decided what is done about it.' }),
  })
  .meta({ id: 'BalancesSaid', description: 'What of a month goes back 待扣.' })

export const entrySchema = z
  .object({
    id: z.number().int(),
    kind: z.enum(PAYMENT_KINDS),
    paidOn: z.iso.date().nullable(),
    reference: z.string().nullable(),
    reason: z.string().nullable().meta({ description: 'Why marks were taken back.' }),
    by: z.string().meta({ description: 'The name of who did it.' }),
    at: timeText,
    amount: decimalText,
    regions: z.array(z.object({ region: z.string(), name: z.string(), people: z.number().int(), amount: decimalText })),
    /** The first people of it; `more` is how many others there are. */
    people: z.array(z.object({ region: z.string(), employee: z.string(), name: z.string(), amount: decimalText })),
    more: z.number().int().meta({ description: 'People beyond those listed.' }),
  })
  .meta({ id: 'PaymentEntry' })
