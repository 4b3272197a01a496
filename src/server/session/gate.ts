import { APIError } from 'better-auth/api'
import { parseSigned } from 'hono/utils/cookie'
import type { Answer } from '../../appraisal/appraise.ts'
import type { Problem } from '../../base/problem.ts'
import { normalUsername } from '../accounts/account.ts'
import { accountProblem } from '../accounts/account-problems.ts'
import { callerOfSession } from '../accounts/caller.ts'
import { accountOpenedBy, type OpenedAccount, recordFailedSignIn, recordSignIn, waitsFor } from '../accounts/sign-in.ts'
import type { Gate, SignedIn } from '../kernel/gate.ts'
import type { AppOptions } from '../kernel/options.ts'
import { requestProblem } from '../kernel/request-problems.ts'
import type { Service } from '../kernel/service.ts'
import { secondFactorProblem } from '../second-factor/second-factor-problems.ts'
import { spendCode } from '../second-factor/spend-code.ts'
import { callerOfToken } from '../tokens/caller-of-token.ts'
import { AttemptLimits } from './attempt-limits.ts'
import { markDevice } from './device-mark.ts'
import { PasswordTickets } from './password-tickets.ts'
import { SecondSteps } from './second-steps.ts'
import { type Attempt, SignInAttempts } from './sign-in-attempts.ts'
import { ADDRESS_HEADER, COOKIE_PREFIX, PROVIDER, type SignInLibrary, signInLibrary } from './sign-in-library.ts'

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
  let opened: Promise<SignInLibrary> | undefined
  const library = () => {
    opened ??= signInLibrary(service, options, tickets)
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

  const begin = async (
    { account, passwordHash }: OpenedAccount,
    request: Request,
    { attempt, address, by }: { attempt: Attempt; address: string | undefined; by: string },
  ): Promise<SignedIn | undefined> => {
    const ticket = tickets.issue(passwordHash)
    const username = account.username
    const headers = await beginSession(await library(), username, ticket, request, address).finally(() => tickets.discard(ticket))
    if (!headers) return undefined
    attempt.succeeded()
    await recordSignIn(service, account, address, by, attempt.source)
    return { ok: true, account: account.id, headers }
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
      const begun = found && (await begin(found, request, { attempt, address, by: 'password' }))
      return begun ?? refused(attempt, address, accountProblem('sign_in_must_be_right'))
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
      const spent = await spendCode(service, found.account.id, code)
      if (spent.ok) return (await begin(found, request, { attempt, address, by: `password and ${spent.by}` })) ?? anew
      // A slip of a finger costs a count, not the password once more.
      steps.giveBack(ticket, step)
      const wrong = spent.problems.find((problem) => problem.code === 'code_must_be_right')
      return wrong ? refused(attempt, address, wrong) : spent
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
      const answer = await handler(new Request(request.url, { headers: libraryHeaders(request, address) }))
      const begun = answer.headers.getSetCookie().find((each) => each.startsWith(`${cookie}=`))
      const token = begun && (await parseSigned(begun.split(';')[0] ?? '', options.secret, cookie))[cookie]
      const caller = token ? await callerOfSession(service, token, address, { ...rules, idleMinutes: 0 }) : undefined
      if (!caller) return answer
      const headers = await markDevice(service, request, caller.actor.id, options.publicUrl, new Headers(answer.headers), { address })
      return new Response(answer.body, { status: answer.status, headers })
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

/** The headers that set the cookie of a new session; undefined when the password is not right. */
async function beginSession(
  library: SignInLibrary,
  username: string,
  password: string,
  request: Request,
  address: string | undefined,
): Promise<Headers | undefined> {
  const headers = libraryHeaders(request, address)
  headers.delete('cookie')
  try {
    const answer = await library.api.signInUsername({ body: { username, password }, headers, returnHeaders: true })
    return cookiesOf(answer.headers)
  } catch (failure) {
    if (failure instanceof APIError && failure.statusCode === 401) return undefined
    throw failure
  }
}

/** The headers that send a browser to the identity provider; undefined when that cannot be reached. */
async function beginSingleSignOn(library: SignInLibrary, to: string, headers: Headers): Promise<Headers | undefined> {
  const body = { provider: PROVIDER, callbackURL: to, errorCallbackURL: '/?signIn=failed', disableRedirect: true }
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
