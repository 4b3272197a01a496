import type { InspectedSheet, TableInfo, TableKey, Upload } from './api.ts'

export type Meanings = Readonly<Record<string, Readonly<Record<string, string | null>>>>

/** What the user is saying of one sheet. */
export interface SheetDraft {
  readonly file: string
  readonly sheet: string | null
  readonly inspected: InspectedSheet
  /** Null leaves the sheet out. */
  readonly table: TableKey | null
  /** Header to column; what is not in it is not read. */
  readonly columns: Readonly<Record<string, string>>
  /**
   * By column of choices: what a value of the file means; null leaves its rows out. By "header:" and a header that is not read: the values
   * that leave rows out; with none of them the header makes no difference.
   */
  readonly meanings: Meanings
  readonly keep: boolean
  readonly name: string
}

/** What is suggested for a sheet, or what it was read by the last time. */
export function draftOf(inspected: InspectedSheet, read: Upload['sheets']): SheetDraft {
  const { file, sheet, table } = inspected
  const before = read.find((each) => each.file === file && each.sheet === sheet)
  const name = (sheet ?? file).replace(/\.\w+(\.gz)?$/, '')
  const columns = before?.columns && before.table === table ? before.columns : suggestedColumns(inspected)
  return {
    file,
    sheet,
    inspected,
    table: before ? before.table : table,
    columns,
    meanings: before?.meanings ?? {},
    keep: before === undefined,
    name,
  }
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
export function sheetToSend({ file, sheet, table, columns, meanings, keep, name }: SheetDraft) {
  const saveAs = keep && table !== null && name.trim() !== '' ? { saveAs: name.trim().slice(0, 100) } : {}
  // What was said of a column that is mapped no more says nothing.
  const isUsed = (key: string) => (key.startsWith(HEADER) ? !(key.slice(HEADER.length) in columns) : Object.values(columns).includes(key))
  const used = Object.fromEntries(
    Object.entries(meanings).filter(([key, texts]) => isUsed(key) && (key.startsWith(HEADER) || Object.keys(texts).length > 0)),
  )
  return { file, sheet, table, columns: table === null ? null : { ...columns }, meanings: table === null ? {} : used, ...saveAs }
}

/** A column of choices or flags that a header is mapped to, with the values that stand below the header. */
export interface MappedChoice {
  readonly column: TableInfo['columns'][number]
  readonly header: string
  readonly values: InspectedSheet['columns'][number]['values']
}

export function mappedChoices({ inspected, columns }: SheetDraft, table: TableInfo): MappedChoice[] {
  return inspected.columns.flatMap(({ header, values }) => {
    const column = table.columns.find(({ key, type }) => key === columns[header] && (type === 'choice' || type === 'flag'))
    return column && values.length > 0 ? [{ column, header, values }] : []
  })
}

/** What a value means as things stand: said by the user, else read by itself; undefined while nobody knows. */
export function meaningOf({ meanings }: SheetDraft, column: string, value: MappedChoice['values'][number]): string | null | undefined {
  const said = meanings[column]?.[value.text]
  return said === undefined ? value.reads[column] : said
}

const HEADER = 'header:'
/** A column of more values is none that rows are chosen by. */
const MOST_CHOSEN_BY = 8

/** The values of a header that leave their rows out; undefined for a header that rows are not chosen by. */
export function leftOutBy(
  { columns, meanings }: SheetDraft,
  { header, values }: InspectedSheet['columns'][number],
): readonly string[] | undefined {
  if (header in columns || values.length < 2 || values.length > MOST_CHOSEN_BY) return undefined
  return Object.keys(meanings[`${HEADER}${header}`] ?? {})
}

/** The draft in which the rows with these values of a header are left out. */
export function leavingOut(draft: SheetDraft, header: string, texts: readonly string[]): SheetDraft {
  if (texts.length === 0) return withoutHeader(draft, header)
  return sayingOf(draft, header, Object.fromEntries(texts.map((text): [string, null] => [text, null])))
}

/** Whether the user has said that a header makes no difference, whatever it looks as if it told. */
export function isIgnored({ columns, meanings }: SheetDraft, header: string): boolean {
  const own = meanings[`${HEADER}${header}`]
  return !(header in columns) && own !== undefined && Object.keys(own).length === 0
}

export function ignoring(draft: SheetDraft, header: string): SheetDraft {
  const { [header]: _, ...columns } = draft.columns
  return sayingOf({ ...draft, columns }, header, {})
}

/** The draft in which a header is read as a column; undefined leaves it aside. */
export function readingAs(draft: SheetDraft, header: string, column: string | undefined): SheetDraft {
  const { [header]: _, ...others } = draft.columns
  return withoutHeader({ ...draft, columns: column === undefined ? others : { ...others, [header]: column } }, header)
}

function sayingOf(draft: SheetDraft, header: string, own: Readonly<Record<string, null>>): SheetDraft {
  return { ...draft, meanings: { ...draft.meanings, [`${HEADER}${header}`]: own } }
}

function withoutHeader(draft: SheetDraft, header: string): SheetDraft {
  const { [`${HEADER}${header}`]: _, ...meanings } = draft.meanings
  return { ...draft, meanings }
}
