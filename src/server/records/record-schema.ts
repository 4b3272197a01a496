import { z } from 'zod'
import { TABLE_KEYS } from '../../domain/dataset/tables.ts'

const COLUMN_TYPES = [
  'text',
  'money',
  'quantity',
  'score',
  'count',
  'day',
  'period',
  'flag',
  'share',
  'choice',
  'employee',
  'client',
  'region',
] as const
export const tableField = z.enum(TABLE_KEYS).meta({ description: 'A table of the dataset, by its English key.' })
const value = z.union([z.string().max(40_000), z.number(), z.boolean(), z.null()])
export const values = z.record(z.string().max(100), value).meta({
  description: 'By English key: money and scores as decimal text "1234.50", days "2026-10-05", flags true and false.',
  examples: [{ number: 'R-2026-0917', date: '2026-10-05', client: 'C001', amount: '1234.50' }],
})
export const recordSchema = z
  .object({
    /** Names it in an address. */
    key: z.string(),
    version: z.number().int().meta({ description: 'The change that brought this version; If-Match names it.' }),
    values,
  })
  .meta({ id: 'Record', description: 'A record 记录 of the company book in force.' })
export const tableSchema = z
  .object({
    key: tableField,
    title: z.string(),
    identity: z.array(z.string()).readonly(),
    columns: z
      .array(
        z.object({
          key: z.string(),
          title: z.string(),
          type: z.enum(COLUMN_TYPES),
          required: z.boolean(),
          choices: z.array(z.object({ key: z.string(), title: z.string() })).readonly(),
        }),
      )
      .readonly(),
    records: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'Records in force; null where it was never brought, and for those who do not see them all.' }),
    isOwn: z.boolean().meta({ description: 'Whether the caller may upload and change it.' }),
  })
  .meta({ id: 'Table', description: 'A table 表 of the dataset with its columns, those required marked so.' })
