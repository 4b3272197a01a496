import { z } from 'zod'
import { codeField, periodField } from '../kernel/fields.ts'
import { defineRoute } from '../kernel/route.ts'
import { boardSchema, detailSchema, trendSchema } from './bonus-board-schema.ts'
import { readCollectionsTrend } from './collections-trend.ts'
import { readBoard } from './read-board.ts'
import { readBoardRegion } from './read-board-region.ts'

const runField = codeField.optional().meta({
  description: '"published", "latest" (HR, finance and auditors) or a run’s id; the published run where there is one unless told.',
})
export const BONUS_BOARD_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/bonus-board',
    elsewhere: 'reading',
    serves: readBoard,
    summary: 'The bonus board: each region’s net collections, pool, commission, people, total and state',
    description: 'Of the published run; before that HR, finance and auditors see the newest run that is done. Reading it is recorded.',
    params: z.object({ period: periodField }),
    query: z.object({ run: runField }),
    success: { status: 200, description: 'The board.', body: boardSchema },
    problems: ['period_must_exist', 'thing_must_exist', 'run_must_be_done'],
    handler: async ({ service, actor, params, query }) => {
      const found = await readBoard(service, actor, { ...params, ...query })
      return found.ok ? { ok: true, body: found.board } : found
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/bonus-board/{region}',
    elsewhere: 'reading',
    serves: readBoardRegion,
    summary: 'A region of the bonus board with its people, and whether their shares add up to the pool',
    params: z.object({ period: periodField, region: codeField }),
    query: z.object({ run: runField }),
    success: { status: 200, description: 'The region.', body: detailSchema },
    problems: ['period_must_exist', 'thing_must_exist', 'run_must_be_done'],
    handler: async ({ service, actor, params, query }) => {
      const found = await readBoardRegion(service, actor, { ...params, ...query })
      return found.ok ? { ok: true, body: found.detail } : found
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/collections-trend',
    elsewhere: 'reading',
    serves: readCollectionsTrend,
    summary: 'Collections against what was due, and pools, by region over the last periods',
    description: 'Of each period the run that the bonus board shows. Oldest first; periods that were never opened are left out.',
    params: z.object({ period: periodField }),
    query: z.object({
      periods: z.coerce.number().int().min(1).max(24).default(12).meta({ description: 'How many periods, with this one.' }),
    }),
    success: { status: 200, description: 'Periods.', body: z.object({ items: z.array(trendSchema), next: z.null() }) },
    problems: ['period_must_exist', 'thing_must_exist', 'run_must_be_done'],
    handler: async ({ service, actor, params, query }) => {
      const found = await readCollectionsTrend(service, actor, { ...params, ...query })
      return found.ok ? { ok: true, body: { items: found.periods, next: null } } : found
    },
  }),
]
