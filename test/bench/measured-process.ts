import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Measured {
  /** From asking for the process to its end: its start is in it. */
  readonly seconds: number
  /** The most memory it ever had resident, in millions of bytes. */
  readonly peakMegabytes: number
}

const REPORT = new URL('report-usage.ts', import.meta.url).href
const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Runs a script of ours to its end in a process of its own and measures it; another exit status than these rejects. */
export async function measuredProcess(script: string, parameters: readonly string[], statuses: readonly number[] = [0]): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'quanheng-bench-usage-'))
  const report = join(folder, 'usage.json')
  try {
    const begun = performance.now()
    const status = await exitOf(['--import', 'tsx', '--import', REPORT, script, ...parameters], { QUANHENG_BENCH_USAGE: report })
    const seconds = (performance.now() - begun) / 1000
    if (!statuses.includes(status)) throw new Error(`${script} ${parameters.join(' ')} ended with ${status}.`)
    const { maxRSS }: { maxRSS: number } = JSON.parse(readFileSync(report, 'utf8'))
    return { seconds, peakMegabytes: (maxRSS * 1024) / 1e6 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Its own words go to our standard error, so that standard output stays the table. */
function exitOf(parameters: readonly string[], environment: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, parameters, {
      cwd: ROOT,
      env: { ...process.env, ...environment, NODE_OPTIONS: '' },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    child.on('error', reject)
    child.on('exit', (status) => resolve(status ?? -1))
  })
}
