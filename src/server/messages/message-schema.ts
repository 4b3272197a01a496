import { z } from 'zod'
import { timeText } from '../kernel/fields.ts'

export const messageSchema = z
  .object({
    id: z.number().int(),
    kind: z.string().meta({ description: 'Such as evaluating.before: a reminder before the deadline of marking.' }),
    period: z.string().nullable(),
    zh: z.string(),
    en: z.string(),
    createdAt: timeText,
    readAt: timeText.nullable(),
  })
  .meta({ id: 'Message' })
