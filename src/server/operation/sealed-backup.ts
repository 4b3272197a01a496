import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdtemp, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { Answer } from '../../base/answer.ts'
import type { Problem } from '../../base/problem.ts'
import { StoreError } from '../../store/database/store-error.ts'
import { operationProblem } from './operation-problems.ts'

type Failed = { readonly ok: false; readonly problems: readonly Problem[] }

/** How every file in the age format begins (C2SP, age-encryption.org/v1). */
const MAGIC = 'age-encryption.org/v1\n'

/**
 * Has a backup written and encrypts it to keys ("age1..."), so that only who has one of their identities reads it: the age format, which the
 * program `age` writes and reads too. Without keys the file is written as it is. What is written in between stands in a folder
 * of its own below TMPDIR that nobody else may enter, and is gone afterwards. Problems: backup_key_must_be_usable,
 * backup_file_must_not_exist, and those of `write`.
 */
export async function sealedBackup<T extends { readonly ok: true }>(
  file: string,
  keys: readonly string[],
  write: (file: string) => Promise<T | Failed>,
): Promise<T | Failed> {
  if (keys.length === 0) return write(file)
  const { Encrypter } = await import('age-encryption')
  const encrypter = new Encrypter()
  const wrong = keys.filter((key) => !accepts(() => encrypter.addRecipient(key)))
  if (wrong.length > 0) return failed(...wrong.map((key) => operationProblem('backup_key_must_be_usable', { key: shortened(key) })))
  if (existsSync(file)) return failed(new StoreError('backup_file_must_not_exist', { file }).problem)
  return inPrivateFolder(file, async (plain) => {
    const written = await write(plain)
    if (!written.ok) return written
    const unfinished = `${file}.${process.pid}.unfinished`
    try {
      await transformed(plain, unfinished, (bytes) => encrypter.encrypt(bytes))
      await rename(unfinished, file)
    } catch (failure) {
      await rm(unfinished, { force: true })
      return failed(unwritable(file, failure))
    }
    return written
  })
}

/**
 * Hands on a backup as a database: as it is, or decrypted by the identities of a file where it is encrypted. Problems:
 * backup_identity_must_be_given, backup_identity_must_be_usable, backup_must_open_with_the_identity, and those of `use`.
 */
export async function openedBackup<T extends { readonly ok: true }>(
  file: string,
  identityFile: string | undefined,
  use: (file: string) => Promise<T | Failed>,
): Promise<T | Failed> {
  if (!(await isSealed(file))) return use(file)
  if (identityFile === undefined) return failed(operationProblem('backup_identity_must_be_given', { file }))
  const identities = await identitiesIn(identityFile)
  if (!identities.ok) return identities
  const { Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  for (const identity of identities.found) decrypter.addIdentity(identity)
  return inPrivateFolder(file, async (plain) => {
    try {
      await transformed(file, plain, (bytes) => decrypter.decrypt(bytes))
    } catch (failure) {
      if (hasCode(failure)) return failed(unwritable(plain, failure))
      return failed(operationProblem('backup_must_open_with_the_identity', { file, identity: identityFile }))
    }
    return use(plain)
  })
}

/** Makes a new pair of keys: the identity goes into a file that only its owner reads, the key to encrypt to is answered. */
export async function newBackupKey(file: string): Promise<Answer<{ readonly ok: true; readonly key: string }>> {
  const { generateX25519Identity, identityToRecipient } = await import('age-encryption')
  const identity = await generateX25519Identity()
  const key = await identityToRecipient(identity)
  try {
    await writeFile(file, `# public key: ${key}\n${identity}\n`, { mode: 0o600, flag: 'wx', flush: true })
    return { ok: true, key }
  } catch (failure) {
    const isThere = failure instanceof Error && 'code' in failure && failure.code === 'EEXIST'
    return failed(isThere ? new StoreError('backup_file_must_not_exist', { file }).problem : unwritable(file, failure))
  }
}

async function isSealed(file: string): Promise<boolean> {
  const handle = await open(file).catch(() => undefined)
  try {
    const read = await handle?.read({ buffer: Buffer.alloc(MAGIC.length) })
    return read?.buffer.subarray(0, read.bytesRead).toString('latin1') === MAGIC
  } finally {
    await handle?.close()
  }
}

async function identitiesIn(file: string): Promise<{ readonly ok: true; readonly found: readonly string[] } | Failed> {
  const { Decrypter } = await import('age-encryption')
  const text = await readFile(file, 'utf8').catch(() => '')
  const found = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  if (found.length > 0 && found.every((identity) => accepts(() => new Decrypter().addIdentity(identity)))) return { ok: true, found }
  return failed(operationProblem('backup_identity_must_be_usable', { identity: file }))
}

/** Runs a step with the path of a file of the same name in a private folder; problems name the file that the user knows. */
async function inPrivateFolder<T extends { readonly ok: true }>(
  file: string,
  use: (plain: string) => Promise<T | Failed>,
): Promise<T | Failed> {
  const folder = await mkdtemp(join(tmpdir(), 'quanheng-backup-'))
  const plain = join(folder, basename(file))
  try {
    const answer = await use(plain)
    return answer.ok ? answer : failed(...answer.problems.map((problem) => named(problem, plain, file)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function named(problem: Problem, from: string, to: string): Problem {
  const values = Object.entries(problem.values).map(([name, value]) => [name, value.replaceAll(from, to)] as const)
  return { ...problem, values: Object.fromEntries(values) }
}

/** Writes a file that is another one transformed, a piece at a time; it is on the disk when this resolves. */
async function transformed(
  from: string,
  to: string,
  transform: (bytes: globalThis.ReadableStream<Uint8Array>) => Promise<globalThis.ReadableStream<Uint8Array>>,
): Promise<void> {
  // Node's declaration of a web stream and the standard's differ in name only.
  const bytes = Readable.toWeb(createReadStream(from)) as unknown as globalThis.ReadableStream<Uint8Array>
  const result = (await transform(bytes)) as unknown as ReadableStream<Uint8Array>
  await pipeline(Readable.fromWeb(result), createWriteStream(to, { mode: 0o600, flags: 'wx', flush: true }))
}

function accepts(attempt: () => void): boolean {
  try {
    attempt()
    return true
  } catch {
    return false
  }
}

/** A secret that was given in place of a key is not repeated. */
function shortened(key: string): string {
  return key.startsWith('age1') ? key.slice(0, 100) : `${key.slice(0, 4)}...`
}

function hasCode(failure: unknown): boolean {
  return failure instanceof Error && 'syscall' in failure
}

function unwritable(file: string, failure: unknown): Problem {
  const cause = failure instanceof Error && 'code' in failure ? String(failure.code) : String(failure)
  return operationProblem('backup_file_must_be_writable', { file, cause })
}

function failed(...problems: readonly Problem[]): Failed {
  return { ok: false, problems }
}
