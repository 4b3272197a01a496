import { runControl } from '../../../src/server/runs/run-control.ts'
import type { ApiAnswer } from './api-client.ts'
import type { TestService } from './test-service.ts'

/** A period of the demo world walked to a state over HTTP, as HR does it. */
export interface WalkedPeriod {
  readonly period: string
  /** The run that is published. */
  run(): Promise<string>
  /** Takes the period one step on; answers the answer. */
  advance(): Promise<ApiAnswer>
  /** Starts a run and waits until it is over; answers its id. */
  compute(): Promise<string>
}

/** Opens a period and walks it to `published`. */
export async function publishPeriod(
  world: TestService,
  period: string,
  deadlines: Readonly<Record<string, string>> = {},
): Promise<WalkedPeriod> {
  const walked = await openPeriod(world, period, deadlines)
  for (const _ of ['evaluating', 'review']) expectOk(await walked.advance())
  await walked.compute()
  expectOk(await walked.advance())
  return walked
}

export async function openPeriod(
  world: TestService,
  period: string,
  deadlines: Readonly<Record<string, string>> = {},
): Promise<WalkedPeriod> {
  const hr = await world.as('hr')
  expectOk(await hr.post('/periods', { period, deadlines }))
  const read = async () => {
    const answer = await hr.get(`/periods/${period}`)
    return { answer, publishedRun: String(field(answer.body, 'publishedRun')) }
  }
  return {
    period,
    run: async () => (await read()).publishedRun,
    async advance() {
      const { answer } = await read()
      return hr.post(`/periods/${period}/advance`, {}, { 'if-match': answer.headers.get('etag') ?? '' })
    },
    async compute() {
      const started = expectOk(await hr.post(`/periods/${period}/runs`, {}))
      const run = String(field(started.body, 'run'))
      await runControl(world.service).finished(run)
      return run
    },
  }
}

export function expectOk(answer: ApiAnswer): ApiAnswer {
  if (answer.status >= 300) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
  return answer
}

/** A field of an answer's JSON. */
export function field(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Object.entries(body).find(([key]) => key === name)?.[1] : undefined
}

/** The items of a list. */
export function items(answer: ApiAnswer): readonly Readonly<Record<string, unknown>>[] {
  const list = field(answer.body, 'items')
  return Array.isArray(list) ? list : []
}
