import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import type { FormEntry, FormState } from '../../domain/states.ts'
import { type FormKind, heldAnswers, listFormLinks as linksIn } from '../../store/aggregates/form-links.ts'
import { actorScope } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { thisMonth } from '../records/list-records.ts'
import { formsWithinReach } from './form-reach.ts'
import { type FormLinkView, formLinkView, sightOf } from './form-view.ts'

export interface ListFormLinks {
  /** Of service jobs in the period; who sees only regions sees one period at a time, this month unless told. */
  readonly period: Period | undefined
  readonly kind: FormKind | undefined
  readonly state: FormState | undefined
  readonly entry: FormEntry | undefined
  readonly engineer: string | undefined
  readonly before: number | undefined
  readonly limit: number
}

export interface ListedFormLinks {
  readonly ok: true
  /** One more than the limit where there are more. */
  readonly links: readonly FormLinkView[]
  /** Answers that wait for HR, in all periods; 0 for those who do not settle them. */
  readonly held: number
}

/** Links within reach, newest first. */
export const listFormLinks = useCase('form.read', async (service, actor, input: ListFormLinks): Promise<Answer<ListedFormLinks>> => {
  const month = await thisMonth(service)
  const period = input.period ?? (actor.scope === 'region' ? month : undefined)
  const conditions = await formsWithinReach(service, actor, period ?? month)
  const { kind, state, entry, engineer, before, limit } = input
  const links = await linksIn(service.store, {
    conditions,
    first: period?.first,
    last: period?.last,
    kind,
    state,
    entry,
    engineer,
    before,
    at: service.now().toISOString(),
    limit: limit + 1,
  })
  const held = actorScope(actor, 'form.settle') === undefined ? 0 : await heldAnswers(service.store)
  return { ok: true, links: links.map((link) => formLinkView(service, link, sightOf(actor.scope))), held }
})
