import { z } from 'zod'
import { periodField } from '../kernel/fields.ts'
import { defineRoute } from '../kernel/route.ts'
import { readProgress } from './read-progress.ts'

const number = z.number().int()
const sheets = z
  .object({
    sheets: number,
    scored: number,
    confirmed: number,
    objected: number,
    signed: number.meta({ description: 'Signed by the person responsible; representatives’ sheets have no second signature.' }),
  })
  .meta({ id: 'SheetCounts' })

export const PROGRESS_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/progress',
    elsewhere: 'reading',
    serves: readProgress,
    summary: 'How far a period has come, in people: complete, marked, computed, confirmed, signed',
    params: z.object({ period: periodField }),
    success: {
      status: 200,
      description: 'Counts.',
      body: z.object({
        engineers: number,
        representatives: number,
        complete: number.meta({ description: 'Engineers for whom no data are missing, or on whose missing data HR has decided.' }),
        marked: number.meta({ description: 'Engineers with an overall mark in force.' }),
        run: z.string().nullable().meta({ description: 'The run that the sheets are counted of: the published one, else the newest.' }),
        isPublished: z.boolean(),
        service: sheets.nullable(),
        sales: sheets.nullable(),
        appeals: z.object({ open: number, kept: number, corrected: number }),
      }),
    },
    problems: ['period_must_exist'],
    handler: async ({ service, actor, params }) => {
      const found = await readProgress(service, actor, params.period)
      if (!found.ok) return found
      const { ok: _, ...body } = found
      return { ok: true, body }
    },
  }),
]
