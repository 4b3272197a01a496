import { z } from 'zod'
import { timeText } from '../kernel/fields.ts'
import { defineRoute } from '../kernel/route.ts'
import { homeBalances, newsSchema, stageSchema, todoSchema } from './home-schema.ts'
import { rememberVisit } from './last-visit.ts'
import { readHome } from './read-home.ts'

export const HOME_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/home',
    elsewhere: 'reading',
    serves: readHome,
    summary: 'What the caller has to do, by when; where each open period stands; what changed since the last visit',
    success: {
      status: 200,
      description: 'To-dos, the most urgent first; stages, the newest first; news, the newest first.',
      body: z.object({
        now: timeText,
        stages: z.array(stageSchema).readonly(),
        todos: z.array(todoSchema).readonly(),
        since: timeText
          .nullable()
          .meta({ description: 'Since when the news are; null on the first visit, which tells of the last seven days.' }),
        news: z.array(newsSchema).readonly(),
        balances: homeBalances.nullable().meta({ description: 'Null where there are none.' }),
        unread: z.number().int().meta({ description: 'Unread messages.' }),
      }),
    },
    handler: async ({ service, actor }) => {
      const found = await readHome(service, actor)
      if (!found.ok) return found
      const { ok: _, ...body } = found
      return { ok: true, body }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/home/seen',
    serves: rememberVisit,
    summary: 'Remembers that the caller has seen their home page: what changed from now on is new to them',
    success: { status: 204, description: 'Remembered, within one visit once an hour at most.' },
    handler: async ({ service, actor }) => rememberVisit(service, actor),
  }),
]
