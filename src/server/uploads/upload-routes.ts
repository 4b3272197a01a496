import { z } from 'zod'
import type { Answer } from '../../base/answer.ts'
import type { CompanyCalendar } from '../../base/company-calendar.ts'
import { type Period, periodFromText } from '../../base/period.ts'
import type { Problem } from '../../base/problem.ts'
import { tableNamed } from '../../domain/dataset/dataset-names.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import { companyCalendar } from '../kernel/company-calendar.ts'
import { heldFromField, periodField, reasonField } from '../kernel/fields.ts'
import { paged, pageOf, pageQuery } from '../kernel/pagination.ts'
import { problemEntryOf, problemResponse } from '../kernel/problem-response.ts'
import { defineRoute } from '../kernel/route.ts'
import { checkUpload } from './check-upload.ts'
import { markedUpload } from './marked-upload.ts'
import { readSentUpload, readUpload, readUploadProblems, readUploads } from './read-uploads.ts'
import { commitUpload, dropUpload } from './settle-upload.ts'
import { removeFiles, uploadFolder } from './upload-files.ts'
import { receiveForm } from './upload-form.ts'
import { uploadProblem } from './upload-problems.ts'
import { uploadProblemEntry, uploadSchema, uploadState, uploadWithPlan } from './upload-schema.ts'
import { shownPlan, shownUpload, uploadView } from './upload-view.ts'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const inPath = z.object({ upload: z.string().max(100) })

