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
      }
    | undefined
  readonly fill?: boolean | undefined
  readonly key?: string[] | undefined
}

/** What the headers of a kind of foreign file mean, kept under a name 列对应方案: one for each table and set of headers. */
export interface MappingProfile {
  readonly id: number
  readonly name: string
  readonly table: TableKey
  /** Over the headers, whatever their order. */
  readonly fingerprint: string
  /** The headers as they were found, in their order. */
  readonly headers: readonly string[]
  /** Header to the English key of the column; a header that is not here is left aside. */
  readonly columns: Readonly<Record<string, string>>
  /** By column, what its values mean; null leaves their rows out. */
  readonly meanings: Readonly<Record<string, Readonly<Record<string, string | null>>>>
  readonly further: FurtherMapping
  readonly createdAt: string
  readonly createdBy: string
  /** When it was last given by hand or used on a file. */
  readonly usedAt: string
}

const profiles = tables
  .selectFrom('mapping_profiles')
  .select(['id', 'name', 'table', 'fingerprint', 'headers', 'columns', 'meanings', 'further'])
  .select(['created_at as createdAt', 'created_by as createdBy', 'used_at as usedAt'])
const usedLast = profiles.orderBy('used_at', 'desc').orderBy('id', 'desc')

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
      ...asked(table, (each) => eb('table', '=', each)),
      ...asked(after, ([usedAt, id]) => eb(eb.refTuple('used_at', 'id'), '<', eb.tuple(usedAt, id))),
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
    const rows = await rowsOf(reader, usedLast.where(among('fingerprint', some)))
    found.push(...rows.flatMap((row) => profileFrom(row) ?? []))
  }
  return found
}

export async function hasProfiles(reader: Reader): Promise<boolean> {
  return (await firstOf(reader, profiles.limit(1))) !== undefined
}

export async function profileById(reader: Reader, id: number): Promise<MappingProfile | undefined> {
  const row = await firstOf(reader, profiles.where('id', '=', id))
  return row && profileFrom(row)
}

/** Keeps a profile; one of the same table and headers is replaced and keeps its number. Answers the number. */
export async function keepProfile(transaction: WriteTransaction, profile: Omit<MappingProfile, 'id'>): Promise<number> {
  const { name, table, fingerprint, createdAt, createdBy, usedAt } = profile
  const content = {
    name,
    headers: JSON.stringify(profile.headers),
    columns: JSON.stringify(profile.columns),
    meanings: JSON.stringify(profile.meanings),
    further: JSON.stringify(profile.further),
    used_at: usedAt,
  }
  const same = await firstOf(transaction, profiles.where('table', '=', table).where('fingerprint', '=', fingerprint))
  if (same) {
    await transaction.update('mapping_profiles', content, { id: same.id })
    return same.id
  }
  const row = { table, fingerprint, ...content, created_at: createdAt, created_by: createdBy }
  return transaction.insert('mapping_profiles', row, 'id')
}

export async function touchProfile(transaction: WriteTransaction, id: number, usedAt: string): Promise<void> {
  await transaction.update('mapping_profiles', { used_at: usedAt }, { id })
}

export async function renameProfile(transaction: WriteTransaction, id: number, name: string): Promise<void> {
  await transaction.update('mapping_profiles', { name }, { id })
}

export async function deleteProfile(transaction: WriteTransaction, id: number): Promise<void> {
  await rowsOf(transaction, tables.deleteFrom('mapping_profiles').where('id', '=', id))
}

function profileFrom({ table, headers, columns, meanings, further, ...row }: RowOf<typeof profiles>): MappingProfile | undefined {
  const key = TABLE_KEYS.find((each) => each === table)
  if (!key) return undefined
  return {
    ...row,
    table: key,
    // Our own JSON.
    headers: JSON.parse(headers) as readonly string[],
    columns: JSON.parse(columns) as Readonly<Record<string, string>>,
    meanings: JSON.parse(meanings) as MappingProfile['meanings'],
    further: JSON.parse(further) as FurtherMapping,
  }
}
