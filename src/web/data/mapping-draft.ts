import type { InspectedSheet, TableInfo, TableKey, Upload } from './api.ts'

export type Meanings = Readonly<Record<string, Readonly<Record<string, string | null>>>>

export type Forms = NonNullable<InspectedSheet['forms']>

/** What the user is saying of one sheet. */
export interface SheetDraft {
  readonly file: string
  readonly sheet: string | null
  readonly inspected: InspectedSheet
  /** Null leaves the sheet out, or nobody has chosen yet. */
  readonly table: TableKey | null
  /** Whether it may as well be one table as another, and somebody has to choose one or leave it out. */
  readonly isOpen: boolean
  /** Header to column; what is not in it is not read. */
  readonly columns: Readonly<Record<string, string>>
  /**
   * By column of choices: what a value of the file means; null leaves its rows out. By "header:" and a header that is not read: the values
   * that leave rows out; with none of them the header makes no difference.
   */
  readonly meanings: Meanings
  readonly forms: Forms | undefined
  /** Whether merged cells stand in each row that they cover. */
  readonly fill: boolean | undefined
  /** The headers that a number is made of where no column holds one. */
  readonly made: readonly string[] | undefined
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
    isOpen: before === undefined && table === null && inspected.questions.some(({ code }) => code === 'table_must_be_chosen'),
    columns,
    meanings: before?.meanings ?? inspected.meanings,
    forms: before ? before.forms : inspected.forms,
    fill: before?.fill ?? inspected.fill,
    made: before?.key ?? inspected.key,
    // What was not to be kept is not kept; a profile is kept with its correction.
    keep: isUnsaid(before) || before?.profile !== null || before.keepAs !== undefined || inspected.report !== null,
    name: before?.keepAs?.name ?? before?.profile?.name ?? name,
  }
}

/** The tables that a sheet fits alike, where it is asked which of them it is. */
export function tiedTables({ tables }: Pick<InspectedSheet, 'tables'>): TableKey[] {
  return tables.slice(0, 2).map(({ table }) => table)
}

/** Whether nobody has said yet how a sheet is read: it was not, or by its own names. */
function isUnsaid(before: Upload['sheets'][number] | undefined): boolean {
  return before === undefined || (before.profile === null && before.columns === null && before.meanings === undefined)
}

export function suggestedColumns({ columns }: InspectedSheet): Record<string, string> {
  return Object.fromEntries(columns.flatMap(({ header, suggestion }) => (suggestion ? [[header, suggestion.column]] : [])))
}

/** The draft in which the amounts of documents on several rows are the document's, or the lines': then those of the header that holds them. */
export function withAmounts(draft: SheetDraft, amounts: NonNullable<Forms['amounts']>): SheetDraft {
  const { lineAmounts, columns: found } = draft.inspected
  const document = found.find(({ suggestion }) => suggestion?.column === 'amount')?.header
  const header = amounts === 'line' ? lineAmounts : document
  const forms = { ...draft.forms, amounts }
  if (lineAmounts === null || header === undefined || header === null) return { ...draft, forms }
  const others = Object.entries(draft.columns).filter(([, column]) => column !== 'amount')
  return { ...draft, forms, columns: { ...Object.fromEntries(others), [header]: 'amount' } }
}

/** What stands in the way of checking by a draft. */
export function troubleOf(
  { columns, made: headers = [] }: SheetDraft,
  table: TableInfo,
): { readonly missing: string[]; readonly twice: string[]; readonly isWrong: boolean } {
  const used = Object.values(columns)
  // A number is made of other columns where the file has none.
  const made = headers.length > 0
  const missing = table.columns
    .filter(({ key, required }) => required && !used.includes(key) && !(made && key === 'number'))
    .map(({ key }) => key)
  const twice = [...new Set(used.filter((key, index) => used.indexOf(key) !== index))]
  return { missing, twice, isWrong: missing.length > 0 || twice.length > 0 }
}

/** A draft as the server takes it; a mapping that says nothing new is not kept. */
export function sheetToSend(draft: SheetDraft) {
  const { file, sheet, inspected, table, keep, name } = draft
  const saveAs = keep && saysSomething(draft) && name.trim() !== '' ? { saveAs: name.trim().slice(0, 100) } : {}
  if (table === null) return { file, sheet, table, columns: null, meanings: {} }
  const { headerRow, mapsHeaderRow } = inspected
  return { file, sheet, table, ...contentOf(draft), ...(mapsHeaderRow && headerRow !== null ? { headerRow } : {}), ...saveAs }
}

