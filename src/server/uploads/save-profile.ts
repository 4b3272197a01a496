import type { Answer } from '../../base/answer.ts'
import type { Problem } from '../../base/problem.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import { headerKey, headerKeys, headerOfMeanings } from '../../sheets/read/header-map.ts'
import {
  addVersion,
  beginProfile,
  type MappingProfile,
  type ProfileContent,
  type ProfileSaving,
  profileById,
  profileOf,
  touchProfile,
} from '../../store/aggregates/mapping-profiles.ts'
import type { Reader } from '../../store/database/connection.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import type { Actor } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { tableProblems } from '../records/change-rules.ts'
import { columnProblems, meaningProblems } from './check-again.ts'
import { profileDifferences } from './profile-differences.ts'
import { uploadProblem } from './upload-problems.ts'

/**
 * Keeps what a mapping says as the profile of its table and headers: begun, or a version more of the one that there is; what says nothing else
 * than the version in force is no version. Answers the profile as it was before, if it was, and as it is.
 */
export async function saveProfile(
  transaction: WriteTransaction,
  of: Pick<MappingProfile, 'table' | 'fingerprint'>,
  content: ProfileContent,
  saving: ProfileSaving,
): Promise<{ readonly before: MappingProfile | undefined; readonly id: number }> {
  const before = await profileOf(transaction, of.table, of.fingerprint)
  if (!before) return { before, id: await beginProfile(transaction, of, content, saving) }
  if (profileDifferences(before, content).length > 0) await addVersion(transaction, before, content, saving)
  else await touchProfile(transaction, before.id, saving.at)
  return { before, id: before.id }
}

/** A profile whose table is the actor's to keep. Problems: thing_must_exist, table_must_be_yours_to_keep. */
export async function theirProfile(
  reader: Reader,
  actor: Actor,
  id: number,
): Promise<Answer<{ readonly ok: true; readonly profile: MappingProfile }>> {
  const profile = await profileById(reader, id)
  if (!profile) return { ok: false, problems: [noProfile(id)] }
  const problems = tableProblems(actor, [profile.table])
  return problems.length > 0 ? { ok: false, problems } : { ok: true, profile }
}

export function noProfile(id: number): Problem {
  return serviceProblem('thing_must_exist', { thing: `mapping profile ${id}` })
}

/** What is wrong with what a profile is to say: columns or meanings that the table does not have, headers that it is not for. */
export function contentProblems(
  table: TableKey,
  { headers, columns, meanings, further }: Omit<ProfileContent, 'name'>,
  isReport: boolean,
): Problem[] {
  const has = new Set(headerKeys(headers))
  const spoken = [...Object.keys(columns), ...Object.keys(meanings).flatMap((each) => headerOfMeanings(each) ?? []), ...(further.key ?? [])]
  const missing = isReport ? [] : spoken.filter((header) => !has.has(headerKey(header)))
  return [
    ...columnProblems(table, Object.values(columns)),
    ...meaningProblems(table, meanings),
    ...(missing.length > 0 || (!isReport && headers.length === 0)
      ? [uploadProblem('mapping_file_must_name_its_headers', { headers: missing.join(', ') || '-' })]
      : []),
  ]
}
