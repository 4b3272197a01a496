/**
 * The first file of every worker thread. A worker does not inherit the loader that lets Node run TypeScript, so it is
 * registered here, in plain JavaScript, before anything else is read. The tests, which start hundreds of threads, have them built once
 * and say where (test/built-threads.ts): to read the TypeScript takes a second each time.
 */
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { workerData } from 'node:worker_threads'

const built = process.env.QUANHENG_BUILT_THREADS
if (built === undefined) {
  const { register } = await import('tsx/esm/api')
  register()
  await import(workerData.module)
} else await import(pathToFileURL(join(built, basename(workerData.module).replace(/\.ts$/, '.js'))).href)
