import { present } from '../../base/assert.ts'
import { findRun } from '../../store/aggregates/runs.ts'
import { openStore } from '../../store/open-store.ts'
import { jobOfWorker } from '../kernel/worker.ts'
import type { DatasetJob } from './dataset-worker.ts'
import { writeRunDataset } from './write-run-dataset.ts'

/** Writes the records of one run off the request path; a failure ends the thread with it. */
const { address, rulesFolder, dataFolder, trail, run, folder } = jobOfWorker<DatasetJob>()

const store = await openStore(address)
try {
  // Nothing that is written of a run depends on the time.
  const service = { store, rulesFolder, dataFolder, trail, now: () => new Date(0) }
  await writeRunDataset(service, present(await findRun(store, run), 'A run that was found is there.'), folder)
} finally {
  await store.close()
}
