import { isIP } from 'node:net'
import { isKnownDevice } from '../accounts/sign-in.ts'
import type { Service } from '../kernel/service.ts'
import { AttemptLimits } from './attempt-limits.ts'
import { deviceOf } from './device-mark.ts'

/** How many places have to guess at one user name before new places wait too. */
const MANY_PLACES = 10

/** One attempt to sign in under a name from a place, by a password or a code. */
export interface Attempt {
  /** The user name in its normal form, whether or not there is such an account. */
  readonly name: string
  /** The place: "device HASH" or "address ADDRESS". */
  readonly source: string
  /** Counts the attempt, before it is known to be wrong, so that many at once are not more than one after the other; or answers the milliseconds to wait. */
  begin(): number
  /** Makes the attempt uncounted: it was right so far. */
  takeBack(): void
  /** Forgets what was counted at this place: somebody is in. */
  succeeded(): void
}

/**
 * Counts attempts by user name and place together, so that nobody is locked out by what others guess elsewhere; by name alone only when
 * many places guess at once, and then a device that knows the account passes.
 */
export class SignInAttempts {
  readonly #service: Service
  readonly #places: AttemptLimits
  readonly #names: AttemptLimits
  readonly #addresses: AttemptLimits

  constructor(
    service: Service,
    limits: { readonly signInFailures: number; readonly addressFailures: number; readonly lockMinutes: number },
  ) {
    const waitMs = limits.lockMinutes * 60_000
    this.#service = service
    this.#places = new AttemptLimits(limits.signInFailures, waitMs)
    this.#names = new AttemptLimits(limits.signInFailures * MANY_PLACES, waitMs)
    this.#addresses = new AttemptLimits(limits.addressFailures, waitMs)
  }

  async of(name: string, request: Request, address: string | undefined): Promise<Attempt> {
    const device = deviceOf(request)
    const isKnown = device !== undefined && (await isKnownDevice(this.#service, name, device))
    const network = networkOf(address)
    const source = isKnown ? `device ${device}` : `address ${network ?? 'unknown'}`
    const place = JSON.stringify([name, source])
    const now = () => this.#service.now().getTime()
    const counted: (readonly [AttemptLimits, string])[] = [
      [this.#places, place],
      ...(isKnown ? [] : [[this.#names, name] as const]),
      ...(network === undefined ? [] : [[this.#addresses, network] as const]),
    ]
    // A known device waits for what it did itself only; what it gets wrong counts against its address all the same.
    const waitedFor = isKnown ? counted.slice(0, 1) : counted
    const takeBack = () => {
      for (const [limits, key] of counted) limits.takeBack(key)
    }
    return {
      name,
      source,
      begin() {
        const wait = Math.max(...waitedFor.map(([limits, key]) => limits.wait(key, now())))
        if (wait === 0) for (const [limits, key] of counted) limits.count(key, now())
        return wait
      },
      takeBack,
      succeeded: () => {
        takeBack()
        this.#places.forget(place)
      },
    }
  }
}

/** Whom an address stands for: of IPv6 a household has the first four groups to itself, and any number of addresses in them. */
function networkOf(address: string | undefined): string | undefined {
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
