import type { InspectedSheet, TableInfo } from './api.ts'
import { contentOf, HEADER, type SheetDraft } from './mapping-draft.ts'
import type { MappingProfile } from './profile-api.ts'

/** What a profile says as a draft to be edited: its headers with the values that it knows, without any file. */
export function draftOfProfile({ name, table, headers, columns, meanings, forms, fill, key }: MappingProfile, info: TableInfo): SheetDraft {
  const inspected: InspectedSheet = {
    ...{ file: '', sheet: null, top: [], headerRow: null, report: null, words: [], table, tables: [], meanings: {} },
    ...{ mapsHeaderRow: false, questions: [], lineAmounts: null, lateCounts: null, missing: [], profile: null },
    columns: headers.flatMap((header, position) =>
      header === '' ? [] : [{ position, header, samples: [], suggestion: null, values: [] }],
    ),
  }
  const mapped = Object.keys(columns).length > 0 ? columns : ownColumns(headers, info)
  return withValues({
    file: '',
    sheet: null,
    inspected,
    table,
    isOpen: false,
    columns: mapped,
    meanings,
    forms,
    fill,
    made: key,
    keep: true,
    name,
  })
}

/** The columns of headers that are the table's own. */
function ownColumns(headers: readonly string[], { columns }: TableInfo): Record<string, string> {
  return Object.fromEntries(
    headers.flatMap((header) => {
      const own = columns.find(({ key, title }) => header === key || header === title)
      return own ? [[header, own.key]] : []
    }),
  )
}

/** The draft whose headers have those values below them of which something is said. */
export function withValues(draft: SheetDraft): SheetDraft {
  const columns = draft.inspected.columns.map((each) => {
    const texts = { ...draft.meanings[draft.columns[each.header] ?? ''], ...draft.meanings[`${HEADER}${each.header}`] }
    return { ...each, values: Object.keys(texts).map((text) => ({ text, reads: {} })) }
  })
  return { ...draft, inspected: { ...draft.inspected, columns } }
}

/** By what a value below a header is explained: the column that it is read as where that has choices, else the header itself. */
export function meaningKey({ columns }: SheetDraft, header: string): string {
  return columns[header] ?? `${HEADER}${header}`
}

/** A draft as the server takes it: the whole profile. */
export function profileToSend(draft: SheetDraft, isReport: boolean) {
  const { columns, ...rest } = contentOf(draft)
  const name = draft.name.trim()
  const forms = draft.forms === undefined ? {} : { forms: draft.forms }
  return isReport ? { name, columns: null, meanings: draft.meanings, ...forms } : { name, columns, ...rest }
}
