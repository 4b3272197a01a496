interface Attempts {
  count: number
  /** When the last of them was, in milliseconds. */
  last: number
}

const MOST_KEYS = 10_000

/** Counts attempts by a key in memory; after so many that failed, the key waits. It knows nothing of whether there is such an account. */
export class AttemptLimits {
  readonly #failures: number
  readonly #waitMs: number
  readonly #attempts = new Map<string, Attempts>()

  constructor(failures: number, waitMs: number) {
    this.#failures = failures
    this.#waitMs = waitMs
  }

  /** Milliseconds that a key has to wait; 0 when it may try. */
  wait(key: string, now: number): number {
    const attempts = this.#attempts.get(key)
    if (attempts === undefined || attempts.count < this.#failures) return 0
    return Math.max(0, attempts.last + this.#waitMs - now)
  }

  count(key: string, now: number): void {
    const attempts = this.#attempts.get(key)
    const recent = attempts !== undefined && now - attempts.last < this.#waitMs
    // Set anew, so that the oldest key stands first and goes first when there are too many.
    this.#attempts.delete(key)
    this.#attempts.set(key, { count: recent ? attempts.count + 1 : 1, last: now })
    for (const [oldest] of this.#attempts) {
      if (this.#attempts.size <= MOST_KEYS) break
      this.#attempts.delete(oldest)
    }
  }

  /** Makes one attempt uncounted: it was right. */
  takeBack(key: string): void {
    const attempts = this.#attempts.get(key)
    if (attempts) attempts.count = Math.max(0, attempts.count - 1)
  }

  forget(key: string): void {
    this.#attempts.delete(key)
  }
}
