import { z } from 'zod'
import { distinctHeaders } from '../../sheets/read/header-map.ts'
import { profileFile } from '../../sheets/read/mapping-profile.ts'
import type { MappingProfile } from '../../store/aggregates/mapping-profiles.ts'
import { idField } from '../kernel/fields.ts'
import { paged, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { editProfile, type ProfileHistory, readProfile, readProfiles, removeProfile, restoreProfile } from './mapping-profiles.ts'
import { tableField } from './mapping-schema.ts'
import { profileAsFile, takeProfileFile } from './profile-files.ts'
import { profileBody, profileSchema, versionSchema } from './profile-schema.ts'
import { reportOf } from './sheet-headers.ts'

const params = z.object({ profile: idField })

function shownProfile({ fingerprint, headers, further, ...profile }: MappingProfile) {
  return { ...profile, ...further, report: reportOf(fingerprint) ?? null, headers: distinctHeaders(headers) }
}

function shownVersion({ headers, further, upload, restores, differences, ...version }: ProfileHistory['versions'][number]) {
  return {
    ...version,
    ...further,
    headers: [...headers],
    upload: upload ?? null,
    restores: restores ?? null,
    differences: [...differences],
  }
}

/** The kept mappings 列对应方案 of foreign headers. */
export const MAPPING_PROFILE_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/mapping-profiles',
    serves: readProfiles,
    summary: 'The kept mappings 列对应方案 of foreign headers, those used last first',
    query: z.object({ table: tableField.optional(), ...pageQuery }),
    success: { status: 200, description: 'Profiles', body: pageOf(profileSchema) },
    handler: async ({ service, actor, query: { table, cursor, limit } }) => {
      const after = cursor && ([String(cursor[0]), Number(cursor[1]) || 0] as const)
      const found = await readProfiles(service, actor, { table, after, limit: limit + 1 })
      if (!found.ok) return found
      return {
        ok: true,
        body: paged(found.profiles, limit, ({ usedAt, id }) => [usedAt, id], shownProfile),
      }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/mapping-profiles/{profile}',
    serves: readProfile,
    summary: 'A kept mapping with its versions; its ETag is what If-Match names later',
    params,
    success: {
      status: 200,
      description: 'The profile, and its versions, newest first',
      body: z.object({ profile: profileSchema, versions: z.array(versionSchema) }),
    },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, params }) => {
      const found = await readProfile(service, actor, params.profile)
      if (!found.ok) return found
      const { profile, versions } = found
      return { ok: true, body: { profile: shownProfile(profile), versions: versions.map(shownVersion) }, version: profile.version }
    },
  }),
  defineRoute({
    method: 'PUT',
    path: '/mapping-profiles/{profile}',
    serves: editProfile,
    summary: 'Changes what a kept mapping says: a version of it, by which files with its headers are read from then on',
    description: 'The whole mapping: what is left out is not said any more. What says nothing else is no version.',
    params,
    body: profileBody,
    ifMatch: true,
    success: { status: 200, description: 'The profile', body: profileSchema },
    problems: [
      'thing_must_exist',
      'table_must_be_yours_to_keep',
      'version_must_be_current',
      'mapping_columns_must_be_of_the_table',
      'mapping_meanings_must_be_choices',
      'mapping_file_must_name_its_headers',
    ],
    handler: async ({ service, actor, params, body: { name, columns, meanings, forms, fill, key }, version = '' }) => {
      const content = { name, columns: columns ?? {}, meanings, further: { forms, fill, key } }
      const edited = await editProfile(service, actor, { profile: params.profile, version, content })
      return edited.ok ? { ok: true, body: shownProfile(edited.profile), version: edited.profile.version } : edited
    },
  }),
  defineRoute({
    method: 'PUT',
    path: '/mapping-profiles/{profile}/version',
    serves: restoreProfile,
    summary: 'Takes an earlier version of a kept mapping back into force, as a version more',
    params,
    body: z.strictObject({ restores: z.number().int().min(1) }),
    ifMatch: true,
    success: { status: 200, description: 'The profile', body: profileSchema },
    problems: ['thing_must_exist', 'table_must_be_yours_to_keep', 'version_must_be_current'],
    handler: async ({ service, actor, params, body: { restores }, version = '' }) => {
      const restored = await restoreProfile(service, actor, { profile: params.profile, version, restores })
      return restored.ok ? { ok: true, body: shownProfile(restored.profile), version: restored.profile.version } : restored
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/mapping-profiles/{profile}/file',
    serves: profileAsFile,
    summary: 'A kept mapping as a file, for another server or `convert --profile`',
    params,
    success: { status: 200, description: 'The profile as a file', body: profileFile },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, params }) => {
      const found = await profileAsFile(service, actor, params.profile)
      return found.ok ? { ok: true, body: found.file } : found
    },
  }),
  defineRoute({
    method: 'PUT',
    path: '/mapping-profiles',
    serves: takeProfileFile,
    summary: 'Keeps a mapping from a file; of the same table and headers it is another version',
    body: profileFile,
    success: { status: 200, description: 'The profile', body: profileSchema },
    problems: [
      'table_must_be_yours_to_keep',
      'mapping_columns_must_be_of_the_table',
      'mapping_meanings_must_be_choices',
      'mapping_file_must_name_its_headers',
    ],
    handler: async ({ service, actor, body }) => {
      const kept = await takeProfileFile(service, actor, body)
      return kept.ok ? { ok: true, body: shownProfile(kept.profile) } : kept
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/mapping-profiles/{profile}',
    serves: removeProfile,
    summary: 'Deletes a kept mapping with its versions: files with its headers are asked about again',
    params,
    success: { status: 204, description: 'Deleted.' },
    problems: ['thing_must_exist', 'table_must_be_yours_to_keep'],
    handler: async ({ service, actor, params }) => removeProfile(service, actor, params.profile),
  }),
]
