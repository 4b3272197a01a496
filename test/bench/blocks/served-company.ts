import { monitorEventLoopDelay } from 'node:perf_hooks'
import { SHIPPED_RULES } from '../../../src/appraisal/shipped.ts'
import { startServer } from '../../../src/main.ts'
import { hashed } from '../../../src/server/accounts/password.ts'
import { startTrail } from '../../../src/server/audit/keep-trail.ts'
import { changing, SYSTEM } from '../../../src/server/kernel/service.ts'
import { readConfiguration } from '../../../src/server/operation/read-configuration.ts'
import { insertAccount } from '../../../src/store/aggregates/accounts.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { trailFiles } from '../../../src/store/trail/trail-files.ts'

/**
 * A server in a process of its own that says, when asked, how long its event loop was blocked at most since it was asked last.
 * The clock ticks every two milliseconds, so that much of each figure is the clock's.
 */
const RESOLUTION_MS = 2
const [database = '', dataFolder = '', username = '', password = ''] = process.argv.slice(2)

const store = await openStore(database)
const passwordHash = await hashed(password)
const service = { store, rulesFolder: SHIPPED_RULES, dataFolder, trail: trailFiles(dataFolder), now: () => new Date() }
await startTrail(service)
await changing(service, SYSTEM, { action: 'account.create', subject: `account ${username}` }, async (transaction) => {
  await insertAccount(transaction, {
    id: username,
    username,
    displayUsername: username,
    name: username,
    email: `${username}@bench.example`,
    positions: ['hr', 'finance', 'administrator', 'auditor'],
    employee: undefined,
    mustChange: false,
    passwordHash,
    at: '2026-01-01T00:00:00.000Z',
  })
  return { ok: true, value: undefined }
})
await store.close()

const environment = {
  QUANHENG_DATABASE: database,
  QUANHENG_DATA: dataFolder,
  QUANHENG_RULES: SHIPPED_RULES,
  QUANHENG_PORT: '0',
  QUANHENG_LOG_LEVEL: 'error',
}
const configuration = readConfiguration(environment, dataFolder)
if (!configuration.ok) throw new Error(JSON.stringify(configuration.problems))
const started = await startServer(configuration.configuration)
if (!started.ok) throw new Error(JSON.stringify(started.problems))

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
delay.enable()
process.on('message', async (message) => {
  if (message === 'stop') {
    await started.server.stop()
    process.disconnect()
    return
  }
  process.send?.({ longestMs: delay.max / 1e6 })
  delay.reset()
})
process.send?.({ url: started.server.url })
