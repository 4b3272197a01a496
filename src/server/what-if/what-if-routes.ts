import { z } from 'zod'
import { fen } from '../../base/money.ts'
import type { WhatIfRow } from '../../store/aggregates/what-ifs.ts'
import { codeField, periodField } from '../kernel/fields.ts'
import { paged, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { downloadWhatIf, readWhatIf, readWhatIfPeople, readWhatIfs, removeWhatIf } from './read-what-ifs.ts'
import { startWhatIf } from './start-what-if.ts'
import { askedSchema } from './what-if-asked.ts'
import { whatIfPersonSchema, whatIfSchema } from './what-if-schema.ts'
import { whatIfPersonView, whatIfView } from './what-if-view.ts'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const params = z.object({ id: z.string().max(100) })
const { settings, texts } = askedSchema.shape

/** No rule file is longer. */
const isShortEnough = (text: string) => text.length <= 200_000

/** A change of settings or rules, tried on periods before it counts. */
export const WHAT_IF_ROUTES = [
  defineRoute({
    method: 'POST',
    path: '/what-ifs',
    serves: startWhatIf,
    summary: 'Begins to try a change of settings or rules on periods',
    description:
      'Each period is appraised as it is and as it would be: with a published run by the rules, settings and records of that run, else as a run would find it now. Of rule files the newest version counts in every period, whenever it begins. Computed off the request path; nothing of it can be published or paid.',
    body: z.object({
      title: z.string().trim().min(1).max(200),
      periods: z.array(periodField).min(1).max(24),
      settings: settings.refine((values) => Object.keys(values).length <= 100).default({}),
      texts: texts.refine((values) => Object.keys(values).length <= 20 && Object.values(values).every(isShortEnough)).default({}),
    }),
    success: { status: 202, description: 'It was begun.', body: whatIfSchema },
    problems: ['period_must_exist', 'what_if_must_change_something', 'what_if_must_be_alone'],
    creates: true,
    handler: async ({ service, actor, body, language }) => {
      const started = await startWhatIf(service, actor, body)
      if (!started.ok) return started
      return { ok: true, body: whatIfView(started.row, language), location: `/what-ifs/${started.row.id}` }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/what-ifs',
    serves: readWhatIfs,
    summary: 'What was tried, newest first',
    query: z.object(pageQuery),
    success: { status: 200, description: 'What-ifs.', body: pageOf(whatIfSchema) },
    handler: async ({ service, actor, query: { cursor, limit }, language }) => {
      const [at, id] = cursor ?? []
      const before = at === undefined || id === undefined ? undefined : ([String(at), String(id)] as const)
      const found = await readWhatIfs(service, actor, { before, limit: limit + 1 })
      if (!found.ok) return found
      const placeOf = (row: WhatIfRow) => [row.startedAt, row.id]
      return { ok: true, body: paged(found.rows, limit, placeOf, (row) => whatIfView(row, language)) }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/what-ifs/{id}',
    serves: readWhatIf,
    summary: 'What one came to: what changed, what it costs, pools and how differences lie',
    params,
    success: { status: 200, description: 'The what-if.', body: whatIfSchema },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, params: { id }, language }) => {
      const found = await readWhatIf(service, actor, id)
      return found.ok ? { ok: true, body: whatIfView(found.row, language) } : found
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/what-ifs/{id}',
    serves: removeWhatIf,
    summary: 'Removes one that is over',
    params,
    success: { status: 204, description: 'It is gone.' },
    problems: ['thing_must_exist', 'what_if_must_be_over', 'what_if_must_stay'],
    handler: async ({ service, actor, params: { id } }) => removeWhatIf(service, actor, id),
  }),
  defineRoute({
    method: 'GET',
    path: '/what-ifs/{id}/people',
    elsewhere: 'reading',
    serves: readWhatIfPeople,
    summary: 'The people for whom something differs, with the figures that lead to it',
    params,
    query: z.object({
      ...pageQuery,
      first: z.enum(['gain', 'loss']).default('gain').meta({ description: 'The largest gain first, or the largest loss.' }),
      region: codeField.optional(),
    }),
    success: { status: 200, description: 'People.', body: pageOf(whatIfPersonSchema) },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, params: { id }, query: { cursor, limit, first, region } }) => {
      const [difference, employee] = cursor ?? []
      const isPlace = typeof difference === 'string' && /^-?\d{1,30}$/.test(difference) && typeof employee === 'string'
      const after = isPlace ? ([fen(BigInt(difference)), employee] as const) : undefined
      const found = await readWhatIfPeople(service, actor, id, { first, region, after, limit: limit + 1 })
      if (!found.ok) return found
      return { ok: true, body: paged(found.people, limit, (row) => [String(row.difference), row.employee], whatIfPersonView) }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/what-ifs/{id}/workbook',
    serves: downloadWhatIf,
    summary: 'Downloads its workbook',
    description: 'Each download is entered into the audit trail.',
    params,
    success: { status: 200, description: 'The workbook.', mediaType: WORKBOOK },
    problems: ['thing_must_exist', 'what_if_must_be_over', 'what_if_workbook_must_be_there'],
    handler: async ({ service, actor, params: { id }, language }) => {
      const found = await downloadWhatIf(service, actor, id, language)
      if (!found.ok) return found
      const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`
      return new Response(found.content, {
        headers: { 'content-type': WORKBOOK, 'content-length': String(found.bytes), 'content-disposition': disposition },
      })
    },
  }),
]
