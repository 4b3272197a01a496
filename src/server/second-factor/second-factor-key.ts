import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Service } from '../kernel/service.ts'

/**
 * The key under which secrets of second factors stand in the database, so that whoever reads the database or a backup has no codes.
 * It is in the file `second-factor-key` of the data folder, for its owner only, and is not that which signs sessions: that one is
 * rotated.
 */
export interface SecondFactorKey {
  /** Encrypts a text for one purpose, such as "secret of ACCOUNT"; opened for another it is nothing. */
  seal(purpose: string, text: string): string
  /** The text that was sealed for the purpose; undefined when it was not, or with another key. */
  open(purpose: string, sealed: string): string | undefined
  /** What is kept of a backup code of an account: without the key nobody can try codes on it. */
  hash(account: string, code: string): string
}

const CIPHER = 'aes-256-gcm'
const BYTES = { key: 32, iv: 12, tag: 16 }

/** Reads the key; makes it when it is missing. */
export function secondFactorKey({ dataFolder }: Pick<Service, 'dataFolder'>): SecondFactorKey {
  const path = join(dataFolder, 'second-factor-key')
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(path, `${randomBytes(BYTES.key).toString('base64url')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  } catch (failure) {
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'EEXIST')) throw failure
  }
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url')
  return {
    seal(purpose, text) {
      const iv = randomBytes(BYTES.iv)
      const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(purpose))
      return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
    },
    open(purpose, sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < BYTES.iv + BYTES.tag) return undefined
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, BYTES.iv), { authTagLength: BYTES.tag })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(-BYTES.tag))
      try {
        return decipher.update(bytes.subarray(BYTES.iv, -BYTES.tag), undefined, 'utf8') + decipher.final('utf8')
      } catch {
        return undefined
      }
    },
    hash: (account, code) => createHmac('sha256', key).update(`backup code of ${account} ${code}`).digest('hex'),
  }
}
