import { z } from 'zod'
import { mappingFields } from '../../sheets/read/mapping-profile.ts'
import { periodField } from '../kernel/fields.ts'
import { cursorText, pageQuery } from '../kernel/pagination.ts'
import { problemEntry, problemEntryOf } from '../kernel/problem-response.ts'
import { defineRoute } from '../kernel/route.ts'
import { checkAgain } from './check-again.ts'
import { inspectUpload } from './inspect-upload.ts'
import { furtherFields, inspected, rowSchema, tableField } from './mapping-schema.ts'
import { readUploadRows } from './read-upload-rows.ts'
import { templateFile } from './template-file.ts'
import { uploadWithPlan } from './upload-schema.ts'
import { shownUpload } from './upload-view.ts'

const fileField = z.string().min(1).max(200).meta({ description: 'The name of a file, as the upload has it.' })
const sheetField = z.string().min(1).max(100).meta({ description: 'The name of a sheet; text files have none.' })
const inPath = z.object({ upload: z.string().max(100) })
const { columns: columnMap, meanings: meaningsMap } = mappingFields

const previewRow = rowSchema.extend({
  problems: z.array(
    z.object({ position: z.number().int().nullable().meta({ description: 'Null: about the whole row.' }), problem: problemEntry }),
  ),
})

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const UPLOAD_MAPPING_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/template',
    elsewhere: 'reading',
    serves: templateFile,
    summary: 'The empty dataset workbook 数据模板 to fill in',
    description:
      'In the caller’s language: every table with its headers, notes, drop-downs and one example row; or one table alone, without an example.',
    query: z.object({ table: tableField.optional() }),
    success: { status: 200, description: 'A workbook', mediaType: WORKBOOK },
    handler: async ({ service, actor, query: { table }, language }) => {
      const made = await templateFile(service, actor, { language, table })
      if (!made.ok) return made
      const headers = {
        'content-type': WORKBOOK,
        'content-disposition': `attachment; filename="dataset-template.xlsx"; filename*=UTF-8''${encodeURIComponent(made.fileName)}`,
      }
      return new Response(new Uint8Array(made.bytes), { headers })
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/uploads/{upload}/columns',
    elsewhere: 'reading',
    serves: inspectUpload,
    summary: 'What stands in the files of an upload: sheets, columns with values, and what they probably mean',
    description:
      'For files whose headers are not ours. With file (and sheet) only that one, looked at as the table and with the header row named.',
    params: inPath,
    query: z.object({
      file: fileField.optional(),
      sheet: sheetField.optional(),
      table: tableField.optional(),
      headerRow: z.coerce.number().int().min(1).max(100_000).optional(),
    }),
    success: { status: 200, description: 'The sheets', body: z.object({ sheets: z.array(inspected) }) },
    problems: ['thing_must_exist', 'upload_must_still_have_its_files'],
    handler: async ({ service, actor, params, query: { file, sheet, table, headerRow }, language }) => {
      const found = await inspectUpload(service, actor, { upload: params.upload, file, sheet, table, headerRow, language })
      return found.ok ? { ok: true, body: { sheets: found.sheets } } : found
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/uploads/{upload}/check',
    elsewhere: 'work',
    serves: checkAgain,
    summary: 'Checks the files of an upload again, by what the user says of their sheets and headers',
    description:
      'No second upload is needed: the files of a broken upload are kept. Sheets that are not named here are read by their own names. With saveAs the mapping is kept as a profile when the upload is committed: later files with the same headers are mapped by themselves.',
    params: inPath,
    body: z.strictObject({
      sheets: z
        .array(
          z.strictObject({
            file: fileField,
            sheet: sheetField.nullable().default(null),
            table: tableField.nullable().meta({ description: 'Null leaves the sheet out.' }),
            columns: columnMap.nullable().default(null).meta({ description: 'Null when the headers are the table’s own.' }),
            meanings: meaningsMap.default({}),
            ...furtherFields,
            headerRow: mappingFields.headerRow.optional(),
            saveAs: z
              .string()
              .trim()
              .min(1)
              .max(100)
              .optional()
              .meta({ description: 'Keeps the mapping under this name, once the upload is committed.' }),
          }),
        )
        .max(100),
      period: periodField.optional(),
    }),
    success: { status: 200, description: 'The upload as it was found now', body: uploadWithPlan },
    problems: [
      'thing_must_exist',
      'upload_must_still_have_its_files',
      'upload_must_not_be_settled_yet',
      'mapping_must_fit_the_file',
      'mapping_columns_must_be_of_the_table',
      'mapping_headers_must_be_in_the_file',
      'table_must_be_yours_to_keep',
    ],
    handler: async ({ service, actor, params, body, language }) => {
      const sheets = body.sheets.map(({ saveAs, ...sheet }) => ({ ...sheet, saveAs }))
      const checked = await checkAgain(service, actor, { upload: params.upload, sheets, period: body.period })
      return checked.ok ? { ok: true, body: shownUpload(checked.upload, checked.plan, language) } : checked
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/uploads/{upload}/rows',
    elsewhere: 'reading',
    serves: readUploadRows,
    summary: 'Rows of an upload as they were read, with what is wrong in each cell',
    description: 'Of broken uploads too. The first twenty thousand rows; those with problems wherever they stand.',
    params: inPath,
    query: z.object({
      table: tableField.optional(),
      file: fileField.optional(),
      sheet: sheetField.optional(),
      only: z.enum(['problems']).optional().meta({ description: 'Only rows that something is wrong with.' }),
      ...pageQuery,
    }),
    success: {
      status: 200,
      description: 'Rows below the header, in the order of the file',
      body: z.object({
        file: z.string(),
        sheet: z.string().nullable(),
        table: tableField.nullable(),
        headerRow: z.number().int().nullable(),
        isReport: z.boolean().meta({ description: 'Whether it is a report of another program, read as a whole.' }),
        columns: z.array(z.object({ position: z.number().int(), header: z.string(), column: z.string().nullable() })),
        items: z.array(previewRow),
        general: z.array(problemEntry).meta({ description: 'What is wrong with the sheet or its header.' }),
        isCut: z.boolean().meta({ description: 'Whether there are rows beyond those that are shown.' }),
        next: z.string().nullable(),
      }),
    },
    problems: ['thing_must_exist', 'upload_must_still_have_its_files'],
    handler: async ({ service, actor, params, query: { table, file, sheet, only, cursor, limit }, language }) => {
      const after = Math.max(0, Math.trunc(Number(cursor?.[0] ?? 0)) || 0)
      const found = await readUploadRows(service, actor, {
        upload: params.upload,
        table,
        file,
        sheet,
        after,
        limit,
        onlyProblems: only === 'problems',
      })
      if (!found.ok) return found
      const { rows, hasMore, general, ok: _, ...rest } = found
      const last = rows.at(-1)
      return {
        ok: true,
        body: {
          ...rest,
          general: general.map((problem) => problemEntryOf(problem, language)),
          items: rows.map(({ problems, ...row }) => ({
            ...row,
            problems: problems.map(({ position, problem }) => ({ position, problem: problemEntryOf(problem, language) })),
          })),
          next: hasMore && last ? cursorText([last.row]) : null,
        },
      }
    },
  }),
]
