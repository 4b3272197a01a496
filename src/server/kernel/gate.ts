import type { Answer } from '../../base/answer.ts'
import type { Problem } from '../../base/problem.ts'
import type { SessionRow } from '../../store/aggregates/sessions.ts'
import type { SecondFactorDemand } from './second-factor-demand.ts'
import type { Actor } from './service.ts'

/** Who a request comes from. */
export interface Caller {
  readonly actor: Actor
  /** The session they are signed in with; undefined for tokens. */
  readonly session: SessionRow | undefined
  /** What they have to do before anything else: change a one-time password, or set up a second factor that is demanded of them. */
  readonly owes: Debt | undefined
}
export type Debt = 'password_must_be_changed' | 'second_factor_must_be_set_up'

/** What somebody is told whose password was right and whose account has a second factor. */
export interface WantedCode {
  /** To be sent with the code. */
  readonly ticket: string
  readonly until: string
}

/** Where people and systems come in: who a request is from, and signing in and out. */
export interface Gate {
  /** Who a request comes from; undefined when nobody that we know. */
  callerOf(request: Request, address: string | undefined): Promise<Caller | undefined>
  /** Signs somebody in by a password, or says that a code of the account's second factor is wanted too. */
  signIn(
    username: string,
    password: string,
    request: Request,
    address: string | undefined,
  ): Promise<Answer<SignedIn | { readonly ok: true; readonly wanted: WantedCode; readonly headers?: undefined }>>
  /** Signs in whoever was told that a code is wanted. */
  signInByCode(ticket: string, code: string, request: Request, address: string | undefined): Promise<Answer<SignedIn>>
  /** Counts an attempt at guessing something; the problem that there were too many. */
  attempt(key: string): Problem | undefined
  /** Forgets the attempts: one was right. */
  succeeded(key: string): void
  /** Counts a request for something public behind a link, by link and by address; the problem that there were too many. */
  visit(link: string, address: string | undefined): Problem | undefined
  /** There is such a link: the visit was no guess of that address. */
  found(address: string | undefined): void
  /** After how many minutes in which nothing was done a session opens nothing any more; 0 is no limit. */
  readonly idleMinutes: number
  /** Of whom a second factor is demanded. */
  readonly secondFactor: SecondFactorDemand
  /** How people reach the service, where that is set up. */
  readonly publicUrl: string | undefined
  /** The header that makes a browser forget its session. */
  forgottenCookie(): Headers
  /** How the company's identity provider is called, where single sign-on is set up. */
  readonly singleSignOn: { readonly name: string } | undefined
  /** The headers that send a browser to the identity provider. */
  beginSingleSignOn(
    to: string,
    request: Request,
    address: string | undefined,
  ): Promise<Answer<{ readonly ok: true; readonly headers: Headers }>>
  /** Answers a browser that comes back from the identity provider: it is sent on, with a session where all is well. */
  finishSingleSignOn(request: Request, address: string | undefined): Promise<Response>
}

export interface SignedIn {
  readonly ok: true
  readonly wanted?: undefined
  /** They set the session's cookie, and the mark of a device that has none. */
  readonly headers: Headers
}
