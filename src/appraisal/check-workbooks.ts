import { dirname, isAbsolute, join, normalize } from 'node:path'
import { sha256Of } from '../sheets/write/workbooks/write-workbooks.ts'

/** A workbook that result.json lists, and how the file that lies beside it compares: the same bytes, other bytes, or no file. */
export interface CheckedWorkbook {
  /** As result.json names it, relative to its own folder. */
  readonly path: string
  readonly state: 'equal' | 'changed' | 'missing'
  /** Of the bytes as result.json states it. */
  readonly stated: string
  /** Of the bytes that were found; undefined where there is no file. */
  readonly found: string | undefined
}

/** Compares each workbook that a result lists with the file of that path beside the result. Nothing outside of its folder is read. */
export async function checkWorkbooks(
  resultPath: string,
  files: readonly { readonly path: string; readonly sha256: string }[],
): Promise<CheckedWorkbook[]> {
  const folder = dirname(resultPath)
  const checked: CheckedWorkbook[] = []
  for (const { path, sha256: stated } of files) {
    const found = isInside(path) ? await hashOfFile(join(folder, path)) : undefined
    checked.push({ path, stated, found, state: found === undefined ? 'missing' : found === stated ? 'equal' : 'changed' })
  }
  return checked
}

function isInside(path: string): boolean {
  return !isAbsolute(path) && !normalize(path).startsWith('..')
}

async function hashOfFile(path: string): Promise<string | undefined> {
  try {
    return await sha256Of(path)
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(String(failure.code))) return undefined
    throw failure
  }
}
