import type { Answer } from '../../base/answer.ts'
import type { Gate } from '../kernel/gate.ts'
import { requestProblem } from '../kernel/request-problems.ts'

export const NOT_SIGNED_IN = { ok: false, problems: [requestProblem('request_must_be_signed_in')] } as const

/** Does what asks again for the password of whoever is signed in; too many wrong ones wait. */
export async function askedPassword<T extends { readonly ok: true }>(
  gate: Gate,
  { account }: { readonly account: string },
  use: () => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const key = `password ${account}`
  const wait = gate.attempt(key)
  if (wait) return { ok: false, problems: [wait] }
  const answer = await use()
  const isWrong = !answer.ok && answer.problems.some(({ code }) => code === 'current_password_must_be_right')
  if (!isWrong) gate.succeeded(key)
  return answer
}
