import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import { yuanText } from '../../base/money.ts'
import type { Period } from '../../base/period.ts'
import type { Problem } from '../../base/problem.ts'
import { accountOfEmployee } from '../../store/aggregates/accounts.ts'
import { type Adjustment, decideProposal, findAdjustment } from '../../store/aggregates/adjustments.ts'
import { writeMessages } from '../../store/aggregates/messages.ts'
import type { Reader } from '../../store/database/connection.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { companyPeriod } from '../kernel/company-calendar.ts'
import { ownCaseProblems } from '../kernel/oneself.ts'
import { changing } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { type Permitted, useCase } from '../kernel/use-case.ts'
import { adjustmentProblem } from './adjustment-problems.ts'
import { type AdjustmentView, adjustmentView } from './adjustment-view.ts'
import { openProblems } from './review-adjustments.ts'

export interface DecideAdjustment {
  /** The open period it was proposed in. */
  readonly period: Period
  readonly adjustment: number
  readonly decision: 'accepted' | 'rejected'
  readonly reason: string
}

/**
 * Finance accepts or rejects a proposed adjustment, with a reason. An accepted one is paid with the open period's bonus and is
 * final. Problems: thing_must_exist, adjustments_must_be_in_an_open_period, adjustment_must_be_proposed,
 * own_case_must_be_decided_by_another, reason_must_be_given.
 */
export const decideAdjustment = useCase(
  'adjustment.decide',
  async (
    service,
    actor,
    { period, adjustment: id, decision, reason }: DecideAdjustment,
  ): Promise<Answer<{ readonly ok: true; readonly value: AdjustmentView }>> => {
    if (reason.trim() === '') return { ok: false, problems: [serviceProblem('reason_must_be_given')] }
    const deed = { action: 'adjustment.decide', subject: `adjustment ${id}`, period: period.text, reason }
    return changing(service, actor, deed, async (transaction) => {
      const proposed = await findAdjustment(transaction, id)
      if (!proposed || proposed.openPeriod !== period.text) {
        return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `adjustment ${id} of ${period.text}` })] }
      }
      const problems = [...(await ownProblems(transaction, actor, proposed)), ...(await openProblems(transaction, period.text))]
      if (problems.length > 0) return { ok: false, problems }
      const at = service.now().toISOString()
      if (!(await decideProposal(transaction, id, { state: decision, by: actor.id, at, reason }))) {
        const values = { adjustment: String(id), state: proposed.state }
        return { ok: false, problems: [adjustmentProblem('adjustment_must_be_proposed', values)] }
      }
      if (decision === 'accepted') await tellPerson(transaction, proposed, at)
      const value = await adjustmentView(transaction, present(await findAdjustment(transaction, id), 'The adjustment was just decided.'))
      return { ok: true, value, before: { state: proposed.state }, after: value }
    })
  },
)

/** Nobody decides about money of their own. */
export async function ownProblems(
  reader: Reader,
  actor: Permitted<'adjustment.decide'>,
  { employee, closedPeriod }: Adjustment,
): Promise<Problem[]> {
  return ownCaseProblems(actor, [employee], await companyPeriod(reader, closedPeriod))
}

/** The person learns what is paid or taken back with the open month, and for which month. */
export async function tellPerson(transaction: WriteTransaction, adjustment: Adjustment, at: string): Promise<void> {
  const account = await accountOfEmployee(transaction, adjustment.employee)
  if (!account) return
  const { id, closedPeriod, openPeriod } = adjustment
  const difference = yuanText(adjustment.difference)
  const payload = {
    zh: `${closedPeriod} 的奖金因后到的数据调整 ${difference} 元，随 ${openPeriod} 发放。`,
    en: `Your bonus of ${closedPeriod} is adjusted by ${difference} yuan for records that came late; it is settled with ${openPeriod}.`,
    values: { closedPeriod, openPeriod, difference },
  }
  const onceKey = `adjustment.accepted ${id}`
  await writeMessages(
    transaction,
    [{ account: account.id, channel: 'product', kind: 'adjustment.accepted', period: openPeriod, payload, onceKey }],
    at,
  )
}
