import type { Answer } from '../../base/answer.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import {
  addVersion,
  deleteProfile,
  listProfiles,
  type MappingProfile,
  type ProfileContent,
  type ProfileVersion,
  profileById,
  versionsOf,
} from '../../store/aggregates/mapping-profiles.ts'
import { type Actor, changing, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { type ProfileDifference, profileDifferences } from './profile-differences.ts'
import { contentProblems, noProfile, theirProfile } from './save-profile.ts'
import { reportOf } from './sheet-headers.ts'

export interface ProfilePage {
  readonly table: TableKey | undefined
  readonly after: readonly [usedAt: string, id: number] | undefined
  readonly limit: number
}

/** A profile as it is after a change. */
type Changed = Answer<{ readonly ok: true; readonly profile: MappingProfile }>

/** The kept mappings 列对应方案, those used last first. */
export const readProfiles = useCase(
  'upload.read',
  async (service, _, page: ProfilePage): Promise<Answer<{ readonly ok: true; readonly profiles: readonly MappingProfile[] }>> => {
    return { ok: true, profiles: await listProfiles(service.store, page) }
  },
)

export interface ProfileHistory {
  readonly ok: true
  readonly profile: MappingProfile
  /** Newest first, each with what it says otherwise than the one before. */
  readonly versions: readonly (ProfileVersion & { readonly differences: readonly ProfileDifference[] })[]
}

/** A profile with its versions. Problems: thing_must_exist. */
export const readProfile = useCase('upload.read', async ({ store }, _, id: number): Promise<Answer<ProfileHistory>> => {
  const profile = await profileById(store, id)
  if (!profile) return { ok: false, problems: [noProfile(id)] }
  const versions = await versionsOf(store, id)
  const compared = versions.map((version, index) => {
    const before = versions[index + 1]
    return { ...version, differences: before ? profileDifferences(before, version) : [] }
  })
  return { ok: true, profile, versions: compared }
})

export interface EditProfile {
  readonly profile: number
  /** The version that was read. */
  readonly version: string
  /** Its headers are those that it has. */
  readonly content: Omit<ProfileContent, 'headers'>
}

/**
 * Writes what a profile says anew, as a version of it: files with its headers are read by that from then on. Problems: thing_must_exist,
 * table_must_be_yours_to_keep, version_must_be_current, mapping_columns_must_be_of_the_table, mapping_meanings_must_be_choices,
 * mapping_file_must_name_its_headers.
 */
export const editProfile = useCase(
  'upload.write',
  async (service, actor, { profile: id, version, content }: EditProfile): Promise<Changed> => {
    return withVersion(service, actor, { id, version, action: 'mapping_profile.edit' }, async ({ table, fingerprint, headers }) => {
      const whole = { ...content, headers }
      const problems = contentProblems(table, whole, reportOf(fingerprint) !== undefined)
      return problems.length > 0 ? { ok: false, problems } : { ok: true, content: whole }
    })
  },
)

/**
 * Takes an earlier version of a profile back into force, as a version more. Problems: thing_must_exist, table_must_be_yours_to_keep,
 * version_must_be_current.
 */
export const restoreProfile = useCase(
  'upload.write',
  async (
    service,
    actor,
    { profile: id, version, restores }: { readonly profile: number; readonly version: string; readonly restores: number },
  ): Promise<Changed> => {
    return withVersion(service, actor, { id, version, restores, action: 'mapping_profile.restore' }, async () => {
      const content = (await versionsOf(service.store, id)).find(({ number }) => number === restores)
      if (content) return { ok: true, content }
      return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `mapping profile ${id} version ${restores}` })] }
    })
  },
)

/** Deletes a profile: files with its headers are asked about again. Uploads that were read by it stay as they are. */
export const removeProfile = useCase('upload.write', async (service, actor, id: number): Promise<Answer<{ readonly ok: true }>> => {
  const deed = { action: 'mapping_profile.delete', subject: `mapping profile ${id}` }
  const deleted = await changing(service, actor, deed, async (transaction) => {
    const found = await theirProfile(transaction, actor, id)
    if (!found.ok) return found
    const versions = await versionsOf(transaction, id)
    await deleteProfile(transaction, id)
    return { ok: true, value: undefined, before: { ...found.profile, versions } }
  })
  return deleted.ok ? { ok: true } : deleted
})

async function withVersion(
  service: Service,
  actor: Actor,
  { id, version, restores, action }: { readonly id: number; readonly version: string; readonly restores?: number; readonly action: string },
  contentFor: (profile: MappingProfile) => Promise<Answer<{ readonly ok: true; readonly content: ProfileContent }>>,
): Promise<Changed> {
  const deed = { action, subject: `mapping profile ${id}` }
  const saved = await changing(service, actor, deed, async (transaction) => {
    const found = await theirProfile(transaction, actor, id)
    if (!found.ok) return found
    const { profile } = found
    if (version !== String(profile.version)) {
      const values = { thing: `mapping profile ${id}`, by: profile.savedBy }
      return { ok: false, problems: [serviceProblem('version_must_be_current', values)] }
    }
    const next = await contentFor(profile)
    if (!next.ok) return next
    const { name, headers, columns, meanings, further } = next.content
    const content = { name, headers, columns, meanings, further }
    if (profileDifferences(profile, content).length === 0) return { ok: true, value: profile, before: profile, after: profile }
    await addVersion(transaction, profile, content, { at: service.now().toISOString(), by: actor.id, restores })
    const after = (await profileById(transaction, id)) ?? profile
    return { ok: true, value: after, before: profile, after }
  })
  return saved.ok ? { ok: true, profile: saved.value } : saved
}
