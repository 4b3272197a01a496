import { z } from 'zod'
import { codeField, periodField } from '../kernel/fields.ts'
import { paged, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { actorScope } from '../kernel/service.ts'
import { cancelRun } from './cancel-run.ts'
import { listRuns, readRun, runOfPeriod } from './read-runs.ts'
import { runEvents } from './run-events.ts'
import { runJson, runSchema } from './run-schema.ts'
import { startRun } from './start-run.ts'

const ofPeriod = z.object({ period: periodField })
const ofRun = z.object({ period: periodField, run: codeField })

export const RUN_ROUTES = [
  defineRoute({
    method: 'POST',
    path: '/periods/{period}/runs',
    serves: startRun,
    summary: 'Begins a run 运算: computes the period from one consistent state of the data',
    description:
      'Answers at once; the run goes on by itself. One at a time per period. Nothing is stored of a run that fails or is cancelled.',
    params: ofPeriod,
    success: { status: 202, description: 'The run, under way.', body: runSchema },
    problems: ['period_must_exist', 'period_must_be_in_state', 'run_must_be_alone'],
    creates: true,
    handler: async ({ service, actor, params, language }) => {
      const started = await startRun(service, actor, { period: params.period })
      if (!started.ok) return started
      const { run } = started.value
      const found = await runOfPeriod(service, { period: params.period, run })
      if (!found.ok) return found
      return { ok: true, body: runJson(found.value, language), location: `/periods/${params.period.text}/runs/${run}` }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/runs',
    serves: listRuns,
    summary: 'The runs of a period, the newest first',
    params: ofPeriod,
    query: z.object(pageQuery),
    success: { status: 200, description: 'Runs.', body: pageOf(runSchema) },
    handler: async ({ service, actor, params, query, language }) => {
      const [startedAt, id] = query.cursor ?? []
      const after = startedAt === undefined ? undefined : { startedAt: String(startedAt), id: String(id) }
      const found = await listRuns(service, actor, params.period, { after, limit: query.limit })
      if (!found.ok) return found
      const body = paged(
        found.runs,
        query.limit,
        (run) => [run.startedAt, run.id],
        (run) => runJson(run, language),
      )
      return { ok: true, body }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/runs/{run}',
    serves: readRun,
    summary: 'One run: its progress, and what its snapshot was computed from',
    params: ofRun,
    success: { status: 200, description: 'The run.', body: runSchema },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, params, language }) => {
      const found = await readRun(service, actor, params)
      return found.ok ? { ok: true, body: runJson(found.value, language) } : found
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/periods/{period}/runs/{run}/cancellation',
    serves: cancelRun,
    summary: 'Cancels a run that is under way',
    params: ofRun,
    success: { status: 200, description: 'The run, cancelled.', body: runSchema },
    problems: ['thing_must_exist', 'run_must_be_under_way'],
    handler: async ({ service, actor, params, language }) => {
      const cancelled = await cancelRun(service, actor, params)
      if (!cancelled.ok) return cancelled
      const found = await runOfPeriod(service, params)
      return found.ok ? { ok: true, body: runJson(found.value, language) } : found
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/runs/{run}/events',
    serves: readRun,
    unattended: true,
    summary: 'The progress of a run as server-sent events',
    description:
      'Events `progress` and, last, `end`; the data of each is JSON with run, state, step and progress. Of a run that is over its `end` comes at once. The stream ends with the session or token that it was asked with.',
    params: ofRun,
    success: { status: 200, description: 'The stream; it closes when the run is over.', mediaType: 'text/event-stream' },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, gate, params, request }) => {
      const found = await readRun(service, actor, params)
      if (!found.ok) return found
      const mayWatch = async () => {
        const caller = await gate.callerOf(request, actor.address)
        return caller !== undefined && caller.owes === undefined && actorScope(caller.actor, readRun.permission) !== undefined
      }
      return runEvents(service, found.value, request.signal, mayWatch)
    },
  }),
]
