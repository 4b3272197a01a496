import type { Answer } from '../../base/answer.ts'
import type { Problem } from '../../base/problem.ts'
import { recordName } from '../../domain/dataset/record-name.ts'
import { TABLES } from '../../domain/dataset/tables.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import { type Change, findChange, insertChange, markTakenBack, tablesOf } from '../../store/company-book/changes.ts'
import { companyBookIn } from '../../store/company-book/company-book.ts'
import { withScratchBook } from '../../store/company-book/scratch-book.ts'
import { applyTakeBack, touchedLater } from '../../store/company-book/take-back.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { type Actor, changing, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { tableProblems } from './change-rules.ts'
import { dataProblem } from './data-problems.ts'
import { type MadeChange, settle } from './make-change.ts'

export interface TakeBack {
  readonly change: number
  readonly reason: string | undefined
}

/**
 * Takes a committed upload or single record back 撤回, as a new change that reverses it, while its period is collecting, evaluating
 * or in review; a merge of clients, which splits them again, whenever its records stand as it left them. Problems: thing_must_exist, change_must_be_an_upload_or_a_row, change_must_not_be_taken_back_already,
 * change_must_belong_to_an_open_period, change_must_be_the_last_on_its_records (with the later change's number), those of who may
 * change when, and those of what the reversal would leave behind.
 */
export const takeBackChange = useCase(
  'upload.write',
  async (service, actor, { change: id, reason }: TakeBack): Promise<Answer<{ readonly ok: true; readonly change: MadeChange }>> => {
    const known = await findChange(service.store, id)
    const deed = { action: 'change.take-back', subject: `change ${id}`, period: known?.period, reason }
    const made = await changing(service, actor, deed, async (transaction) => {
      const change = await findChange(transaction, id)
      if (!change) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `change ${id}` })] }
      const problems = await problemsOf(transaction, actor, change)
      if (problems.length > 0) return { ok: false, problems }
      const reversed = await reverse(service, actor, transaction, change, reason)
      return reversed.ok ? { ok: true, value: reversed.change, before: change, after: reversed.change } : reversed
    })
    return made.ok ? { ok: true, change: made.value } : made
  },
)

async function problemsOf(transaction: WriteTransaction, actor: Actor, change: Change): Promise<Problem[]> {
  const id = String(change.id)
  const isOfPeriod = change.kind === 'upload' || change.kind === 'row'
  if (!isOfPeriod && change.kind !== 'merge') return [dataProblem('change_must_be_an_upload_or_a_row', { change: id })]
  if (change.takenBack) return [dataProblem('change_must_not_be_taken_back_already', { change: id })]
  // Clients that are no one client were never one: their split comes late for closed periods, as the merge did.
  const period = change.period === undefined || !isOfPeriod ? undefined : await findPeriod(transaction, change.period)
  if (period?.state === 'published' || period?.state === 'closed') {
    return [dataProblem('change_must_belong_to_an_open_period', { change: id, period: period.text, state: period.state })]
  }
  return tableProblems(actor, tablesOf(change.counts))
}

async function reverse(
  service: Service,
  actor: Actor,
  transaction: WriteTransaction,
  taken: Change,
  reason: string | undefined,
): Promise<Answer<{ readonly ok: true; readonly change: MadeChange }>> {
  const { id: company } = await companyBookIn(transaction)
  const tables = new Set(tablesOf(taken.counts))
  const later = await touchedLater(transaction, company, taken.id, tables)
  if (later) {
    const { table } = later
    const record = recordName(table, later.values) ?? ''
    const values = { change: String(taken.id), later: String(later.change), table, title: TABLES[table].title, record }
    return { ok: false, problems: [dataProblem('change_must_be_the_last_on_its_records', values, { table, record })] }
  }
  return withScratchBook(transaction, async (staging) => {
    const at = service.now().toISOString()
    const kind = 'take_back'
    const id = await insertChange(transaction, { kind, period: undefined, reason, at, by: actor.id, takesBack: taken.id })
    const applied = await applyTakeBack(transaction, { company, staging }, taken.id, id, tables)
    await markTakenBack(transaction, taken.id)
    return settle(actor, transaction, id, { kind, reason, period: taken.kind === 'merge' ? undefined : taken.period }, applied)
  })
}
