import { z } from 'zod'
import { TABLE_KEYS } from '../../domain/dataset/tables.ts'

const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
export const changeState = z.enum(['changed', 'new'])
export const uploadChangeSchema = z
  .object({
    table: z.enum(TABLE_KEYS),
    key: z.string().meta({ description: 'Names the record in an address.' }),
    state: changeState,
    row: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'The row of the file; null where its table stands in several sheets or in none.' }),
    before: values.nullable().meta({ description: 'As it is in force; null of a new one.' }),
    after: values,
    differs: z
      .array(z.string())
      .readonly()
      .meta({ description: 'The columns that a changed one differs in; of a new one those that say anything beyond what identifies it.' }),
  })
  .meta({ id: 'UploadChange', description: 'A record as it is in force and as an upload brings it.' })
