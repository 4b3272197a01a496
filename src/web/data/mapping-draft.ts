import type { InspectedSheet, TableInfo, TableKey, Upload } from './api.ts'

/** What the user is saying of one sheet. */
export interface SheetDraft {
  readonly file: string
  readonly sheet: string | null
  readonly inspected: InspectedSheet
  /** Null leaves the sheet out. */
  readonly table: TableKey | null
  /** Header to column; what is not in it is not read. */
  readonly columns: Readonly<Record<string, string>>
  readonly keep: boolean
  readonly name: string
}

/** What is suggested for a sheet, or what it was read by the last time. */
export function draftOf(inspected: InspectedSheet, read: Upload['sheets']): SheetDraft {
  const { file, sheet, table } = inspected
  const before = read.find((each) => each.file === file && each.sheet === sheet)
  const name = (sheet ?? file).replace(/\.\w+(\.gz)?$/, '')
  const columns = before?.columns && before.table === table ? before.columns : suggestedColumns(inspected)
  return { file, sheet, inspected, table: before ? before.table : table, columns, keep: before === undefined, name }
}

export function suggestedColumns({ columns }: InspectedSheet): Record<string, string> {
  return Object.fromEntries(columns.flatMap(({ header, suggestion }) => (suggestion ? [[header, suggestion.column]] : [])))
}

/** What stands in the way of checking by a draft. */
export function troubleOf(
  { columns }: SheetDraft,
  table: TableInfo,
): { readonly missing: string[]; readonly twice: string[]; readonly isWrong: boolean } {
  const used = Object.values(columns)
  const missing = table.columns.filter(({ key, required }) => required && !used.includes(key)).map(({ key }) => key)
  const twice = [...new Set(used.filter((key, index) => used.indexOf(key) !== index))]
  return { missing, twice, isWrong: missing.length > 0 || twice.length > 0 }
}

/** A draft as the server takes it; a mapping that says nothing new is not kept. */
export function sheetToSend({ file, sheet, table, columns, keep, name }: SheetDraft) {
  const saveAs = keep && table !== null && name.trim() !== '' ? { saveAs: name.trim().slice(0, 100) } : {}
  return { file, sheet, table, columns: table === null ? null : { ...columns }, ...saveAs }
}
