import { parentPort } from 'node:worker_threads'
import { StoreError } from '../../store/database/store-error.ts'
import { verifyTrailAt } from '../../store/trail/verify-trail.ts'
import { jobOfWorker } from '../kernel/worker.ts'
import type { FromProof, ProofJob } from './prove-worker.ts'
import { withDocuments } from './trail-documents.ts'

const { address, trail, dataFolder, withContents } = jobOfWorker<ProofJob>()

const answer = async (): Promise<FromProof> => {
  try {
    return { ok: true, verified: await withDocuments(await verifyTrailAt(address, { files: trail, withContents }), dataFolder) }
  } catch (failure) {
    if (failure instanceof StoreError) return { ok: false, problem: failure.problem }
    throw failure
  }
}
parentPort?.postMessage(await answer())
