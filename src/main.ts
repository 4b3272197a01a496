import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import type { Answer } from './base/answer.ts'
import type { Problem } from './base/problem.ts'
import { firstAdministratorToken } from './server/accounts/first-administrator.ts'
import { makeApp } from './server/app.ts'
import { startTrail } from './server/audit/keep-trail.ts'
import type { App } from './server/kernel/app-environment.ts'
import { languageOf } from './server/kernel/language.ts'
import { problemResponse } from './server/kernel/problem-response.ts'
import { requestProblem } from './server/kernel/request-problems.ts'
import type { Service } from './server/kernel/service.ts'
import { addWeb } from './server/kernel/web.ts'
import { startMessageLoop } from './server/messages/message-loop.ts'
import { mailTransport } from './server/messages/send-mail.ts'
import { webhookTransport } from './server/messages/send-webhook.ts'
import { makePrivate } from './server/operation/keep-private.ts'
import { makeMetrics } from './server/operation/metrics.ts'
import { operationProblem } from './server/operation/operation-problems.ts'
import { addOperation, isLoopback } from './server/operation/operation-routes.ts'
import type { Configuration } from './server/operation/read-configuration.ts'
import { readinessOf } from './server/operation/readiness.ts'
import { rulesProblems } from './server/operation/rules-problems.ts'
import { type ServerLog, serverLog } from './server/operation/server-log.ts'
import { type ServerSecret, serverSecret } from './server/operation/server-secret.ts'
import { failInterruptedRuns } from './server/runs/fail-run.ts'
import { runControl } from './server/runs/run-control.ts'
import { RequestThreads } from './server/threads/request-threads.ts'
import { failInterruptedWhatIfs } from './server/what-if/fail-what-if.ts'
import type { Reader } from './store/database/connection.ts'
import { StoreError } from './store/database/store-error.ts'
import { openStore, type Store } from './store/open-store.ts'
import { LEASE_TIMES, otherServerGone, type ServerLease, takeLease } from './store/server-lease.ts'

export interface ListenOptions {
  /** Loopback unless told: only this machine reaches the service. */
  readonly host?: string | undefined
  /** 0 takes any that is free. */
  readonly port: number
}

/** A server that answers. */
export interface Listening {
  /** "http://127.0.0.1:8080" */
  readonly url: string
  /** Takes no more requests and resolves when those under way have been answered, or after so many milliseconds. */
  close(patienceMs?: number): Promise<void>
}

/** Serves an application of makeApp over HTTP; rejects when the address cannot be had. */
export async function listen(app: Pick<App, 'fetch'>, { host = '127.0.0.1', port }: ListenOptions): Promise<Listening> {
  const server = createServer(getRequestListener(app.fetch))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { address, family, port: taken } = server.address() as AddressInfo
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`,
    close: (patienceMs = 10_000) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => server.closeAllConnections(), patienceMs)
        server.close(() => {
          clearTimeout(timer)
          resolve()
        })
        server.closeIdleConnections()
      }),
  }
}

/**
 * The address at which the first administrator is made, while there is no account: it is printed at the start, works once
 * and for a day. The page behind it posts its token to /api/v1/first-administrator.
 */
export async function firstAdministratorLink(service: Service, url: string): Promise<string | undefined> {
  const token = await firstAdministratorToken(service)
  return token === undefined ? undefined : `${url.replace(/\/$/, '')}/first-administrator#${token}`
}

/** The whole service, up and answering. */
export interface RunningServer {
  readonly service: Service
  /** Where it listens. */
  readonly url: string
  /** The one-time link for the first administrator, while there is no account. */
  readonly firstAdministrator: string | undefined
  /** Runs that a crash had left under way, now marked as failed. */
  readonly interruptedRuns: number
  /** Resolves when another server took the database over, with the words for it; this one has to be stopped then. */
  readonly lost: Promise<Problem>
  /** Takes no more work, lets runs finish for the time configured and requests for a few seconds, and closes everything. */
  stop(): Promise<void>
}

const REQUEST_PATIENCE_MS = 5_000
/** How long a request waits for another's transaction before it is answered with 503: longer, nobody looks at a screen. */
const WRITE_PATIENCE_MS = 20_000
/** The web application: beside the program where that was built (npm run build), else where setup.mjs has it. */
const BUILT_BESIDE = fileURLToPath(new URL('web/', import.meta.url))
const WEB_FOLDER = existsSync(join(BUILT_BESIDE, 'manifest.json'))
  ? BUILT_BESIDE
  : fileURLToPath(new URL('../node_modules/.quanheng-web', import.meta.url))

/**
 * Starts the service as its configuration says: secret, rules, database with its schema brought up to date, what a crash left
 * set right, and only then the door opened. Problems: those of the operation, the rules and the store; nothing is left open then.
 */
