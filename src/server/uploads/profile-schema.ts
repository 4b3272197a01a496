import { z } from 'zod'
import { mappingFields } from '../../sheets/read/mapping-profile.ts'
import { timeText } from '../kernel/fields.ts'
import { furtherFields, tableField } from './mapping-schema.ts'

const { columns, meanings } = mappingFields
const content = {
  name: z.string(),
  headers: z.array(z.string()).meta({ description: 'The headers of the files that it is for.' }),
  columns,
  meanings,
  ...furtherFields,
}

export const profileSchema = z
  .object({
    id: z.number().int(),
    table: tableField,
    report: z.string().nullable().meta({ description: 'The report of another program whose words it explains; it has no columns.' }),
    ...content,
    createdAt: timeText,
    createdBy: z.string(),
    usedAt: timeText,
    version: z.number().int().meta({ description: 'The number of the version in force; If-Match names it.' }),
    savedAt: timeText,
    savedBy: z.string(),
  })
  .meta({ id: 'MappingProfile', description: 'What the headers of a kind of foreign file mean 列对应方案.' })

export const differenceSchema = z.object({
  part: z.enum(['name', 'column', 'meaning', 'ignored', 'form', 'fill', 'key']),
  key: z.string().meta({ description: 'The header of a column, the key of meanings, the form; blank for name, fill and key.' }),
  text: z.string().nullable().meta({ description: 'The value of the file whose meaning is another.' }),
  before: z.string().nullable().meta({ description: 'Null: nothing was said. "leave_out": its rows are left out.' }),
  after: z.string().nullable(),
})

export const versionSchema = z
  .object({
    number: z.number().int(),
    ...content,
    at: timeText,
    by: z.string(),
    upload: z
      .string()
      .nullable()
      .meta({ description: 'The upload that was committed with it; null when it was written by hand or came in as a file.' }),
    restores: z.number().int().nullable().meta({ description: 'The earlier version that it took back into force.' }),
    differences: z.array(differenceSchema).meta({ description: 'What it says otherwise than the version before.' }),
  })
  .meta({ id: 'MappingProfileVersion', description: 'A version 版本 of a kept mapping.' })

export const profileBody = z.strictObject({
  name: z.string().trim().min(1).max(100),
  columns: columns.nullable().meta({ description: 'Null when the headers are the table’s own, or of a report.' }),
  meanings,
  ...furtherFields,
})
