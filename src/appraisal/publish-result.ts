import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type ListedResult, resultHash, resultPieces } from './result-json.ts'

/** Writes workbooks into the folder given and answers what it wrote. */
export type WorkbookWriter = (folder: string) => Promise<readonly WrittenWorkbook[]>

interface WrittenWorkbook {
  readonly kind: string
  readonly name: string
  readonly sha256: string
}

/**
 * Puts a result into a folder so that a reader sees the old result with its workbooks or the new one, also when
 * the process is killed at any moment: the workbooks are finished under another name, moved into a folder named
 * after the period and the result's hash, and only then result.json is replaced (CONTRACT section 2).
 */
export async function publishResult(out: string, result: ListedResult, writeWorkbooks: WorkbookWriter | undefined): Promise<ListedResult> {
  await makeFolder(out)
  await removeUnfinished(out)
  const files = writeWorkbooks ? await publishWorkbooks(out, result, writeWorkbooks) : []
  const published = { ...result, files }
  await replaceFile(join(out, 'result.json'), resultPieces(published))
  return published
}

async function publishWorkbooks(out: string, result: ListedResult, writeWorkbooks: WorkbookWriter): Promise<ListedResult['files']> {
  const name = workbookFolder(result)
  const unfinished = join(out, `.unfinished-${name}-${process.pid}`)
  await mkdir(unfinished, { recursive: true })
  try {
    const written = await writeWorkbooks(unfinished)
    const folder = join(out, name)
    if (existsSync(folder)) {
      // The folder belongs to this very result: an earlier run wrote the same workbooks, and result.json may point at them.
      for (const file of await readdir(unfinished)) await rename(join(unfinished, file), join(folder, file))
    } else await rename(unfinished, folder)
    return publishedFiles(result, written)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** The workbooks of a result as its `files` lists them: paths relative to the folder result.json stands in. */
export function publishedFiles(result: ListedResult, written: readonly WrittenWorkbook[]): ListedResult['files'] {
  const folder = workbookFolder(result)
  return written.map((file) => ({ kind: file.kind, path: `${folder}/${file.name}`, sha256: file.sha256 }))
}

/** The folder named after the period and the first 8 digits of the result's hash (CONTRACT section 2). */
function workbookFolder(result: ListedResult): string {
  return `${result.period}-${resultHash(result).slice(0, 8)}`
}

/**
 * Makes a folder and those above it. Node's own recursive mkdir never answers where the system says of a folder that is
 * there that it is not, as Linux does when something is to be made inside /proc.
 */
async function makeFolder(path: string): Promise<void> {
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
async function removeUnfinished(out: string): Promise<void> {
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

async function replaceFile(path: string, content: Iterable<Uint8Array>): Promise<void> {
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
