import { z } from 'zod'
import { inBoth } from '../kernel/in-both.ts'
import { defineRoute } from '../kernel/route.ts'
import { namePeople } from './name-people.ts'
import { namedPerson } from './name-schema.ts'

const AT_MOST = 200

const idsField = z
  .string()
  .max(20_000)
  .transform((text) =>
    text
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== ''),
  )
  .refine((ids) => ids.length >= 1 && ids.length <= AT_MOST, {
    error: inBoth(`请填写 1 至 ${AT_MOST} 个编号，以逗号分隔。`, `Give 1 to ${AT_MOST} ids, with commas between them.`),
  })
  .meta({ description: `Up to ${AT_MOST} ids with commas between them: account ids, "token:ID", "system", employee numbers.` })

export const PEOPLE_NAME_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/people-names',
    elsewhere: 'reading',
    serves: namePeople,
    summary: 'Names people by the ids that answers show in `by` and its like',
    description: 'In the order asked for; ids that nobody has, or whose name the caller may not know, are left out.',
    query: z.object({ ids: idsField }),
    success: { status: 200, description: 'The names.', body: z.object({ items: z.array(namedPerson), next: z.null() }) },
    handler: async ({ service, actor, query }) => {
      const found = await namePeople(service, actor, query.ids)
      return found.ok ? { ok: true, body: { items: found.people, next: null } } : found
    },
  }),
]
