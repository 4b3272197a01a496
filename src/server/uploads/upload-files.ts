import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { byCodePoint } from '../../base/text-order.ts'
import type { Upload } from '../../store/aggregates/uploads.ts'
import type { Service } from '../kernel/service.ts'

/** Where the files of an upload are kept: a folder of its own below the data folder. */
export function uploadFolder(service: Pick<Service, 'dataFolder'>, upload: string): string {
  return join(service.dataFolder, 'uploads', upload)
}

/** Where the files of an upload are: in the folder that was made with it, or in the one that took its place. */
export function folderOf(service: Pick<Service, 'dataFolder'>, { id, stored }: Pick<Upload, 'id' | 'stored'>): string {
  return uploadFolder(service, stored ?? id)
}

/** The one file of an upload, or the folder of several; undefined when they are not kept any more. */
export async function pathOfFiles(
  service: Pick<Service, 'dataFolder'>,
  upload: Pick<Upload, 'id' | 'stored'>,
): Promise<string | undefined> {
  const folder = folderOf(service, upload)
  const names = await readdir(folder).catch(() => [])
  const [only, ...others] = names
  if (only === undefined) return undefined
  return others.length > 0 ? folder : join(folder, only)
}

const LONGEST_NAME = 120

/**
 * A file's name as it is kept: without folders, without what a file system or a terminal would act on, never hidden and
 * never longer than most file systems take; it names the table, so letters of every script stay.
 */
export function safeFileName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const plain = last
    .replace(/[^\p{L}\p{N}._ ()（）-]+/gu, '_')
    .replace(/^[.\s]+/, '')
    .trim()
  const ending = /(\.\w{1,5}){1,2}$/.exec(plain)?.[0] ?? ''
  const stem = plain.slice(0, plain.length - ending.length)
  let short = stem
  while (Buffer.byteLength(short + ending) > LONGEST_NAME) short = [...short].slice(0, -1).join('')
  return short + ending === '' ? 'file' : short + ending
}

/** SHA-256 over the names and bytes of files, in the order of their names. */
export async function hashOfFiles(folder: string, names: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const name of [...names].sort(byCodePoint)) {
    hash.update(`${name}\n`)
    for await (const chunk of createReadStream(join(folder, name))) hash.update(chunk as Buffer)
  }
  return hash.digest('hex')
}

export async function removeFiles(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}
