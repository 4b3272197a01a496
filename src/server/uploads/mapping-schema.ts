import { z } from 'zod'
import { TABLE_KEYS } from '../../domain/dataset/tables.ts'
import { mappingFields } from '../../sheets/read/mapping-profile.ts'
import { problemEntry } from '../kernel/problem-response.ts'

export const tableField = z.enum(TABLE_KEYS)
export const rowSchema = z.object({ row: z.number().int(), cells: z.array(z.string()) })
/** What a mapping says beyond columns and meanings. */
export const furtherFields = {
  forms: mappingFields.forms.optional(),
  fill: mappingFields.fill.optional(),
  key: mappingFields.key.optional(),
}

/** By which kept mapping a sheet was read, and what that left aside. */
export const readByFields = {
  profile: z
    .object({
      id: z.number().int(),
      name: z.string(),
      version: z.number().int().optional(),
      savedAt: z.string().optional().meta({ description: 'When that version was saved.' }),
    })
    .nullable()
    .meta({ description: 'The kept mapping that it was read by, as it was then.' }),
  leavesOut: z
    .array(
      z.object({
        header: z.string(),
        text: z.string().meta({ description: '"" for a blank cell, "*" for any other text.' }),
        rows: z.number().int().nullable().meta({ description: 'Rows of this file; null where they are not counted.' }),
      }),
    )
    .readonly()
    .optional()
    .meta({ description: 'The values whose rows its mapping leaves out.' }),
  unread: z.array(z.string()).readonly().optional().meta({ description: 'Its headers that are not read.' }),
}

export const inspected = z.object({
  file: z.string(),
  sheet: z.string().nullable(),
  top: z.array(rowSchema).meta({ description: 'The first rows as they stand, to choose the header among.' }),
  headerRow: z.number().int().nullable(),
  report: z
    .object({ key: z.string(), title: z.object({ zh: z.string(), en: z.string() }) })
    .nullable()
    .meta({ description: 'The report of another program that it is, which needs no columns.' }),
  words: z
    .array(z.object({ column: z.string(), word: z.string(), found: z.string() }))
    .meta({ description: 'Words of a report that nobody has explained, by the key of meanings that explains them.' }),
  lateCounts: z.string().nullable().meta({
    description:
      'Of a report that counts 迟到 and 严重迟到 in one row, what it says: forms.late tells whether the former has the latter in it.',
  }),
  table: tableField.nullable().meta({ description: 'What it was read as, else the likeliest; null when it may be none.' }),
  tables: z.array(z.object({ table: tableField, likelihood: z.number().int() })).meta({ description: 'Likeliest first, from 0 to 100.' }),
  columns: z.array(
    z.object({
      position: z.number().int(),
      header: z.string(),
      samples: z.array(z.string()),
      suggestion: z
        .object({ column: z.string(), by: z.enum(['own', 'name', 'values']) })
        .nullable()
        .meta({ description: 'own: a name of ours; name: one that other programs give; values: by what stands below.' }),
      values: z
        .array(z.object({ text: z.string(), reads: z.record(z.string(), z.string()) }))
        .meta({ description: 'The values of a column of few, with what each reads as in the table’s columns of choices.' }),
    }),
  ),
  meanings: mappingFields.meanings.meta({ description: 'What values mean by the words that everybody knows.' }),
  ...furtherFields,
  mapsHeaderRow: z.boolean().meta({ description: 'Whether a mapping has to name the row of the header, since it stands far below.' }),
  questions: z.array(problemEntry).meta({ description: 'What the sheet does not say and a mapping has to answer.' }),
  lineAmounts: z
    .string()
    .nullable()
    .meta({ description: 'The header whose amounts are the lines’, where it is asked whether an amount is.' }),
  missing: z.array(z.string()).meta({ description: 'Required columns that nothing is suggested for.' }),
  ...readByFields,
})
