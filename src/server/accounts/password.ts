import { createHash, randomBytes, randomInt, randomUUID, timingSafeEqual } from 'node:crypto'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { Problem } from '../../base/problem.ts'
import { accountProblem } from './account-problems.ts'
import { isCommonPassword } from './common-passwords.ts'

/** Lengths of a password 密码, in characters; the upper one bounds the work of hashing. */
const PASSWORD_LEAST = 10
const PASSWORD_MOST = 128

/** Passwords that people choose are hashed by the sign-in library (scrypt, on the thread pool), never by code of ours. */
export async function hashed(password: string): Promise<string> {
  return hashPassword(password)
}

/** Whether a password is the one that was hashed; `undefined` is nobody's. It takes as long in every case. */
export async function isPassword(password: string, hash: string | undefined): Promise<boolean> {
  const once = hash === undefined ? undefined : oneTimeHash.exec(hash)
  if (hash !== undefined && !once) return verifyPassword({ password, hash })
  nobodysHash ??= hashed(randomUUID())
  await verifyPassword({ password, hash: await nobodysHash })
  const [, salt = '', digest = ''] = once ?? []
  return once !== undefined && once !== null && timingSafeEqual(digestOf(salt, password), Buffer.from(digest, 'hex'))
}

/** What a password is compared with where there is nothing to compare it with. */
let nobodysHash: Promise<string> | undefined

const oneTimeHash = /^once:([\w-]{22}):([0-9a-f]{64})$/

/**
 * The hash of a one-time password that we made ourselves. Slow hashing protects what people think up; 92 bits of chance nobody
 * guesses at any speed, so SHA-256 with a salt is enough, and ten thousand accounts are made in seconds.
 */
export function hashedOneTime(password: string): string {
  const salt = randomBytes(16).toString('base64url')
  return `once:${salt}:${digestOf(salt, password).toString('hex')}`
}

function digestOf(salt: string, password: string): Buffer {
  return createHash('sha256').update(`${salt}:${password}`).digest()
}

/**
 * What is wrong with a new password: its length, that it is one of `others` - the current one, the user name - or that it is one
 * which people think of first, also as a variation of those words.
 */
export async function passwordProblems(password: string, others: readonly string[], words: readonly string[]): Promise<Problem[]> {
  const length = [...password].length
  const isSame = others.some((other) => other.toLowerCase() === password.toLowerCase())
  if (length >= PASSWORD_LEAST && length <= PASSWORD_MOST && !isSame) {
    return (await isCommonPassword(password, words)) ? [accountProblem('password_must_not_be_common')] : []
  }
  return [accountProblem('password_must_be_strong', { least: String(PASSWORD_LEAST), most: String(PASSWORD_MOST) })]
}

/** Without letters and digits that look alike on paper. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A one-time password 一次性密码: 16 letters of 56 are 92 bits, in groups of four to be read out. */
export function oneTimePassword(): string {
  const letters = Array.from({ length: 16 }, () => LETTERS.charAt(randomInt(LETTERS.length)))
  return [0, 4, 8, 12].map((first) => letters.slice(first, first + 4).join('')).join('-')
}
