import type { Answer } from '../../base/answer.ts'
import { writeMessages } from '../../store/aggregates/messages.ts'
import { keepSecondFactor, replaceBackupCodes } from '../../store/aggregates/second-factors.ts'
import { endSessions } from '../../store/aggregates/sessions.ts'
import { secondFactorNotice } from '../accounts/account-notices.ts'
import { accountByPassword } from '../accounts/change-password.ts'
import type { Caller } from '../kernel/gate.ts'
import type { SecondFactorDemand } from '../kernel/second-factor-demand.ts'
import { changing, type Service } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { addressOfSecret, newBackupCodes, newSecret, normalCode, stepOfCode } from './one-time-codes.ts'
import { purposeOfSecret, secondFactorKey } from './second-factor-key.ts'
import { secondFactorProblem } from './second-factor-problems.ts'

type Session = NonNullable<Caller['session']>

/** What an authenticator is told; nothing is kept until a code of it confirms it. */
export interface SetUp {
  /** To be typed where no QR code can be scanned. */
  readonly secret: string
  /** otpauth://..., for the QR code. */
  readonly address: string
  /** To be sent back with the code: the secret, sealed for this account until then. */
  readonly setUp: string
  readonly until: string
}

const MINUTES = 10

/** Begins to set up a second factor of one's own, or another in place of it; asks for the password. */
export async function beginSetUp(
  service: Service,
  session: Session,
  demand: SecondFactorDemand,
  password: string,
): Promise<Answer<{ readonly ok: true; readonly value: SetUp }>> {
  if (demand === 'off') return { ok: false, problems: [secondFactorProblem('second_factor_must_be_switched_on')] }
  const found = await accountByPassword(service, session.account, password)
  if (!found.ok) return found
  const secret = newSecret()
  const until = new Date(service.now().getTime() + MINUTES * 60_000).toISOString()
  const setUp = secondFactorKey(service).seal(purposeOf(session), JSON.stringify([until, secret]))
  return { ok: true, value: { secret, address: addressOfSecret(secret, found.account.username), setUp, until } }
}

/**
 * Sets the second factor up that was begun with `setUp`, confirmed by a code of its authenticator; answers its backup codes, which are
 * shown once. Every other session of theirs ends.
 */
export const confirmSetUp = useCase(
  'session.own',
  async (
    service,
    actor,
    session: Session,
    { setUp, code }: { readonly setUp: string; readonly code: string },
  ): Promise<Answer<{ readonly ok: true; readonly value: readonly string[] }>> => {
    const key = secondFactorKey(service)
    const [until = '', secret = ''] = JSON.parse(key.open(purposeOf(session), setUp) ?? '[]') as string[]
    const since = service.now().toISOString()
    if (until <= since) return { ok: false, problems: [secondFactorProblem('set_up_must_begin_anew')] }
    const lastStep = stepOfCode(secret, normalCode(code), service.now())
    if (lastStep === undefined) return { ok: false, problems: [secondFactorProblem('code_must_be_right')] }
    const { account } = session
    const codes = newBackupCodes()
    return changing(service, actor, { action: 'account.setUpSecondFactor', subject: `account ${account}` }, async (transaction) => {
      // Read once it is this one's turn to write: whoever rotates the key has theirs before or after.
      await keepSecondFactor(transaction, account, {
        secret: secondFactorKey(service).seal(purposeOfSecret(account), secret),
        since,
        lastStep,
      })
      await replaceBackupCodes(transaction, account, hashesOf(secondFactorKey(service), account, codes))
      await writeMessages(transaction, secondFactorNotice(account, 'setUp'), since)
      return { ok: true, value: codes, after: { endedSessions: await endSessions(transaction, account, session.id) } }
    })
  },
)

/** The session too, so that nobody but who gave the password goes on with it. */
function purposeOf({ account, id }: Session): string {
  return `set-up of ${account} in ${id}`
}

export function hashesOf(key: ReturnType<typeof secondFactorKey>, account: string, codes: readonly string[]): string[] {
  return codes.map((code) => key.hashes(account, normalCode(code))[0])
}
