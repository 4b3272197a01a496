import type { Answer } from '../../base/answer.ts'
import { type Day, dayText } from '../../base/day.ts'
import type { Period } from '../../base/period.ts'
import type { Problem } from '../../base/problem.ts'
import { removeRows } from '../../store/aggregates/retention.ts'
import { KIND_TABLES, RETENTION_KINDS } from '../../store/aggregates/retention-kinds.ts'
import { addRemoval, recordsThereFrom } from '../../store/aggregates/retention-log.ts'
import type { Reader } from '../../store/database/connection.ts'
import { type Contents, RECORDS } from '../../store/trail/trail-contents.ts'
import { allRecordHashes } from '../../store/trail/trail-records.ts'
import { openedPeriod } from '../kernel/company-calendar.ts'
import { noteDeed, type Service } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { removeFiles, uploadFolder } from '../uploads/upload-files.ts'
import { monthsLookedBack, neededFrom, planRemoval } from './plan-removal.ts'
import { retentionProblem } from './retention-problems.ts'

/** What was removed of one table and month. */
export interface RemovedLine {
  readonly kind: string
  readonly month: string
  readonly rows: number
  readonly sha256: string
}

/**
 * Removes what has been kept longer than it is to be, as it was previewed: what was shown is what goes, or nothing. Who removed
 * what, when and why stands in the record of removals and in the trail, with a SHA-256 over the rows. Results, payments and the trail are not
 * touched, so their hashes hold; what the trail proves of records it proves of those that are left. Problems:
 * retention_plan_must_be_current, removal_must_have_something.
 */
export const removeOld = useCase(
  'retention.write',
  async (
    service,
    actor,
    { plan: shown, reason }: { readonly plan: string; readonly reason: string },
  ): Promise<Answer<{ readonly ok: true; readonly removed: readonly RemovedLine[] }>> => {
    const uploads: string[] = []
    const done = await service.store.write(async (transaction): Promise<Answer<{ readonly ok: true; readonly value: RemovedLine[] }>> => {
      const plan = await planRemoval(service, transaction)
      if (plan.plan !== shown) return { ok: false, problems: [retentionProblem('retention_plan_must_be_current')] }
      const at = service.now().toISOString()
      const removed: RemovedLine[] = []
      const changes = new Set<number>()
      for (const { kind, old } of plan.kinds) {
        for (const { month, rows, sha256, uploads: of, changes: touched } of await removeRows(
          transaction,
          plan.company,
          kind,
          old,
          plan.holds,
        )) {
          await addRemoval(transaction, { kind, month, rows, sha256, reason, by: actor.id, at, before: old.before })
          removed.push({ kind, month, rows, sha256 })
          uploads.push(...of)
          for (const change of touched) changes.add(change)
        }
      }
      if (removed.length === 0) return { ok: false, problems: [retentionProblem('removal_must_have_something')] }
      const deed = { action: 'retention.remove', subject: 'old data', reason }
      await noteDeed(service, actor, deed, transaction, { after: { removed } }, await recordsLeft(transaction, changes))
      return { ok: true, value: removed }
    })
    if (!done.ok) return done
    for (const upload of uploads) await removeFiles(uploadFolder(service, upload))
    return { ok: true, removed: done.value }
  },
)

/** What the trail proves of the changes whose records went: from here on that what is left of them is as it is now. */
async function recordsLeft(reader: Reader, changes: ReadonlySet<number>): Promise<Contents> {
  const { hashes } = changes.size === 0 ? { hashes: new Map<number, string>() } : await allRecordHashes(reader)
  return Object.fromEntries([...changes].sort((a, b) => a - b).map((change) => [`${RECORDS} ${change}`, hashes.get(change) ?? null]))
}

const RECORD_KINDS = RETENTION_KINDS.filter((kind) => KIND_TABLES[kind].record !== undefined)

/** period_must_have_its_records where some that a period is computed from were removed. */
export async function removedProblems(service: Service, reader: Reader, { text }: Pick<Period, 'text'>): Promise<Problem[]> {
  const before = await recordsThereFrom(reader, RECORD_KINDS)
  if (before === undefined || before <= neededFrom(await openedPeriod(reader, text), await monthsLookedBack(service, reader))) return []
  return [retentionProblem('period_must_have_its_records', { period: text, before: dayText(before as Day) })]
}
