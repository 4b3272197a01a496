import { z } from 'zod'
import { decimalText } from '../kernel/fields.ts'

export const spread = z
  .object({
    count: z.number().int(),
    /** How many managers gave them. */
    managers: z.number().int(),
    /** Two decimals; null without a mark. */
    mean: decimalText.nullable(),
    median: decimalText.nullable(),
    lowest: decimalText.nullable(),
    highest: decimalText.nullable(),
    counts: z.array(z.number().int()).readonly().meta({ description: 'Marks in each bucket, in the order of `buckets`.' }),
  })
  .meta({ id: 'MarkSpread' })
