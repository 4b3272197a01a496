import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assert } from '../../base/assert.ts'
import { replaceFile } from '../../store/trail/trail-files.ts'
import type { Service } from '../kernel/service.ts'

/**
 * The key under which secrets of second factors stand in the database, so that whoever reads the database or a backup has no codes.
 * It is the first line of the file `second-factor-key` in the data folder, for its owner only, and is not that which signs sessions.
 * While it is rotated, or after a rotation that was cut off, the keys before it stand below and open what they sealed.
 */
export interface SecondFactorKey {
  /** Encrypts a text for one purpose, such as "secret of ACCOUNT"; opened for another it is nothing. */
  seal(purpose: string, text: string): string
  /** The text that was sealed for the purpose; undefined when it was not, or with a key that is not there. */
  open(purpose: string, sealed: string): string | undefined
  /** What is kept of a backup code of an account, under each key: without it nobody can try codes on it. */
  hashes(account: string, code: string): readonly [string, ...string[]]
}

const CIPHER = 'aes-256-gcm'
const BYTES = { key: 32, iv: 12, tag: 16 }

/** Reads the key; makes it when it is missing. */
export function secondFactorKey({ dataFolder }: Pick<Service, 'dataFolder'>): SecondFactorKey {
  const [newest, ...before] = keysIn(dataFolder).map((text) => Buffer.from(text, 'base64url'))
  assert(newest !== undefined, 'A file of keys has one, as its maker and whoever rotates it write it whole.')
  const hash = (key: Buffer, account: string, code: string) =>
    createHmac('sha256', key).update(`backup code of ${account} ${code}`).digest('hex')
  return {
    seal(purpose, text) {
      const iv = randomBytes(BYTES.iv)
      const cipher = createCipheriv(CIPHER, newest, iv).setAAD(Buffer.from(purpose))
      return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
    },
    open(purpose, sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      for (const key of [newest, ...before]) {
        const text = openedWith(key, purpose, bytes)
        if (text !== undefined) return text
      }
      return undefined
    },
    hashes: (account, code) => [hash(newest, account, code), ...before.map((key) => hash(key, account, code))],
  }
}

/** Puts a new key before those of the file, which go on opening what they sealed. */
export function beginNewKey({ dataFolder }: Pick<Service, 'dataFolder'>): void {
  writeKeys(dataFolder, [newKey(), ...keysIn(dataFolder)])
}

/** Removes every key but the newest, under which everything stands by now. */
export function endOldKeys({ dataFolder }: Pick<Service, 'dataFolder'>): void {
  writeKeys(dataFolder, keysIn(dataFolder).slice(0, 1))
}

/** For what the secret of an account is sealed in the database. */
export function purposeOfSecret(account: string): string {
  return `secret of ${account}`
}

function keysIn(dataFolder: string): string[] {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(pathOf(dataFolder), `${newKey()}\n`, { mode: 0o600, flag: 'wx', flush: true })
  } catch (failure) {
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'EEXIST')) throw failure
  }
  return readFileSync(pathOf(dataFolder), 'utf8').split(/\s+/).filter(Boolean)
}

function writeKeys(dataFolder: string, keys: readonly string[]): void {
  replaceFile(pathOf(dataFolder), `${keys.join('\n')}\n`, true)
}

function pathOf(dataFolder: string): string {
  return join(dataFolder, 'second-factor-key')
}

function newKey(): string {
  return randomBytes(BYTES.key).toString('base64url')
}

function openedWith(key: Buffer, purpose: string, bytes: Buffer): string | undefined {
  if (bytes.length < BYTES.iv + BYTES.tag) return undefined
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, BYTES.iv), { authTagLength: BYTES.tag })
    .setAAD(Buffer.from(purpose))
    .setAuthTag(bytes.subarray(-BYTES.tag))
  try {
    return decipher.update(bytes.subarray(BYTES.iv, -BYTES.tag), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return undefined
  }
}
