import { z } from 'zod'
import { codeField, reasonField } from '../kernel/fields.ts'
import { defineRoute } from '../kernel/route.ts'
import { CHANGE_PROBLEMS, madeChangeSchema, shownChange } from '../records/record-routes.ts'
import { type MergedClients, mergeClients, previewMerge } from './merge-clients.ts'

const text = z.string().nullable()
const mergeSchema = z
  .object({
    change: madeChangeSchema.nullable().meta({ description: 'Null where it was only tried.' }),
    tables: madeChangeSchema.shape.tables.meta({ description: 'How many records of which table are changed, added or taken out.' }),
    reaches: z.array(z.string()).readonly().meta({ description: 'The opened periods of the records and of what holds otherwise.' }),
    lateFor: z
      .array(z.string())
      .readonly()
      .meta({ description: 'Those of them that are closed: the review of adjustments appraises them again.' }),
    differences: z
      .array(z.object({ column: z.string(), into: text, from: text, after: text }))
      .readonly()
      .meta({
        description: 'Where the two entries of the clients table differ, and what stays: that of the client that stays, where it has any.',
      }),
    reps: z
      .array(z.object({ rep: z.string(), from: text }))
      .readonly()
      .meta({ description: 'Whose client it is afterwards, from which day; null is since ever.' }),
  })
  .meta({ id: 'ClientMerge', description: 'What merging two clients comes to.' })

const pair = z.strictObject({
  into: codeField.meta({ description: 'The client that stays.' }),
  from: codeField.meta({ description: 'The client whose code becomes an alias of the other.' }),
})
const PROBLEMS = [
  'thing_must_exist',
  'clients_must_differ',
  'merged_records_must_agree',
  'collection_must_have_a_region',
  ...CHANGE_PROBLEMS,
]

const shown = ({ change, differences, reps }: MergedClients) => ({
  tables: change.counts,
  reaches: change.reaches,
  lateFor: change.lateFor,
  differences,
  reps,
})

export const CLIENT_ROUTES = [
  defineRoute({
    method: 'POST',
    path: '/clients/merge',
    elsewhere: 'work',
    serves: mergeClients,
    summary: 'Merges two clients 合并客户: one code becomes an alias of the other',
    description:
      'All records of the one refer to the other from then on, as one change: POST /changes/{change}/take-back splits them again, while its records stay as it left them. Months that are published refuse it; for closed ones it comes late.',
    body: pair.extend({ reason: reasonField }),
    success: { status: 200, description: 'What it came to.', body: mergeSchema },
    problems: PROBLEMS,
    handler: async ({ service, actor, body }) => {
      const made = await mergeClients(service, actor, body)
      return made.ok ? { ok: true, body: { ...shown(made.merged), change: shownChange(made.merged.change) } } : made
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/clients/merge/preview',
    elsewhere: 'work',
    serves: previewMerge,
    summary: 'What merging two clients would come to; nothing is written',
    body: pair,
    success: { status: 200, description: 'What it would come to.', body: mergeSchema },
    problems: PROBLEMS,
    handler: async ({ service, actor, body }) => {
      const tried = await previewMerge(service, actor, body)
      return tried.ok ? { ok: true, body: { ...shown(tried.merged), change: null } } : tried
    },
  }),
]