export const UPLOAD_ROUTES = [
  defineRoute({
    method: 'POST',
    path: '/uploads',
    elsewhere: 'work',
    serves: checkUpload,
    summary: 'Uploads data and checks them whole; nothing is in force before it is committed',
    description:
      'A multipart/form-data form: one or more files in "file" (a spreadsheet or CSV, also .gz: read as what its bytes are, whatever its name; a workbook, or one file a table), optionally "table" (what the one file is, whatever its name) and "period" (the open period to record it in; that of its records unless told). Finance uploads collections and commissions only. An upload with errors is kept as broken, for its problems and its marked copy.',
    upload: ['multipart/form-data'],
    success: { status: 201, description: 'The upload, with what committing it would mean', body: uploadWithPlan },
    problems: [
      'upload_must_be_a_form',
      'upload_must_hold_a_file',
      'upload_must_hold_fewer_files',
      'upload_of_one_table_must_hold_one_file',
      'upload_fields_must_be_known',
      'table_must_be_yours_to_keep',
    ],
    creates: 'in_steps',
    handler: async ({ service, actor, request, language, command: id }) => {
      const location = `/uploads/${id}` as const
      const checkedBefore = await readSentUpload(service, actor, id)
      if (checkedBefore.ok) return { ok: true, body: shownUpload(checkedBefore.upload, checkedBefore.plan, language), location }
      const folder = uploadFolder(service, id)
      // What an interrupted attempt left.
      await removeFiles(folder)
      const form = await receiveForm(request, folder)
      if (!form.ok) return form
      const fields = fieldsOf(form.fields, await companyCalendar(service.store))
      if (!fields.ok) {
        await removeFiles(folder)
        return fields
      }
      const { table, period } = fields
      const checked = await checkUpload(service, actor, { id, files: form.files, table, period })
      if (!checked.ok) return checked
      return { ok: true, body: shownUpload(checked.upload, checked.plan, language), location }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/uploads',
    serves: readUploads,
    summary: 'Lists uploads, newest first',
    query: z.object({ period: periodField.optional(), state: uploadState.optional(), by: z.string().max(100).optional(), ...pageQuery }),
    success: { status: 200, description: 'Uploads', body: pageOf(uploadSchema) },
    handler: async ({ service, actor, query: { period, state, by, cursor, limit } }) => {
      const before = cursor && { at: String(cursor[0]), id: String(cursor[1]) }
      const found = await readUploads(service, actor, { period: period?.text, state, by, before, limit: limit + 1 })
      return found.ok ? { ok: true, body: paged(found.uploads, limit, ({ at, id }) => [at, id], uploadView) } : found
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/uploads/{upload}',
    elsewhere: 'reading',
    serves: readUpload,
    summary: 'Reads an upload; while it waits, with what committing it now would mean',
    params: inPath,
    success: { status: 200, description: 'The upload', body: uploadWithPlan },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, params, language }) => {
      const found = await readUpload(service, actor, params.upload)
      return found.ok ? { ok: true, body: shownUpload(found.upload, found.plan, language) } : found
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/uploads/{upload}/problems',
    elsewhere: 'reading',
    serves: readUploadProblems,
    summary: 'Lists what is wrong with an upload, each with its cell',
    params: inPath,
    query: z.object(pageQuery),
    success: { status: 200, description: 'Problems in the order in which they were found', body: pageOf(uploadProblemEntry) },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, params, query: { cursor, limit }, language }) => {
      const from = Math.max(0, Math.trunc(Number(cursor?.[0] ?? 0)) || 0)
      const found = await readUploadProblems(service, actor, params.upload, { from, limit: limit + 1 })
      if (!found.ok) return found
      const rows = found.problems.map((marked, index) => ({ ...marked, place: from + index + 1 }))
      return {
        ok: true,
        body: paged(
          rows,
          limit,
          ({ place }) => [place],
          ({ problem, odd }) => ({ ...problemEntryOf(problem, language), odd }),
        ),
      }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/uploads/{upload}/marked-copy',
    elsewhere: 'work',
    serves: markedUpload,
    summary: 'The file back as a workbook, its wrong cells marked and commented',
    params: inPath,
    query: z.object({
      file: z.string().max(200).optional().meta({ description: 'Which file, of an upload of several; the first unless told.' }),
    }),
    success: { status: 200, description: 'A workbook', mediaType: WORKBOOK },
    problems: ['thing_must_exist', 'upload_must_still_have_its_files'],
    handler: async ({ service, actor, params, query, language }) => {
      const copy = await markedUpload(service, actor, { upload: params.upload, file: query.file, language })
      if (!copy.ok) return copy
      const name = encodeURIComponent(copy.fileName).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
      const headers = {
        'content-type': WORKBOOK,
        'content-disposition': `attachment; filename="marked-copy.xlsx"; filename*=UTF-8''${name}`,
      }
      return new Response(new Uint8Array(copy.bytes), { headers })
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/uploads/{upload}/commit',
    elsewhere: 'work',
    serves: commitUpload,
    summary: 'Puts the records of an upload into force as one change',
    description:
      'What was shown is what is committed: once it would mean anything else than the plan that was seen, because other changes have touched its records or a period went on, the answer is 409 with `plan`, the plan as it is now; sent again with the version of that plan it is committed. Committing it again answers the same: it is one commit. Its records of closed periods come late and are marked so.',
    params: inPath,
    body: z
      .strictObject({
        reason: reasonField.optional().meta({ description: 'Needed once a period that it touches is past collecting.' }),
        plan: z
          .string()
          .max(100)
          .optional()
          .meta({ description: 'The version of the plan that was seen; the one that was shown when it was checked unless told.' }),
        heldFrom: heldFromField.optional(),
      })
      .default({}),
    success: { status: 200, description: 'The upload, committed', body: uploadSchema },
    problems: [
      'thing_must_exist',
      'upload_must_wait_to_be_settled',
      'upload_plan_must_be_the_one_shown',
      'upload_records_must_be_as_shown',
      'table_must_be_yours_to_keep',
      'data_must_be_changed_by_hr',
      'data_change_must_have_a_reason',
      'correction_must_have_a_reason',
      'published_data_must_be_corrected_by_appeal',
      'own_case_must_be_decided_by_another',
      'late_records_must_have_an_open_period',
      'person_must_have_one_overall_mark',
      'period_must_be_in_state',
    ],
    handler: async ({ service, actor, params, body, language, requestId }) => {
      const committed = await commitUpload(service, actor, {
        upload: params.upload,
        reason: body.reason,
        plan: body.plan,
        heldFrom: body.heldFrom,
      })
      if (committed.ok) return { ok: true, body: committed.upload }
      if (!('plan' in committed) || !committed.plan) return committed
      return problemResponse(committed.problems, language, requestId, { plan: shownPlan(committed.plan, language) })
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/uploads/{upload}/drop',
    elsewhere: 'work',
    serves: dropUpload,
    summary: 'Drops an upload with its records and files',
    params: inPath,
    success: { status: 200, description: 'The upload, dropped', body: uploadSchema },
    problems: ['thing_must_exist', 'upload_must_wait_to_be_settled', 'table_must_be_yours_to_keep'],
    handler: async ({ service, actor, params }) => {
      const dropped = await dropUpload(service, actor, params.upload)
      return dropped.ok ? { ok: true, body: dropped.upload } : dropped
    },
  }),
]

/** The fields beside the files. */
function fieldsOf(
  fields: Readonly<Record<string, string>>,
  calendar: CompanyCalendar,
): Answer<{ readonly ok: true; readonly table: TableKey | undefined; readonly period: Period | undefined }> {
  const problems: Problem[] = []
  const read = <T>(field: string, from: (text: string) => T | undefined): T | undefined => {
    const found = fields[field]?.trim() ?? ''
    if (found === '') return undefined
    const value = from(found)
    if (value === undefined) problems.push(uploadProblem('upload_fields_must_be_known', { field, found: found.slice(0, 100) }))
    return value
  }
  const table = read('table', tableNamed)
  const period = read('period', (text) => periodFromText(text, calendar))
  return problems.length > 0 ? { ok: false, problems } : { ok: true, table, period }
}
