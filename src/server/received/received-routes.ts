import { z } from 'zod'
import { periodField } from '../kernel/fields.ts'
import { defineRoute } from '../kernel/route.ts'
import { readReceived } from './read-received.ts'
import { receivedSchema } from './received-schema.ts'

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
