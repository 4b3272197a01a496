import { z } from 'zod'
import { APPEAL_STATES } from '../../domain/states.ts'
import { codeField, timeText } from '../kernel/fields.ts'

/** An appeal 申诉 as answers show it. */
export const appealSchema = z
  .object({
    id: z.number().int(),
    period: z.string(),
    run: z.string(),
    employee: z.string(),
    name: z.string(),
    region: z.string(),
    kind: z.enum(['service', 'sales']),
    item: z.string().nullable().meta({ description: 'The item objected to: a module or a KPI; null for the sheet as a whole.' }),
    text: z.string(),
    at: timeText,
    state: z.enum(APPEAL_STATES),
    answer: z.string().nullable(),
    decidedBy: z.string().nullable(),
    decidedAt: timeText.nullable(),
    change: z.number().int().nullable().meta({ description: 'The change of the data that a correction made.' }),
  })
  .meta({ id: 'Appeal' })

export const correctionSchema = z
  .object({
    table: codeField,
    key: z.string().max(500).optional().meta({ description: 'The record, as GET /records names it; left out for a new one.' }),
    values: z
      .record(z.string().max(100), z.union([z.string().max(4000), z.number(), z.boolean(), z.null()]))
      .optional()
      .meta({ description: 'New values of some columns, or of all for a new record; left out, the record goes out of force.' }),
  })
  .meta({ id: 'Correction' })
