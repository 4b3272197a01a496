import { z } from 'zod'
import { TABLE_KEYS } from '../../domain/dataset/tables.ts'

const HIT_KINDS = ['period', 'person', 'client', 'region', 'record', 'account'] as const
export type HitKind = (typeof HIT_KINDS)[number]

export const hitSchema = z
  .object({
    kind: z.enum(HIT_KINDS),
    key: z.string().meta({ description: 'A period, a number, a code, an account’s id; of a record what names it in its address.' }),
    title: z.string(),
    table: z.enum(TABLE_KEYS).nullable().meta({ description: 'The table of a record.' }),
    values: z.record(z.string(), z.string()).meta({ description: 'What tells it from its like: position, region, day, amount.' }),
  })
  .meta({ id: 'Hit' })
