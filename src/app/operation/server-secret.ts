import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer } from '../appraise.ts'
import { operationProblem } from './operation-problems.ts'
import type { Configuration } from './read-configuration.ts'

/**
 * The secret that signs sessions: the one given, else that of the file `secret` in the data folder, which the first start
 * makes and only its owner may read. Makes the data folder where it is missing.
 */
export function serverSecret({
  secret,
  dataFolder,
}: Pick<Configuration, 'secret' | 'dataFolder'>): Answer<{ readonly ok: true; readonly secret: string }> {
  const path = join(dataFolder, 'secret')
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    if (secret !== undefined) return { ok: true, secret }
    try {
      writeFileSync(path, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx', flush: true })
    } catch (failure) {
      if (codeOf(failure) !== 'EEXIST') throw failure
    }
    const kept = readFileSync(path, 'utf8').trim()
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
      return { ok: false, problems: [operationProblem('secret_file_must_be_private', { path })] }
    if (kept.length < 32) return { ok: false, problems: [operationProblem('secret_file_must_hold_a_secret', { path })] }
    return { ok: true, secret: kept }
  } catch (failure) {
    return { ok: false, problems: [operationProblem('data_folder_must_be_writable', { path: dataFolder, cause: codeOf(failure) })] }
  }
}

function codeOf(failure: unknown): string {
  return failure instanceof Error && 'code' in failure ? String(failure.code) : String(failure)
}
