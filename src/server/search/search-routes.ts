import { z } from 'zod'
import { defineRoute } from '../kernel/route.ts'
import { searchEverything } from './search-everything.ts'
import { hitSchema } from './search-schema.ts'

export const SEARCH_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/search',
    elsewhere: 'reading',
    serves: searchEverything,
    summary: 'Finds periods, people, clients, regions, records by number and accounts, within the caller’s reach',
    description:
      'By how a number or code begins, in either case, or by a part of a name; of records only by the number, from three characters on.',
    query: z.object({
      q: z
        .string()
        .max(100)
        .meta({ description: 'What to look for.', examples: ['T001'] }),
      each: z.coerce.number().int().min(1).max(20).default(6).meta({ description: 'How many of a kind are answered at most.' }),
    }),
    success: {
      status: 200,
      description: 'What was found, by kind.',
      body: z.object({ items: z.array(hitSchema).readonly(), next: z.null() }),
    },
    handler: async ({ service, actor, query }) => {
      const found = await searchEverything(service, actor, { text: query.q, each: query.each })
      return found.ok ? { ok: true, body: { items: found.hits, next: null } } : found
    },
  }),
]
