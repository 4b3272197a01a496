import { Secret, TOTP } from 'otpauth'
import { present } from '../../../src/base/assert.ts'
import type { ApiAnswer, ApiClient } from './api-client.ts'
import { expectOk, field } from './closing-month.ts'
import { DEMO_PASSWORD } from './demo-people.ts'
import type { TestService } from './test-service.ts'

/** Somebody's phone: it shows the codes of a secret at the service's time, or so many steps of 30 seconds later. */
export interface Authenticator {
  readonly secret: string
  readonly backupCodes: readonly string[]
  code(steps?: number): string
}

export function codeOf(world: TestService, secret: string, steps = 0): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: world.service.now().getTime() + steps * 30_000 })
}

/** Sets up a second factor for somebody who is signed in. */
export async function setUpSecondFactor(world: TestService, person: ApiClient, password = DEMO_PASSWORD): Promise<Authenticator> {
  const begun = expectOk(await person.post('/session/second-factor/set-up', { password })).body
  const secret = String(field(begun, 'secret'))
  const done = expectOk(await person.put('/session/second-factor', { setUp: field(begun, 'setUp'), code: codeOf(world, secret) })).body
  return { secret, backupCodes: field(done, 'backupCodes') as string[], code: (steps) => codeOf(world, secret, steps) }
}

/** The ticket of a sign-in whose password was right and for which a code is wanted. */
export function ticketIn(answer: ApiAnswer): string {
  return present((answer.body as { codeWanted: { ticket: string } | null }).codeWanted, 'A code is wanted.').ticket
}
