import { z } from 'zod'
import { downloadDocument, listDocuments } from '../app/service/documents/read-documents.ts'
import { codeField, periodField } from './fields.ts'
import { defineRoute } from './route.ts'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
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

export const DOCUMENT_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/documents',
    permission: 'document.read',
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
    path: '/periods/{period}/documents/{name}',
    permission: 'document.read',
    summary: 'Downloads one workbook',
    description: 'Each download is entered into the audit trail.',
    params: z.object({ period: periodField, name: z.string().min(1).max(200) }),
    query,
    success: { status: 200, description: 'The workbook.', mediaType: WORKBOOK },
    problems: PROBLEMS,
    handler: async ({ service, actor, params, query: { region } }) => {
      const found = await downloadDocument(service, actor, { period: params.period, region, name: params.name })
      if (!found.ok) return found
      const headers = {
        'content-type': WORKBOOK,
        'content-length': String(found.bytes),
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`,
      }
      return new Response(found.content, { headers })
    },
  }),
]
