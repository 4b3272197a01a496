import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the programs that tests start many times: the command, its threads, and the tests' own children. */
    readonly programs: string
  }
}

const KEPT = 'node_modules/.quanheng-programs'
const DAY_MS = 86_400_000

/**
 * vitest's global setup: builds what tests start as programs of their own, because Node takes a second to read the TypeScript of a checkout
 * each time. Every state of the sources has a folder, named by its hash: what is tested is what stands there.
 */
export function setup(project: TestProject): void {
  project.provide('programs', join(project.config.root, built()))
  project.onTestsRerun(async () => project.provide('programs', join(project.config.root, built())))
}

function built(): string {
  const children = below('test').filter((path) => /(-child|-thread|child-program)\.ts$/.test(path))
  const hash = createHash('sha256')
  for (const path of [...below('src').filter((each) => /\.(ts|mjs)$/.test(each)), ...children, 'package-lock.json']) {
    hash.update(path).update(readFileSync(path))
  }
  const folder = join(KEPT, hash.digest('hex').slice(0, 16))
  if (existsSync(folder)) return folder
  mkdirSync(KEPT, { recursive: true })
  // Another run may be using what it built a moment ago.
  for (const name of readdirSync(KEPT)) {
    const path = join(KEPT, name)
    if (Date.now() - statSync(path).mtimeMs > DAY_MS) rmSync(path, { recursive: true, force: true })
  }
  const unfinished = `${folder}.${process.pid}`
  const build = spawnSync(process.execPath, ['src/build.mjs', '--programs', unfinished, ...children], { encoding: 'utf8' })
  if (build.status !== 0) throw new Error(`The programs of the tests could not be built: ${build.stdout}${build.stderr}`)
  if (existsSync(folder)) rmSync(unfinished, { recursive: true })
  else renameSync(unfinished, folder)
  return folder
}

function below(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .sort()
}
