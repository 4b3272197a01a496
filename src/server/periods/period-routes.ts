import { z } from 'zod'
import type { Deadlines } from '../../store/aggregates/periods.ts'
import { periodField, reasonField } from '../kernel/fields.ts'
import { paged, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { advancePeriod, stepBack } from './advance-period.ts'
import { openPeriod } from './open-period.ts'
import { deadlines, periodSchema, stateField, stepSchema } from './period-schema.ts'
import { periodView } from './period-view.ts'
import { readPeriod, readPeriods } from './read-periods.ts'
import { setDeadlines } from './set-deadlines.ts'

/** Only those that are there. */
function given(all: z.output<typeof deadlines>): Deadlines {
  const { collecting, evaluating, review, published } = all
  return {
    ...(collecting === undefined ? {} : { collecting }),
    ...(evaluating === undefined ? {} : { evaluating }),
    ...(review === undefined ? {} : { review }),
    ...(published === undefined ? {} : { published }),
  }
}

const inPath = z.object({ period: periodField })

export const PERIOD_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/periods',
    serves: readPeriods,
    summary: 'Lists the periods that were opened, newest first',
    query: z.object({ state: stateField.optional(), ...pageQuery }),
    success: { status: 200, description: 'Periods', body: pageOf(periodSchema) },
    handler: async ({ service, actor, query: { state, cursor, limit } }) => {
      const after = cursor && { first: Number(cursor[0]), last: Number(cursor[1]) }
      const found = await readPeriods(service, actor, { state, after, limit: limit + 1 })
      return found.ok ? { ok: true, body: paged(found.periods, limit, ({ first, last }) => [first, last], periodView) } : found
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/periods',
    elsewhere: 'work',
    serves: openPeriod,
    summary: 'Opens a period of the calendar',
    description:
      'Several periods may be open at a time, each in its own state: a month collects while the last one is reviewed, a quarter runs beside its months.',
    body: z.strictObject({ period: periodField, deadlines: deadlines.default({}) }),
    success: { status: 201, description: 'The period, collecting', body: periodSchema },
    problems: ['period_must_not_be_open_already'],
    creates: true,
    handler: async ({ service, actor, body }) => {
      const opened = await openPeriod(service, actor, { period: body.period, deadlines: given(body.deadlines) })
      if (!opened.ok) return opened
      return { ok: true, body: opened.period, version: opened.period.version, location: `/periods/${opened.period.period}` }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}',
    serves: readPeriod,
    summary: 'Reads a period with the steps it took',
    params: inPath,
    success: { status: 200, description: 'The period', body: periodSchema.extend({ steps: z.array(stepSchema) }) },
    problems: ['period_must_exist'],
    handler: async ({ service, actor, params }) => {
      const found = await readPeriod(service, actor, params.period)
      return found.ok ? { ok: true, body: { ...found.period, steps: [...found.period.steps] }, version: found.period.version } : found
    },
  }),
  defineRoute({
    method: 'PUT',
    path: '/periods/{period}/deadlines',
    serves: setDeadlines,
    summary: 'Sets the deadlines 截止时间 of the steps',
    params: inPath,
    body: z.strictObject({ deadlines }),
    ifMatch: true,
    success: { status: 200, description: 'The period', body: periodSchema },
    problems: ['period_must_exist', 'version_must_be_current', 'period_must_be_in_state'],
    handler: async ({ service, actor, params, body, version = '' }) => {
      const set = await setDeadlines(service, actor, { period: params.period, deadlines: given(body.deadlines), version })
      return set.ok ? { ok: true, body: set.period, version: set.period.version } : set
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/periods/{period}/advance',
    elsewhere: 'work',
    serves: advancePeriod,
    summary: 'Takes a period one step on',
    description:
      'collecting, evaluating, review, published, closed. Everything that stands in the way of the step is answered at once; nothing re-opens a closed period.',
    params: inPath,
    body: z.strictObject({
      to: stateField.optional().meta({ description: 'The state to go to, to be sure; it must be the next.' }),
      run: z.string().max(100).optional().meta({ description: 'The run to publish; the latest finished one unless told.' }),
      reason: reasonField.optional(),
    }),
    ifMatch: true,
    success: { status: 200, description: 'The period after the step', body: periodSchema },
    problems: [
      'period_must_exist',
      'version_must_be_current',
      'period_step_must_be_the_next',
      'period_must_have_a_next_step',
      'period_must_have_people',
      'period_must_have_a_run_to_publish',
    ],
    handler: async ({ service, actor, params, body, version = '' }) => {
      const { to, run, reason } = body
      const stepped = await advancePeriod(service, actor, { period: params.period, to, run, reason, version })
      return stepped.ok ? { ok: true, body: stepped.period, version: stepped.period.version } : stepped
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/periods/{period}/step-back',
    serves: stepBack,
    summary: 'Takes a period one step back 退回, until it is closed',
    params: inPath,
    body: z.strictObject({ reason: reasonField }),
    ifMatch: true,
    success: { status: 200, description: 'The period after the step', body: periodSchema },
    problems: ['period_must_exist', 'version_must_be_current', 'period_must_have_a_step_before'],
    handler: async ({ service, actor, params, body, version = '' }) => {
      const stepped = await stepBack(service, actor, { period: params.period, reason: body.reason, version })
      return stepped.ok ? { ok: true, body: stepped.period, version: stepped.period.version } : stepped
    },
  }),
]
