import { randomBytes } from 'node:crypto'

/**
 * Tickets that stand for a password which was found to be right a moment ago. The sign-in library begins a session only for a
 * password that it has checked itself; handed a ticket in its place, it hashes nothing a second time and never sees the password.
 */
export class PasswordTickets {
  readonly #hashes = new Map<string, string>()

  /** A ticket for the password of that hash; it is good once. */
  issue(passwordHash: string): string {
    const ticket = randomBytes(24).toString('base64url')
    this.#hashes.set(ticket, passwordHash)
    return ticket
  }

  /** Whether a ticket was issued for the password of that hash, which uses it up. */
  redeem(ticket: string, passwordHash: string): boolean {
    const isRight = this.#hashes.get(ticket) === passwordHash
    this.#hashes.delete(ticket)
    return isRight
  }

  /** Takes back a ticket that nobody asked for. */
  discard(ticket: string): void {
    this.#hashes.delete(ticket)
  }
}
