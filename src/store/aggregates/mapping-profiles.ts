import { TABLE_KEYS, type TableKey } from '../../domain/dataset/tables.ts'
import type { Reader } from '../database/connection.ts'
import { among, asked, firstOf, type RowOf, rowsOf, tables } from '../database/query.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** What a mapping says beyond columns and meanings: the forms of values, merged cells, and the headers that a number is made of. */
export interface FurtherMapping {
  readonly forms?:
    | {
        readonly dates?: 'dmy' | 'mdy' | 'ymd' | undefined
        readonly decimal?: ',' | '.' | undefined
        readonly scale?: number | undefined
        readonly amounts?: 'line' | 'document' | undefined
        readonly late?: 'separate' | 'contains' | undefined
      }
    | undefined
  readonly fill?: boolean | undefined
  readonly key?: string[] | undefined
}

/** What one version of a profile says. */
export interface ProfileContent {
  readonly name: string
  /** The headers as they were found, in their order. */
  readonly headers: readonly string[]
  /** Header to the English key of the column; a header that is not here is left aside. Of none when the headers are the table's own. */
  readonly columns: Readonly<Record<string, string>>
  /** By column, what its values mean; null leaves their rows out. */
  readonly meanings: Readonly<Record<string, Readonly<Record<string, string | null>>>>
  readonly further: FurtherMapping
}

/** How a version came to be. */
export interface ProfileSaving {
  readonly at: string
  readonly by: string
  /** The upload that was committed with it. */
  readonly upload?: string | undefined
  /** The earlier version that it took back into force. */
  readonly restores?: number | undefined
}

/** A version 版本 of a profile; versions are written once. */
export interface ProfileVersion extends ProfileContent, ProfileSaving {
  /** From 1 on. */
  readonly number: number
}

/** What the headers of a kind of foreign file mean, kept under a name 列对应方案: one for each table and set of headers. */
export interface MappingProfile extends ProfileContent {
  readonly id: number
  readonly table: TableKey
  /** Over the headers, whatever their order. */
  readonly fingerprint: string
  readonly createdAt: string
  readonly createdBy: string
  /** When it was last given by hand or used on a file. */
  readonly usedAt: string
  /** The version in force, and when it was saved by whom. */
  readonly version: number
  readonly savedAt: string
  readonly savedBy: string
}

const profiles = tables
  .selectFrom('mapping_profiles as profile')
  .innerJoin('mapping_profile_versions as version', (join) =>
    join.onRef('version.profile', '=', 'profile.id').onRef('version.number', '=', 'profile.version'),
  )
  .select(['profile.id', 'profile.table', 'profile.fingerprint', 'profile.version'])
  .select(['version.name', 'version.headers', 'version.columns', 'version.meanings', 'version.further'])
  .select(['version.at as savedAt', 'version.by as savedBy'])
  .select(['profile.created_at as createdAt', 'profile.created_by as createdBy', 'profile.used_at as usedAt'])
const usedLast = profiles.orderBy('profile.used_at', 'desc').orderBy('profile.id', 'desc')
const versions = tables
  .selectFrom('mapping_profile_versions')
  .select(['number', 'name', 'headers', 'columns', 'meanings', 'further', 'at', 'by', 'upload', 'restores'])

/** Profiles, those used last first; those after a place in that order. */
export async function listProfiles(
  reader: Reader,
  {
    table,
    after,
    limit,
  }: { readonly table?: TableKey | undefined; readonly after?: readonly [string, number] | undefined; readonly limit: number },
): Promise<MappingProfile[]> {
  const wanted = usedLast.where((eb) =>
    eb.and([
      ...asked(table, (each) => eb('profile.table', '=', each)),
      ...asked(after, ([usedAt, id]) => eb(eb.refTuple('profile.used_at', 'profile.id'), '<', eb.tuple(usedAt, id))),
    ]),
  )
  return (await rowsOf(reader, wanted.limit(limit))).flatMap((row) => profileFrom(row) ?? [])
}

