import type { Answer } from '../../base/answer.ts'
import { endSession as endOne, sessionsOf } from '../../store/aggregates/sessions.ts'
import type { Caller } from '../kernel/gate.ts'
import { isIdle } from '../kernel/idle-limit.ts'
import { changing, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'

/** A session 会话 of one's own: where one is signed in. */
export interface OwnSession {
  readonly id: string
  /** The one that asks. */
  readonly current: boolean
  readonly address: string | null
  /** What the browser says it is. */
  readonly program: string | null
  readonly begun: string
  /** When something was last done in it, to the minute. */
  readonly seen: string
  readonly ends: string
}

/** The sessions of whoever asks that still open something, newest first; the few there are, as they end by themselves. */
export async function listSessions(service: Service, session: NonNullable<Caller['session']>, idleMinutes: number): Promise<OwnSession[]> {
  const now = new Date()
  const rows = await sessionsOf(service.store, session.account, now)
  return rows
    .filter(({ seen }) => !isIdle(seen, idleMinutes, now))
    .map(({ id, address, program, begun, seen, ends }) => ({
      id,
      current: id === session.id,
      address: address ?? null,
      program: program ?? null,
      begun,
      seen,
      ends,
    }))
}

/** Ends a session of one's own: this one to sign out, another where one forgot to. */
export const endSession = useCase(
  'session.own',
  async (
    service,
    actor,
    session: NonNullable<Caller['session']>,
    id: string,
  ): Promise<Answer<{ readonly ok: true; readonly value: undefined }>> => {
    return changing(service, actor, { action: 'session.end', subject: `session ${id}` }, async (transaction) => {
      if (await endOne(transaction, session.account, id)) return { ok: true, value: undefined }
      return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `session ${id}` })] }
    })
  },
)
