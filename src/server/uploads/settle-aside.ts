import type { Answer } from '../../base/answer.ts'
import type { Problem } from '../../base/problem.ts'
import { findUpload, type Upload, updateCounts } from '../../store/aggregates/uploads.ts'
import { companyBookIn, findCompanyBook } from '../../store/company-book/company-book.ts'
import { withScratchBook } from '../../store/company-book/scratch-book.ts'
import { countAside, recordsAside, type SetAsideRecord, stageAside } from '../../store/company-book/set-aside.ts'
import { renameMerged } from '../../store/company-book/stage-merge.ts'
import { touchedMeanwhile } from '../../store/company-book/touched-meanwhile.ts'
import type { Reader } from '../../store/database/connection.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { type Actor, changing } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { tableProblems } from '../records/change-rules.ts'
import { makeChange } from '../records/make-change.ts'
import { recordJson, recordKey } from '../records/record-json.ts'
import { asideViews } from './aside-views.ts'
import { uploadProblem } from './upload-problems.ts'
import { type AsideView, type UploadView, uploadView } from './upload-view.ts'

/** Rows of an upload that wait because they reach a published period, one more than the limit where there are more. Problems: thing_must_exist. */
export const readAside = useCase(
  'upload.read',
  async (
    { store },
    _,
    { upload, after, limit }: { readonly upload: string; readonly after?: number | undefined; readonly limit: number },
  ): Promise<Answer<{ readonly ok: true; readonly records: readonly AsideView[] }>> => {
    const company = await findCompanyBook(store)
    if (!company || !(await findUpload(store, upload))) return { ok: false, problems: [noUpload(upload)] }
    return { ok: true, records: await asideViews(store, company.id, upload, limit + 1, after) }
  },
)

export interface TakeAsideIn {
  readonly upload: string
  readonly records: readonly number[]
  readonly reason: string | undefined
  /** The newest change that the user has seen of these records; that of the upload itself unless told. */
  readonly asOf?: number | undefined
}

type Settled = Answer<{ readonly ok: true; readonly upload: UploadView }>

/**
 * Takes rows that waited into force as one change, all of them or none: once their period is closed, late for it, or taken a step
 * back. Problems: thing_must_exist, upload_must_be_committed, set_aside_records_must_be_as_shown, and those of who may change when.
 */
export const takeAsideIn = useCase('upload.write', async (service, actor, input: TakeAsideIn): Promise<Settled> => {
  const { upload: id, reason } = input
  const ids = [...new Set(input.records)]
  return settled(
    await changing(service, actor, { action: 'upload.take_in', subject: `upload ${id}`, reason }, async (transaction) => {
      const found = await waitingRows(transaction, actor, id, ids)
      if (!found.ok) return found
      const { id: company } = await companyBookIn(transaction)
      return withScratchBook(transaction, async (staging) => {
        const tables = await stageAside(transaction, id, ids, staging)
        const pair = { company, staging }
        const since = input.asOf ?? found.upload.change ?? 0
        for (const table of tables) {
          const touched = await touchedMeanwhile(transaction, table, pair, since, 1)
          const [first] = touched.first
          if (first) {
            const values = { count: String(touched.count), record: recordKey(table, first.staged), change: String(first.change) }
            return { ok: false, problems: [uploadProblem('set_aside_records_must_be_as_shown', values)] }
          }
        }
        await renameMerged(transaction, pair, tables)
        const made = await makeChange(
          service,
          actor,
          transaction,
          { kind: 'upload', reason, period: undefined, upload: id },
          { pair, tables },
        )
        if (!made.ok) return made
        return { ok: true, value: await counted(transaction, found.upload), after: made.change }
      })
    }),
  )
})

export interface DropAside {
  readonly upload: string
  readonly records: readonly number[]
  readonly reason: string
}

/** Drops rows that waited, with a reason; what they were stands in the audit trail. Problems: thing_must_exist, upload_must_be_committed, table_must_be_yours_to_keep, reason_must_be_given. */
export const dropAsideRecords = useCase('upload.write', async (service, actor, input: DropAside): Promise<Settled> => {
  const { upload: id, reason } = input
  if (reason.trim() === '') return { ok: false, problems: [serviceProblem('reason_must_be_given')] }
  const ids = [...new Set(input.records)]
  return settled(
    await changing(service, actor, { action: 'upload.drop_rows', subject: `upload ${id}`, reason }, async (transaction) => {
      const found = await waitingRows(transaction, actor, id, ids)
      if (!found.ok) return found
      await withScratchBook(transaction, (staging) => stageAside(transaction, id, ids, staging))
      const before = found.rows.map(({ table, values, period }) => ({ table, period, values: recordJson(table, values) }))
      return { ok: true, value: await counted(transaction, found.upload), before }
    }),
  )
})

function settled(answer: Answer<{ readonly ok: true; readonly value: Upload }>): Settled {
  return answer.ok ? { ok: true, upload: uploadView(answer.value) } : answer
}

function noUpload(id: string): Problem {
  return serviceProblem('thing_must_exist', { thing: `upload ${id}` })
}

/** The committed upload and the rows named, if they wait and their tables are the actor's to keep. */
async function waitingRows(
  reader: Reader,
  actor: Actor,
  id: string,
  ids: readonly number[],
): Promise<Answer<{ readonly ok: true; readonly upload: Upload; readonly rows: readonly SetAsideRecord[] }>> {
  const upload = await findUpload(reader, id)
  if (!upload) return { ok: false, problems: [noUpload(id)] }
  if (upload.state !== 'committed')
    return { ok: false, problems: [uploadProblem('upload_must_be_committed', { upload: id, state: upload.state })] }
  const rows = await recordsAside(reader, id, { ids, limit: ids.length })
  const missing = ids.filter((each) => !rows.some((row) => row.id === each))
  if (missing.length > 0) {
    return { ok: false, problems: missing.map((each) => serviceProblem('thing_must_exist', { thing: `row ${each} of upload ${id}` })) }
  }
  const problems = tableProblems(actor, new Set(rows.map(({ table }) => table)))
  return problems.length > 0 ? { ok: false, problems } : { ok: true, upload, rows }
}

/** Writes down how many rows of the upload still wait. */
async function counted(transaction: WriteTransaction, upload: Upload): Promise<Upload> {
  const waiting = (await countAside(transaction, upload.id)).reduce((sum, { count }) => sum + count, 0)
  const counts = { ...upload.counts, setAside: waiting }
  await updateCounts(transaction, upload.id, counts)
  return { ...upload, counts }
}
