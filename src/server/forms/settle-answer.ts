import type { Answer } from '../../base/answer.ts'
import { markDismissed } from '../../store/aggregates/form-links.ts'
import { companyMonth } from '../kernel/company-calendar.ts'
import { ownCaseProblems } from '../kernel/oneself.ts'
import { changing, noteRefusal, type Service } from '../kernel/service.ts'
import { type Permitted, useCase } from '../kernel/use-case.ts'
import { enterAnswer } from './enter-answer.ts'
import { formProblem } from './form-problems.ts'
import { reachedForm } from './form-reach.ts'
import { type FormLinkView, formLinkView } from './form-view.ts'

type Settled = Answer<{ readonly ok: true; readonly link: FormLinkView }>

/**
 * HR accepts a held answer, doubtful or not, which is entered once nothing else stands in its way. Problems:
 * form_answer_must_be_accepted_with_a_reason; those of the record, with the answer still held.
 */
export const enterHeldAnswer = useCase(
  'form.settle',
  async (service, actor, { id, reason }: { readonly id: number; readonly reason: string | undefined }): Promise<Settled> => {
    const found = await reached(service, actor, id)
    if (!found.ok) return found
    const entered = await enterAnswer(service, actor, id, { reason })
    return entered.ok ? shown(service, actor, id) : entered
  },
)

/** HR decides that a held answer counts for nothing 不计入; it stays readable, with the reason. */
export const dismissAnswer = useCase(
  'form.settle',
  async (service, actor, { id, reason }: { readonly id: number; readonly reason: string }): Promise<Settled> => {
    const found = await reached(service, actor, id)
    if (!found.ok) return found
    const { number } = found.link
    const dismissed = await changing(service, actor, { action: 'form.dismiss', subject: `form ${number}`, reason }, async (transaction) => {
      const settled = await markDismissed(transaction, id, { at: service.now().toISOString(), by: actor.id, reason })
      if (!settled) return { ok: false, problems: [formProblem('form_answer_must_be_held', { number })] }
      return { ok: true, value: undefined, before: { entry: 'held' }, after: { entry: 'dismissed' } }
    })
    return dismissed.ok ? shown(service, actor, id) : dismissed
  },
)

async function reached(service: Service, actor: Permitted<'form.settle'>, id: number) {
  const found = await reachedForm(service, actor, id)
  if (!found.ok) return found
  const { engineer, day, number } = found.link
  const own = ownCaseProblems(actor, [engineer], await companyMonth(service.store, day))
  if (own.length === 0) return found
  await noteRefusal(service, actor, { action: 'form.enter', subject: `form ${number}` }, own)
  return { ok: false, problems: own } as const
}

async function shown(service: Service, actor: Permitted<'form.settle'>, id: number): Promise<Settled> {
  const after = await reachedForm(service, actor, id)
  return after.ok ? { ok: true, link: formLinkView(service, after.link, 'all') } : after
}
