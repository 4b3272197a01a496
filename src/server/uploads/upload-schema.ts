import { z } from 'zod'
import { TABLE_KEYS } from '../../domain/dataset/tables.ts'
import { UPLOAD_STATES } from '../../domain/states.ts'
import { timeText } from '../kernel/fields.ts'
import { problemEntry } from '../kernel/problem-response.ts'
import { oddMark } from '../odd/odd-detail.ts'
import { keptCorrections } from './correction-schema.ts'
import { furtherFields, readByFields } from './mapping-schema.ts'

const compared = z.object({ new: z.number().int(), changed: z.number().int(), same: z.number().int() })
export const uploadState = z.enum(UPLOAD_STATES)
export const uploadSchema = z
  .object({
    id: z.string(),
    period: z.string().nullable().meta({ description: 'The open period it is recorded in.' }),
    state: uploadState.meta({ description: 'checked: waits to be committed or dropped; broken: it has errors.' }),
    fileName: z.string(),
    sha256: z.string(),
    at: timeText,
    by: z.string(),
    tables: z
      .partialRecord(z.enum(TABLE_KEYS), compared)
      .meta({ description: 'Every table that was in it: how many of its records are new, changed or the same.' }),
    errors: z.number().int(),
    warnings: z.number().int(),
    change: z.number().int().nullable().meta({ description: 'The change that committed it.' }),
    sheets: z
      .array(
        z.object({
          file: z.string(),
          sheet: z.string().nullable(),
          table: z.enum(TABLE_KEYS).nullable().meta({ description: 'Null when it was left out.' }),
          columns: z
            .record(z.string(), z.string())
            .nullable()
            .meta({ description: 'Header to column; null when the headers were the table’s own.' }),
          meanings: z
            .record(z.string(), z.record(z.string(), z.string().nullable()))
            .optional()
            .meta({ description: 'By column, what its values meant; null left their rows out.' }),
          isNamed: z.literal(true).optional().meta({ description: 'The file was said to be of the table, whatever its name.' }),
          ...furtherFields,
          headerRow: z.number().int().optional(),
          keepAs: z.object({ name: z.string() }).optional().meta({ description: 'The kept mapping that it becomes when it is committed.' }),
          ...readByFields,
        }),
      )
      .readonly()
      .meta({ description: 'How its files and sheets were read.' }),
    corrections: keptCorrections,
    setAside: z.number().int().meta({ description: 'Rows that reach a published period and wait to be taken in or dropped.' }),
  })
  .meta({ id: 'Upload', description: 'An upload 上传 that was checked whole.' })
const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
export const touchedSchema = z.object({
  table: z.enum(TABLE_KEYS),
  key: z.string().meta({ description: 'Names the record in an address.' }),
  shown: values.nullable().meta({ description: 'As it was in force when the upload was checked; null where it was not.' }),
  now: values.nullable(),
  uploaded: values,
  change: z.number().int().meta({ description: 'The last change that touched it.' }),
  kind: z.enum(['upload', 'row', 'mark', 'decision', 'correction', 'take_back', 'form', 'merge']),
  by: z.string(),
  at: z.string(),
})
export const asideSchema = z
  .object({
    id: z.number().int(),
    table: z.enum(TABLE_KEYS),
    key: z.string().meta({ description: 'Names the record in an address.' }),
    period: z.string().meta({ description: 'The period that held it back when it was set aside.' }),
    waits: z.boolean().meta({ description: 'Whether that period is still published; else the row can be taken in.' }),
    uploaded: values,
    now: values.nullable().meta({ description: 'As the record is in force now; null where it is not.' }),
    asOf: z
      .number()
      .int()
      .meta({ description: 'The newest change of the data when this was read: sent with take-in it tells what was seen.' }),
  })
  .meta({ id: 'SetAsideRecord', description: 'A row of an upload that reaches a published period.' })
const meant = {
  tables: z.partialRecord(z.enum(TABLE_KEYS), compared),
  period: z.string().nullable(),
  lateFor: z.array(z.string()).meta({ description: 'The closed periods that some of its records come too late for.' }),
  needsReason: z.boolean(),
}
const planSchema = z
  .object({
    version: z
      .string()
      .meta({ description: 'Another one as soon as committing would mean anything else. A commit names the one that was seen.' }),
    ...meant,
    meanwhile: z
      .object({
        count: z.number().int().meta({ description: 'How many of its records other changes have touched.' }),
        records: z.array(touchedSchema).meta({ description: 'The first of them.' }),
        shown: z.object(meant).meta({ description: 'What was shown when the upload was checked.' }),
      })
      .nullable()
      .meta({ description: 'What is different from what was shown when the upload was checked; null while nothing is.' }),
    held: z
      .object({ from: z.string(), rows: z.partialRecord(z.enum(['postings', 'spells', 'client_reps']), z.number().int()) })
      .nullable()
      .meta({
        description:
          'A staff or client list is a snapshot of today: what it shows differently holds from this day on and is written as so many dated rows. Null where nothing of the kind changed.',
      }),
    setAside: z
      .object({ count: z.number().int(), records: z.array(asideSchema).readonly().meta({ description: 'The first of them.' }) })
      .meta({ description: 'Rows that reach a published period: the rest is committed, and they wait.' }),
    obstacles: z.array(problemEntry).meta({ description: 'What stands in the way of committing it as things are.' }),
  })
  .meta({ id: 'UploadPlan', description: 'What committing an upload now would mean.' })
export const uploadWithPlan = uploadSchema.extend({ plan: planSchema.nullable() })

export const uploadProblemEntry = problemEntry
  .extend({ odd: oddMark.nullable() })
  .meta({ id: 'UploadProblem', description: 'One thing that is wrong or odd in an upload.' })
