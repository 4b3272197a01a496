import { Worker, workerData } from 'node:worker_threads'

interface Begun {
  /** The address of the module that the thread is to run. */
  readonly module: string
  readonly job: unknown
}

/**
 * Starts a thread that runs a module of ours, with a job that is plain data. Heavy work goes there - runs, workbooks, the requests of
 * src/server/threads - with a store of its own, because SQLite's driver holds up whatever thread it is called in. A thread is never ended from outside: that driver
 * takes the whole process down when it happens inside of one of its calls (seen with libsql 0.5.29), so it goes by itself.
 */
export function startWorker(module: URL, job: unknown): Worker {
  const begun: Begun = { module: module.href, job }
  // Built, a thread is JavaScript and begins by itself; in a checkout it is TypeScript, which the entry has Node understand.
  const first = module.pathname.endsWith('.ts') ? new URL('./worker-entry.mjs', import.meta.url) : module
  return new Worker(first, { workerData: begun, execArgv: [] })
}

/** What this thread was started with; `Job` is what its starter gave. */
export function jobOfWorker<Job>(): Job {
  return (workerData as Begun).job as Job
}
