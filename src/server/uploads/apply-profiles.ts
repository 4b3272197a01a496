import { tableNamed } from '../../domain/dataset/dataset-names.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import { sheetParts } from '../../sheets/read/sheet-parts.ts'
import { hasProfiles, type MappingProfile, profilesOfHeaders } from '../../store/aggregates/mapping-profiles.ts'
import type { ReadSheet } from '../../store/aggregates/uploads.ts'
import type { Reader } from '../../store/database/connection.ts'
import { headOf, type SheetHead } from './sheet-headers.ts'

/**
 * The sheets of an upload whose headers are those of a kept profile, each with what the profile says. A sheet that is named
 * after a table, or whose table the user chose, goes by a profile of that table only; any other by the one used last.
 */
export async function sheetsByProfile(reader: Reader, path: string, chosen: TableKey | undefined): Promise<ReadSheet[]> {
  if (!(await hasProfiles(reader))) return []
  const heads: SheetHead[] = []
  for (const part of await sheetParts(path)) heads.push(await headOf(part))
  const profiles = await profilesOfHeaders(
    reader,
    heads.flatMap(({ rows, report }) => [...rows.map(({ fingerprint }) => fingerprint), ...(report ? [report] : [])]),
  )
  return heads.flatMap(({ part: { file, sheet }, rows, report }): ReadSheet[] => {
    const table = chosen ?? tableNamed(sheet ?? file.replace(/\.gz$/i, '').replace(/\.\w+$/, ''))
    const profile = profiles.find(
      (each) =>
        (report === each.fingerprint || rows.some(({ fingerprint }) => fingerprint === each.fingerprint)) &&
        (table === undefined || each.table === table),
    )
    const header = rows.find(({ fingerprint }) => fingerprint === profile?.fingerprint)
    return profile ? [readBy(profile, file, sheet, header?.row)] : []
  })
}

function readBy(
  { id, name, table, columns, meanings, further }: MappingProfile,
  file: string,
  sheet: string | undefined,
  headerRow: number | undefined,
): ReadSheet {
  // Of a report only its words are kept: which columns it has the reader of reports knows.
  return {
    file,
    sheet: sheet ?? null,
    table,
    columns: Object.keys(columns).length > 0 ? columns : null,
    meanings,
    ...further,
    headerRow,
    profile: { id, name },
  }
}
