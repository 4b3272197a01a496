import type { Answer } from '../../base/answer.ts'
import type { Problem } from '../../base/problem.ts'
import { dismissalsInForce } from '../../store/aggregates/odd-dismissals.ts'
import { findUpload, listUploads, problemsOf, type Upload, type UploadFilter } from '../../store/aggregates/uploads.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import type { Actor, Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { oddMarkOf } from '../odd/odd-detail.ts'
import { changedMeanwhile, planCommit, standingNow } from './plan-commit.ts'
import { type UploadPlan, type UploadView, uploadView } from './upload-view.ts'

/** Uploads, newest first. */
export const readUploads = useCase(
  'upload.read',
  async (service, _, filter: UploadFilter): Promise<Answer<{ readonly ok: true; readonly uploads: readonly Upload[] }>> => {
    return { ok: true, uploads: await listUploads(service.store, filter) }
  },
)

/** One upload; while it waits, with what committing it now would mean. Whoever may write uploads may have read what they wrote. */
export const readUpload = useCase('upload.read', withPlan)

/** The same for whoever sends it a second time. */
export const readSentUpload = useCase('upload.write', withPlan)

async function withPlan(
  service: Service,
  actor: Actor,
  id: string,
): Promise<Answer<{ readonly ok: true; readonly upload: UploadView; readonly plan: UploadPlan | undefined }>> {
  const found = await upload(service, id)
  if (!found.ok) return found
  const { store } = service
  const company = await findCompanyBook(store)
  const { book: staging, period } = found.upload
  if (!company || staging === undefined) return { ok: true, upload: uploadView(found.upload), plan: undefined }
  const pair = { company: company.id, staging }
  const plan = await planCommit(store, actor, { ...pair, upload: id }, await standingNow(store, found.upload, pair), period)
  const meanwhile = await changedMeanwhile(store, found.upload, pair, plan)
  return { ok: true, upload: uploadView(found.upload), plan: { ...plan, meanwhile } }
}

/** A problem, and how it stands in the list of what looks odd. */
export interface MarkedProblem {
  readonly problem: Problem
  readonly odd: ReturnType<typeof oddMarkOf>
}

/** Some of an upload's problems, in the order in which they were found, from a place on. */
export const readUploadProblems = useCase(
  'upload.read',
  async (
    service,
    _,
    id: string,
    page: { readonly from: number; readonly limit: number },
  ): Promise<Answer<{ readonly ok: true; readonly problems: readonly MarkedProblem[] }>> => {
    const found = await upload(service, id)
    if (!found.ok) return found
    const dismissed = await dismissalsInForce(service.store)
    const shown = (await allProblems(service, id)).slice(page.from, page.from + page.limit)
    return { ok: true, problems: shown.map((problem) => ({ problem, odd: oddMarkOf(problem, dismissed) })) }
  },
)

/** Every problem of an upload; our own JSON. */
export async function allProblems(service: Service, id: string): Promise<readonly Problem[]> {
  return JSON.parse(await problemsOf(service.store, id)) as readonly Problem[]
}

async function upload(service: Service, id: string): Promise<Answer<{ readonly ok: true; readonly upload: Upload }>> {
  const found = await findUpload(service.store, id)
  if (!found) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `upload ${id}` })] }
  return { ok: true, upload: found }
}
