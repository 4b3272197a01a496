import type { Answer } from '../../base/answer.ts'
import { dayText } from '../../base/day.ts'
import type { FormState } from '../../domain/states.ts'
import { type FormKind, type FormLink, formLinkByToken, stateOfLink } from '../../store/aggregates/form-links.ts'
import { requestProblem } from '../kernel/request-problems.ts'
import type { Service } from '../kernel/service.ts'
import type { FormScale } from './form-answer.ts'
import { formProblem } from './form-problems.ts'
import { scaleOn } from './form-scale.ts'
import { hashOfToken } from './form-token.ts'

/** What whoever has the link sees: what the form is about, and nothing else of the company. */
export interface OpenForm {
  readonly kind: FormKind
  readonly number: string
  readonly engineer: string
  readonly day: string
  readonly client: string | null
  readonly scale: FormScale
  readonly until: string
}

export interface ReadForm {
  readonly ok: true
  readonly state: FormState
  /** Null once it is not open any more. */
  readonly form: OpenForm | null
}

/** The form behind a token, for whoever has it. Problems: form_link_must_be_valid. */
export async function readForm(service: Service, token: string): Promise<Answer<ReadForm>> {
  const link = await formOfToken(service, token)
  if (!link) return { ok: false, problems: [formProblem('form_link_must_be_valid')] }
  const state = stateOfLink(link, service.now().toISOString())
  if (state !== 'open') return { ok: true, state, form: null }
  const found = link.kind === 'followup' ? ({ ok: true, scale: '100' } as const) : await scaleOn(service, link.day)
  // What is wrong with the rules is not for clients to read.
  if (!found.ok) return { ok: false, problems: [requestProblem('service_must_be_available')] }
  const { kind, number, engineerName: engineer, day, clientName, expiresAt: until } = link
  const form = { kind, number, engineer, day: dayText(day), client: clientName ?? null, scale: found.scale, until }
  return { ok: true, state, form }
}

export async function formOfToken(service: Service, token: string): Promise<FormLink | undefined> {
  return formLinkByToken(service.store, hashOfToken(token))
}
