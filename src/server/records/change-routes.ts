import { z } from 'zod'
import { idField, periodField, reasonField, timeText } from '../kernel/fields.ts'
import { paged, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { changeView, readChange, readChanges } from './read-changes.ts'
import { madeChangeSchema, shownChange } from './record-routes.ts'
import { takeBackChange } from './take-back-change.ts'

const changeSchema = madeChangeSchema
  .extend({
    kind: z.enum(['upload', 'row', 'mark', 'decision', 'correction', 'take_back', 'form', 'merge']),
    reason: z.string().nullable(),
    at: timeText,
    by: z.string(),
    upload: z.string().nullable(),
    takesBack: z.number().int().nullable().meta({ description: 'The change that it took back.' }),
    takenBack: z.boolean(),
  })
  .meta({ id: 'Change', description: 'A change 变更 of the company book, in the order of its number.' })
const inPath = z.object({ change: idField })

export const CHANGE_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/changes',
    serves: readChanges,
    summary: 'Lists the changes of the data, newest first',
    query: z.object({
      period: periodField.optional(),
      lateFor: periodField.optional().meta({ description: 'A closed period: what came too late for it.' }),
      ...pageQuery,
    }),
    success: { status: 200, description: 'Changes', body: pageOf(changeSchema) },
    handler: async ({ service, actor, query: { period, lateFor, cursor, limit } }) => {
      const before = cursor && Number(cursor[0])
      const found = await readChanges(service, actor, { period: period?.text, lateFor: lateFor?.text, before, limit: limit + 1 })
      if (!found.ok) return found
      return {
        ok: true,
        body: paged(
          found.changes,
          limit,
          ({ id }) => [id],
          (change) => ({ ...changeView(change), lateFor: [...change.lateFor] }),
        ),
      }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/changes/{change}',
    serves: readChange,
    summary: 'Reads a change',
    params: inPath,
    success: { status: 200, description: 'The change', body: changeSchema },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, params }) => {
      const found = await readChange(service, actor, params.change)
      return found.ok ? { ok: true, body: { ...found.change, lateFor: [...found.change.lateFor] } } : found
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/changes/{change}/take-back',
    elsewhere: 'work',
    serves: takeBackChange,
    summary: 'Takes a committed upload or a single record back 撤回, while its period is open; or splits merged clients again',
    params: inPath,
    body: z
      .strictObject({ reason: reasonField.optional().meta({ description: 'Needed once a period that it touches is past collecting.' }) })
      .default({}),
    success: { status: 200, description: 'The change that reverses it', body: madeChangeSchema },
    problems: [
      'thing_must_exist',
      'change_must_be_an_upload_or_a_row',
      'change_must_not_be_taken_back_already',
      'change_must_belong_to_an_open_period',
      'change_must_be_the_last_on_its_records',
      'own_case_must_be_decided_by_another',
      'record_must_not_be_referred_to',
      'data_must_be_changed_by_hr',
      'data_change_must_have_a_reason',
      'published_data_must_be_corrected_by_appeal',
      'table_must_be_yours_to_keep',
    ],
    handler: async ({ service, actor, params, body }) => {
      const made = await takeBackChange(service, actor, { change: params.change, reason: body.reason })
      return made.ok ? { ok: true, body: shownChange(made.change) } : made
    },
  }),
]
