import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the demo company is kept during a run of the tests: made by the first test that wants it, copied by each. */
    readonly demoHome: string
  }
}

/** vitest's global setup: one place for a run, removed at its end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = await mkdtemp(join(tmpdir(), 'quanheng-demo-'))
  project.provide('demoHome', home)
  return () => rm(home, { recursive: true, force: true })
}
