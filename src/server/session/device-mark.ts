import { parse } from 'hono/utils/cookie'
import { deviceOfMark, newDeviceMark, rememberDevice } from '../accounts/staff-device.ts'
import type { Service } from '../kernel/service.ts'
import { COOKIE_PREFIX } from './sign-in-library.ts'

const NAME = `${COOKIE_PREFIX}.device`
/** As long as browsers keep a cookie. */
const SECONDS = 400 * 86_400

/** The device that a request comes from, by the hash of its mark; undefined where nobody of the company ever signed in. */
export function deviceOf(request: Request): string | undefined {
  const mark = parse(request.headers.get('cookie') ?? '', NAME)[NAME]
  return mark !== undefined && /^[\w-]{16,100}$/.test(mark) ? deviceOfMark(mark) : undefined
}

/**
 * Remembers whose device a request comes from, and adds to `headers` the cookie that marks it where it has no mark yet. The
 * mark says nothing of the device and is given to nobody but those who sign in; it outlives their sessions. `signIn`, with the address, where they sign in by this request.
 */
export async function markDevice(
  service: Service,
  request: Request,
  account: string,
  publicUrl: string | undefined,
  headers = new Headers(),
  signIn?: { readonly address: string | undefined },
): Promise<Headers> {
  const known = deviceOf(request)
  const mark = known === undefined ? newDeviceMark() : ''
  await rememberDevice(service, account, known ?? deviceOfMark(mark), signIn)
  if (known === undefined) {
    const secure = publicUrl?.startsWith('https:') ? '; Secure' : ''
    headers.append('set-cookie', `${NAME}=${mark}; Max-Age=${SECONDS}; Path=/; HttpOnly; SameSite=Lax${secure}`)
  }
  return headers
}
