import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { TrailVerified } from '../../store/trail/verify-trail.ts'

/** What the workbooks made of closed periods are called among the contents of the trail: "documents RUN/company/NAME". */
export function documentKey(run: string, part: string, name: string): string {
  return `documents ${run}/${part}/${name}`
}

/** SHA-256 of a file, read piece by piece. */
export async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

/** Every made workbook of a data folder by its key, with its hash. */
export async function documentHashes(dataFolder: string): Promise<Record<string, string>> {
  const root = join(dataFolder, 'documents')
  const hashes: Record<string, string> = {}
  for (const run of await foldersIn(root)) {
    for (const part of (await foldersIn(join(root, run))).filter((name) => !name.startsWith('.'))) {
      const names = await readdir(join(root, run, part))
      for (const name of names.sort()) hashes[documentKey(run, part, name)] = await fileHash(join(root, run, part, name))
    }
  }
  return hashes
}

async function foldersIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return []
  const entries = await readdir(folder, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}

/**
 * Compares the made workbooks of a data folder with what the trail says of them, and adds what differs. One that is not there is
 * no difference: it is made again of the snapshot, which is proved itself.
 */
export async function withDocuments(verified: TrailVerified, dataFolder: string): Promise<TrailVerified> {
  if (verified.compared === undefined) return verified
  const contents = [...verified.contents]
  for (const [what, hash] of Object.entries(await documentHashes(dataFolder))) {
    const said = verified.documents.get(what)
    if (!said) contents.push({ kind: 'unsaid', what, sequence: undefined })
    else if (said.hash !== hash) contents.push({ kind: 'changed', what, sequence: said.sequence })
  }
  const [first] = contents
  const firstBreak = verified.firstBreak ?? (first && { sequence: first.sequence ?? verified.entries, kind: 'content' as const })
  return { ...verified, contents, firstBreak }
}
