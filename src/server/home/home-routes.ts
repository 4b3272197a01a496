import { z } from 'zod'
import { timeText } from '../kernel/fields.ts'
import { defineRoute } from '../kernel/route.ts'
import { stateField } from '../periods/period-routes.ts'
import { TODO_KEYS } from './home-todo.ts'
import { rememberVisit } from './last-visit.ts'
import { readHome } from './read-home.ts'
import { NEWS_KEYS } from './what-changed.ts'

const values = z.record(z.string(), z.string()).meta({ description: 'What its words and its link need, by name.' })

const todoSchema = z
  .object({
    key: z.enum(TODO_KEYS),
    period: z.string().nullable(),
    count: z.number().int(),
    total: z.number().int().nullable().meta({ description: 'Out of how many; null where that says nothing.' }),
    optional: z.boolean(),
    deadline: timeText.nullable(),
    overdue: z.boolean(),
    values,
  })
  .meta({ id: 'Todo', description: 'Something that waits for the caller 待办.' })

const newsSchema = z
  .object({
    key: z.enum(NEWS_KEYS),
    at: timeText,
    period: z.string().nullable(),
    count: z.number().int(),
    by: z.string().nullable().meta({ description: 'The name of who did it, where it was a person.' }),
    values,
  })
  .meta({ id: 'News' })

const stageSchema = z
  .object({
    period: z.string(),
    state: stateField,
    steps: z.array(z.object({ state: stateField, since: timeText.nullable(), deadline: timeText.nullable() })).readonly(),
  })
  .meta({ id: 'Stage', description: 'Where an open period stands.' })

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
