import { TABLE_KEYS, type TableKey } from '../../domain/dataset/tables.ts'
import type { Cell, Parameter, Reader } from '../database/connection.ts'
import type { WriteTransaction } from '../trail/write.ts'

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
  readonly createdAt: string
  readonly createdBy: string
  /** When it was last given by hand or used on a file. */
  readonly usedAt: string
}

const SELECT = 'SELECT id, name, "table", fingerprint, headers, columns, meanings, created_at, created_by, used_at FROM mapping_profiles'

/** Profiles, those used last first; those after a place in that order. */
export async function listProfiles(
  reader: Reader,
  {
    table,
    after,
    limit,
  }: { readonly table?: TableKey | undefined; readonly after?: readonly [string, number] | undefined; readonly limit: number },
): Promise<MappingProfile[]> {
  const parameters: Parameter[] = []
  const conditions: string[] = []
  if (table !== undefined) conditions.push(`"table" = $${parameters.push(table)}`)
  if (after) conditions.push(`(used_at, id) < ($${parameters.push(after[0])}, $${parameters.push(after[1])})`)
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : ''
  const rows = await reader.all(`${SELECT}${where} ORDER BY used_at DESC, id DESC LIMIT ${Math.trunc(limit)}`, parameters)
  return rows.flatMap((row) => profileFrom(row) ?? [])
}

/** The profiles of any of the fingerprints, those used last first. */
export async function profilesOfHeaders(reader: Reader, fingerprints: readonly string[]): Promise<MappingProfile[]> {
  const found: MappingProfile[] = []
  const distinct = [...new Set(fingerprints)]
  for (let from = 0; from < distinct.length; from += 500) {
    const some = distinct.slice(from, from + 500)
    const places = some.map((_, index) => `$${index + 1}`).join(', ')
    const rows = await reader.all(`${SELECT} WHERE fingerprint IN (${places}) ORDER BY used_at DESC, id DESC`, some)
    found.push(...rows.flatMap((row) => profileFrom(row) ?? []))
  }
  return found
}

export async function hasProfiles(reader: Reader): Promise<boolean> {
  return (await reader.all('SELECT 1 FROM mapping_profiles LIMIT 1')).length > 0
}

export async function profileById(reader: Reader, id: number): Promise<MappingProfile | undefined> {
  const [row] = await reader.all(`${SELECT} WHERE id = $1`, [id])
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
    used_at: usedAt,
  }
  const same = await transaction.first('SELECT id FROM mapping_profiles WHERE "table" = $1 AND fingerprint = $2', [table, fingerprint])
  if (same) {
    await transaction.update('mapping_profiles', content, { id: Number(same[0]) })
    return Number(same[0])
  }
  const row = { table, fingerprint, ...content, created_at: createdAt, created_by: createdBy }
  return Number(await transaction.insert('mapping_profiles', row, 'id'))
}

export async function touchProfile(transaction: WriteTransaction, id: number, usedAt: string): Promise<void> {
  await transaction.update('mapping_profiles', { used_at: usedAt }, { id })
}

export async function renameProfile(transaction: WriteTransaction, id: number, name: string): Promise<void> {
  await transaction.update('mapping_profiles', { name }, { id })
}

export async function deleteProfile(transaction: WriteTransaction, id: number): Promise<void> {
  await transaction.all('DELETE FROM mapping_profiles WHERE id = $1', [id])
}

function profileFrom([id, name, table, fingerprint, headers, columns, meanings, createdAt, createdBy, usedAt]: readonly Cell[]):
  | MappingProfile
  | undefined {
  const key = TABLE_KEYS.find((each) => each === table)
  if (!key) return undefined
  return {
    id: Number(id),
    name: String(name),
    table: key,
    fingerprint: String(fingerprint),
    // Our own JSON.
    headers: JSON.parse(String(headers)) as readonly string[],
    columns: JSON.parse(String(columns)) as Readonly<Record<string, string>>,
    meanings: JSON.parse(String(meanings)) as MappingProfile['meanings'],
    createdAt: String(createdAt),
    createdBy: String(createdBy),
    usedAt: String(usedAt),
  }
}
