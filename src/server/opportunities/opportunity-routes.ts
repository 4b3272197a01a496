import { z } from 'zod'
import { codeField, dayField } from '../kernel/fields.ts'
import { defineRoute } from '../kernel/route.ts'
import { pipelineSchema } from './pipeline-schema.ts'
import { pipelineView } from './pipeline-view.ts'
import { readPipeline } from './read-pipeline.ts'

export const OPPORTUNITY_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/opportunities/pipeline',
    elsewhere: 'reading',
    serves: readPipeline,
    summary: 'The sales pipeline 销售漏斗 over some days: funnel, forecast, conversion, days in stage, win rate',
    description:
      'Of the opportunities within reach, by the records in force: what is open at the end of the days by stage and expected month, where the stays in each stage that began on the days led, and what was closed on them. What was not counted is said in `remarks`.',
    query: z.object({ from: dayField, to: dayField, region: codeField.optional(), rep: codeField.optional() }),
    success: { status: 200, description: 'The pipeline.', body: pipelineSchema },
    problems: ['pipeline_days_must_be_in_order', 'thing_must_exist'],
    handler: async ({ service, actor, query: { from, to, region, rep } }) => {
      const answer = await readPipeline(service, actor, { first: from, last: to, region, rep })
      return answer.ok ? { ok: true, body: pipelineView(answer.pipeline) } : answer
    },
  }),
]
