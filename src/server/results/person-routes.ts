import { z } from 'zod'
import { codeField } from '../kernel/fields.ts'
import { offsetFrom, pageFrom, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { listKpiClients } from './list-kpi-clients.ts'
import { readOneMorePoint } from './one-more-point.ts'
import { personHistory } from './person-history.ts'
import { ofPerson, runNamed } from './result-schema.ts'
import { clientMeasureSchema, kpiClientSchema, oneMorePointSchema, pastResultSchema } from './sheet-schema.ts'

const VIEWED = ['result_must_be_published', 'thing_must_exist', 'run_must_be_done']
const WHO = 'Managers and staff see the published run only, HR, finance and auditors any run. Reading what is about others is recorded.'

export const PERSON_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/runs/{run}/people/{employee}/one-more-point',
    elsewhere: 'reading',
    serves: readOneMorePoint,
    summary: 'What one more point in each module would have been worth to an engineer',
    description: `By the rules of the run, all else equal: nobody else's score and no pool changes. ${WHO}`,
    params: ofPerson,
    success: { status: 200, description: 'Module by module.', body: oneMorePointSchema },
    problems: VIEWED,
    handler: async ({ service, actor, params }) => {
      const found = await readOneMorePoint(service, actor, { ...params, run: runNamed(params.run) })
      return found.ok ? { ok: true, body: found.value } : found
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/runs/{run}/people/{employee}/kpis/{kpi}/clients',
    elsewhere: 'reading',
    serves: listKpiClients,
    summary: 'The clients 客户 behind a KPI of a representative, as the run saw their records',
    description: `What each client adds to each measure of the KPI; the largest first. ${WHO}`,
    params: ofPerson.extend({ kpi: codeField }),
    query: z.object(pageQuery),
    success: {
      status: 200,
      description: 'Clients.',
      body: pageOf(kpiClientSchema).extend({ total: z.number().int(), measures: z.array(clientMeasureSchema) }),
    },
    problems: VIEWED,
    handler: async ({ service, actor, params, query }) => {
      const page = { offset: offsetFrom(query.cursor), limit: query.limit }
      const found = await listKpiClients(service, actor, { ...params, ...page, run: runNamed(params.run) })
      if (!found.ok) return found
      const { clients, measures, total } = found.value
      return { ok: true, body: { ...pageFrom(clients, page.offset, total), total, measures } }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/people/{employee}/history',
    elsewhere: 'reading',
    serves: personHistory,
    summary: 'What was published of a person, period by period, newest first',
    description: 'Scores, shares, module scores or KPI values; managers see the periods in which the person was theirs.',
    params: z.object({ employee: codeField }),
    query: z.object({
      periods: z.coerce.number().int().min(1).max(60).default(24).meta({ description: 'How many of the newest periods.' }),
    }),
    success: { status: 200, description: 'Results.', body: pageOf(pastResultSchema) },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, params, query }) => {
      const found = await personHistory(service, actor, { ...params, ...query })
      return found.ok ? { ok: true, body: { items: found.results, next: null } } : found
    },
  }),
]
