import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { messageOf } from '../../base/problem.ts'
import type { App, AppEnvironment } from '../kernel/app-environment.ts'
import { languageOf } from '../kernel/language.ts'
import type { Metrics } from './metrics.ts'
import { operationProblem } from './operation-problems.ts'
import type { Readiness } from './readiness.ts'

export interface OperationOptions {
  readonly metrics: Metrics
  readonly readiness: () => Promise<Readiness>
  /** Whether the server has begun to stop: it is alive, and takes no new work. */
  readonly stopping: () => boolean
  /** The bearer token for /metrics; without one only this machine reads it. */
  readonly metricsToken: string | undefined
}

/**
 * What watches the server, beside the API: /healthz (the process is up), /readyz (it can work: 200, else 503 and what is
 * missing) and /metrics for Prometheus. The first two say nothing that could help a stranger, so anybody may ask.
 */
export function addOperation(app: App, { metrics, readiness, stopping, metricsToken }: OperationOptions): void {
  app.get('/healthz', (c) => c.json({ status: 'up' }, 200, { 'cache-control': 'no-store' }))
  app.get('/readyz', async (c) => {
    const { problems: found, ...facts } = await readiness()
    const isStopping = stopping()
    const language = languageOf(c.req.header('accept-language') ?? null)
    const problems = [...found, ...(isStopping ? [operationProblem('server_must_not_be_stopping')] : [])].map((problem) => ({
      code: problem.code,
      message: messageOf(problem, language),
    }))
    const isReady = problems.length === 0
    return c.json({ status: isReady ? 'ready' : 'not ready', ...facts, stopping: isStopping, problems }, isReady ? 200 : 503, {
      'cache-control': 'no-store',
    })
  })
  app.get('/metrics', async (c) => {
    if (!mayRead(c, metricsToken)) return c.text('Not for you: see QUANHENG_METRICS_TOKEN.\n', 403)
    const { contentType, text } = await metrics.page()
    return c.body(text, 200, { 'content-type': contentType, 'cache-control': 'no-store' })
  })
}

/** With a token, who has it; without, this machine, unless a proxy on it speaks for somebody else. */
function mayRead(c: Context<AppEnvironment>, token: string | undefined): boolean {
  if (token !== undefined) return isSame(c.req.header('authorization') ?? '', `Bearer ${token}`)
  const address = c.env?.incoming?.socket.remoteAddress
  const forwarded = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].some((name) => c.req.header(name) !== undefined)
  return address !== undefined && isLoopback(address) && !forwarded
}

/** Whether an address is this machine's own. */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address)
}

function isSame(a: string, b: string): boolean {
  const hash = (value: string) => createHash('sha256').update(value).digest()
  return timingSafeEqual(hash(a), hash(b))
}