export async function startServer(configuration: Configuration): Promise<Answer<{ readonly ok: true; readonly server: RunningServer }>> {
  const secret = serverSecret(configuration)
  if (!secret.ok) return secret
  const wrongRules = await rulesProblems(configuration.rulesFolder)
  if (wrongRules.length > 0) return { ok: false, problems: wrongRules }
  const log = serverLog(configuration.logLevel)
  const onWait = (milliseconds: number) =>
    log.warn({ milliseconds }, 'the server before did not stop in order: waiting to see that it is gone')
  const times = { ...LEASE_TIMES, onWait }
  const folder = process.env.INIT_CWD ?? process.cwd()
  const beforeMigrating = (reader: Reader) => otherServerGone(reader, configuration.database, folder, times)
  let store: Store | undefined
  let lease: ServerLease | undefined
  try {
    store = await openStore(configuration.database, { folder, patienceMs: WRITE_PATIENCE_MS, beforeMigrating })
    const others = await makePrivate(/^file:(.*)/s.exec(store.address)?.[1], configuration.dataFolder)
    if (others.length > 0) log.warn({ files: others.length }, 'others may read some files: they belong to another user')
    lease = await takeLease(store, () => new Date(), times)
    return { ok: true, server: await serveStore(store, lease, log, secret, configuration) }
  } catch (failure) {
    await lease?.release().catch(() => undefined)
    await store?.close()
    if (failure instanceof StoreError) return { ok: false, problems: [failure.problem] }
    const cause = listenFailure(failure)
    if (cause === undefined) throw failure
    const address = `${configuration.host}:${configuration.port}`
    return { ok: false, problems: [operationProblem('address_must_be_free', { address, cause })] }
  }
}

async function serveStore(
  store: Store,
  lease: ServerLease,
  log: ServerLog,
  { secret, oldSecrets }: ServerSecret,
  configuration: Configuration,
): Promise<RunningServer> {
  const { dataFolder, rulesFolder, trail, publicUrl, trustProxy, limits, secondFactor, oidc, host, port, graceMs, metricsToken } =
    configuration
  const { mail, webhook } = configuration
  const channels = new Set(['product' as const, ...(mail ? (['mail'] as const) : []), ...(webhook ? (['webhook'] as const) : [])])
  const service: Service = {
    ...{ store, rulesFolder, dataFolder, trail, channels },
    now: () => new Date(),
    onAnchor: (anchor) => log.info({ ...anchor }, 'audit trail'),
  }
  await startTrail(service)
  const interruptedRuns = await failInterruptedRuns(service)
  await failInterruptedWhatIfs(service)
  const runs = runControl(service)
  runs.onBroken = (run, failure) => log.error({ run, failure }, 'run broke')
  const metrics = makeMetrics(service)
  let isStopping = false
  const options = { secret, oldSecrets, publicUrl, trustProxy, limits, secondFactor, oidc }
  const place = { address: store.address, patienceMs: WRITE_PATIENCE_MS, rulesFolder, dataFolder, trail, channels }
  const threads = new RequestThreads(
    { place, options },
    {
      onFailure: (failure, requestId) => log.error({ requestId, failure }, 'request failed'),
      onAnchor: service.onAnchor,
      runs,
    },
  )
  const app = makeApp(service, {
    ...options,
    threads,
    onAnswer(note) {
      metrics.answered(note)
      log.info({ ...note, milliseconds: Math.round(note.milliseconds * 10) / 10 }, 'request')
    },
    onFailure: (failure, requestId) => log.error({ requestId, failure }, 'request failed'),
  })
  addOperation(app, { metrics, readiness: readinessOf(service), stopping: () => isStopping, metricsToken })
  addWeb(app, WEB_FOLDER)
  const fetch: App['fetch'] = (request, bindings, context) =>
    isStopping && new URL(request.url).pathname.startsWith('/api/') ? unavailable(request) : app.fetch(request, bindings, context)
  const listening = await listen({ fetch }, { host, port })
  const messages = startMessageLoop(service, {
    channels,
    transports: { mail: mail && mailTransport(mail), webhook: webhook && webhookTransport(webhook) },
    onFailure: (failure) => log.error({ failure }, 'reminders failed'),
  })
  if (!isLoopback(host) && !publicUrl?.startsWith('https:')) log.warn('reached from elsewhere without https: passwords travel in the clear')
  // What is loaded when it is first asked for would hold up the first who signs in.
  await store.books()
  threads.warm('reading')
  threads.warm('work')
  log.info({ interruptedRuns }, 'started')
  return {
    service,
    url: listening.url,
    firstAdministrator: await firstAdministratorLink(service, publicUrl ?? listening.url),
    interruptedRuns,
    lost: lease.lost.then(({ problem }) => {
      log.error({ problem: problem.code }, 'another server has the database')
      return problem
    }),
    async stop() {
      if (isStopping) return
      isStopping = true
      log.info('stopping')
      store.hurry(REQUEST_PATIENCE_MS)
      threads.hurry(REQUEST_PATIENCE_MS)
      // Whoever watches a run sees it end; its address answers until then, with 503 for anything new.
      await Promise.all([messages.stop(), runs.shutDown(graceMs)])
      await listening.close(REQUEST_PATIENCE_MS)
      await threads.close()
      await lease.release().catch((failure: unknown) => log.warn({ failure }, 'the lease was not given back'))
      await store.close()
      log.info('stopped')
    },
  }
}

function unavailable(request: Request): Response {
  const response = problemResponse([requestProblem('service_must_be_available')], languageOf(request.headers.get('accept-language')), '')
  response.headers.set('connection', 'close')
  return response
}

/** The system's word for why an address cannot be listened on; undefined for any other failure. */
function listenFailure(failure: unknown): string | undefined {
  const isIt = failure instanceof Error && 'syscall' in failure && failure.syscall === 'listen' && 'code' in failure
  return isIt ? String(failure.code) : undefined
}
