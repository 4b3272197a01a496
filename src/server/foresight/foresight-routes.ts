import { z } from 'zod'
import { cursorText, pageOf, pageQuery } from '../kernel/pagination.ts'
import { problemEntryOf } from '../kernel/problem-response.ts'
import { defineRoute } from '../kernel/route.ts'
import { tableField } from '../uploads/mapping-schema.ts'
import { changesOfUpload } from './changes-of-upload.ts'
import { effectOfUpload } from './effect-of-upload.ts'
import { changeState, uploadChangeSchema, uploadEffectSchema, uploadSumsSchema } from './foresight-schema.ts'
import { sumsOfUpload } from './sums-of-upload.ts'

const inPath = z.object({ upload: z.string().max(100) })

/** What committing a waiting upload would come to, before it is made. */
export const UPLOAD_FORESIGHT_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/uploads/{upload}/changes',
    elsewhere: 'reading',
    serves: changesOfUpload,
    summary: 'What committing a waiting upload would change, the old values beside the new ones',
    description: 'Changed records first, then new ones, table by table. Rows that wait for a published period are not among them.',
    params: inPath,
    query: z.object({ ...pageQuery, table: tableField.optional(), state: changeState.optional() }),
    success: {
      status: 200,
      description: 'Records that are new or changed',
      body: pageOf(uploadChangeSchema).extend({
        total: z.number().int().meta({ description: 'How many there are on all pages.' }),
      }),
    },
    problems: ['thing_must_exist', 'upload_must_still_wait'],
    handler: async ({ service, actor, params, query: { table, state, cursor, limit } }) => {
      const found = await changesOfUpload(service, actor, { upload: params.upload, table, state, after: cursor, limit })
      if (!found.ok) return found
      const next = found.next ? cursorText(found.next) : null
      return { ok: true, body: { items: [...found.items], next, total: found.total } }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/uploads/{upload}/sums',
    elsewhere: 'reading',
    serves: sumsOfUpload,
    summary: 'What a waiting upload comes to by month and region, and the totals 合计 of its files beside what was read',
    description:
      'Of each table with amounts: the records by the month of their own day (or the period they are written for) and by region, what counts apart from drafts and void documents. Of each row of a file that adds up others whether what was read above it agrees, and by how much not.',
    params: inPath,
    success: { status: 200, description: 'Sums and totals', body: uploadSumsSchema },
    problems: ['thing_must_exist', 'upload_must_still_wait'],
    handler: async ({ service, actor, params, language }) => {
      const found = await sumsOfUpload(service, actor, { upload: params.upload, language })
      return found.ok ? { ok: true, body: { tables: found.tables, totals: found.totals } } : found
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/uploads/{upload}/effect',
    elsewhere: 'work',
    serves: effectOfUpload,
    summary: 'What committing a waiting upload would change in pools, scores, bonuses and points',
    description:
      'Computed as runs are, on the records as they are and with those of the upload taken in: what a run after the commit finds, to the fen. Of the latest of the periods that are open and of the closed ones that its records are of. Nothing is written. Takes as long as two runs a period.',
    params: inPath,
    success: { status: 200, description: 'The differences, the largest first', body: uploadEffectSchema },
    problems: ['thing_must_exist', 'upload_must_still_wait'],
    handler: async ({ service, actor, params, language }) => {
      const found = await effectOfUpload(service, actor, params.upload)
      if (!found.ok) return found
      const periods = found.periods.map((each) => ({
        ...each,
        problems: each.problems.map((problem) => problemEntryOf(problem, language)),
      }))
      return { ok: true, body: { periods, others: found.others } }
    },
  }),
]
