import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TemporaryDatabase {
  readonly path: string
  remove(): void
}

const PREFIX = 'quanheng-store-'
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const folders = new Set<string>()

/**
 * A place for an SQLite file that goes with the program: removed on `remove`, at the end of the program and when it is
 * interrupted. What a program that was killed outright left behind, the next one removes.
 */
export function temporaryDatabase(): TemporaryDatabase {
  removeOrphans()
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
  if (folders.size === 0) listen()
  folders.add(folder)
  return {
    path: join(folder, 'book.sqlite'),
    remove() {
      removeFolder(folder)
      folders.delete(folder)
      if (folders.size === 0) unlisten()
    },
  }
}

function listen(): void {
  process.on('exit', removeAll)
  for (const signal of SIGNALS) process.on(signal, interrupted)
}

function unlisten(): void {
  process.off('exit', removeAll)
  for (const signal of SIGNALS) process.off(signal, interrupted)
}

function removeAll(): void {
  for (const folder of folders) removeFolder(folder)
}

/** Ends the program as the signal would have, unless somebody else listens and decides. */
function interrupted(signal: NodeJS.Signals): void {
  removeAll()
  if (process.listenerCount(signal) > 1) return
  unlisten()
  process.kill(process.pid, signal)
}

function removeOrphans(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : Number.NaN
    if (Number.isInteger(owner) && !isRunning(owner) && isOld(join(tmpdir(), name))) removeFolder(join(tmpdir(), name))
  }
}

/** An hour, for programs that share the folder but do not see each other, such as containers. */
function isOld(folder: string): boolean {
  const modified = statSync(folder, { throwIfNoEntry: false })?.mtimeMs
  return modified !== undefined && Date.now() - modified > 3_600_000
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Windows keeps a file that is still open; the next program then removes it. */
function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {
    // Left for the next program.
  }
}
