import type { Day } from '../base/day.ts'
import { type Calendar, companyCalendar, type OwnDay } from '../domain/company/working-days.ts'
import { cell, type RecordValues } from '../domain/dataset/tables.ts'
import type { Reader } from '../store/database/connection.ts'
import { readTable } from '../store/database/read-table.ts'

/** The calendar 工作日历 of a book: the days of its table holidays, and for all others the public one. */
export async function calendarOf(reader: Reader, book: number): Promise<Calendar> {
  return companyCalendar((await readTable(reader, book, 'holidays')).map(ownDay))
}

function ownDay(record: RecordValues): OwnDay {
  const isWorking = cell('holidays', record, 'working') === 1
  const given = cell('holidays', record, 'name')
  const name =
    given === null ? { zh: isWorking ? '上班' : '放假', en: isWorking ? 'worked' : 'day off' } : { zh: String(given), en: String(given) }
  return { day: cell('holidays', record, 'date') as Day, isWorking, name }
}
