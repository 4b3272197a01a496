import { present } from '../../base/assert.ts'
import { findRun } from '../../store/aggregates/runs.ts'
import { openStore } from '../../store/open-store.ts'
import { jobOfWorker } from '../kernel/worker.ts'
import type { DocumentsJob } from './documents-worker.ts'
import { writeDocuments } from './write-documents.ts'

/** Makes the workbooks of one snapshot off the request path; a failure ends the thread with it. */
const { address, rulesFolder, dataFolder, trail, run, region, folder } = jobOfWorker<DocumentsJob>()

const store = await openStore(address)
try {
  // Nothing that is made of a snapshot depends on the time.
  const service = { store, rulesFolder, dataFolder, trail, now: () => new Date(0) }
  await writeDocuments(service, present(await findRun(store, run), 'A published run is there.'), region, folder)
} finally {
  await store.close()
}
