import { AsyncLocalStorage } from 'node:async_hooks'
import { assert } from '../../base/assert.ts'
import type { NewSession } from '../../store/aggregates/sessions.ts'

/**
 * What the sign-in library would write when it begins a session. It writes in its own time, and a session that stands before
 * its entry in the audit trail is one that a full disk or a kill leaves behind; so it writes nothing, and the gate does, all at once.
 */
export class MadeSessions {
  readonly #requests = new AsyncLocalStorage<{ session?: NewSession }>()

  /** Has the library do something; answers what it answers, and the session that it made. */
  async during<T>(use: () => Promise<T>): Promise<{ readonly answer: T; readonly session: NewSession | undefined }> {
    const request: { session?: NewSession } = {}
    const answer = await this.#requests.run(request, use)
    return { answer, session: request.session }
  }

  /** Keeps a session for whom the library makes it. */
  keep(session: NewSession): void {
    const request = this.#requests.getStore()
    assert(request !== undefined, 'The library begins a session only where the gate waits for it.')
    request.session = session
  }
}
