import { z } from 'zod'
import { codeField, periodField } from '../kernel/fields.ts'
import { paged, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { archiveDocuments } from './archive-documents.ts'
import { downloadSchema } from './document-schema.ts'
import { listDownloads } from './list-downloads.ts'
import { type Download, downloadDocument, listDocuments } from './read-documents.ts'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const ZIP = 'application/zip'
const PROBLEMS = ['period_must_exist', 'thing_must_exist', 'documents_must_be_of_a_closed_period', 'document_region_must_be_chosen']
const query = z.object({
  region: codeField.optional().meta({ description: 'One region’s sheets only. Regional managers get theirs without asking.' }),
})

const documentsSchema = z
  .object({
    run: z.string().meta({ description: 'The published run; the sheets are made of its snapshot and of nothing else.' }),
    region: z.string().nullable().meta({ description: 'Null for the whole company.' }),
    files: z.array(z.object({ kind: z.string(), name: z.string(), bytes: z.number().int() })),
  })
  .meta({ id: 'Documents' })

/** "a,b": names with commas between them. */
const listField = z
  .string()
  .max(20_000)
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )

export const DOCUMENT_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/documents',
    serves: listDocuments,
    summary: 'The sheets of a closed period: bonus, payroll, scores, KPIs',
    description:
      'Made once, of the published snapshot and the adjustments accepted in the period. Nothing that happens later changes them.',
    params: z.object({ period: periodField }),
    query,
    success: { status: 200, description: 'The workbooks, with their sizes.', body: documentsSchema },
    problems: PROBLEMS,
    handler: async ({ service, actor, params, query: { region } }) => {
      const found = await listDocuments(service, actor, { period: params.period, region })
      if (!found.ok) return found
      return { ok: true, body: { run: found.run, region: found.region, files: [...found.files] } }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/documents/archive',
    serves: archiveDocuments,
    summary: 'Several workbooks, or all, as one zip',
    description: 'With several regions each has its folder, named as the region is. Each workbook is entered into the audit trail.',
    params: z.object({ period: periodField }),
    query: z.object({
      names: listField.optional().meta({ description: 'Names of workbooks, with commas between them; all unless told.' }),
      regions: listField.optional().meta({ description: 'Codes of regions, with commas between them; the whole company unless told.' }),
    }),
    success: { status: 200, description: 'The zip.', mediaType: ZIP },
    problems: [...PROBLEMS, 'document_must_be_there'],
    handler: async ({ service, actor, params, query, language }) => {
      const found = await archiveDocuments(service, actor, { ...params, ...query, language })
      return found.ok ? fileResponse(found, ZIP) : found
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/documents/downloads',
    serves: listDownloads,
    summary: 'Who took which workbook, newest first',
    params: z.object({ period: periodField }),
    query: z.object(pageQuery),
    success: { status: 200, description: 'Downloads.', body: pageOf(downloadSchema) },
    problems: ['period_must_exist'],
    handler: async ({ service, actor, params, query: { cursor, limit } }) => {
      const before = Number(cursor?.[0])
      const found = await listDownloads(service, actor, { ...params, before: Number.isSafeInteger(before) ? before : undefined, limit })
      if (!found.ok) return found
      const body = paged(
        found.downloads,
        limit,
        ({ entry }) => [entry],
        (download) => download,
      )
      return { ok: true, body }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/documents/{name}',
    serves: downloadDocument,
    summary: 'Downloads one workbook',
    description: 'Each download is entered into the audit trail.',
    params: z.object({ period: periodField, name: z.string().min(1).max(200) }),
    query,
    success: { status: 200, description: 'The workbook.', mediaType: WORKBOOK },
    problems: PROBLEMS,
    handler: async ({ service, actor, params, query: { region } }) => {
      const found = await downloadDocument(service, actor, { period: params.period, region, name: params.name })
      if (!found.ok) return found
      return fileResponse(found, WORKBOOK)
    },
  }),
]

function fileResponse({ name, bytes, content }: Download, type: string): Response {
  const headers = {
    'content-type': type,
    ...(bytes < 0 ? {} : { 'content-length': String(bytes) }),
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  }
  return new Response(content, { headers })
}
