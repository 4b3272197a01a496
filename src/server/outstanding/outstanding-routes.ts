import { z } from 'zod'
import { MODULES } from '../../domain/engineers/service-facts.ts'
import { periodField, timeText } from '../kernel/fields.ts'
import { defineRoute } from '../kernel/route.ts'
import { progress } from './outstanding-schema.ts'
import { readOutstanding } from './read-outstanding.ts'

const outstanding = z
  .object({
    period: z.string(),
    state: z.enum(['collecting', 'evaluating', 'review', 'published', 'closed']),
    deadlines: z.record(z.string(), timeText).meta({ description: 'The time by which each step is to be done.' }),
    managers: z.array(progress).readonly(),
    researchManagers: z.array(progress).readonly(),
    regions: z
      .array(z.object({ region: z.string(), engineers: z.number().int(), managers: z.array(z.string()).readonly() }))
      .readonly()
      .meta({ description: 'Regions with engineers that fall to no regional manager today, or to more than one.' }),
    tables: z
      .array(z.object({ table: z.string(), title: z.string(), state: z.enum(['absent', 'empty']) }))
      .readonly()
      .meta({ description: 'Tables that are not in the data at all, or have no row of the period.' }),
    incomplete: z
      .array(
        z.object({ module: z.enum(MODULES), reason: z.string(), reasonZh: z.string(), reasonEn: z.string(), people: z.number().int() }),
      )
      .readonly()
      .meta({ description: 'What would be incomplete if it were run now; GET /periods/{period}/incomplete lists each case.' }),
    held: z.number().int().meta({ description: 'How many people are held.' }),
    setAside: z.number().int().meta({
      description: 'Rows of uploads that reach the period, came while it was published, and wait: GET /uploads/{upload}/set-aside.',
    }),
    unconfirmed: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'People who have neither confirmed nor objected; null before publication.' }),
  })
  .meta({ id: 'Outstanding' })

export const OUTSTANDING_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/outstanding',
    elsewhere: 'reading',
    serves: readOutstanding,
    summary: 'Who still owes what in a period, and what is missing',
    params: z.object({ period: periodField }),
    success: { status: 200, description: 'What the period waits for.', body: outstanding },
    problems: ['period_must_exist'],
    handler: async ({ service, actor, params }) => {
      const found = await readOutstanding(service, actor, params.period.text)
      if (!found.ok) return found
      const { ok: _, ...body } = found
      return { ok: true, body }
    },
  }),
]
