import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import type { Answer } from '../../base/answer.ts'
import { removeFiles, safeFileName } from './upload-files.ts'
import { uploadProblem } from './upload-problems.ts'

const MOST_FILES = 20

export interface ReceivedForm {
  readonly ok: true
  /** The names of the files as they were written, each its own. */
  readonly files: readonly string[]
  readonly fields: Readonly<Record<string, string>>
}

/** Reads a form as it comes in and writes its files into a folder; with anything wrong nothing of it stays. */
export async function receiveForm(request: Request, folder: string): Promise<Answer<ReceivedForm>> {
  const contentType = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data\s*;/i.test(contentType) || !request.body) return refused(contentType || 'no content-type')
  await mkdir(folder, { recursive: true })
  const received = await receive(request.body, contentType, folder)
  if (!received.ok) await removeFiles(folder)
  return received
}

async function receive(body: Request['body'], contentType: string, folder: string): Promise<Answer<ReceivedForm>> {
  const files: string[] = []
  const writes: Promise<unknown>[] = []
  const fields: Record<string, string> = {}
  let tooMany = false
  let form: BusboyInstance
  try {
    form = new Busboy({
      headers: { 'content-type': contentType },
      limits: { files: MOST_FILES, fields: 20, fieldNameSize: 100, fieldSize: 2_000, parts: 60, headerPairs: 50 },
    })
  } catch (cause) {
    return refused(messageOf(cause))
  }
  form.on('file', (_: string, stream: BusboyFileStream, name: string | undefined) => {
    const own = distinct(safeFileName(name ?? ''), files)
    files.push(own)
    const write = pipeline(stream, createWriteStream(join(folder, own), { flags: 'wx' }))
    // A failure is reported where all writes are awaited; here it only must not be unheard.
    write.catch((cause) => form.destroy(cause))
    writes.push(write)
  })
  form.on('field', (name: string, value: string) => {
    fields[name] = value
  })
  form.on('filesLimit', () => {
    tooMany = true
  })
  try {
    // The two declarations of a web stream, Node's and the fetch standard's, differ in name only.
    await pipeline(Readable.fromWeb(body as ReadableStream), form)
    await Promise.all(writes)
  } catch (cause) {
    await Promise.allSettled(writes)
    await removeFiles(folder)
    if (isOurs(cause)) throw cause
    return refused(messageOf(cause))
  }
  if (tooMany) return { ok: false, problems: [uploadProblem('upload_must_hold_fewer_files', { limit: String(MOST_FILES) })] }
  return { ok: true, files, fields }
}

/** A second file of one name gets a number, so that both are read and reported. */
function distinct(name: string, taken: readonly string[]): string {
  let own = name
  for (let count = 2; taken.some((each) => each.toLowerCase() === own.toLowerCase()); count++)
    own = name.replace(/(\.\w+)?(\.gz)?$/, (end) => ` (${count})${end}`)
  return own
}

/** The disk's failures, and the kernel's that the body is too large, are answered by the kernel. */
function isOurs(cause: unknown): boolean {
  if (!(cause instanceof Error)) return true
  return cause.name === 'BodyLimitError' || /^E[A-Z]+$/.test('code' in cause ? String(cause.code) : '')
}

function refused(cause: string): Answer<ReceivedForm> {
  return { ok: false, problems: [uploadProblem('upload_must_be_a_form', { cause: cause.slice(0, 200) })] }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
