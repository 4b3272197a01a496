import type { Answer } from '../../base/answer.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import { deleteProfile, listProfiles, type MappingProfile, profileById, renameProfile } from '../../store/aggregates/mapping-profiles.ts'
import type { Reader } from '../../store/database/connection.ts'
import { type Actor, changing } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { tableProblems } from '../records/change-rules.ts'

export interface ProfilePage {
  readonly table: TableKey | undefined
  readonly after: readonly [usedAt: string, id: number] | undefined
  readonly limit: number
}

/** The kept mappings 列对应方案, those used last first. */
export const readProfiles = useCase(
  'upload.read',
  async (service, _, page: ProfilePage): Promise<Answer<{ readonly ok: true; readonly profiles: readonly MappingProfile[] }>> => {
    return { ok: true, profiles: await listProfiles(service.store, page) }
  },
)

/** Gives a profile another name. Problems: thing_must_exist, table_must_be_yours_to_keep. */
export const nameProfile = useCase(
  'upload.write',
  async (
    service,
    actor,
    input: { readonly profile: number; readonly name: string },
  ): Promise<Answer<{ readonly ok: true; readonly profile: MappingProfile }>> => {
    const { profile: id, name } = input
    const deed = { action: 'mapping_profile.rename', subject: `mapping profile ${id}` }
    const renamed = await changing(service, actor, deed, async (transaction) => {
      const found = await theirs(transaction, actor, id)
      if (!found.ok) return found
      await renameProfile(transaction, id, name)
      return { ok: true, value: { ...found.profile, name }, before: { name: found.profile.name }, after: { name } }
    })
    return renamed.ok ? { ok: true, profile: renamed.value } : renamed
  },
)

/** Deletes a profile: files with its headers are asked about again. Uploads that were read by it stay as they are. */
export const removeProfile = useCase('upload.write', async (service, actor, id: number): Promise<Answer<{ readonly ok: true }>> => {
  const deed = { action: 'mapping_profile.delete', subject: `mapping profile ${id}` }
  const deleted = await changing(service, actor, deed, async (transaction) => {
    const found = await theirs(transaction, actor, id)
    if (!found.ok) return found
    await deleteProfile(transaction, id)
    return { ok: true, value: undefined, before: found.profile }
  })
  return deleted.ok ? { ok: true } : deleted
})

async function theirs(reader: Reader, actor: Actor, id: number): Promise<Answer<{ readonly ok: true; readonly profile: MappingProfile }>> {
  const profile = await profileById(reader, id)
  if (!profile) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `mapping profile ${id}` })] }
  const problems = tableProblems(actor, [profile.table])
  return problems.length > 0 ? { ok: false, problems } : { ok: true, profile }
}
