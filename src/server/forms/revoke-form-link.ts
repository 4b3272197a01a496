import type { Answer } from '../../base/answer.ts'
import { formLinkById, renewFormLink as renew, revokeFormLink as revoke, stateOfLink } from '../../store/aggregates/form-links.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { changing, type Service } from '../kernel/service.ts'
import { type Permitted, useCase } from '../kernel/use-case.ts'
import { formProblem } from './form-problems.ts'
import { reachedForm } from './form-reach.ts'
import { newFormToken } from './form-token.ts'
import { type FormLinkView, formLinkView, sightOf } from './form-view.ts'
import { closedProblems, expiryAfter, type MadeFormLink } from './make-form-link.ts'

/** Withdraws a link 作废 that nobody answered: whoever opens it is told so. Revoked twice is revoked once. */
export const revokeFormLink = useCase(
  'form.write',
  async (
    service,
    actor,
    { id, reason }: { readonly id: number; readonly reason: string },
  ): Promise<Answer<{ readonly ok: true; readonly link: FormLinkView }>> => {
    const found = await reachedForm(service, actor, id)
    if (!found.ok) return found
    const { number } = found.link
    const revoked = await changing(service, actor, { action: 'form.revoke', subject: `form ${number}`, reason }, async (transaction) => {
      const state = await stateIn(service, transaction, id)
      if (state === 'answered') return { ok: false, problems: [formProblem('form_link_must_be_unanswered', { number })] }
      if (state !== 'revoked') await revoke(transaction, id, service.now().toISOString(), actor.id)
      return { ok: true, value: undefined, before: { state }, after: { state: 'revoked' } }
    })
    return revoked.ok ? shown(service, actor, id) : revoked
  },
)

/** Sends a link out again: it gets a new token, which voids the former one, and a new last day. */
export const renewFormLink = useCase(
  'form.write',
  async (service, actor, { id, validDays }: { readonly id: number; readonly validDays: number }): Promise<Answer<MadeFormLink>> => {
    const found = await reachedForm(service, actor, id)
    if (!found.ok) return found
    const { number } = found.link
    const { token, sha256 } = newFormToken()
    const renewed = await changing(service, actor, { action: 'form.renew', subject: `form ${number}` }, async (transaction) => {
      const state = await stateIn(service, transaction, id)
      if (state !== 'open' && state !== 'expired') {
        return { ok: false, problems: [formProblem('form_link_must_be_unanswered', { number })] }
      }
      const closed = actor.scope === 'all' ? [] : await closedProblems(transaction, found.link.day)
      if (closed.length > 0) return { ok: false, problems: closed }
      const expiresAt = expiryAfter(service.now(), validDays)
      await renew(transaction, id, sha256, expiresAt)
      return { ok: true, value: undefined, before: { expiresAt: found.link.expiresAt }, after: { expiresAt } }
    })
    if (!renewed.ok) return renewed
    const now = await shown(service, actor, id)
    return now.ok ? { ok: true, link: now.link, token } : now
  },
)

async function stateIn(service: Service, transaction: WriteTransaction, id: number) {
  const link = await formLinkById(transaction, id)
  return link && stateOfLink(link, service.now().toISOString())
}

async function shown(service: Service, actor: Permitted, id: number): Promise<Answer<{ readonly ok: true; readonly link: FormLinkView }>> {
  const after = await reachedForm(service, actor, id)
  return after.ok ? { ok: true, link: formLinkView(service, after.link, sightOf(actor.scope)) } : after
}
