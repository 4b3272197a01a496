import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import { MODULES } from '../../domain/engineers/service-facts.ts'
import { findAppeal, insertAppeal, newestAppeal } from '../../store/aggregates/appeals.ts'
import { insertConfirmation, standingConfirmation } from '../../store/aggregates/confirmations.ts'
import { findRun } from '../../store/aggregates/runs.ts'
import type { SnapshotPerson } from '../../store/aggregates/snapshots.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { appealView } from '../appeals/appeal-view.ts'
import { tellDeciders } from '../appeals/tell-deciders.ts'
import { openedPeriod } from '../kernel/company-calendar.ts'
import { companyToday } from '../kernel/company-day.ts'
import { type Actor, type Changed, changing, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import { publishedSheet, type SheetAsked } from '../publication/published-sheet.ts'
import { rulesOfRun } from '../results/run-rules.ts'
import { hiddenKpis } from '../results/visible-kpis.ts'
import { storedSalesFrom } from '../runs/stored-sales.ts'
import { confirmationProblem } from './confirmation-problems.ts'
import type { answeredSchema } from './confirmation-schema.ts'

export interface SheetAnswer extends Omit<SheetAsked, 'employee'> {
  readonly answer: 'confirmed' | 'objected'
  /** The item 项目 that is objected to: a module or a KPI; the sheet as a whole unless told. */
  readonly item?: string | undefined
  /** What is wrong, for an objection. */
  readonly text?: string | undefined
}

export type AnsweredSheet = ShapeOf<typeof answeredSchema>

/**
 * The person appraised confirms 确认 their own sheet, or objects 异议, which becomes an appeal. The same answer twice is once.
 * Problems besides those of publishedSheet: sheet_must_not_be_answered_already, objection_must_say_why,
 * objection_must_be_new; thing_must_exist for an item that the sheet does not have.
 */
export const answerSheet = useCase(
  'confirmation.own',
  async (service, actor, input: SheetAnswer): Promise<Answer<{ readonly ok: true; readonly value: AnsweredSheet }>> => {
    const { employee } = actor
    if (employee === undefined) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `sheet in ${input.period}` })] }
    const text = input.text?.trim() ?? ''
    if (input.answer === 'objected' && text === '') return { ok: false, problems: [confirmationProblem('objection_must_say_why')] }
    const hidden = await hiddenItem(service, actor, input)
    if (hidden)
      return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `item ${hidden} of the sheet of ${employee}` })] }
    const standing = await answeredBefore(service, employee, input, text)
    if (standing) return { ok: true, value: standing }
    const action = input.answer === 'confirmed' ? 'sheet.confirm' : 'sheet.object'
    const deed = { action, subject: `sheet ${input.period} ${employee}`, period: input.period }
    return changing(service, actor, deed, (transaction) => answer(service, actor, transaction, { ...input, employee, text }))
  },
)

async function answer(
  service: Service,
  actor: Actor,
  transaction: WriteTransaction,
  input: SheetAnswer & { readonly employee: string; readonly text: string },
): Promise<Changed<AnsweredSheet>> {
  const { employee, text, answer: state, period, run } = input
  const found = await publishedSheet(transaction, input)
  if (!found.ok) return found
  const { item } = input
  if (item !== undefined && !itemsOf(found.sheet).includes(item)) {
    return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `item ${item} of the sheet of ${employee}` })] }
  }
  const key = { period, employee, kind: found.sheet.kind }
  const standing = await standingConfirmation(transaction, key, 'person')
  if (standing) {
    return { ok: false, problems: [confirmationProblem('sheet_must_not_be_answered_already', { at: standing.at, state: standing.state })] }
  }
  const at = service.now().toISOString()
  const value = { ...key, run, state, at, appeal: null }
  await insertConfirmation(transaction, { ...key, run, role: 'person', account: actor.id, state, text: text || undefined, at })
  if (state === 'confirmed') return { ok: true, value, after: value }

  const earlier = await newestAppeal(transaction, period, employee, key.kind)
  if (earlier?.run === run) {
    const values = { at: earlier.decidedAt ?? earlier.at, state: earlier.state }
    return { ok: false, problems: [confirmationProblem('objection_must_be_new', values)] }
  }
  const id = await insertAppeal(transaction, { ...key, run, item, text, at, by: actor.id })
  const appeal = present(await findAppeal(transaction, period, id), 'The appeal was just made.')
  const when = { period: await openedPeriod(transaction, period), today: await companyToday(service, transaction) }
  await tellDeciders(transaction, when, appeal, at)
  const objected = { ...value, appeal: appealView(appeal) }
  return { ok: true, value: objected, after: { ...value, appeal: id, item, text } }
}

/** The KPI objected to, where the person may not see it: a sheet has no such item for them. */
async function hiddenItem(service: Service, actor: Actor, { run, item }: SheetAnswer): Promise<string | undefined> {
  const row = item === undefined ? undefined : await findRun(service.store, run)
  return row?.rulesSha256 !== undefined && item !== undefined && hiddenKpis(await rulesOfRun(service, row), actor).has(item)
    ? item
    : undefined
}

/** The items 项目 of a sheet: the modules of an engineer, a representative's KPIs. */
function itemsOf({ kind, facts }: SnapshotPerson): readonly string[] {
  return kind === 'sales' ? Object.keys(storedSalesFrom(facts).result.kpis) : MODULES
}

/** The answer that stands, when the very same is given again. */
async function answeredBefore(service: Service, employee: string, input: SheetAnswer, text: string): Promise<AnsweredSheet | undefined> {
  const found = await publishedSheet(service.store, { ...input, employee })
  if (!found.ok) return undefined
  const key = { period: input.period, employee, kind: found.sheet.kind }
  const standing = await standingConfirmation(service.store, key, 'person')
  if (standing?.state !== input.answer || (standing.text ?? '') !== text) return undefined
  const appeal = standing.state === 'objected' ? await newestAppeal(service.store, key.period, employee, key.kind) : undefined
  return { ...key, run: input.run, state: standing.state, at: standing.at, appeal: appeal ? appealView(appeal) : null }
}
