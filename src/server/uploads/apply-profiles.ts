import { tableNamed } from '../../domain/dataset/dataset-names.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import { distinctHeaders, HEADER, headerKey, headerOfMeanings } from '../../sheets/read/header-map.ts'
import { sheetParts } from '../../sheets/read/sheet-parts.ts'
import { hasProfiles, type MappingProfile, profilesOfHeaders } from '../../store/aggregates/mapping-profiles.ts'
import type { ReadSheet } from '../../store/aggregates/uploads.ts'
import type { Reader } from '../../store/database/connection.ts'
import { unreadHeaders } from './leaves-out.ts'
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
    return profile ? [readBy(profile, file, sheet, header)] : []
  })
}

function readBy(
  profile: MappingProfile,
  file: string,
  sheet: string | undefined,
  header: SheetHead['rows'][number] | undefined,
): ReadSheet {
  const { id, name, table, version, savedAt, further } = profile
  const said = { ...further, ...asSpelled(profile, header?.names ?? []) }
  return {
    ...{ file, sheet: sheet ?? null, table, ...said },
    // Of a report only its words are kept, which columns it has the reader of reports knows; and headers may be the table's own.
    columns: Object.keys(said.columns).length > 0 ? said.columns : null,
    headerRow: header?.row,
    profile: { id, name, version, savedAt },
    unread: header && Object.keys(said.columns).length > 0 ? unreadHeaders(header.names, said) : undefined,
  }
}

/** What a profile says, with the headers as this file spells them. */
function asSpelled({ columns, meanings, further }: MappingProfile, names: readonly string[]) {
  const spellings = new Map(distinctHeaders(names).map((name) => [headerKey(name), name]))
  const here = (header: string): string => spellings.get(headerKey(header)) ?? header
  return {
    columns: Object.fromEntries(Object.entries(columns).map(([header, column]) => [here(header), column])),
    meanings: Object.fromEntries(
      Object.entries(meanings).map(([key, texts]) => {
        const header = headerOfMeanings(key)
        return [header === undefined ? key : `${HEADER}${here(header)}`, texts]
      }),
    ),
    key: further.key?.map(here),
  }
}
