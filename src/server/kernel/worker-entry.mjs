/**
 * The first file of every worker thread. A worker does not inherit the loader that lets Node run TypeScript, so it is
 * registered here, in plain JavaScript, before anything else is read.
 */
import { workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
await import(workerData.module)
