import { z } from 'zod'
import { TABLE_KEYS } from '../../domain/dataset/tables.ts'
import { periodField, timeText } from '../kernel/fields.ts'
import { defineRoute } from '../kernel/route.ts'
import { readReceived } from './read-received.ts'

const dayText = z.iso.date()

const receivedSchema = z
  .object({
    table: z.enum(TABLE_KEYS),
    title: z.string(),
    state: z.enum(['absent', 'empty', 'present']).meta({ description: 'absent: not in the data at all; empty: no record of the period.' }),
    needed: z.boolean().meta({ description: 'Whether a month cannot be appraised without it.' }),
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
        kind: z.enum(['upload', 'row', 'mark', 'decision', 'correction', 'take_back', 'form']),
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

export const RECEIVED_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/received',
    elsewhere: 'reading',
    serves: readReceived,
    summary: 'What has come in of every table for a period, when and by whom',
    params: z.object({ period: periodField }),
    success: {
      status: 200,
      description: 'The tables in their order.',
      body: z.object({ items: z.array(receivedSchema).readonly(), next: z.null() }),
    },
    problems: ['period_must_exist'],
    handler: async ({ service, actor, params }) => {
      const found = await readReceived(service, actor, { period: params.period })
      return found.ok ? { ok: true, body: { items: found.tables, next: null } } : found
    },
  }),
]