/** The profiles of any of the fingerprints, those used last first. */
export async function profilesOfHeaders(reader: Reader, fingerprints: readonly string[]): Promise<MappingProfile[]> {
  const found: MappingProfile[] = []
  const distinct = [...new Set(fingerprints)]
  for (let from = 0; from < distinct.length; from += 500) {
    const some = distinct.slice(from, from + 500)
    const rows = await rowsOf(reader, usedLast.where(among('profile.fingerprint', some)))
    found.push(...rows.flatMap((row) => profileFrom(row) ?? []))
  }
  return found
}

export async function hasProfiles(reader: Reader): Promise<boolean> {
  return (await firstOf(reader, profiles.limit(1))) !== undefined
}

export async function profileById(reader: Reader, id: number): Promise<MappingProfile | undefined> {
  const row = await firstOf(reader, profiles.where('profile.id', '=', id))
  return row && profileFrom(row)
}

/** The profile of a table and headers. */
export async function profileOf(reader: Reader, table: TableKey, fingerprint: string): Promise<MappingProfile | undefined> {
  const row = await firstOf(reader, profiles.where('profile.table', '=', table).where('profile.fingerprint', '=', fingerprint))
  return row && profileFrom(row)
}

/** The versions of a profile, newest first. */
export async function versionsOf(reader: Reader, id: number): Promise<ProfileVersion[]> {
  const rows = await rowsOf(reader, versions.where('profile', '=', id).orderBy('number', 'desc'))
  return rows.map((row) => ({ ...row, ...contentFrom(row) }))
}

/** Begins a profile with its first version. Answers its number. */
export async function beginProfile(
  transaction: WriteTransaction,
  { table, fingerprint }: Pick<MappingProfile, 'table' | 'fingerprint'>,
  content: ProfileContent,
  saving: ProfileSaving,
): Promise<number> {
  const row = { table, fingerprint, version: 1, created_at: saving.at, created_by: saving.by, used_at: saving.at }
  const id = await transaction.insert('mapping_profiles', row, 'id')
  await writeVersion(transaction, id, 1, content, saving)
  return id
}

/** Puts another version of a profile into force; the former ones stay. */
export async function addVersion(
  transaction: WriteTransaction,
  { id, version }: Pick<MappingProfile, 'id' | 'version'>,
  content: ProfileContent,
  saving: ProfileSaving,
): Promise<void> {
  await transaction.update('mapping_profiles', { version: version + 1, used_at: saving.at }, { id })
  await writeVersion(transaction, id, version + 1, content, saving)
}

async function writeVersion(
  transaction: WriteTransaction,
  profile: number,
  number: number,
  { name, headers, columns, meanings, further }: ProfileContent,
  { at, by, upload, restores }: ProfileSaving,
): Promise<void> {
  await transaction.insert('mapping_profile_versions', {
    ...{ profile, number, name, at, by },
    headers: JSON.stringify(headers),
    columns: JSON.stringify(columns),
    meanings: JSON.stringify(meanings),
    further: JSON.stringify(further),
    upload: upload ?? null,
    restores: restores ?? null,
  })
}

export async function touchProfile(transaction: WriteTransaction, id: number, usedAt: string): Promise<void> {
  await transaction.update('mapping_profiles', { used_at: usedAt }, { id })
}

/** Deletes a profile with its versions. */
export async function deleteProfile(transaction: WriteTransaction, id: number): Promise<void> {
  await rowsOf(transaction, tables.deleteFrom('mapping_profile_versions').where('profile', '=', id))
  await rowsOf(transaction, tables.deleteFrom('mapping_profiles').where('id', '=', id))
}

function profileFrom(row: RowOf<typeof profiles>): MappingProfile | undefined {
  const table = TABLE_KEYS.find((each) => each === row.table)
  return table && { ...row, table, ...contentFrom(row) }
}

function contentFrom({
  name,
  headers,
  columns,
  meanings,
  further,
}: Readonly<Record<'name' | 'headers' | 'columns' | 'meanings' | 'further', string>>): ProfileContent {
  return {
    name,
    // Our own JSON.
    headers: JSON.parse(headers) as readonly string[],
    columns: JSON.parse(columns) as ProfileContent['columns'],
    meanings: JSON.parse(meanings) as ProfileContent['meanings'],
    further: JSON.parse(further) as FurtherMapping,
  }
}
