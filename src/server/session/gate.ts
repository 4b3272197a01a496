import { APIError } from 'better-auth/api'
import { parseSigned } from 'hono/utils/cookie'
import type { Answer } from '../../base/answer.ts'
import type { Problem } from '../../base/problem.ts'
import { passwordHashOf } from '../../store/aggregates/accounts.ts'
import { normalUsername } from '../accounts/account.ts'
import { accountProblem } from '../accounts/account-problems.ts'
import { callerOfSession } from '../accounts/caller.ts'
import { accountOpenedBy, beginSession, type OpenedAccount, recordFailedSignIn, type SignIn, waitsFor } from '../accounts/sign-in.ts'
import type { Gate, SignedIn } from '../kernel/gate.ts'
import type { AppOptions } from '../kernel/options.ts'
import { requestProblem } from '../kernel/request-problems.ts'
import type { Service } from '../kernel/service.ts'
import { secondFactorProblem } from '../second-factor/second-factor-problems.ts'
import { spendCode } from '../second-factor/spend-code.ts'
import { callerOfToken } from '../tokens/caller-of-token.ts'
import { AttemptLimits } from './attempt-limits.ts'
import { markedDevice } from './device-mark.ts'
import { MadeSessions } from './made-sessions.ts'
import { PasswordTickets } from './password-tickets.ts'
import { SecondSteps } from './second-steps.ts'
import { type Attempt, SignInAttempts } from './sign-in-attempts.ts'
import { ADDRESS_HEADER, COOKIE_PREFIX, PROVIDER, type SignInLibrary, signInLibrary } from './sign-in-library.ts'

/** Where a browser is sent that single sign-on did not let in. */
const FAILED = '/?signIn=failed'
/** Requests for one public link before it waits: more than anybody needs who fills in a form. */
const LINK_VISITS = 60

