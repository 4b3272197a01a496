import { randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

const STEP_SECONDS = 30
const SHAPE = { issuer: 'Quanheng', algorithm: 'SHA1', digits: 6, period: STEP_SECONDS } as const

/** A new secret 密钥 of 160 bits, as RFC 4226 wants it, in base 32. */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** What a QR code tells an authenticator: the secret and whose it is. */
export function addressOfSecret(secret: string, username: string): string {
  return new TOTP({ ...SHAPE, label: username, secret: Secret.fromBase32(secret) }).toString()
}

/**
 * The step of RFC 6238 - the 30 seconds, counted from 1970 - whose code this is: that of the moment, or the one before or after it,
 * as clocks differ and people take time to type. undefined for no code of these.
 */
export function stepOfCode(secret: string, code: string, at: Date): number | undefined {
  const timestamp = at.getTime()
  const delta = TOTP.validate({ ...SHAPE, secret: Secret.fromBase32(secret), token: code, timestamp, window: 1 })
  return delta === null ? undefined : TOTP.counter({ period: STEP_SECONDS, timestamp }) + delta
}

const BACKUP_CODES = 10
/** Without letters and digits that look alike on paper. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** New backup codes 备用码: 12 letters of 31 are 59 bits each, in groups of four to be written down. */
export function newBackupCodes(): string[] {
  const group = () => Array.from({ length: 4 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('')
  return Array.from({ length: BACKUP_CODES }, () => [group(), group(), group()].join('-'))
}

/** A code as it is compared: spaces, hyphens, case and full width do not matter. */
export function normalCode(code: string): string {
  return code.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '')
}
