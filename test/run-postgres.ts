import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import type { TestProject } from 'vitest/node'
import type { PostgresServer } from './store/embedded-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the PostgreSQL of the run is asked for: see runPostgres. */
    readonly postgresPort: number
  }
}

/** The address of the server, or why there is none. */
type RunPostgres = { readonly address: string } | { readonly reason: string }

/**
 * vitest's global setup: one PostgreSQL for the test files of a project, started when the first asks for it and stopped at the end. To make and
 * start one takes seconds.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<PostgresServer> | undefined
  const door = createServer((socket) => {
    const say = (answer: RunPostgres) => socket.end(JSON.stringify(answer))
    server ??= start()
    server.then(
      ({ address }) => say({ address }),
      (failure: unknown) => say({ reason: failure instanceof Error ? failure.message : String(failure) }),
    )
  })
  await once(door.listen(0, '127.0.0.1'), 'listening')
  project.provide('postgresPort', (door.address() as AddressInfo).port)
  return async () => {
    door.close()
    const started = await server?.catch(() => undefined)
    await started?.stop()
  }
}

const ENDS = ['beforeExit', 'exit'] as const

/** Without what the package hooks into the end of the process: it makes its status 0, and a run in which tests failed would say that it passed. */
async function start(): Promise<PostgresServer> {
  const ending: NodeJS.EventEmitter = process
  const known = ENDS.map((end) => ending.listeners(end))
  const { startPostgres } = await import('./store/embedded-postgres.ts')
  ENDS.forEach((end, index) => {
    for (const hook of ending.listeners(end)) if (!known[index]?.includes(hook)) ending.off(end, hook as () => void)
  })
  return startPostgres()
}

/** Asks the setup above for its server. */
export async function runPostgres(port: number): Promise<RunPostgres> {
  return JSON.parse(await text(connect(port, '127.0.0.1'))) as RunPostgres
}
