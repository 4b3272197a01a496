import { jobOfWorker } from '../../src/server/kernel/worker.ts'
import { keepHead, trailFiles } from '../../src/store/trail/trail-files.ts'

export interface HeadsJob {
  readonly folder: string
  readonly first: number
  readonly step: number
  readonly last: number
}

/** Writes every so many-th entry down as the newest, from the first on. */
const { folder, first, step, last } = jobOfWorker<HeadsJob>()
for (let entry = first; entry <= last; entry += step) {
  keepHead(trailFiles(folder), { entry, hash: String(entry), at: '2026-11-10T08:00:00.000Z' })
}
