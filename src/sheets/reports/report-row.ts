import { type Day, dayText } from '../../base/day.ts'
import type { Days } from '../../base/period.ts'
import type { ReportContext, ReportVoice } from '../read/report.ts'
import type { RawRow } from '../read/sheet-parts.ts'
import { dayInText, dayWithin, isDayWithoutYear } from './report-days.ts'
import { type PersonColumns, personOf, type ReportHeading, said } from './report-header.ts'

/** Characters of a row that tell which it is. */
const LONGEST = 100
const TOTAL = /^(?:合计|总计|小计|共计|total)/i

/** The texts of a row in one line, for the list of rows that were left out. */
function lineOf(cells: readonly string[]): string {
  return cells
    .filter((cell) => cell.trim() !== '')
    .join(' ')
    .slice(0, LONGEST)
}

export function isTotal(text: string): boolean {
  return TOTAL.test(text.replace(/\s/g, ''))
}

/** Leaves out a row that is no record: a total, or a note below the report. */
export function leaveOutNote({ row, cells }: RawRow, voice: ReportVoice): void {
  const line = lineOf(cells)
  if (line !== '') voice.leaveOut(row, line, isTotal(line) ? 'total' : 'footer')
}

/** Where a row says of whom and of which day it is, and the days that the report is of. */
export interface PersonAndDayColumns {
  readonly people: PersonColumns
  readonly date: ReportHeading
  readonly days: Days | undefined
}

/**
 * Of whom and of which day a row is. A date that is none is said, one without its year taken within the days of the report; a row without
 * either is left out.
 */
export function personAndDay(
  raw: RawRow,
  { people, date, days }: PersonAndDayColumns,
  { isNumber }: ReportContext,
  voice: ReportVoice,
): { readonly person: string; readonly day: Day } | undefined {
  const person = personOf(raw.cells, people, isNumber)
  const text = said(raw.cells[date.position] ?? '')
  const day = dayInText(text) ?? (days && dayWithin(text, days))
  if (person !== '' && day !== undefined) return { person, day }
  const at = { row: raw.row, column: date.header }
  if (person !== '' && text !== '') sayNoDay(text, days, voice, at)
  else leaveOutNote(raw, voice)
  return undefined
}

/** Says of a date that it is none, or of which year nobody can tell: it lies outside of the days of its report, or these are not known. */
export function sayNoDay(
  text: string,
  days: Days | undefined,
  voice: ReportVoice,
  at: { readonly row: number; readonly column: string },
): void {
  const within = days ? `${dayText(days.first)} - ${dayText(days.last)}` : '-'
  if (isDayWithoutYear(text)) voice.say('date_must_have_its_year', { found: text, days: within }, at)
  else voice.say('date_must_be_a_date', { found: text, title: '日期', column: 'date' }, at)
}
