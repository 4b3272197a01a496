import { randomInt } from 'node:crypto'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { Problem } from '../../../base/problem.ts'
import { accountProblem } from './account-problems.ts'

/** Lengths of a password 密码, in characters; the upper one bounds the work of hashing. */
export const PASSWORD_LEAST = 10
export const PASSWORD_MOST = 128

/** Passwords are hashed by the sign-in library (scrypt), never by code of ours. */
export async function hashed(password: string): Promise<string> {
  return hashPassword(password)
}

export async function isPassword(password: string, hash: string): Promise<boolean> {
  return verifyPassword({ password, hash })
}

/** What is wrong with a new password, beside what is known of the account. */
export function passwordProblems(password: string, others: readonly string[]): Problem[] {
  const length = [...password].length
  const isSame = others.some((other) => other.toLowerCase() === password.toLowerCase())
  if (length >= PASSWORD_LEAST && length <= PASSWORD_MOST && !isSame) return []
  return [accountProblem('password_must_be_strong', { least: String(PASSWORD_LEAST), most: String(PASSWORD_MOST) })]
}

/** Without letters and digits that look alike on paper. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A one-time password 一次性密码: 16 letters of 56 are 92 bits, in groups of four to be read out. */
export function oneTimePassword(): string {
  const letters = Array.from({ length: 16 }, () => LETTERS.charAt(randomInt(LETTERS.length)))
  return [0, 4, 8, 12].map((first) => letters.slice(first, first + 4).join('')).join('-')
}
