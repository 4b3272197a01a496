import { writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

/** Loaded before a measured program: at its end it writes what the process used to the file that the benchmark reads. */
const path = process.env.QUANHENG_BENCH_USAGE
if (path !== undefined && isMainThread) process.on('exit', () => writeFileSync(path, JSON.stringify(process.resourceUsage())))
