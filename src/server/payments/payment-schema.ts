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
    amount: decimalText.meta({ description: 'Share and adjustment: what is paid.' }),
    state: z.enum(PAYMENT_STATES),
    paidOn: z.iso.date().nullable(),
    reference: z.string().nullable(),
    markedBy: z.string().nullable().meta({ description: 'The name of who marked it.' }),
    markedAt: timeText.nullable(),
  })
  .meta({ id: 'Payment' })

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
