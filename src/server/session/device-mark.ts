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

/** The device of a request by its mark, and, where it has none yet, the cookie that marks it; see rememberDevice. */
export interface MarkedDevice {
  readonly device: string
  readonly cookie: string | undefined
}

/** The mark says nothing of the device and is given to nobody but those who sign in; it outlives their sessions. */
export function markedDevice(request: Request, publicUrl: string | undefined): MarkedDevice {
  const known = deviceOf(request)
  if (known !== undefined) return { device: known, cookie: undefined }
  const mark = newDeviceMark()
  const secure = publicUrl?.startsWith('https:') ? '; Secure' : ''
  return { device: deviceOfMark(mark), cookie: `${NAME}=${mark}; Max-Age=${SECONDS}; Path=/; HttpOnly; SameSite=Lax${secure}` }
}

/** Remembers whose device a request comes from, long after they signed in; answers the headers that mark it where it has no mark. */
export async function markDevice(service: Service, request: Request, account: string, publicUrl: string | undefined): Promise<Headers> {
  const { device, cookie } = markedDevice(request, publicUrl)
  await rememberDevice(service, account, device)
  return new Headers(cookie === undefined ? {} : { 'set-cookie': cookie })
}
