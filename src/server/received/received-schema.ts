import { z } from 'zod'
import { TABLE_KEYS } from '../../domain/dataset/tables.ts'
import { timeText } from '../kernel/fields.ts'

const dayText = z.iso.date()

export const receivedSchema = z
  .object({
    table: z.enum(TABLE_KEYS),
    title: z.string(),
    state: z.enum(['absent', 'empty', 'present']).meta({ description: 'absent: not in the data at all; empty: no record of the period.' }),
    needed: z.boolean().meta({ description: 'Whether a month cannot be appraised without it.' }),
    own: z.boolean().meta({ description: 'Whether the caller keeps it, and may upload it.' }),
    profiles: z
      .array(z.object({ id: z.number().int(), name: z.string(), usedAt: timeText }))
      .readonly()
      .meta({ description: 'The kept mappings 列对应方案 of other programs’ lists of it, the one used last first; at most five.' }),
    finance: z.boolean().meta({ description: 'Whether finance keeps it.' }),
    rows: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'Records of the period; null for tables that are of every period, such as people.' }),
    totalRows: z.number().int(),
    first: dayText.nullable(),
    last: dayText.nullable(),
    change: z
      .object({
        change: z.number().int(),
        kind: z.enum(['upload', 'row', 'mark', 'decision', 'correction', 'take_back', 'form', 'merge']),
        at: timeText,
        by: z.string(),
        byName: z.string().nullable(),
        upload: z.string().nullable(),
        fileName: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'The change that touched the table last.' }),
  })
  .meta({ id: 'ReceivedTable' })
