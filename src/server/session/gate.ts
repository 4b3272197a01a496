import { isIP } from 'node:net'
import { APIError } from 'better-auth/api'
import { parseSigned } from 'hono/utils/cookie'
import type { Problem } from '../../base/problem.ts'
import { normalUsername } from '../accounts/account.ts'
import { accountProblem } from '../accounts/account-problems.ts'
import { callerOfSession } from '../accounts/caller.ts'
import { accountOpenedBy, isKnownDevice, recordFailedSignIn, recordSignIn } from '../accounts/sign-in.ts'
import type { Gate } from '../kernel/gate.ts'
import type { AppOptions } from '../kernel/options.ts'
import { requestProblem } from '../kernel/request-problems.ts'
import type { Service } from '../kernel/service.ts'
import { callerOfToken } from '../tokens/caller-of-token.ts'
import { AttemptLimits } from './attempt-limits.ts'
import { deviceOf, markDevice } from './device-mark.ts'
import { PasswordTickets } from './password-tickets.ts'
import { ADDRESS_HEADER, COOKIE_PREFIX, PROVIDER, type SignInLibrary, signInLibrary } from './sign-in-library.ts'

/** How many places have to guess at one user name before new places wait too. */
const MANY_PLACES = 10
/** Requests for one public link before it waits: more than anybody needs who fills in a form. */
const LINK_VISITS = 60

export function makeGate(service: Service, options: AppOptions): Gate {
  const { signInFailures = 10, addressFailures = 100, lockMinutes = 15, idleMinutes = 0 } = options.limits ?? {}
  // By user name and place together, so that nobody is locked out by what others guess elsewhere; by name alone only when many
  // places guess at once, and then a device that knows the account passes.
  const places = new AttemptLimits(signInFailures, lockMinutes * 60_000)
  const names = new AttemptLimits(signInFailures * MANY_PLACES, lockMinutes * 60_000)
  const addresses = new AttemptLimits(addressFailures, lockMinutes * 60_000)
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
        if (token) return callerOfSession(service, token, address, idleMinutes)
      }
      return undefined
    },

    async signIn(username, password, request, address) {
      const name = normalUsername(username)
      const device = deviceOf(request)
      const isKnown = device !== undefined && (await isKnownDevice(service, name, device))
      const network = networkOf(address)
      const source = isKnown ? `device ${device}` : `address ${network ?? 'unknown'}`
      const place = JSON.stringify([name, source])
      const others = isKnown ? 0 : Math.max(names.wait(name, now()), network === undefined ? 0 : addresses.wait(network, now()))
      const wait = Math.max(places.wait(place, now()), others)
      if (wait > 0) return { ok: false, problems: [tooMany(wait)] }

      // Counted before they are known to be wrong, so that many at once are not more than one after the other.
      places.count(place, now())
      if (!isKnown) names.count(name, now())
      if (network !== undefined) addresses.count(network, now())
      const found = await accountOpenedBy(service, username, password, source)
      const ticket = found ? tickets.issue(found.passwordHash) : ''
      const begun = found && (await beginSession(await library(), name, ticket, request, address).finally(() => tickets.discard(ticket)))
      if (!found || !begun) {
        await recordFailedSignIn(service, username, { source, address }, { failures: signInFailures, lockMinutes })
        return { ok: false, problems: [accountProblem('sign_in_must_be_right')] }
      }
      const { account } = found
      places.forget(place)
      if (!isKnown) names.takeBack(name)
      if (network !== undefined) addresses.takeBack(network)
      await recordSignIn(service, account, address, 'password', source)
      return { ok: true, account: account.id, headers: begun }
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
      const caller = token ? await callerOfSession(service, token, address, 0) : undefined
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

/** Whom an address stands for: of IPv6 a household has the first four groups to itself, and any number of addresses in them. */
export function networkOf(address: string | undefined): string | undefined {
  if (address === undefined || isIP(address) !== 6) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return mapped
  const [head = '', tail = ''] = (address.split('%')[0] ?? '').split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === '' ? [] : tail.split(':')
  const groups = [...first, ...Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0'), ...last]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
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
