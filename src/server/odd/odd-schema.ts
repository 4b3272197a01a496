import { z } from 'zod'
import { TABLE_KEYS } from '../../domain/dataset/tables.ts'
import { timeText } from '../kernel/fields.ts'
import { oddEffect } from './odd-detail.ts'

export const oddState = z.enum(['open', 'dismissed'])

export const dismissalSchema = z
  .object({ reason: z.string(), by: z.string(), at: timeText })
  .meta({ id: 'OddDismissal', description: 'Who said why that it is right as it stands.' })

export const oddSchema = z
  .object({
    key: z.string().meta({ description: 'Names the entry by its kind and by what its records say: another one once they change.' }),
    kind: z.string().meta({ description: 'The code of the warning.' }),
    message: z.string().meta({ description: "What looks odd and what to do, in the caller's language." }),
    period: z.string().nullable().meta({ description: 'The period that its records are of; null where they are of none.' }),
    column: z.string().nullable().meta({ description: 'The column that looks odd.' }),
    records: z
      .array(z.object({ table: z.enum(TABLE_KEYS), key: z.string(), name: z.string(), value: z.string().nullable() }))
      .meta({ description: 'The first 20 of its records, with their keys in addresses and what stands in the column.' }),
    count: z.number().int().meta({ description: 'How many records it is about.' }),
    effect: oddEffect.nullable().meta({
      description:
        'What it comes to if it is as it seems, computed anew by the rules in force; null where that cannot be told. KPIs of representatives are no part of it.',
    }),
    firstSeen: timeText.nullable().meta({ description: 'When the last of its records came in.' }),
    upload: z.string().nullable().meta({ description: 'The upload that it came with, where that waits or is what it is about.' }),
    state: oddState,
    dismissal: dismissalSchema.nullable(),
  })
  .meta({ id: 'OddRecord' })
