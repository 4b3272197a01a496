import { dayText } from '../../base/day.ts'
import type { Problem } from '../../base/problem.ts'
import type { FormEntry, FormState } from '../../domain/states.ts'
import { type FormKind, type FormLink, stateOfLink } from '../../store/aggregates/form-links.ts'
import type { Scope } from '../kernel/access.ts'
import type { Service } from '../kernel/service.ts'
import { type FormAnswer, storedAnswer } from './form-answer.ts'
import { isDoubt } from './form-problems.ts'
import { storedProblems } from './stored-problems.ts'

/** A link 反馈表链接 as the API shows it. */
export interface FormLinkView {
  readonly id: number
  readonly number: string
  readonly kind: FormKind
  readonly state: FormState
  readonly engineer: string
  readonly engineerName: string
  readonly client: string | null
  readonly clientName: string | null
  readonly day: string
  readonly note: string | null
  readonly createdAt: string
  readonly createdBy: string
  readonly expiresAt: string
  readonly revokedAt: string | null
  readonly answeredAt: string | null
  /** Null for the engineer it is about. */
  readonly answer: FormAnswer | null
  /** The answer came from the address that the link was made from: perhaps no client gave it. Null for the engineer. */
  readonly sameAddress: boolean | null
  readonly entry: FormEntry | null
  /** Why the answer is held: for HR and auditors, who alone are told what is doubtful. */
  readonly problems: readonly Problem[]
  /** It counts only once HR accepts it with a reason. */
  readonly doubtful: boolean
  readonly change: number | null
  readonly settledAt: string | null
  readonly settledBy: string | null
  readonly settledReason: string | null
}

/** How much of a link is shown: all; what the client said, to managers; that it was answered, to the engineer. */
export type FormSight = 'all' | 'answer' | 'state'

export function sightOf(scope: Scope): FormSight {
  return scope === 'all' ? 'all' : scope === 'own' ? 'state' : 'answer'
}

/** Shows a link. The engineer it is about is told that it was answered, not what was said: so a client can speak freely. */
export function formLinkView(service: Pick<Service, 'now'>, link: FormLink, sight: FormSight): FormLinkView {
  const withAnswer = sight !== 'state'
  const problems = sight === 'all' && link.entry === 'held' ? storedProblems(link.problems) : []
  const answer = withAnswer && link.answer !== undefined ? storedAnswer(link.answer) : null
  return {
    id: link.id,
    number: link.number,
    kind: link.kind,
    state: stateOfLink(link, service.now().toISOString()),
    engineer: link.engineer,
    engineerName: link.engineerName,
    client: link.client ?? null,
    clientName: link.clientName ?? null,
    day: dayText(link.day),
    note: link.note ?? null,
    createdAt: link.createdAt,
    createdBy: link.createdBy,
    expiresAt: link.expiresAt,
    revokedAt: link.revokedAt ?? null,
    answeredAt: link.answeredAt ?? null,
    answer,
    sameAddress: answer === null ? null : link.createdFrom !== undefined && link.createdFrom === link.answeredFrom,
    entry: link.entry ?? null,
    problems,
    doubtful: problems.some(isDoubt),
    change: link.change ?? null,
    settledAt: link.settledAt ?? null,
    settledBy: link.settledBy ?? null,
    settledReason: link.settledReason ?? null,
  }
}
