import { z } from 'zod'
import { codeField, periodField } from '../kernel/fields.ts'
import { problemEntry, problemEntryOf } from '../kernel/problem-response.ts'
import { defineRoute } from '../kernel/route.ts'
import { balancesSaidSchema } from '../payments/payment-schema.ts'
import { previewPublication } from './preview-publication.ts'

const previewSchema = z
  .object({
    run: z.string(),
    step: z
      .enum(['publish', 'republish'])
      .nullable()
      .meta({ description: 'The period’s step to published, or publishing again after a correction; null in other states.' }),
    obstacles: z.array(problemEntry).meta({ description: 'Everything that stands in the way.' }),
    told: z.number().int().meta({ description: 'Accounts that would be told: everybody with a sheet, or those whose sheet changed.' }),
    balances: balancesSaidSchema,
  })
  .meta({ id: 'PublicationPreview' })

export const PUBLICATION_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/runs/{run}/publication',
    elsewhere: 'reading',
    serves: previewPublication,
    summary: 'What publishing a finished run would come to, without doing it',
    params: z.object({ period: periodField, run: codeField }),
    success: { status: 200, description: 'The obstacles, all of them, and who would be told.', body: previewSchema },
    problems: ['period_must_exist', 'thing_must_exist', 'run_must_be_done'],
    handler: async ({ service, actor, params, language }) => {
      const found = await previewPublication(service, actor, params)
      if (!found.ok) return found
      const { obstacles, ...value } = found.value
      return { ok: true, body: { ...value, obstacles: obstacles.map((problem) => problemEntryOf(problem, language)) } }
    },
  }),
]
