import { z } from 'zod'
import { defineRoute } from '../kernel/route.ts'
import { correctUpload } from './correct-upload.ts'
import { correctionFields } from './correction-schema.ts'
import { replaceFiles } from './replace-files.ts'
import { uploadFolder } from './upload-files.ts'
import { receiveForm } from './upload-form.ts'
import { uploadWithPlan } from './upload-schema.ts'
import { shownUpload } from './upload-view.ts'

export const UPLOAD_CORRECTION_ROUTES = [
  defineRoute({
    method: 'POST',
    path: '/uploads/{upload}/corrections',
    elsewhere: 'work',
    serves: correctUpload,
    summary: 'Corrects cells of an upload and leaves rows out, or takes such back, and checks it again',
    description:
      'The files stay as they are; what is said here is kept with the upload and applied as they are read. All or nothing: a correction of a cell that does not hold the value named is refused. Corrections apply in the order in which they were made: of a cell that was corrected before, `found` is what it was corrected to.',
    params: z.object({ upload: z.string().max(100) }),
    body: correctionFields,
    success: { status: 200, description: 'The upload as it was found now', body: uploadWithPlan },
    problems: [
      'thing_must_exist',
      'upload_must_still_have_its_files',
      'upload_must_not_be_settled_yet',
      'upload_corrections_must_be_as_seen',
      'upload_must_have_the_correction',
      'upload_must_have_few_corrections',
      'correction_must_find_its_cell',
      'correction_must_name_what_stands_there',
      'row_to_leave_out_must_be_read',
      'table_must_be_yours_to_keep',
    ],
    handler: async ({ service, actor, params, body, language }) => {
      const checked = await correctUpload(service, actor, { upload: params.upload, ...body })
      return checked.ok ? { ok: true, body: shownUpload(checked.upload, checked.plan, language) } : checked
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/uploads/{upload}/files',
    elsewhere: 'work',
    serves: replaceFiles,
    summary: 'Replaces the files of an upload and checks them as its own were read',
    description:
      'A multipart/form-data form with one or more files in "file". What was said of sheets, headers, values, cells and rows is kept where it still fits; what does not is named among the problems. One file in the place of one may have another name.',
    params: z.object({ upload: z.string().max(100) }),
    upload: ['multipart/form-data'],
    success: { status: 200, description: 'The upload as it was found now', body: uploadWithPlan },
    problems: [
      'thing_must_exist',
      'upload_must_be_a_form',
      'upload_must_hold_a_file',
      'upload_must_hold_fewer_files',
      'upload_must_still_have_its_files',
      'upload_must_not_be_settled_yet',
      'upload_corrections_must_be_as_seen',
      'table_must_be_yours_to_keep',
    ],
    handler: async ({ service, actor, params, request, language, command: stored }) => {
      const form = await receiveForm(request, uploadFolder(service, stored))
      if (!form.ok) return form
      const checked = await replaceFiles(service, actor, { upload: params.upload, stored, files: form.files })
      return checked.ok ? { ok: true, body: shownUpload(checked.upload, checked.plan, language) } : checked
    },
  }),
]
