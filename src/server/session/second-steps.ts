import { randomBytes } from 'node:crypto'
import type { OpenedAccount } from '../accounts/sign-in.ts'
import type { WantedCode } from '../kernel/gate.ts'

interface Step {
  readonly found: OpenedAccount
  readonly until: string
}

const MINUTES = 5
const MOST = 10_000

/**
 * Sign-ins of which the password was right and a code is wanted, in memory: a ticket stands for one of them for a few minutes and
 * begins one session.
 */
export class SecondSteps {
  readonly #steps = new Map<string, Step>()

  issue(found: OpenedAccount, at: Date): WantedCode {
    const ticket = randomBytes(24).toString('base64url')
    const until = new Date(at.getTime() + MINUTES * 60_000).toISOString()
    this.#steps.set(ticket, { found, until })
    for (const [oldest, step] of this.#steps) {
      if (this.#steps.size <= MOST && step.until > at.toISOString()) break
      this.#steps.delete(oldest)
    }
    return { ticket, until }
  }

  /** Takes a ticket, so that no other request tries a code with it meanwhile; undefined when it is not good any more. */
  take(ticket: string, at: Date): Step | undefined {
    const step = this.#steps.get(ticket)
    this.#steps.delete(ticket)
    return step && step.until > at.toISOString() ? step : undefined
  }

  /** Gives a ticket back with which nothing was begun. */
  giveBack(ticket: string, step: Step): void {
    this.#steps.set(ticket, step)
  }
}
