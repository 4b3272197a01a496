import { z } from 'zod'
import { codeField, decimalText } from '../kernel/fields.ts'
import { offsetFrom, pageFrom, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { listKpis } from './list-kpis.ts'
import { kindField, ofRun, regionNamesSchema, runNamed } from './result-schema.ts'
import { scoreDistribution } from './score-distribution.ts'
import { kpiFigureSchema, kpiHeadSchema } from './sheet-schema.ts'

const VIEWED = ['result_must_be_published', 'thing_must_exist', 'run_must_be_done']

const rowSchema = z
  .object({
    employee: z.string(),
    name: z.string(),
    region: z.string(),
    regionName: z.string(),
    status: z.string().meta({ description: 'scored or held.' }),
    score: decimalText.nullable().meta({ description: 'Points of the scorecard.' }),
    figures: z.array(kpiFigureSchema).meta({ description: 'In the order of `kpis`.' }),
  })
  .meta({ id: 'KpiRow' })

const spread = {
  count: z.number().int(),
  withoutScore: z.number().int(),
  lowest: decimalText.nullable(),
  highest: decimalText.nullable(),
  mean: decimalText.nullable(),
  median: decimalText.nullable(),
}

const distributionSchema = z
  .object({
    ...spread,
    run: z.string(),
    kind: kindField,
    width: z.number().int(),
    bins: z.array(
      z.object({
        from: decimalText,
        to: decimalText.meta({ description: 'Not counted itself, but for 100.' }),
        count: z.number().int(),
      }),
    ),
    regions: z.array(z.object({ region: z.string(), name: z.string(), ...spread })),
  })
  .meta({ id: 'ScoreDistribution' })

export const LEAGUE_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/runs/{run}/kpis',
    elsewhere: 'reading',
    serves: listKpis,
    summary: 'What the representatives within reach reached, KPI by KPI',
    description: 'Those without a value come last. Staff see themselves only; managers and staff the published run only.',
    params: ofRun,
    query: z.object({
      ...pageQuery,
      region: codeField.optional(),
      search: codeField.optional().meta({ description: 'Part of a name or number.' }),
      sort: codeField.default('points').meta({ description: '"points", "employee", or the key of a KPI of the run.' }),
      order: z.enum(['ascending', 'descending']).default('descending'),
    }),
    success: {
      status: 200,
      description: 'Representatives.',
      body: pageOf(rowSchema).extend({
        run: z.string(),
        total: z.number().int(),
        kpis: z.array(kpiHeadSchema),
        regions: regionNamesSchema,
      }),
    },
    problems: VIEWED,
    handler: async ({ service, actor, params, query: { cursor, ...query } }) => {
      const offset = offsetFrom(cursor)
      const found = await listKpis(service, actor, { ...query, offset, period: params.period, run: runNamed(params.run) })
      if (!found.ok) return found
      const { rows, total, ...rest } = found.value
      return { ok: true, body: { ...pageFrom(rows, offset, total), ...rest, total } }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/runs/{run}/distribution',
    elsewhere: 'reading',
    serves: scoreDistribution,
    summary: 'How the scores of a run lie: a histogram, and the middle of each region',
    description: 'Managers see their regions of the published run.',
    params: ofRun,
    query: z.object({
      kind: kindField.default('service'),
      region: codeField.optional(),
      width: z.coerce.number().int().min(1).max(50).default(5).meta({ description: 'Points that a bar is wide.' }),
    }),
    success: { status: 200, description: 'The distribution.', body: distributionSchema },
    problems: VIEWED,
    handler: async ({ service, actor, params, query }) => {
      const found = await scoreDistribution(service, actor, { ...query, period: params.period, run: runNamed(params.run) })
      return found.ok ? { ok: true, body: found.value } : found
    },
  }),
]
