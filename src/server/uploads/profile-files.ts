import type { Answer } from '../../base/answer.ts'
import type { ProfileFile } from '../../sheets/read/mapping-profile.ts'
import { type MappingProfile, profileById } from '../../store/aggregates/mapping-profiles.ts'
import { changing } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { tableProblems } from '../records/change-rules.ts'
import { contentProblems, noProfile, saveProfile } from './save-profile.ts'
import { fingerprintOf, fingerprintOfReport, reportOf } from './sheet-headers.ts'

/** A kept mapping as a file. Problems: thing_must_exist. */
export const profileAsFile = useCase(
  'upload.read',
  async (service, _, id: number): Promise<Answer<{ readonly ok: true; readonly file: ProfileFile }>> => {
    const found = await profileById(service.store, id)
    if (!found) return { ok: false, problems: [noProfile(id)] }
    const { name, table, headers, columns, meanings, further, fingerprint } = found
    const report = reportOf(fingerprint)
    return {
      ok: true,
      file: {
        ...{ format: 1, name, table, headers: [...headers], ...(report === undefined ? {} : { report }) },
        ...{ columns: Object.keys(columns).length === 0 ? null : { ...columns }, meanings: { ...meanings }, ...further },
      },
    }
  },
)

/**
 * Keeps a mapping from a file, as a version more of the profile of its table and headers where there is one. Problems:
 * table_must_be_yours_to_keep, mapping_columns_must_be_of_the_table, mapping_meanings_must_be_choices, and mapping_file_must_name_its_headers
 * where it names none, or speaks of one that is not among those that it is for.
 */
export const takeProfileFile = useCase(
  'upload.write',
  async (service, actor, file: ProfileFile): Promise<Answer<{ readonly ok: true; readonly profile: MappingProfile }>> => {
    const { name, table, headers, meanings, forms, fill, key, report } = file
    const content = { name, headers, columns: (report === undefined ? file.columns : null) ?? {}, meanings, further: { forms, fill, key } }
    const problems = [...tableProblems(actor, [table]), ...contentProblems(table, content, report !== undefined)]
    if (problems.length > 0) return { ok: false, problems }
    const fingerprint = report === undefined ? fingerprintOf(headers) : fingerprintOfReport(report)
    const deed = { action: 'mapping_profile.keep', subject: `mapping profile ${name}` }
    const kept = await changing(service, actor, deed, async (transaction) => {
      const saving = { at: service.now().toISOString(), by: actor.id }
      const { before, id } = await saveProfile(transaction, { table, fingerprint }, content, saving)
      const profile = await profileById(transaction, id)
      if (!profile) return { ok: false, problems: [noProfile(id)] }
      return { ok: true, value: profile, ...(before ? { before } : {}), after: profile }
    })
    return kept.ok ? { ok: true, profile: kept.value } : kept
  },
)
