import type { Answer } from '../../base/answer.ts'
import type { Problem } from '../../base/problem.ts'
import { insertConfirmation, standingConfirmation } from '../../store/aggregates/confirmations.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { companyPeriod, openedPeriod } from '../kernel/company-calendar.ts'
import { isOneself } from '../kernel/oneself.ts'
import { type Reach, reaches, reachOf } from '../kernel/reach.ts'
import { type Actor, noteDeed, noteRefusal, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { publicationProblem } from '../publication/publication-problems.ts'
import { publishedPeriod, publishedSheet } from '../publication/published-sheet.ts'
import { confirmationProblem } from './confirmation-problems.ts'

export interface SignSheets {
  readonly period: string
  /** The run whose sheets were read. */
  readonly run: string
  readonly employees: readonly string[]
}

/** What became of one sheet; `at` is when it was signed, also by an earlier signature. */
export interface SignedLine {
  readonly employee: string
  readonly at: string | null
  readonly problem: Problem | null
}

/**
 * The person responsible 考核负责人 signs many engineers' sheets at once, in one transaction; each is answered by itself, and one
 * that is not theirs to sign keeps no other from it. What a signature means is as with signSheet.
 *
 * Problems of the whole: period_must_exist, period_must_be_in_state, sheet_must_be_the_published_one.
 */
export const signSheets = useCase(
  'confirmation.manager',
  async (
    service,
    actor,
    { period, run, employees }: SignSheets,
  ): Promise<Answer<{ readonly ok: true; readonly items: readonly SignedLine[] }>> => {
    const published = await publishedPeriod(service.store, period)
    if (!published.ok) return published
    const reach = await reachOf(service, actor, await openedPeriod(service.store, period))
    const answer = await service.store.write(async (transaction) => {
      const now = await publishedPeriod(transaction, period)
      if (!now.ok) return now
      if (now.run !== run) return { ok: false, problems: [publicationProblem('sheet_must_be_the_published_one', { run })] }
      const items: SignedLine[] = []
      const signed: string[] = []
      for (const employee of new Set(employees)) {
        const line = await sign(service, actor, transaction, reach, { period, run, employee })
        items.push({ employee, at: line.at, problem: line.problem })
        if (line.isNew) signed.push(employee)
      }
      const subject = signed.length === 1 ? `sheet ${period} ${signed[0]}` : `sheets ${period}`
      if (signed.length > 0) {
        await noteDeed(service, actor, { action: 'sheet.sign', subject, period }, transaction, { after: { run, employees: signed } })
      }
      return { ok: true as const, items }
    })
    const refused = answer.ok ? answer.items.flatMap(({ problem }) => problem ?? []) : []
    await noteRefusal(service, actor, { action: 'sheet.sign', subject: `sheets ${period}`, period }, refused)
    return answer
  },
)

async function sign(
  service: Service,
  actor: Actor,
  transaction: WriteTransaction,
  reach: Reach,
  { period, run, employee }: { readonly period: string; readonly run: string; readonly employee: string },
): Promise<Omit<SignedLine, 'employee'> & { readonly isNew: boolean }> {
  const refused = (problem: Problem) => ({ at: null, problem, isNew: false })
  const found = await publishedSheet(transaction, { period, employee, run, kind: 'service' })
  if (!found.ok || !reaches(reach, { employee, region: found.sheet.region })) {
    return refused(serviceProblem('thing_must_exist', { thing: `sheet of ${employee} in ${period}` }))
  }
  if (isOneself(actor, employee, await companyPeriod(transaction, period)))
    return refused(confirmationProblem('signature_must_not_be_ones_own'))
  const key = { period, employee, kind: 'service' as const }
  const standing = await standingConfirmation(transaction, key, 'manager')
  if (standing) return { at: standing.at, problem: null, isNew: false }
  const at = service.now().toISOString()
  await insertConfirmation(transaction, { ...key, run, role: 'manager', account: actor.id, state: 'confirmed', text: undefined, at })
  return { at, problem: null, isNew: true }
}
