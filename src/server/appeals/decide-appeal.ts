import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import type { Period } from '../../base/period.ts'
import type { Problem } from '../../base/problem.ts'
import { columnIndex, type RecordValues, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { accountOfEmployee } from '../../store/aggregates/accounts.ts'
import { type Appeal, decideOpenAppeal, findAppeal } from '../../store/aggregates/appeals.ts'
import { lapseObjection } from '../../store/aggregates/confirmations.ts'
import { writeMessages } from '../../store/aggregates/messages.ts'
import { companyBook } from '../../store/company-book/company-book.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { FINANCE_TABLES } from '../kernel/access.ts'
import { companyTimeZone } from '../kernel/company-day.ts'
import { isOneself } from '../kernel/oneself.ts'
import { type Reach, reaches, reachOf } from '../kernel/reach.ts'
import { type Actor, type Changed, changing, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { publishedPeriod } from '../publication/published-sheet.ts'
import { isMasterTable } from '../records/change-rules.ts'
import { editRecords } from '../records/make-change.ts'
import { touched } from '../records/touched.ts'
import { beginRun } from '../runs/start-run.ts'
import { appealProblem } from './appeal-problems.ts'
import { type AppealView, appealView } from './appeal-view.ts'
import { type Correction, correctionJson, type ReadCorrection, readCorrections } from './read-corrections.ts'

export interface DecideAppeal {
  readonly period: Period
  readonly appeal: number
  /** What the person is told. */
  readonly answer: string
  /** The correction 更正 with its reason; undefined keeps 维持 the result. */
  readonly correction?: { readonly reason: string; readonly records: readonly Correction[] } | undefined
}

export interface DecidedAppeal {
  readonly appeal: AppealView
  /** The run that was started after a correction; null when the result is kept, or when another is under way and has to be followed by one more. */
  readonly run: string | null
}

/**
 * Answers an appeal: the result is kept, or the data are corrected by a change of the company book in the published period, and
 * a new run is started. Decided by the responsible manager, their deputy or HR, never by the person themselves, nor by who was linked to them. What is
 * published stays as it is until the new run is published again.
 *
 * Problems: period_must_exist, period_must_be_in_state, thing_must_exist, appeal_must_be_decided_by_another, appeal_must_be_open,
 * correction_must_be_given, correction_must_change_something, correction_must_be_about_the_person, those of readCorrections and of
 * what stands in the way of a change.
 */
export const decideAppeal = useCase(
  'appeal.decide',
  async (service, actor, input: DecideAppeal): Promise<Answer<{ readonly ok: true; readonly value: DecidedAppeal }>> => {
    const { period } = input
    const { records = [], reason } = input.correction ?? {}
    if (input.correction && (records.length === 0 || !reason?.trim())) {
      return { ok: false, problems: [appealProblem('correction_must_be_given')] }
    }
    const reach = await reachOf(service, actor, period)
    // Read before the transaction, held against what is in force inside it.
    const book = await companyBook(service.store)
    const deed = { action: 'appeal.decide', subject: `appeal ${input.appeal}`, period: period.text, reason }
    const decided = await changing(service, actor, deed, async (transaction) => {
      const found = await openAppeal(transaction, actor, reach, input)
      if (!found.ok) return found
      const corrections = await readCorrections(transaction, book, records, await companyTimeZone(service, transaction))
      if (!corrections.ok) return corrections
      const problems = input.correction ? aboutProblems(reach, found.appeal, corrections.read) : []
      if (problems.length > 0) return { ok: false, problems }
      return decide(service, actor, transaction, found.appeal, input, corrections.read)
    })
    if (!decided.ok) return decided
    const run = input.correction ? await beginRun(service, actor, { period }) : undefined
    return { ok: true, value: { appeal: decided.value, run: run?.ok ? run.value.run : null } }
  },
)

async function openAppeal(
  transaction: WriteTransaction,
  actor: Actor,
  reach: Reach,
  { period, appeal: id }: DecideAppeal,
): Promise<Answer<{ readonly ok: true; readonly appeal: Appeal }>> {
  const appeal = await findAppeal(transaction, period.text, id)
  if (appeal && isOneself(actor, appeal.employee, period))
    return { ok: false, problems: [appealProblem('appeal_must_be_decided_by_another')] }
  if (!appeal || !reaches(reach, appeal)) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `appeal ${id}` })] }
  const published = await publishedPeriod(transaction, period.text)
  if (!published.ok) return published
  if (appeal.state === 'open') return { ok: true, appeal }
  const values = { appeal: String(id), at: appeal.decidedAt ?? '', state: appeal.state }
  return { ok: false, problems: [appealProblem('appeal_must_be_open', values)] }
}

