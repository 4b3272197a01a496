import { z } from 'zod'
import { periodField, reasonField } from '../kernel/fields.ts'
import { offsetFrom, pageFrom, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { dismissOdd, reopenOdd } from './dismiss-odd.ts'
import { listOdd } from './list-odd.ts'
import { dismissalSchema, oddSchema, oddState } from './odd-schema.ts'
import { oddView } from './odd-view.ts'

const named = z.object({ key: z.string().regex(/^[0-9a-f]{32}$/) })
const why = z.object({ reason: reasonField })

export const ODD_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/odd-records',
    elsewhere: 'reading',
    serves: listOdd,
    summary: 'What looks odd 疑点 in the records and in uploads that wait, with what each comes to',
    description:
      'Found anew each time: of the period asked for, else of all that are not closed, with the clients that seem to be registered twice. The newest period comes first.',
    query: z.object({ ...pageQuery, period: periodField.optional(), state: oddState.optional() }),
    success: {
      status: 200,
      description: 'Entries.',
      body: pageOf(oddSchema).extend({
        total: z.number().int().meta({ description: 'How many there are on all pages.' }),
        open: z.number().int().meta({ description: 'How many of the period, or of all, are open.' }),
      }),
    },
    handler: async ({ service, actor, query: { cursor, limit, period, state }, language }) => {
      const offset = offsetFrom(cursor)
      const found = await listOdd(service, actor, { period: period?.text, state, offset, limit })
      if (!found.ok) return found
      const items = found.items.map((entry) => oddView(entry, language))
      return { ok: true, body: { ...pageFrom(items, offset, found.total), total: found.total, open: found.open } }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/odd-records/{key}/dismiss',
    elsewhere: 'work',
    serves: dismissOdd,
    summary: 'Dismisses an entry 忽略: it is right as it stands',
    description: 'Until one of its records changes. No figure and no result changes by it. Dismissed twice is dismissed once.',
    params: named,
    body: why,
    success: { status: 200, description: 'The dismissal.', body: dismissalSchema },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, params, body }) => {
      const dismissed = await dismissOdd(service, actor, { key: params.key, reason: body.reason })
      if (!dismissed.ok) return dismissed
      const { reason, by, at } = dismissed.dismissal
      return { ok: true, body: { reason, by, at } }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/odd-records/{key}/reopen',
    elsewhere: 'work',
    serves: reopenOdd,
    summary: 'Takes a dismissal back: the entry is open again',
    params: named,
    body: why,
    success: { status: 204, description: 'Taken back.' },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, params, body }) => {
      const reopened = await reopenOdd(service, actor, { key: params.key, reason: body.reason })
      return reopened.ok ? { ok: true, body: undefined } : reopened
    },
  }),
]
