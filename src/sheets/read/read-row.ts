import type { Problem } from '../../base/problem.ts'
import { type RecordValues, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { bareText, foldedCode } from './cell-values.ts'
import type { Header } from './header.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { ProblemList } from './problem-list.ts'
import { RecordReader } from './record-reader.ts'
import { type Known, References } from './references.ts'

/** The cells of one record as a person writes them, by the English key of the column; a blank or missing one is blank. */
export type RowCells = Readonly<Record<string, string>>

export interface RowReading {
  /** Undefined when any cell is wrong. */
  readonly record: RecordValues | undefined
  /** Errors and warnings, each with its column; they have no place in a file. */
  readonly problems: readonly Problem[]
}

/** Reads one record by the same rules as a row of a file (CONTRACT 1), in the company's time zone: one source of truth for what a value may look like. */
export function readRow(table: TableKey, cells: RowCells, known: Known, timeZone: string): RowReading {
  const columns = TABLES[table].columns
  const header: Header = {
    row: 1,
    names: columns.map(({ key }) => key),
    unknown: [],
    unnamed: [],
    positions: columns.map((_, index) => index),
    currencies: [],
    doubtful: new Set(),
    beside: [],
    sound: true,
  }
  const problems = new ProblemList(DEFAULT_LIMITS.problems)
  const forms = { cellLength: DEFAULT_LIMITS.cellLength, timeZone }
  const reader = new RecordReader(table, header, { file: '' }, new References(known), problems, forms)
  const record = reader.read(
    columns.map(({ key }) => cells[key] ?? ''),
    1,
  )
  return { record, problems: problems.items.map(({ place: _, ...problem }) => problem) }
}

/** What the references of a row could mean, so that only that much has to be looked up: each text as a code and as a name. */
export function referredTexts(table: TableKey, cells: RowCells): Readonly<Record<'employee' | 'client' | 'region', readonly string[]>> {
  const texts = { employee: new Set<string>(), client: new Set<string>(), region: new Set<string>() }
  for (const { key, type } of TABLES[table].columns) {
    if (type !== 'employee' && type !== 'client' && type !== 'region') continue
    const text = bareText(cells[key] ?? '').normalize('NFC')
    if (text !== '') texts[type].add(text).add(foldedCode(text))
  }
  return { employee: [...texts.employee], client: [...texts.client], region: [...texts.region] }
}
