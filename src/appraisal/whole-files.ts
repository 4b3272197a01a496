import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * Makes a folder and those above it. Node's own recursive mkdir never answers where the system says of a folder that is
 * there that it is not, as Linux does when something is to be made inside /proc.
 */
export async function makeFolder(path: string): Promise<void> {
  if (existsSync(path)) return
  await makeFolder(dirname(path))
  try {
    await mkdir(path)
  } catch (failure) {
    // Another run made it meanwhile. Where it is no folder, what is written into it next fails and says so.
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'EEXIST')) throw failure
  }
}

/** Removes what killed runs left; a run that is still alive keeps its own. */
export async function removeUnfinished(out: string): Promise<void> {
  for (const name of await readdir(out)) {
    const owner = /^\.unfinished-.*-(\d+)$/.exec(name)?.[1]
    if (owner && !isAlive(Number(owner))) await rm(join(out, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Writes a file beside its name and moves it there when it is complete and on the disk. */
export async function replaceFile(path: string, content: Iterable<Uint8Array>): Promise<void> {
  const unfinished = join(dirname(path), `.unfinished-${basename(path)}-${process.pid}`)
  try {
    const file = await open(unfinished, 'w')
    try {
      // Each call goes on where the one before it ended; while one piece is written the next is made.
      let written = Promise.resolve()
      for (const piece of content) {
        await written
        written = file.writeFile(piece)
      }
      await written
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, path)
  } catch (failure) {
    await rm(unfinished, { force: true })
    throw failure
  }
}
