import { APIError } from 'better-auth/api'
import { parseSigned } from 'hono/utils/cookie'
import type { Answer } from '../../app/appraise.ts'
import { normalUsername } from '../../app/service/accounts/account.ts'
import { accountProblem } from '../../app/service/accounts/account-problems.ts'
import { type Caller, callerOfSession } from '../../app/service/accounts/caller.ts'
import { recordFailedSignIn, recordSignIn, takesPassword } from '../../app/service/accounts/sign-in.ts'
import { requestProblem } from '../../app/service/request-problems.ts'
import type { Service } from '../../app/service/service.ts'
import { callerOfToken } from '../../app/service/tokens/caller-of-token.ts'
import type { AppOptions } from '../options.ts'
import { AttemptLimits } from './attempt-limits.ts'
import { ADDRESS_HEADER, COOKIE_PREFIX, signInLibrary } from './sign-in-library.ts'

/** Where people and systems come in: who a request is from, and signing in and out. */
export interface Gate {
  /** Who a request comes from; undefined when nobody that we know. */
  callerOf(request: Request, address: string | undefined): Promise<Caller | undefined>
  /** Signs somebody in; `headers` set the session's cookie. */
  signIn(username: string, password: string, request: Request, address: string | undefined): Promise<Answer<SignedIn>>
  /** The header that makes a browser forget its session. */
  forgottenCookie(): Headers
}

export interface SignedIn {
  readonly ok: true
  readonly account: string
  readonly headers: Headers
}

export function makeGate(service: Service, options: AppOptions): Gate {
  const { signInFailures = 10, addressFailures = 100, lockMinutes = 15 } = options.limits ?? {}
  const names = new AttemptLimits(signInFailures, lockMinutes * 60_000)
  const addresses = new AttemptLimits(addressFailures, lockMinutes * 60_000)
  const secure = options.publicUrl?.startsWith('https:') ?? false
  const cookie = `${secure ? '__Secure-' : ''}${COOKIE_PREFIX}.session_token`
  let opened: ReturnType<typeof signInLibrary> | undefined
  const library = () => {
    opened ??= signInLibrary(service, options)
    return opened
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
      const token = (await parseSigned(cookies, options.secret, cookie))[cookie]
      return token ? callerOfSession(service, token, address) : undefined
    },

    async signIn(username, password, request, address) {
      const now = service.now().getTime()
      const name = normalUsername(username)
      const wait = Math.max(names.wait(name, now), address === undefined ? 0 : addresses.wait(address, now))
      if (wait > 0) return { ok: false, problems: [requestProblem('requests_must_be_fewer', { seconds: String(Math.ceil(wait / 1000)) })] }

      // Counted before they are known to be wrong, so that many at once are not more than one after the other.
      names.count(name, now)
      if (address !== undefined) addresses.count(address, now)
      const account = await takesPassword(service, username, password)
      const begun = account && (await beginSession(await library(), name, password, request, address))
      if (!account || !begun) {
        await recordFailedSignIn(service, username, address, { failures: signInFailures, lockMinutes })
        return { ok: false, problems: [accountProblem('sign_in_must_be_right')] }
      }
      names.forget(name)
      if (address !== undefined) addresses.takeBack(address)
      await recordSignIn(service, account, address, 'password')
      return { ok: true, account: account.id, headers: begun }
    },

    forgottenCookie() {
      const attributes = `Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
      return new Headers({ 'set-cookie': `${cookie}=; ${attributes}` })
    },
  }
}

/** The headers that set the cookie of a new session; undefined when the password is not right. */
async function beginSession(
  library: Awaited<ReturnType<typeof signInLibrary>>,
  username: string,
  password: string,
  request: Request,
  address: string | undefined,
): Promise<Headers | undefined> {
  const headers = new Headers({ 'user-agent': request.headers.get('user-agent')?.slice(0, 200) ?? '' })
  if (address !== undefined) headers.set(ADDRESS_HEADER, address)
  try {
    const answer = await library.api.signInUsername({ body: { username, password }, headers, returnHeaders: true })
    return new Headers(answer.headers.getSetCookie().map((value): [string, string] => ['set-cookie', value]))
  } catch (failure) {
    if (failure instanceof APIError && failure.statusCode === 401) return undefined
    throw failure
  }
}
