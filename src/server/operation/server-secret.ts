import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer } from '../../base/answer.ts'
import { replaceFile } from '../../store/trail/trail-files.ts'
import { operationProblem } from './operation-problems.ts'
import type { Configuration } from './read-configuration.ts'

/** What signs sessions: the secret, and those before it, which sessions begun under them are still verified with. */
export interface ServerSecret {
  readonly ok: true
  readonly secret: string
  readonly oldSecrets: readonly string[]
}

const LEAST_CHARACTERS = 32
/** A session lasts half a day: whoever rotates the secret more often than this in that time signs people out. */
const OLD_SECRETS_KEPT = 3

/**
 * The secret that signs sessions: the one given, else that of the file `secret` in the data folder, which the first start
 * makes and only its owner may read. Its first line signs; the lines below are the secrets before, newest first. Makes the data
 * folder where it is missing.
 */
export function serverSecret({
  secret,
  oldSecrets,
  dataFolder,
}: Pick<Configuration, 'secret' | 'oldSecrets' | 'dataFolder'>): Answer<ServerSecret> {
  const path = join(dataFolder, 'secret')
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    if (secret !== undefined) return { ok: true, secret, oldSecrets }
    try {
      writeFileSync(path, `${newSecret()}\n`, { mode: 0o600, flag: 'wx', flush: true })
    } catch (failure) {
      if (codeOf(failure) !== 'EEXIST') throw failure
    }
    const [signs = '', ...before] = readFileSync(path, 'utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
      return { ok: false, problems: [operationProblem('secret_file_must_be_private', { path })] }
    if ([signs, ...before].some((each) => each.length < LEAST_CHARACTERS))
      return { ok: false, problems: [operationProblem('secret_file_must_hold_a_secret', { path })] }
    return { ok: true, secret: signs, oldSecrets: [...before, ...oldSecrets] }
  } catch (failure) {
    return { ok: false, problems: [operationProblem('data_folder_must_be_writable', { path: dataFolder, cause: codeOf(failure) })] }
  }
}

/** Puts a new secret before the one in the data folder's file, whole or not at all; it signs from the next start on. Answers the file. */
export function rotateSecret(dataFolder: string): Answer<{ readonly ok: true; readonly path: string }> {
  const known = serverSecret({ secret: undefined, oldSecrets: [], dataFolder })
  if (!known.ok) return known
  const path = join(dataFolder, 'secret')
  const lines = [newSecret(), known.secret, ...known.oldSecrets].slice(0, 1 + OLD_SECRETS_KEPT)
  try {
    replaceFile(path, `${lines.join('\n')}\n`, true)
    return { ok: true, path }
  } catch (failure) {
    return { ok: false, problems: [operationProblem('data_folder_must_be_writable', { path: dataFolder, cause: codeOf(failure) })] }
  }
}

function newSecret(): string {
  return randomBytes(48).toString('base64url')
}

function codeOf(failure: unknown): string {
  return failure instanceof Error && 'code' in failure ? String(failure.code) : String(failure)
}
