import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'

/**
 * Which column of a table each header of a foreign sheet means: the key of the header (headerKey) to the English key of the column.
 * Headers that are not in it are left aside.
 */
export type HeaderMap = ReadonlyMap<string, string>

/**
 * What values mean: the key of the text (headerKey), '' for a blank cell and '*' for any other text, to what it says. By the English key
 * of a column of choices or flags it says the word that we read; by "header:审批状态", of whatever header, a choice of any column such as
 * "status:void" or "type:refund", or `counts` where the row is a record like any other. Null leaves the row out.
 */
export type ValueMeanings = ReadonlyMap<string, ReadonlyMap<string, string | null>>

/** What a text means by meanings: undefined when they do not know it. */
export function meaningOf(texts: ReadonlyMap<string, string | null>, text: string): string | null | undefined {
  const key = headerKey(text)
  const meant = texts.get(key)
  return meant === undefined && key !== '' ? texts.get(ANY_OTHER) : meant
}
export const ANY_OTHER = '*'

/** The meaning of a value that says nothing against its row. */
export const COUNTS = 'counts'

/** The column and the choice of a meaning such as "status:void"; undefined for a word of the column itself. */
export function choiceMeant(meant: string): { readonly column: string; readonly choice: string } | undefined {
  const [column, choice, ...rest] = meant.split(':')
  return column && choice && rest.length === 0 ? { column, choice } : undefined
}

/** The forms of a sheet's values where they are not ours. With any of them told, an amount may carry the sign of the yuan or a dollar. */
export interface ValueForms {
  /** The order of day, month and year where dates are written in numbers. */
  readonly dates?: 'dmy' | 'mdy' | 'ymd' | undefined
  readonly decimal?: ',' | '.' | undefined
  /** The best answer of a questionnaire: from 1 to 5 it is 5, and 4 of 5 are 80 points. */
  readonly scale?: number | undefined
  /** Of a document that fills several rows: whether each row has an amount of its own, or the document's stands on each of them. */
  readonly amounts?: 'line' | 'document' | undefined
  /** Of a report that counts 迟到 and 严重迟到: whether the former has the latter in it; apart unless told. */
  readonly late?: 'separate' | 'contains' | undefined
}

/** The header that the key of meanings is about; undefined when it is a column's. */
export function headerOfMeanings(key: string): string | undefined {
  return key.startsWith(HEADER) ? key.slice(HEADER.length) : undefined
}
export const HEADER = 'header:'

/** What a user, or a profile of theirs, says of one file or sheet. */
export interface SheetMapping {
  /** The file's name, without folders. */
  readonly file: string
  /** The sheet of a workbook; undefined in a text file. */
  readonly sheet?: string | undefined
  /** The table that it is; undefined when it is none and is not read. */
  readonly table: TableKey | undefined
  /** Undefined when the headers are the table's own. */
  readonly columns?: HeaderMap | undefined
  readonly meanings?: ValueMeanings | undefined
  readonly forms?: ValueForms | undefined
  /** Whether merged cells stand in each row that they cover, and rows that hold nothing of the table's columns continue the one above. */
  readonly fill?: boolean | undefined
  /** The headers that a record's number, or the slip of an attendance event, is made of where no column holds one. */
  readonly key?: readonly string[] | undefined
  /** The row of the header, as a spreadsheet numbers it; found by its names where it is not told. */
  readonly headerRow?: number | undefined
}

export function mappingOf(
  mappings: readonly SheetMapping[] | undefined,
  file: string,
  sheet: string | undefined,
): SheetMapping | undefined {
  return mappings?.find((each) => each.file === file && each.sheet === sheet)
}

/** No header is longer; what is longer is cut. */
const LONGEST_HEADER = 200

/** A header in the form in which those of two files are compared: full-width forms made half-width, no white space, small letters. */
export function headerKey(name: string): string {
  return name
    .slice(0, LONGEST_HEADER)
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]+/gu, '')
    .toLowerCase()
}

/** Each header of a row under a name of its own: a second 最早 is "最早 (2)", a blank one stays blank. */
export function distinctHeaders(names: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const key = headerKey(name)
    if (key === '') return ''
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return count === 1 ? name : `${name} (${count})`
  })
}

/** The headers of a row that are not among those that something is read of. */
export function unreadAmong(names: readonly string[], read: Iterable<string>): string[] {
  const keys = new Set([...read].map(headerKey))
  return distinctHeaders(names).filter((name) => name !== '' && !keys.has(headerKey(name)))
}

/** The key of each header of a row, by position. */
export function headerKeys(names: readonly string[]): string[] {
  return distinctHeaders(names).map(headerKey)
}

/** A header map from what a user wrote; headers for columns that the table does not have are left out. */
export function headerMapFrom(table: TableKey, columns: Readonly<Record<string, string>>): HeaderMap {
  const known = new Set(TABLES[table].columns.map(({ key }) => key))
  return new Map(
    Object.entries(columns)
      .filter(([, column]) => known.has(column))
      .map(([name, column]): [string, string] => [headerKey(name), column]),
  )
}

/** Meanings of values from what a user wrote: by column, text to word or null. */
export function valueMeaningsFrom(meanings: Readonly<Record<string, Readonly<Record<string, string | null>>>>): ValueMeanings {
  return new Map(
    Object.entries(meanings).map(([column, texts]) => [
      column,
      new Map(Object.entries(texts).map(([text, meant]): [string, string | null] => [headerKey(text), meant])),
    ]),
  )
}
