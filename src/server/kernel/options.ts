import type { Context } from 'hono'
import type { AppEnvironment } from './app-environment.ts'
import type { Elsewhere } from './route.ts'
import type { SecondFactorDemand } from './second-factor-demand.ts'

/** How the company's identity provider is reached for single sign-on 单点登录 (OpenID Connect). */
export interface SingleSignOn {
  /** The provider's address; its description is at ISSUER/.well-known/openid-configuration. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** The claim of the ID token that names the account; preferred_username unless told. */
  readonly claim?: string
  /** What the claim is: the account's user name (unless told), its e-mail address or its employee number. */
  readonly matches?: 'username' | 'email' | 'employee'
  /** How the secret is shown to the provider: in the form, unless told, or as HTTP Basic. */
  readonly secretBy?: 'post' | 'basic'
  /** What the button says. */
  readonly name?: string
}

export interface Limits {
  /** Bytes of a JSON body; 1 MiB unless told. */
  readonly bodyBytes?: number
  /** Bytes of an uploaded file; 256 MiB unless told. */
  readonly uploadBytes?: number
  /** Wrong passwords after which a user name waits, and its account is locked; 10 unless told. */
  readonly signInFailures?: number
  /** Wrong passwords from one address after which it waits; 100 unless told. */
  readonly addressFailures?: number
  /** How long they wait; 15 unless told. */
  readonly lockMinutes?: number
  /** After how many minutes in which nobody does anything a session ends; 0, which is unless told, is no limit. */
  readonly idleMinutes?: number
}

/** What was answered to a request, for logs and metrics: no body, no query, no names. */
export interface AnswerNote {
  readonly requestId: string
  readonly method: string
  /** The route's path with its parameters in braces, or "unknown". */
  readonly route: string
  readonly status: number
  readonly milliseconds: number
  /** Account id or "token:ID"; undefined when nobody is signed in. */
  readonly actor: string | undefined
}

/** Serves a request in a thread of its own. */
export interface RequestForwarder {
  serve(kind: Elsewhere, c: Context<AppEnvironment>): Promise<Response>
}

/** What makeApp is told, beyond the service itself. */
export interface AppOptions {
  /** Serves the routes that take long in threads of their own; without, as in a test, everything is served here. */
  readonly threads?: RequestForwarder | undefined
  /** Signs cookies; at least 32 characters that nobody guesses. */
  readonly secret: string
  /** Secrets before it: cookies that they signed hold until their sessions end. */
  readonly oldSecrets?: readonly string[] | undefined
  /** How people reach the service ("https://appraisal.example.com"); with https cookies are marked secure. */
  readonly publicUrl?: string | undefined
  /** A proxy in front writes X-Forwarded-For, whose last entry is then the caller's address. */
  readonly trustProxy?: boolean | undefined
  readonly oidc?: SingleSignOn | undefined
  readonly limits?: Limits | undefined
  /** Of whom a second factor is demanded; `optional`, which is unless told, of nobody. */
  readonly secondFactor?: SecondFactorDemand | undefined
  /** Told of every answer. */
  readonly onAnswer?: ((note: AnswerNote) => void) | undefined
  /** Told of every failure that was answered with 500, which names the request only. */
  readonly onFailure?: ((failure: unknown, requestId: string) => void) | undefined
  /** Holds every answer against its schema and fails when it differs: for tests. */
  readonly checkAnswers?: boolean | undefined
}
