import type { Answer } from '../../base/answer.ts'
import type { Day } from '../../base/day.ts'
import type { Problem } from '../../base/problem.ts'
import { findUpload, settleUpload, type Upload } from '../../store/aggregates/uploads.ts'
import { standingOf } from '../../store/company-book/apply-change.ts'
import { companyBookIn } from '../../store/company-book/company-book.ts'
import { holdFrom } from '../../store/company-book/date-snapshot.ts'
import { dropStaging } from '../../store/company-book/scratch-book.ts'
import { dropAside, recallAside, setAside } from '../../store/company-book/set-aside.ts'
import { type Actor, changing, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { correctionProblems, tableProblems } from '../records/change-rules.ts'
import { makeChange } from '../records/make-change.ts'
import { keepProfiles } from './keep-profiles.ts'
import { changedMeanwhile, planCommit, publishedPeriods, tablesOfUpload } from './plan-commit.ts'
import { folderOf, removeFiles } from './upload-files.ts'
import { uploadProblem } from './upload-problems.ts'
import { type UploadPlan, type UploadView, uploadView } from './upload-view.ts'

export interface CommitUpload {
  readonly upload: string
  readonly reason: string | undefined
  /** The version of the plan that the user has seen; the one that was shown when it was checked unless told. */
  readonly plan?: string | undefined
  /** From which day on what a staff or client list shows holds, or that it was always so; as the plan proposes it unless told. */
  readonly heldFrom?: Day | 'ever' | undefined
}

type Settled = Answer<{ readonly ok: true; readonly upload: UploadView }>
/** `plan` is what committing it would mean now, where that is not what the user has seen. */
type Committed = Settled & { readonly plan?: UploadPlan | undefined }

/**
 * Puts the records of a checked upload into force as one change 提交; rows that reach a published period wait beside it. Committing it again answers the same: it is one commit.
 * What was shown is what is committed: once committing it would mean anything else, it is refused with the plan as it is now. Problems:
 * thing_must_exist, upload_must_wait_to_be_settled, upload_plan_must_be_the_one_shown, those of who may change when, and those of what
 * stands in the way.
 */
export const commitUpload = useCase(
  'upload.write',
  async (service, actor, { upload: id, reason, plan: seen, heldFrom }: CommitUpload): Promise<Committed> => {
    const found = await theirs(service, actor, id)
    if (!found.ok) return found
    if (found.upload.state === 'committed') return { ok: true, upload: uploadView(found.upload) }
    const unreasoned = correctionProblems(heldFrom, reason)
    if (unreasoned.length > 0) return { ok: false, problems: unreasoned }
    const deed = { action: 'upload.commit', subject: `upload ${id}`, period: found.upload.period, reason }
    let other: UploadPlan | undefined
    const committed = await changing(service, actor, deed, async (transaction) => {
      const waiting = stillWaiting(await findUpload(transaction, id), id, 'commit')
      if (!waiting.ok) return waiting
      const { upload, staging } = waiting
      const { id: company } = await companyBookIn(transaction)
      const tables = new Set(tablesOfUpload(upload))
      const pair = { company, staging }
      if (heldFrom !== undefined) {
        // The day is that of the rows too that wait for a published period.
        await recallAside(transaction, pair, id)
        await holdFrom(transaction, pair, heldFrom)
      }
      await setAside(transaction, pair, id, tables, await publishedPeriods(transaction))
      const standing = await standingOf(transaction, tables, pair)
      const plan = await planCommit(transaction, actor, { ...pair, upload: id }, standing, upload.period)
      if (plan.version !== (seen ?? upload.counts.shown?.version)) {
        const meanwhile = await changedMeanwhile(transaction, upload, pair, plan)
        other = { ...plan, meanwhile }
        return { ok: false, problems: [planProblem(meanwhile?.count ?? 0)] }
      }
      const request = { kind: 'upload' as const, reason, period: plan.period ?? undefined, upload: id }
      const made = await makeChange(service, actor, transaction, request, { pair, tables, standing })
      if (!made.ok) return made
      const { change } = made
      await dropStaging(transaction, staging)
      const compared = Object.fromEntries(
        Object.entries(change.counts).map(([table, counts]) => [table, { new: counts.new, changed: counts.changed, same: counts.same }]),
      )
      const counts = { ...upload.counts, tables: compared, setAside: plan.setAside.count }
      await settleUpload(transaction, id, { state: 'committed', change: change.id, counts })
      await keepProfiles(service, actor, transaction, upload)
      return { ok: true, value: { ...upload, state: 'committed' as const, counts, change: change.id }, after: change }
    })
    if (committed.ok) return { ok: true, upload: uploadView(committed.value) }
    // Somebody else may have committed it in the same moment: that is the one commit.
    const now = await findUpload(service.store, id)
    return now?.state === 'committed' ? { ok: true, upload: uploadView(now) } : { ...committed, plan: other }
  },
)

function planProblem(touched: number): Problem {
  if (touched === 0) return uploadProblem('upload_plan_must_be_the_one_shown')
  return uploadProblem('upload_records_must_be_as_shown', { count: String(touched) })
}

/** Drops an upload 放弃 with its staged records and its files; dropping it again answers the same. A committed one stays. */
export const dropUpload = useCase('upload.write', async (service, actor, id: string): Promise<Settled> => {
  const found = await theirs(service, actor, id)
  if (!found.ok) return found
  if (found.upload.state === 'dropped') return { ok: true, upload: uploadView(found.upload) }
  const deed = { action: 'upload.drop', subject: `upload ${id}`, period: found.upload.period }
  const dropped = await changing(service, actor, deed, async (transaction) => {
    const upload = (await findUpload(transaction, id)) ?? found.upload
    if (upload.state === 'committed') {
      return { ok: false, problems: [uploadProblem('upload_must_wait_to_be_settled', { upload: id, state: upload.state, deed: 'drop' })] }
    }
    if (upload.book !== undefined) await dropStaging(transaction, upload.book)
    await dropAside(transaction, id)
    await settleUpload(transaction, id, { state: 'dropped' })
    return { ok: true, value: { ...upload, state: 'dropped' as const }, before: { state: upload.state } }
  })
  if (!dropped.ok) return dropped
  await removeFiles(folderOf(service, dropped.value))
  return { ok: true, upload: uploadView(dropped.value) }
})

/** The upload, if its tables are the actor's to keep. */
async function theirs(service: Service, actor: Actor, id: string): Promise<Answer<{ readonly ok: true; readonly upload: Upload }>> {
  const upload = await findUpload(service.store, id)
  if (!upload) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `upload ${id}` })] }
  const problems = tableProblems(actor, tablesOfUpload(upload))
  return problems.length > 0 ? { ok: false, problems } : { ok: true, upload }
}

function stillWaiting(
  upload: Upload | undefined,
  id: string,
  deed: string,
): Answer<{ readonly ok: true; readonly upload: Upload; readonly staging: number }> {
  if (upload?.state === 'checked' && upload.book !== undefined) return { ok: true, upload, staging: upload.book }
  return { ok: false, problems: [uploadProblem('upload_must_wait_to_be_settled', { upload: id, state: upload?.state ?? '', deed })] }
}
