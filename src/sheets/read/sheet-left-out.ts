import type { Problem } from '../../base/problem.ts'
import { normalisedName } from '../../domain/dataset/dataset-names.ts'
import { datasetProblem } from '../../domain/dataset/dataset-problems.ts'
import { TABLE_KEYS, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { SheetMapping } from './header-map.ts'
import type { ProblemList } from './problem-list.ts'
import { hasOwnHeader, REPORT_TOP } from './report-source.ts'
import { type SheetPart, topOf } from './sheet-parts.ts'
import type { Recognisable } from './suggest-columns.ts'
import { type SuggestedMapping, suggestMapping } from './suggest-mapping.ts'
import { JUDGED_ROWS, SURE } from './suggested-source.ts'

/** Sheets that explain the workbook, as the template's first one does. */
export const isIgnoredSheet = (name: string): boolean => /^(?:填写)?说明$|^(?:instructions|readme|guide)$/.test(normalisedName(name))

/** A file of which nothing is read, with its sheets that nobody left out. */
export interface UnreadFile {
  readonly file: string
  readonly rest: readonly SheetPart[]
}

/** What is known of the files that are read. */
interface Beside {
  readonly problems: ProblemList
  readonly known: Recognisable
  readonly mappings?: readonly SheetMapping[] | undefined
  readonly areExports: boolean
}

/** Says of a file that is not read what of it would be missed beside what is, else that it is no table. */
export async function reportUnread(
  { file, rest }: UnreadFile,
  isBeside: boolean,
  { problems, known, mappings, areExports }: Beside,
): Promise<void> {
  let isMissed = false
  if (isBeside) for (const part of rest) isMissed = (await reportMissed(part, known, problems)) || isMissed
  const isLeftOut = mappings?.some((each) => each.file === file && each.table === undefined)
  if (isMissed || isLeftOut) return
  problems.add(areExports ? 'layout_must_be_recognised' : 'file_must_be_a_table', { place: { file } })
}

/** Says of a sheet with anything in it, beside others that are read, that it is not: an error where it would be missed. */
export async function reportLeftOut(part: SheetPart, known: Recognisable, problems: ProblemList): Promise<void> {
  const { file, sheet } = part
  if (isIgnoredSheet(sheet ?? '') || (await reportMissed(part, known, problems))) return
  if ((await topOf(part, 1)).length > 0) problems.add('sheet_must_be_a_table', { place: { file, sheet } })
}

async function reportMissed(part: SheetPart, known: Recognisable, problems: ProblemList): Promise<boolean> {
  const missed = isIgnoredSheet(part.sheet ?? '') ? undefined : await missedTable(part, known)
  if (missed) problems.push(missed)
  return missed !== undefined
}

/**
 * What has to be answered before a sheet, or a file of text, that nothing reads may be passed over: its records would be missing from the
 * figures without a word. Where it may as well be one table as another it is `table_must_be_chosen`, where it is one
 * `sheet_must_not_be_left_out`, each with its place and the tables; undefined for what is none of our tables. Throws nothing: a part
 * that breaks off is judged by the rows before.
 */
async function missedTable(part: SheetPart, known: Recognisable): Promise<Problem | undefined> {
  const { file, sheet } = part
  const rows = await topOf(part, JUDGED_ROWS)
  if (rows.length === 0) return undefined
  const found = suggestMapping({ file, sheet, rows, merged: await part.mergedCells() }, known)
  const choice = found.questions.find(({ code }) => code === 'table_must_be_chosen')
  if (choice && found.mapping.table && isMeant(found, found.mapping.table)) return choice
  const top = rows.slice(0, REPORT_TOP)
  const own = TABLE_KEYS.find((table) => requiredOf(table).length >= LEAST_COLUMNS && hasOwnHeader(table, top))
  const fits = own ?? (found.mapping.table && isMeant(found, found.mapping.table) ? found.mapping.table : undefined)
  return (
    fits &&
    datasetProblem('sheet_must_not_be_left_out', { table: fits, title: TABLES[fits].title }, { table: fits, place: { file, sheet } })
  )
}

/** Headers of two columns, such as a code and a name, fit too many tables to say anything. */
const LEAST_COLUMNS = 3

/**
 * Whether a sheet names what its table needs, or what its number is made of, so that somebody would miss it: a table of two columns only
 * by our own names, and none by what merely stands below its headers.
 */
function isMeant({ likelihood, questions, columns }: SuggestedMapping, table: TableKey): boolean {
  if (questions.some(({ code }) => code === 'required_columns_must_be_given')) return false
  const required = requiredOf(table)
  const found = columns.filter(({ column }) => required.includes(column))
  if (required.length >= LEAST_COLUMNS) return found.every(({ by }) => by !== 'values')
  return likelihood >= SURE && found.every(({ by }) => by === 'own')
}

function requiredOf(table: TableKey): string[] {
  return TABLES[table].columns.flatMap(({ key, required }) => (required ? [key] : []))
}
