import type { Answer } from '../../base/answer.ts'
import { findUpload, type Upload } from '../../store/aggregates/uploads.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import type { Pair } from '../../store/company-book/pair.ts'
import type { Reader } from '../../store/database/connection.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { uploadProblem } from '../uploads/upload-problems.ts'

/** An upload whose records are staged, with the books that they lie in. Problems: thing_must_exist, upload_must_still_wait. */
export async function waitingUpload(
  reader: Reader,
  id: string,
): Promise<Answer<{ readonly ok: true; readonly upload: Upload; readonly pair: Pair }>> {
  const upload = await findUpload(reader, id)
  if (!upload) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `upload ${id}` })] }
  const company = await findCompanyBook(reader)
  if (upload.book === undefined || !company) {
    return { ok: false, problems: [uploadProblem('upload_must_still_wait', { upload: id, state: upload.state })] }
  }
  return { ok: true, upload, pair: { company: company.id, staging: upload.book } }
}