/** Whether a draft says more than the table's own headers: what is as it would be read by itself is no mapping to keep. */
export function saysSomething(draft: SheetDraft): boolean {
  const { columns, meanings, forms, fill, key } = contentOf(draft)
  const isOwn = (header: string, column: string) =>
    draft.inspected.columns.some(
      ({ header: each, suggestion }) => each === header && suggestion?.by === 'own' && suggestion.column === column,
    )
  const isOther = Object.entries(columns).some(([header, column]) => !isOwn(header, column))
  return draft.table !== null && (isOther || Object.keys(meanings).length > 0 || forms !== undefined || fill === true || key !== undefined)
}

/** What a draft says of its columns and values. */
export function contentOf({ columns, meanings, forms, fill, made = [] }: SheetDraft) {
  // What was said of a column that is mapped no more says nothing.
  const isUsed = (key: string) => (key.startsWith(HEADER) ? !(key.slice(HEADER.length) in columns) : Object.values(columns).includes(key))
  const used = Object.fromEntries(
    Object.entries(meanings).filter(([key, texts]) => isUsed(key) && (key.startsWith(HEADER) || Object.keys(texts).length > 0)),
  )
  return {
    ...{ columns: { ...columns }, meanings: used },
    ...(forms === undefined ? {} : { forms }),
    ...(fill === undefined ? {} : { fill }),
    ...(made.length > 0 && !hasNumber(columns) ? { key: [...made] } : {}),
  }
}

/** Whether a column holds the number of a record. */
export function hasNumber(columns: SheetDraft['columns']): boolean {
  return Object.values(columns).some((column) => column === 'number' || column === 'slip')
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
  const said = saidOf(meanings[column], value.text)
  return said === undefined ? value.reads[column] : said
}

/** Texts as the server compares them: half-width, without white space, in small letters. */
function textKey(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]+/gu, '')
    .toLowerCase()
}

function saidOf(texts: Meanings[string] | undefined, text: string): string | null | undefined {
  return Object.entries(texts ?? {}).find(([each]) => textKey(each) === textKey(text))?.[1]
}

/** The draft in which a text of a column, or of a header beside the table, means something else. */
export function meaning(draft: SheetDraft, key: string, text: string, meant: string | null): SheetDraft {
  const others = Object.entries(draft.meanings[key] ?? {}).filter(([each]) => textKey(each) !== textKey(text))
  return { ...draft, meanings: { ...draft.meanings, [key]: Object.fromEntries([...others, [text, meant]]) } }
}

/** The draft in which nothing is said of a text any more: the next file that has it asks. */
export function forgetting(draft: SheetDraft, key: string, text: string): SheetDraft {
  const left = Object.entries(draft.meanings[key] ?? {}).filter(([each]) => textKey(each) !== textKey(text))
  const { [key]: _, ...others } = draft.meanings
  return { ...draft, meanings: left.length > 0 ? { ...others, [key]: Object.fromEntries(left) } : others }
}

/** A header beside the table whose values say whether rows count, with what each means; undefined while nobody has said it. */
export interface SpeakingHeader {
  readonly header: string
  readonly key: string
  readonly values: readonly { readonly text: string; readonly meant: string | null | undefined }[]
}

/** The headers that say something of their rows: those of which something is said, and those that are asked about. */
export function speakingHeaders({ inspected, columns, meanings }: SheetDraft): SpeakingHeader[] {
  return inspected.columns.flatMap(({ header, values }): SpeakingHeader[] => {
    const key = `${HEADER}${header}`
    const said = meanings[key]
    const isAsked = inspected.questions.some(({ code, place }) => code === 'values_must_be_explained' && place?.column === header)
    if (header in columns || (said === undefined ? !isAsked : Object.keys(said).length === 0)) return []
    const isAnyOther = said !== undefined && ANY_OTHER in said
    // Where it is only said which rows are left out, its other values are no question.
    const isLeavingOut = said !== undefined && !isAsked && Object.values(said).every((meant) => meant === null)
    const texts = [
      ...new Set([
        ...(said && '' in said ? [''] : []),
        ...(isAnyOther ? [ANY_OTHER] : isLeavingOut ? Object.keys(said) : values.map(({ text }) => text)),
      ]),
    ]
    return [{ header, key, values: texts.map((text) => ({ text, meant: saidOf(said, text) })) }]
  })
}
export const ANY_OTHER = '*'

export const HEADER = 'header:'
/** A column of more values is none that rows are chosen by. */
const MOST_CHOSEN_BY = 8

/** The values of a header that leave their rows out; undefined for a header that rows are not chosen by. */
export function leftOutBy(
  { columns, meanings }: SheetDraft,
  { header, values }: InspectedSheet['columns'][number],
): readonly string[] | undefined {
  const own = meanings[`${HEADER}${header}`] ?? {}
  // Where its values mean more than leaving rows out, all of them are listed below.
  if (Object.values(own).some((meant) => meant !== null)) return undefined
  if (header in columns || values.length < 2 || values.length > MOST_CHOSEN_BY) return undefined
  return Object.keys(own)
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
