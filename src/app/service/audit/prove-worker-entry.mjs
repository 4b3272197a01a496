/**
 * The first file of a thread that proves the audit trail. A worker does not inherit the loader that lets Node run TypeScript, so it
 * is registered here, in plain JavaScript, before anything else is read.
 */
import { register } from 'tsx/esm/api'

register()
await import('./prove-worker-thread.ts')
