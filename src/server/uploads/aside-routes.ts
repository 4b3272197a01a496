import { z } from 'zod'
import { reasonField } from '../kernel/fields.ts'
import { paged, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { dropAsideRecords, readAside, takeAsideIn } from './settle-aside.ts'
import { asideSchema, uploadSchema } from './upload-schema.ts'

const inPath = z.object({ upload: z.string().max(100) })
const chosen = z.array(z.number().int().positive()).min(1).max(10_000).meta({ description: 'The numbers of the rows.' })

/** Rows of an upload that reach a published period 暂缓的行. */
export const SET_ASIDE_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/uploads/{upload}/set-aside',
    serves: readAside,
    summary: 'Rows of an upload that reach a published period and wait',
    params: inPath,
    query: z.object(pageQuery),
    success: { status: 200, description: 'In their order.', body: pageOf(asideSchema) },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, params, query: { cursor, limit } }) => {
      const after = Number(cursor?.[0])
      const found = await readAside(service, actor, { ...params, after: Number.isSafeInteger(after) ? after : undefined, limit })
      if (!found.ok) return found
      return {
        ok: true,
        body: paged(
          found.records,
          limit,
          ({ id }) => [id],
          (record) => record,
        ),
      }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/uploads/{upload}/set-aside/take-in',
    elsewhere: 'work',
    serves: takeAsideIn,
    summary: 'Takes rows that waited into force as one change, all of them or none',
    description: 'Once their period is closed, late for it, or was taken a step back.',
    params: inPath,
    body: z.strictObject({
      records: chosen,
      reason: reasonField.optional(),
      asOf: z
        .number()
        .int()
        .optional()
        .meta({ description: 'The newest change that was seen of their records; that of the upload unless told.' }),
    }),
    success: { status: 200, description: 'The upload, with how many rows still wait.', body: uploadSchema },
    problems: [
      'thing_must_exist',
      'upload_must_be_committed',
      'set_aside_records_must_be_as_shown',
      'table_must_be_yours_to_keep',
      'published_data_must_be_corrected_by_appeal',
      'data_must_be_changed_by_hr',
      'data_change_must_have_a_reason',
      'own_case_must_be_decided_by_another',
      'late_records_must_have_an_open_period',
      'person_must_have_one_overall_mark',
    ],
    handler: async ({ service, actor, params, body }) => {
      const taken = await takeAsideIn(service, actor, { ...params, ...body, reason: body.reason })
      return taken.ok ? { ok: true, body: taken.upload } : taken
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/uploads/{upload}/set-aside/drop',
    elsewhere: 'work',
    serves: dropAsideRecords,
    summary: 'Drops rows that waited, with a reason',
    params: inPath,
    body: z.strictObject({ records: chosen, reason: reasonField }),
    success: { status: 200, description: 'The upload, with how many rows still wait.', body: uploadSchema },
    problems: ['thing_must_exist', 'upload_must_be_committed', 'table_must_be_yours_to_keep', 'reason_must_be_given'],
    handler: async ({ service, actor, params, body }) => {
      const dropped = await dropAsideRecords(service, actor, { ...params, ...body })
      return dropped.ok ? { ok: true, body: dropped.upload } : dropped
    },
  }),
]
