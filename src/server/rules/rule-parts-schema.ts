import { z } from 'zod'
import { wordsSchema } from './rule-schema.ts'

const titled = z.object({ key: z.string(), title: wordsSchema })

/** What plans and measures can be made of. */
export const rulePartsSchema = z
  .object({
    measures: z.array(titled.extend({ unit: z.enum(['yuan', 'quantity', 'count', 'points']) })),
    kpis: z.array(titled),
    positions: z.array(titled),
    regions: z.array(z.object({ code: z.string(), name: z.string() })),
    tables: z.array(
      titled.extend({
        day: z
          .string()
          .nullable()
          .meta({ description: 'The day that puts a record into the window unless told; null of records that have none.' }),
        owners: z.array(titled).meta({ description: 'Of whom it can be measured.' }),
        fields: z.array(
          z.object({
            name: z.string(),
            title: wordsSchema,
            type: z.string(),
            isFigure: z.boolean().meta({ description: 'Whether it can be added up or compared in size.' }),
            operators: z.array(z.string()),
            choices: z.array(z.object({ value: z.string(), title: wordsSchema })),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'RuleParts' })
