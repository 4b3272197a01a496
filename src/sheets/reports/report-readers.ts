import type { ReportReader } from '../read/report.ts'
import { COUNT_ROWS } from './count-rows.ts'
import { DAILY_ROWS } from './daily-rows.ts'
import { DAY_COLUMNS } from './day-columns.ts'
import { FIELD_VISITS } from './field-visits.ts'
import { LEAVE_SLIPS } from './leave-slips.ts'
import { APPRAISAL_FORM, PUNCH_TIMES } from './no-list.ts'
import { PUNCH_ROWS } from './punch-rows.ts'

/** The reports that are read, each before those that would take it for less: days before totals, results before bare times. */
export const REPORT_READERS: readonly ReportReader[] = [
  LEAVE_SLIPS,
  FIELD_VISITS,
  DAY_COLUMNS,
  DAILY_ROWS,
  PUNCH_ROWS,
  COUNT_ROWS,
  PUNCH_TIMES,
  APPRAISAL_FORM,
]
