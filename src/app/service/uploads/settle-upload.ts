import { TABLE_KEYS } from '../../../domain/dataset/tables.ts'
import { companyBookIn } from '../../../store/company-book/company-book.ts'
import { dropStaging } from '../../../store/company-book/scratch-book.ts'
import type { Reader } from '../../../store/connection.ts'
import { findPeriod } from '../../../store/periods.ts'
import { findUpload, settleUpload, type Upload } from '../../../store/uploads.ts'
import type { Answer } from '../../appraise.ts'
import { tableProblems } from '../records/change-rules.ts'
import { makeChange } from '../records/make-change.ts'
import { type Actor, allowed, changing, type Service } from '../service.ts'
import { serviceProblem } from '../service-problems.ts'
import { removeFiles, uploadFolder } from './upload-files.ts'
import { uploadProblem } from './upload-problems.ts'
import { type UploadView, uploadView } from './upload-view.ts'

export interface CommitUpload {
  readonly upload: string
  readonly reason: string | undefined
}

type Settled = Answer<{ readonly ok: true; readonly upload: UploadView }>

/**
 * Puts the records of a checked upload into force as one change 提交. Committing it again answers the same: it is one commit.
 * What has changed since it was checked is looked at again. Problems: thing_must_exist, upload_must_wait_to_be_settled, those of who
 * may change when, and those of what stands in the way.
 */
export async function commitUpload(service: Service, actor: Actor, { upload: id, reason }: CommitUpload): Promise<Settled> {
  const found = await theirs(service, actor, id)
  if (!found.ok) return found
  if (found.upload.state === 'committed') return { ok: true, upload: uploadView(found.upload) }
  const deed = { action: 'upload.commit', subject: `upload ${id}`, period: found.upload.period, reason }
  const committed = await changing(service, actor, deed, async (transaction) => {
    const waiting = stillWaiting(await findUpload(transaction, id), id, 'commit')
    if (!waiting.ok) return waiting
    const { upload, staging } = waiting
    const { id: company } = await companyBookIn(transaction)
    const tables = new Set(TABLE_KEYS.filter((table) => upload.counts.tables[table] !== undefined))
    const request = { kind: 'upload' as const, reason, period: await stillOpen(transaction, upload.period), upload: id }
    const made = await makeChange(service, actor, transaction, request, { pair: { company, staging }, tables })
    if (!made.ok) return made
    const { change } = made
    await dropStaging(transaction, staging)
    const compared = Object.fromEntries(
      Object.entries(change.counts).map(([table, counts]) => [table, { new: counts.new, changed: counts.changed, same: counts.same }]),
    )
    const counts = { ...upload.counts, tables: compared }
    await settleUpload(transaction, id, { state: 'committed', change: change.id, counts })
    return { ok: true, value: { ...upload, state: 'committed' as const, counts, change: change.id }, after: change }
  })
  if (committed.ok) return { ok: true, upload: uploadView(committed.value) }
  // Somebody else may have committed it in the same moment: that is the one commit.
  const now = await findUpload(service.store, id)
  return now?.state === 'committed' ? { ok: true, upload: uploadView(now) } : committed
}

/** The period it was checked for, unless that has gone on since: then it belongs where its records belong now. */
async function stillOpen(reader: Reader, period: string | undefined): Promise<string | undefined> {
  const found = period === undefined ? undefined : await findPeriod(reader, period)
  return found && (found.state === 'published' || found.state === 'closed') ? undefined : period
}

/** Drops an upload 放弃 with its staged records and its files; dropping it again answers the same. A committed one stays. */
export async function dropUpload(service: Service, actor: Actor, id: string): Promise<Settled> {
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
    await settleUpload(transaction, id, { state: 'dropped' })
    return { ok: true, value: { ...upload, state: 'dropped' as const }, before: { state: upload.state } }
  })
  if (!dropped.ok) return dropped
  await removeFiles(uploadFolder(service, id))
  return { ok: true, upload: uploadView(dropped.value) }
}

/** The upload, if its tables are the actor's to keep. */
async function theirs(service: Service, actor: Actor, id: string): Promise<Answer<{ readonly ok: true; readonly upload: Upload }>> {
  const permitted = allowed(actor, 'upload.write')
  if (!permitted.ok) return permitted
  const upload = await findUpload(service.store, id)
  if (!upload) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `upload ${id}` })] }
  const problems = tableProblems(
    actor,
    TABLE_KEYS.filter((table) => upload.counts.tables[table] !== undefined),
  )
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
