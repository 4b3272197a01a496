import type { Answer } from '../../base/answer.ts'
import { isFullDisk } from '../../base/full-disk.ts'
import { formLinkById, stateOfLink, takeAnswer } from '../../store/aggregates/form-links.ts'
import { type Actor, changing, type Service, SYSTEM } from '../kernel/service.ts'
import { type AnsweredBy, doubtsOfSender } from './answer-doubts.ts'
import { enterAnswer } from './enter-answer.ts'
import { type FormAnswer, isOnScale } from './form-answer.ts'
import { formProblem } from './form-problems.ts'
import { formOfToken } from './read-form.ts'

/** As whom a client acts who is known by their link alone. */
function clientActor(link: { readonly id: number }, address: string | undefined): Actor {
  return { ...SYSTEM, id: `form:${link.id}`, name: '客户', address }
}

/**
 * Takes the one answer that a link is good for. It is written down first, by itself: whatever stands in the way of the record
 * afterwards - a published period, an engineer who is in no table any more - the client's answer is there, and HR settles it.
 * Where it is doubtful that a client gave it, it counts only once HR accepts it, and whoever sent it is answered the same.
 * The same answer sent again, as a phone does that lost the reply, is answered the same.
 *
 * Problems: form_link_must_be_valid, form_answer_must_fit_the_form, form_must_not_be_answered_already,
 * form_must_not_be_expired, form_must_not_be_revoked.
 */
export async function answerForm(
  service: Service,
  { token, answer, by }: { readonly token: string; readonly answer: FormAnswer; readonly by: AnsweredBy },
): Promise<Answer<{ readonly ok: true }>> {
  const link = await formOfToken(service, token)
  if (!link) return { ok: false, problems: [formProblem('form_link_must_be_valid')] }
  if (answer.kind !== link.kind || !isOnScale(answer)) return { ok: false, problems: [formProblem('form_answer_must_fit_the_form')] }
  const actor = clientActor(link, by.address)
  const text = JSON.stringify(answer)
  const deed = { action: 'form.answer', subject: `form ${link.number}` }
  if (link.answer === text) {
    // Sent again. Where the first time was cut short, the record is still to come.
    if (link.entry === 'held') await enterAnswer(service, actor, link.id)
    return { ok: true }
  }
  const taken = await changing(service, actor, deed, async (transaction) => {
    const at = service.now().toISOString()
    const doubts = await doubtsOfSender(transaction, link, by)
    if (await takeAnswer(transaction, link.id, { answer: text, at, from: by.address, doubts: JSON.stringify(doubts) })) {
      const doubted = doubts.length > 0 ? { doubts: doubts.map(({ code }) => code) } : {}
      return { ok: true, value: undefined, after: { ...answer, ...doubted } }
    }
    const now = await formLinkById(transaction, link.id)
    const state = now && stateOfLink(now, at)
    if (state === 'expired') return { ok: false, problems: [formProblem('form_must_not_be_expired')] }
    if (state === 'revoked') return { ok: false, problems: [formProblem('form_must_not_be_revoked')] }
    return { ok: false, problems: [formProblem('form_must_not_be_answered_already')] }
  })
  // The same answer sent twice at once: the other one was faster.
  if (!taken.ok) return (await formLinkById(service.store, link.id))?.answer === text ? { ok: true } : taken
  try {
    await enterAnswer(service, actor, link.id)
  } catch (failure) {
    // The disk was full once the answer was written down: it is there, and is entered when it is sent again or HR settles it.
    if (!isFullDisk(failure)) throw failure
  }
  return { ok: true }
}
