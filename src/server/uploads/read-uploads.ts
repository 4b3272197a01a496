import type { Answer } from '../../appraisal/appraise.ts'
import type { Problem } from '../../base/problem.ts'
import { findUpload, listUploads, problemsOf, type Upload, type UploadFilter } from '../../store/aggregates/uploads.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import type { Permission } from '../kernel/access.ts'
import { type Actor, allowed, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { changedMeanwhile, planCommit, standingNow } from './plan-commit.ts'
import { type UploadPlan, type UploadView, uploadView } from './upload-view.ts'

/** Uploads, newest first. */
export async function readUploads(
  service: Service,
  actor: Actor,
  filter: UploadFilter,
): Promise<Answer<{ readonly ok: true; readonly uploads: readonly Upload[] }>> {
  const permitted = allowed(actor, 'upload.read')
  if (!permitted.ok) return permitted
  return { ok: true, uploads: await listUploads(service.store, filter) }
}

/** One upload; while it waits, with what committing it now would mean. Whoever may write uploads may have read what they wrote. */
export async function readUpload(
  service: Service,
  actor: Actor,
  id: string,
  permission: 'upload.read' | 'upload.write' = 'upload.read',
): Promise<Answer<{ readonly ok: true; readonly upload: UploadView; readonly plan: UploadPlan | undefined }>> {
  const found = await upload(service, actor, id, permission)
  if (!found.ok) return found
  const { store } = service
  const company = await findCompanyBook(store)
  const { book: staging, period } = found.upload
  if (!company || staging === undefined) return { ok: true, upload: uploadView(found.upload), plan: undefined }
  const pair = { company: company.id, staging }
  const plan = await planCommit(store, actor, await standingNow(store, found.upload, pair), period)
  const meanwhile = await changedMeanwhile(store, found.upload, pair, plan)
  return { ok: true, upload: uploadView(found.upload), plan: { ...plan, meanwhile } }
}

/** Some of an upload's problems, in the order in which they were found, from a place on. */
export async function readUploadProblems(
  service: Service,
  actor: Actor,
  id: string,
  page: { readonly from: number; readonly limit: number },
): Promise<Answer<{ readonly ok: true; readonly problems: readonly Problem[] }>> {
  const found = await upload(service, actor, id)
  if (!found.ok) return found
  return { ok: true, problems: (await allProblems(service, id)).slice(page.from, page.from + page.limit) }
}

/** Every problem of an upload; our own JSON. */
export async function allProblems(service: Service, id: string): Promise<readonly Problem[]> {
  return JSON.parse(await problemsOf(service.store, id)) as readonly Problem[]
}

async function upload(
  service: Service,
  actor: Actor,
  id: string,
  permission: Permission = 'upload.read',
): Promise<Answer<{ readonly ok: true; readonly upload: Upload }>> {
  const permitted = allowed(actor, permission)
  if (!permitted.ok) return permitted
  const found = await findUpload(service.store, id)
  if (!found) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `upload ${id}` })] }
  return { ok: true, upload: found }
}
