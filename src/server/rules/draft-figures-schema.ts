import { z } from 'zod'
import { OWNERS } from '../../engine/rule/measure-rule.ts'

/** What a measure that is being written counts. */
export const draftFiguresSchema = z
  .object({
    period: z.string(),
    per: z.enum(OWNERS).meta({ description: 'Of whom.' }),
    unit: z.enum(['yuan', 'quantity', 'count', 'points']),
    items: z.array(
      z.object({
        of: z.string().meta({ description: 'A number or code; empty for the company.' }),
        name: z.string().nullable(),
        figure: z.string().nullable().meta({ description: 'Exact: a decimal or a fraction; null where there is none.' }),
      }),
    ),
    records: z
      .object({ of: z.string(), table: z.string(), total: z.number().int(), items: z.array(z.record(z.string(), z.string())) })
      .nullable()
      .meta({ description: 'The records behind one figure, the first of them; null unless asked for.' }),
  })
  .meta({ id: 'DraftFigures' })
