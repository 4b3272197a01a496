import type { Answer } from '../../base/answer.ts'
import { type AccountRow, accountById, passwordHashOf, setPassword } from '../../store/aggregates/accounts.ts'
import { endSessions } from '../../store/aggregates/sessions.ts'
import type { Caller } from '../kernel/gate.ts'
import { changing, type Service } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { accountProblem } from './account-problems.ts'
import { hashed, isPassword, passwordProblems } from './password.ts'

export interface PasswordChange {
  readonly current: string
  readonly password: string
}

/** Changes somebody's own password; every session of theirs but this one ends. */
export const changePassword = useCase(
  'session.own',
  async (
    service,
    actor,
    session: NonNullable<Caller['session']>,
    { current, password }: PasswordChange,
  ): Promise<Answer<{ readonly ok: true }>> => {
    const found = await accountByPassword(service, session.account, current)
    if (!found.ok) return found
    const { account } = found
    const problems = await passwordProblems(password, [current, account.username], [account.username, account.name])
    if (problems.length > 0) return { ok: false, problems }
    const newHash = await hashed(password)
    const deed = { action: 'account.changePassword', subject: `account ${account.username}` }
    const changed = await changing(service, actor, deed, async (transaction) => {
      const at = service.now().toISOString()
      await setPassword(transaction, account.id, newHash, at)
      await transaction.update('accounts', { mustChange: 0, updatedAt: at }, { id: account.id })
      const ended = await endSessions(transaction, account.id, session.id)
      return { ok: true, value: undefined, after: { endedSessions: ended } }
    })
    return changed.ok ? { ok: true } : changed
  },
)

/** The account of an id, to whoever knows its password: what is asked again before anything about signing in is changed. */
export async function accountByPassword(
  { store }: Service,
  id: string,
  password: string,
): Promise<Answer<{ readonly ok: true; readonly account: AccountRow }>> {
  const account = await accountById(store, id)
  const hash = await passwordHashOf(store, id)
  if (!account || hash === undefined) return { ok: false, problems: [accountProblem('password_must_be_here')] }
  if (!(await isPassword(password, hash))) return { ok: false, problems: [accountProblem('current_password_must_be_right')] }
  return { ok: true, account }
}
