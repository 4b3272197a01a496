import { z } from 'zod'
import { messageOf } from '../../base/problem.ts'
import { codeField, decimalText, periodField } from '../kernel/fields.ts'
import { defineRoute } from '../kernel/route.ts'
import { previewRegion } from './preview-region.ts'
import { engineerSchema } from './preview-schema.ts'

const previewSchema = z
  .object({
    period: z.string(),
    region: z.string(),
    regionName: z.string(),
    status: z.enum(['split', 'held', 'unallocated']),
    receipts: decimalText,
    refunds: decimalText,
    netCollections: decimalText,
    rate: decimalText,
    pool: decimalText,
    scoreTotal: decimalText,
    commission: decimalText.nullable(),
    commissionLeft: decimalText.nullable(),
    unallocated: decimalText,
    draftsCounted: z.number().int(),
    heldBy: z.array(z.string()).readonly(),
    engineers: z.array(engineerSchema).readonly(),
    problems: z.array(z.object({ code: z.string(), severity: z.enum(['error', 'warning']), message: z.string() })).readonly(),
  })
  .meta({ id: 'RegionPreview' })

export const PREVIEW_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/regions/{region}/preview',
    elsewhere: 'reading',
    serves: previewRegion,
    summary: 'Pool and split of a region as a run would make them now',
    description: 'Computed by the code of a run from the records in force; nothing is stored. Regional managers see their own region.',
    params: z.object({ period: periodField, region: codeField }),
    query: z.object({
      drafts: z
        .enum(['true', 'false'])
        .default('true')
        .meta({ description: 'Whether drafts count as if submitted: the caller’s own, for HR and auditors everybody’s.' }),
    }),
    success: { status: 200, description: 'The region as it stands.', body: previewSchema },
    problems: ['period_must_exist', 'thing_must_exist'],
    handler: async ({ service, actor, params, query, language }) => {
      const found = await previewRegion(service, actor, {
        period: params.period.text,
        region: params.region,
        drafts: query.drafts === 'true',
      })
      if (!found.ok) return found
      const problems = found.preview.problems.map((problem) => ({
        code: problem.code,
        severity: problem.severity,
        message: messageOf(problem, language),
      }))
      return { ok: true, body: { ...found.preview, problems } }
    },
  }),
]