export function makeGate(service: Service, options: AppOptions): Gate {
  const { signInFailures = 10, addressFailures = 100, lockMinutes = 15, idleMinutes = 0 } = options.limits ?? {}
  const { secondFactor = 'optional' } = options
  const attempts = new SignInAttempts(service, { signInFailures, addressFailures, lockMinutes })
  const steps = new SecondSteps()
  const guesses = new AttemptLimits(signInFailures, lockMinutes * 60_000)
  const links = new AttemptLimits(LINK_VISITS, lockMinutes * 60_000)
  const visitors = new AttemptLimits(addressFailures, lockMinutes * 60_000)
  const secure = options.publicUrl?.startsWith('https:') ?? false
  const cookie = `${secure ? '__Secure-' : ''}${COOKIE_PREFIX}.session_token`
  const tickets = new PasswordTickets()
  const made = new MadeSessions()
  let opened: Promise<SignInLibrary> | undefined
  const library = () => {
    opened ??= signInLibrary(service, options, tickets, made)
    return opened
  }
  const now = () => service.now().getTime()
  const rules = { idleMinutes, secondFactor }

  /** Counts a wrong password or code against the place that it came from. */
  const refused = async (attempt: Attempt, address: string | undefined, problem: Problem): Promise<Answer<never>> => {
    const limits = { failures: signInFailures, lockMinutes }
    const tried = problem.code === 'code_must_be_right' ? 'code' : 'password'
    await recordFailedSignIn(service, attempt.name, { source: attempt.source, address, tried }, limits)
    return { ok: false, problems: [problem] }
  }

  /** Begins the session that the library made in answer to a request, and adds its device's mark to the headers of the answer. */
  const begin = async (request: Request, signIn: Omit<SignIn, 'device'>, headers: Headers): Promise<Answer<SignedIn>> => {
    const { device, cookie: mark } = markedDevice(request, options.publicUrl)
    const begun = await beginSession(service, { ...signIn, device })
    if (!begun.ok) return begun
    if (mark !== undefined) headers.append('set-cookie', mark)
    return { ok: true, headers }
  }

  /** Begins a session of somebody whose password was right, with a code where one is wanted. */
  const beginByPassword = async (
    { account, passwordHash }: OpenedAccount,
    request: Request,
    { attempt, address, proof }: { attempt: Attempt; address: string | undefined; proof?: SignIn['proof'] },
  ): Promise<Answer<SignedIn>> => {
    const wrong = { ok: false, problems: [accountProblem('sign_in_must_be_right')] } as const
    const ticket = tickets.issue(passwordHash)
    const { api } = await library()
    const { answer: headers, session } = await made
      .during(() => signedInBy(api, account.username, ticket, request, address))
      .finally(() => tickets.discard(ticket))
    if (!headers || !session) return wrong
    const stillHolds: SignIn['proof'] = async (transaction) => {
      // Whoever changed it a moment ago ended every session that it had opened.
      if ((await passwordHashOf(transaction, account.id)) !== passwordHash) return wrong
      return proof ? proof(transaction) : { ok: true, by: 'password' }
    }
    try {
      const begun = await begin(request, { session, address, source: attempt.source, proof: stillHolds }, headers)
      if (begun.ok) attempt.succeeded()
      return begun
    } catch (failure) {
      // What a full disk or another's lock refuses is no guess.
      attempt.takeBack()
      throw failure
    }
  }

  return {
    async callerOf(request, address) {
      const authorization = request.headers.get('authorization')
      if (authorization !== null) {
        const bearer = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
        return bearer === undefined ? undefined : callerOfToken(service, bearer, address)
      }
      const cookies = request.headers.get('cookie')
      if (cookies === null) return undefined
      for (const secret of [options.secret, ...(options.oldSecrets ?? [])]) {
        const token = (await parseSigned(cookies, secret, cookie))[cookie]
        if (token) return callerOfSession(service, token, address, rules)
      }
      return undefined
    },

    async signIn(username, password, request, address) {
      const attempt = await attempts.of(normalUsername(username), request, address)
      const wait = attempt.begin()
      if (wait > 0) return { ok: false, problems: [tooMany(wait)] }
      const found = await accountOpenedBy(service, username, password, attempt.source)
      if (found?.account.hasSecondFactor && secondFactor !== 'off') {
        attempt.takeBack()
        return { ok: true, wanted: steps.issue(found, service.now()) }
      }
      const begun = found && (await beginByPassword(found, request, { attempt, address }))
      return begun?.ok ? begun : refused(attempt, address, accountProblem('sign_in_must_be_right'))
    },

    async signInByCode(ticket, code, request, address) {
      const step = steps.take(ticket, service.now())
      const anew = { ok: false, problems: [secondFactorProblem('sign_in_must_begin_anew')] } as const
      if (!step) return anew
      const { found } = step
      const attempt = await attempts.of(found.account.username, request, address)
      const wait = attempt.begin()
      if (wait > 0) return { ok: false, problems: [tooMany(wait)] }
      if (await waitsFor(service, found.account.id, attempt.source)) return anew
      const proof: SignIn['proof'] = async (transaction) => {
        const spent = await spendCode(service, transaction, found.account.id, code)
        return spent.ok ? { ok: true, by: `password and ${spent.by}` } : spent
      }
      const begun = await beginByPassword(found, request, { attempt, address, proof })
      if (begun.ok) return begun
      if (begun.problems.some((problem) => problem.code === 'sign_in_must_be_right')) return anew
      // A slip of a finger costs a count, not the password once more.
      steps.giveBack(ticket, step)
      const wrong = begun.problems.find((problem) => problem.code === 'code_must_be_right')
      return wrong ? refused(attempt, address, wrong) : begun
    },

    attempt(key) {
      const wait = guesses.wait(key, now())
      if (wait > 0) return tooMany(wait)
      guesses.count(key, now())
      return undefined
    },

    visit(link, address) {
      const wait = Math.max(links.wait(link, now()), address === undefined ? 0 : visitors.wait(address, now()))
      if (wait > 0) return tooMany(wait)
      links.count(link, now())
      if (address !== undefined) visitors.count(address, now())
      return undefined
    },

    found(address) {
      if (address !== undefined) visitors.takeBack(address)
    },

    idleMinutes,

    secondFactor,

    publicUrl: options.publicUrl,

    succeeded(key) {
      guesses.forget(key)
    },

    singleSignOn: options.oidc && { name: options.oidc.name ?? new URL(options.oidc.issuer).host },

    async beginSingleSignOn(to, request, address) {
      if (!options.oidc) return { ok: false, problems: [accountProblem('single_sign_on_must_be_set_up')] }
      const headers = await beginSingleSignOn(await library(), to, libraryHeaders(request, address))
      return headers ? { ok: true, headers } : { ok: false, problems: [requestProblem('service_must_be_available')] }
    },

    async finishSingleSignOn(request, address) {
      const { handler } = await library()
      const sent = new Request(request.url, { headers: libraryHeaders(request, address) })
      const { answer, session } = await made.during(() => handler(sent))
      if (!session) return answer
      const proof: SignIn['proof'] = async () => ({ ok: true, by: 'single sign-on' })
      const begun = await begin(request, { session, address, proof }, new Headers(answer.headers))
      return begun.ok
        ? new Response(answer.body, { status: answer.status, headers: begun.headers })
        : new Response(null, { status: 302, headers: { location: FAILED } })
    },

    forgottenCookie() {
      const attributes = `Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
      return new Headers({ 'set-cookie': `${cookie}=; ${attributes}` })
    },
  }
}

function tooMany(wait: number): Problem {
  return requestProblem('requests_must_be_fewer', { seconds: String(Math.ceil(wait / 1000)) })
}

/** The headers that set the cookie of a new session; undefined when the library does not take the ticket. */
async function signedInBy(
  api: SignInLibrary['api'],
  username: string,
  password: string,
  request: Request,
  address: string | undefined,
): Promise<Headers | undefined> {
  const headers = libraryHeaders(request, address)
  headers.delete('cookie')
  try {
    const answer = await api.signInUsername({ body: { username, password }, headers, returnHeaders: true })
    return cookiesOf(answer.headers)
  } catch (failure) {
    if (failure instanceof APIError && failure.statusCode === 401) return undefined
    throw failure
  }
}

/** The headers that send a browser to the identity provider; undefined when that cannot be reached. */
async function beginSingleSignOn(library: SignInLibrary, to: string, headers: Headers): Promise<Headers | undefined> {
  const body = { provider: PROVIDER, callbackURL: to, errorCallbackURL: FAILED, disableRedirect: true }
  try {
    const answer = await library.api.signInSocial({ body, headers, returnHeaders: true })
    if (answer.response.url === undefined) return undefined
    const sent = cookiesOf(answer.headers)
    sent.set('location', answer.response.url)
    return sent
  } catch (failure) {
    if (failure instanceof APIError) return undefined
    throw failure
  }
}

function cookiesOf(headers: Headers): Headers {
  return new Headers(headers.getSetCookie().map((value): [string, string] => ['set-cookie', value]))
}

/** What of a request the library gets to see: nothing that a caller could use to pose as somebody else. */
function libraryHeaders(request: Request, address: string | undefined): Headers {
  const headers = new Headers({ 'user-agent': request.headers.get('user-agent')?.slice(0, 200) ?? '' })
  const cookies = request.headers.get('cookie')
  if (cookies !== null) headers.set('cookie', cookies)
  if (address !== undefined) headers.set(ADDRESS_HEADER, address)
  return headers
}
