import type { Answer } from '../../base/answer.ts'
import type { RuleDraft } from '../../store/aggregates/company-rules.ts'
import { allPeriods } from '../../store/aggregates/periods.ts'
import { findWhatIf } from '../../store/aggregates/what-ifs.ts'
import type { Reader } from '../../store/database/connection.ts'
import { askedSchema } from '../what-if/what-if-asked.ts'
import { publishingProblem } from './publishing-problems.ts'

interface Tried {
  readonly ok: true
  readonly whatIf: string | undefined
  readonly whatIfSha256: string | undefined
}

/**
 * The what-if that a draft is published on: one that is done and tried this very text. A plan 薪酬方案 needs one as soon as the company has a period to
 * try it on; of other rules one is kept where it is named. Problems: plan_must_be_tried.
 */
export async function triedBefore(reader: Reader, { rule, file, text }: RuleDraft, id: string | undefined): Promise<Answer<Tried>> {
  const isNeeded = file.startsWith('pay/') && (await allPeriods(reader)).length > 0
  if (id === undefined && !isNeeded) return { ok: true, whatIf: undefined, whatIfSha256: undefined }
  const row = id === undefined ? undefined : await findWhatIf(reader, id)
  const refused = (found: string) => ({ ok: false as const, problems: [publishingProblem('plan_must_be_tried', { rule, found })] })
  if (!row) return refused(id === undefined ? '' : `what-if ${id}: -`)
  if (row.state !== 'done') return refused(`what-if ${id}: ${row.state}`)
  if (askedSchema.parse(JSON.parse(row.asked)).texts[file] !== text) return refused(`what-if ${id}: ${file}`)
  return { ok: true, whatIf: row.id, whatIfSha256: row.sha256 }
}
