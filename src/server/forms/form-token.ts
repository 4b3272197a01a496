import { createHash, randomBytes, randomInt } from 'node:crypto'

/** What opens a form 反馈表: whoever has it may answer. Only its hash is kept. */
export interface FormToken {
  readonly token: string
  readonly sha256: string
}

export function newFormToken(): FormToken {
  const token = randomBytes(24).toString('base64url')
  return { token, sha256: hashOfToken(token) }
}

export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Letters and digits that nobody takes for another when they read them from paper. */
const READABLE = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** A number for a form that no other has, by chance: "FB-7KQ2M9XW4H"; it becomes the number of the record. */
export function newFormNumber(prefix: 'FB' | 'FU'): string {
  return `${prefix}-${Array.from({ length: 10 }, () => READABLE[randomInt(READABLE.length)]).join('')}`
}
