import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import { companyBook } from '../../store/company-book/company-book.ts'
import { changing } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { currentRecord } from './change-record.ts'
import { tableProblems } from './change-rules.ts'
import { editRecords, type MadeChange } from './make-change.ts'
import { recordJson } from './record-json.ts'
import { recordFrom } from './table-and-key.ts'

export interface RemoveRecord {
  readonly table: string
  readonly key: string
  readonly version: string
  readonly reason: string
  readonly period: Period | undefined
}

/**
 * Takes a record out of force with a reason; its versions stay readable. Problems: thing_must_exist, version_must_be_current,
 * record_must_not_be_referred_to, and those of who may change when.
 */
export const removeRecord = useCase(
  'record.write',
  async (service, actor, input: RemoveRecord): Promise<Answer<{ readonly ok: true; readonly change: MadeChange }>> => {
    const named = recordFrom(input.table, input.key)
    if (!named.ok) return named
    const { table, identity, name } = named
    const kept = tableProblems(actor, [table])
    if (kept.length > 0) return { ok: false, problems: kept }
    const book = await companyBook(service.store)
    const deed = { action: 'record.remove', subject: name, reason: input.reason, period: input.period?.text }
    const made = await changing(service, actor, deed, async (transaction) => {
      const found = await currentRecord(transaction, book.id, table, identity, { name, version: input.version })
      if (!found.ok) return found
      const request = { kind: 'row' as const, reason: input.reason, period: input.period?.text }
      const edited = await editRecords(service, actor, transaction, request, { remove: new Map([[table, [found.record.id]]]) })
      if (!edited.ok) return edited
      return { ok: true, value: edited.change, before: recordJson(table, found.record.values), after: { change: edited.change.id } }
    })
    return made.ok ? { ok: true, change: made.value } : made
  },
)
