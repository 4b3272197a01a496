import { z } from 'zod'
import { SHEET_STATES } from '../../domain/states.ts'
import { appealSchema } from '../appeals/appeal-schema.ts'
import { timeText } from '../kernel/fields.ts'

export const kind = z.enum(['service', 'sales'])
export const lineSchema = z
  .object({
    employee: z.string(),
    name: z.string(),
    region: z.string(),
    kind,
    state: z.enum(SHEET_STATES).meta({ description: 'Overdue is worked out from the deadline and is never an agreement.' }),
    answeredAt: timeText.nullable(),
    /** What an objection says. */
    text: z.string().nullable(),
    signedAt: timeText.nullable().meta({ description: 'When the person responsible signed; engineers only.' }),
  })
  .meta({ id: 'Confirmation' })

export const answeredSchema = z
  .object({
    period: z.string(),
    run: z.string(),
    employee: z.string(),
    kind,
    state: z.enum(['confirmed', 'objected']),
    at: timeText,
    /** The appeal that an objection became. */
    appeal: appealSchema.nullable(),
  })
  .meta({ id: 'AnsweredSheet' })
