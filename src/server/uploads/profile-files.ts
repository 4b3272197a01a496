import type { Answer } from '../../base/answer.ts'
import { headerKey, headerOfMeanings } from '../../sheets/read/header-map.ts'
import type { ProfileFile } from '../../sheets/read/mapping-profile.ts'
import { keepProfile, type MappingProfile, profileById } from '../../store/aggregates/mapping-profiles.ts'
import { changing } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { tableProblems } from '../records/change-rules.ts'
import { columnProblems, meaningProblems } from './check-again.ts'
import { fingerprintOf, fingerprintOfReport, reportOf } from './sheet-headers.ts'
import { uploadProblem } from './upload-problems.ts'

/** A kept mapping as a file. Problems: thing_must_exist. */
export const profileAsFile = useCase(
  'upload.read',
  async (service, _, id: number): Promise<Answer<{ readonly ok: true; readonly file: ProfileFile }>> => {
    const found = await profileById(service.store, id)
    if (!found) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `mapping profile ${id}` })] }
    const { name, table, headers, columns, meanings, further, fingerprint } = found
    const report = reportOf(fingerprint)
    return {
      ok: true,
      file: {
        ...{ format: 1, name, table, headers: [...headers], ...(report === undefined ? {} : { report }) },
        ...{ columns: report === undefined ? { ...columns } : null, meanings: { ...meanings }, ...further },
      },
    }
  },
)

/**
 * Keeps a mapping from a file. Problems: table_must_be_yours_to_keep, mapping_columns_must_be_of_the_table, mapping_meanings_must_be_choices, and
 * mapping_file_must_name_its_headers where a header that it speaks of is not among those that it is for.
 */
export const takeProfileFile = useCase(
  'upload.write',
  async (service, actor, file: ProfileFile): Promise<Answer<{ readonly ok: true; readonly profile: MappingProfile }>> => {
    const { name, table, headers, meanings, forms, fill, key, report } = file
    const columns = report === undefined ? file.columns : {}
    const has = new Set(headers.map(headerKey))
    const spoken = [...Object.keys(columns ?? {}), ...Object.keys(meanings).flatMap((each) => headerOfMeanings(each) ?? []), ...(key ?? [])]
    const missing = spoken.filter((header) => !has.has(headerKey(header)))
    const problems = [
      ...tableProblems(actor, [table]),
      ...columnProblems(table, Object.values(columns ?? {})),
      ...meaningProblems(table, meanings),
      ...(columns === null || (report === undefined && missing.length > 0)
        ? [uploadProblem('mapping_file_must_name_its_headers', { headers: missing.join(', ') || '-' })]
        : []),
    ]
    if (problems.length > 0 || columns === null) return { ok: false, problems }
    const at = service.now().toISOString()
    const profile = {
      ...{
        name,
        table,
        fingerprint: report === undefined ? fingerprintOf(headers) : fingerprintOfReport(report),
        headers,
        columns,
        meanings,
        further: { forms, fill, key },
      },
      ...{ createdAt: at, createdBy: actor.id, usedAt: at },
    }
    const deed = { action: 'mapping_profile.keep', subject: `mapping profile ${name}` }
    const kept = await changing(service, actor, deed, async (transaction) => {
      const id = await keepProfile(transaction, profile)
      return { ok: true, value: { id, ...profile }, after: profile }
    })
    return kept.ok ? { ok: true, profile: (await profileById(service.store, kept.value.id)) ?? kept.value } : kept
  },
)
