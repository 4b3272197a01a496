import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type ListedResult, resultHash, resultPieces } from './result-json.ts'
import { makeFolder, removeUnfinished, replaceFile } from './whole-files.ts'

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
