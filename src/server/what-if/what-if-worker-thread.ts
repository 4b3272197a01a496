import { openConsistentRecords } from '../../store/database/consistent-records.ts'
import { openStore } from '../../store/open-store.ts'
import { jobOfWorker } from '../kernel/worker.ts'
import { computeWhatIf } from './compute-what-if.ts'
import { failWhatIf } from './fail-what-if.ts'
import type { WhatIfJob } from './what-if-worker.ts'
import { writeWhatIf } from './write-what-if.ts'

/** Computes one what-if off the request path and writes it; a failure ends the thread with it. */
const { address, rulesFolder, dataFolder, trail, id, asked } = jobOfWorker<WhatIfJob>()

const consistent = await openConsistentRecords(address)
const computed = await computeWhatIf(consistent, rulesFolder, asked).finally(() => consistent.close())
const store = await openStore(address)
const service = { store, rulesFolder, dataFolder, trail, now: () => new Date() }
try {
  if (computed.ok) await writeWhatIf(service, id, computed)
  else await failWhatIf(service, id, computed.problems)
} finally {
  await store.close()
}