/** A manager's say ends with the person who appealed, and never reaches finance's tables; HR corrects whatever was wrong. */
function aboutProblems(reach: Reach, { employee }: Appeal, corrections: readonly ReadCorrection[]): Problem[] {
  if (reach.kind === 'all') return []
  const finance: readonly TableKey[] = FINANCE_TABLES
  return corrections
    .filter(({ table, before, after }) => {
      const versions = [before?.values, after].filter((values) => values !== undefined)
      return finance.includes(table) || !versions.every((values) => personOf(table, values) === employee)
    })
    .map(({ name }) => appealProblem('correction_must_be_about_the_person', { employee, record: name }))
}

/** Whom a record is about: the first of its columns that names a person, in the tables of what people did. */
function personOf(table: TableKey, values: RecordValues): unknown {
  if (isMasterTable(table)) return undefined
  const column = TABLES[table].columns.find(({ type }) => type === 'employee')
  return column && values[columnIndex(table, column.key)]
}

async function decide(
  service: Service,
  actor: Actor,
  transaction: WriteTransaction,
  appeal: Appeal,
  { period, answer, correction }: DecideAppeal,
  corrections: readonly ReadCorrection[],
): Promise<Changed<AppealView>> {
  const at = service.now().toISOString()
  let change: number | undefined
  if (correction) {
    const request = { kind: 'correction' as const, reason: correction.reason, period: period.text }
    const edited = await editRecords(service, actor, transaction, request, editsOf(corrections))
    if (!edited.ok) return edited
    const { counts } = edited.change
    if (!corrections.some(({ table }) => touched(counts, table) > 0)) {
      return { ok: false, problems: [appealProblem('correction_must_change_something')] }
    }
    change = edited.change.id
  }
  const state = correction ? 'corrected' : 'kept'
  await decideOpenAppeal(transaction, appeal.id, { state, answer, decidedBy: actor.id, decidedAt: at, change })
  await lapseObjection(transaction, appeal, at)
  await tell(transaction, appeal, state, at)
  const decided = appealView(present(await findAppeal(transaction, period.text, appeal.id), 'The appeal was just decided.'))
  const after = { state, answer, change, corrections: corrections.map(correctionJson) }
  return { ok: true, value: decided, before: { state: appeal.state }, after }
}

function editsOf(corrections: readonly ReadCorrection[]) {
  const put = new Map<TableKey, RecordValues[]>()
  const remove = new Map<TableKey, number[]>()
  for (const { table, before, after } of corrections) {
    if (after) put.set(table, [...(put.get(table) ?? []), after])
    else if (before) remove.set(table, [...(remove.get(table) ?? []), before.id])
  }
  return { put, remove }
}

async function tell(
  transaction: WriteTransaction,
  { id, period, employee }: Appeal,
  state: 'kept' | 'corrected',
  at: string,
): Promise<void> {
  const account = await accountOfEmployee(transaction, employee)
  if (!account) return
  const words = {
    kept: { zh: '维持原结果', en: 'the result is kept' },
    corrected: { zh: '予以更正，将重新运算', en: 'the data are corrected and will be computed again' },
  }[state]
  const payload = {
    zh: `您对 ${period} 考核结果的申诉已答复：${words.zh}。`,
    en: `Your appeal against the result of ${period} was answered: ${words.en}.`,
    values: { period, appeal: String(id), state },
  }
  await writeMessages(transaction, [{ account: account.id, channel: 'product', kind: 'appeal.decided', period, payload }], at)
}
