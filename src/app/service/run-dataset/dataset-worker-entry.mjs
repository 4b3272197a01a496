/**
 * The first file of a thread that writes the dataset of a run. A worker does not inherit the loader that lets Node run TypeScript, so it
 * is registered here, in plain JavaScript, before anything else is read.
 */
import { register } from 'tsx/esm/api'

register()
await import('./dataset-worker-thread.ts')
