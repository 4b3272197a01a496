import type { Answer } from '../../base/answer.ts'
import type { Day } from '../../base/day.ts'
import { monthOfDay, type Period, periodFromText } from '../../base/period.ts'
import { columnIndex, type RecordValues, type TableKey, type Value } from '../../domain/dataset/tables.ts'
import { type Change, findChange } from '../../store/company-book/changes.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import { identityCondition, listRecords, type RecordVersion, recordIn, versionsOf } from '../../store/company-book/find-records.ts'
import { timeColumn } from '../../store/company-book/record-sql.ts'
import type { Reader } from '../../store/database/connection.ts'
import { companyCalendar, companyPeriod } from '../kernel/company-calendar.ts'
import type { Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { type Permitted, useCase } from '../kernel/use-case.ts'
import { thisMonth } from './list-records.ts'
import { type NamedReference, nameReferences } from './name-references.ts'
import { recordReachOf, withinReach } from './reach-records.ts'
import type { RecordJson } from './record-json.ts'
import { recordJson } from './record-json.ts'
import { type RecordView, recordView } from './record-view.ts'
import { recordFrom } from './table-and-key.ts'

/** One version of a record: what it said, and which changes brought it and took it out of force. */
export interface VersionView {
  readonly values: RecordJson
  readonly added: ChangeNote | null
  readonly retired: ChangeNote | null
}

/** Who made a change, when and why. Null stands for what was there before the first change. */
export interface ChangeNote {
  readonly change: number
  readonly kind: string
  readonly at: string
  readonly by: string
  readonly reason: string | null
}

export interface ReadRecord {
  readonly ok: true
  /** Null when the record is out of force. */
  readonly record: RecordView | null
  /** The oldest first; for those who see everything. Others see the version in force. */
  readonly versions: readonly VersionView[]
  /** Whom and what they refer to. */
  readonly names: readonly NamedReference[]
}

/** One record with its history: who, when, why. Problem: thing_must_exist, also for what is not within reach. */
export const readRecord = useCase('record.read', async (service, actor, tableText: string, key: string): Promise<Answer<ReadRecord>> => {
  const named = recordFrom(tableText, key)
  if (!named.ok) return named
  const { table, identity, name } = named
  const missing = { ok: false, problems: [serviceProblem('thing_must_exist', { thing: name })] } as const
  const { store } = service
  const book = await findCompanyBook(store)
  if (!book) return missing
  const current = await recordIn(store, book.id, table, identity)
  if (actor.scope !== 'all') {
    if (!current || !(await isReached(service, actor, book.id, table, current.values, identity))) return missing
    return { ok: true, record: recordView(table, current), versions: [], names: await nameReferences(store, book.id, table, [current]) }
  }
  const versions = await versionsOf(store, book.id, table, identity)
  if (versions.length === 0) return missing
  const names = await nameReferences(store, book.id, table, versions)
  return { ok: true, record: current ? recordView(table, current) : null, versions: await versionViews(service, table, versions), names }
})

async function versionViews(service: Service, table: TableKey, versions: readonly RecordVersion[]): Promise<VersionView[]> {
  const notes = new Map<number, ChangeNote | null>()
  for (const id of new Set(versions.flatMap(({ added, retired }) => (retired === undefined ? [added] : [added, retired])))) {
    const change = await findChange(service.store, id)
    notes.set(id, change ? noteOf(change) : null)
  }
  return versions.map(({ values, added, retired }) => ({
    values: recordJson(table, values),
    added: notes.get(added) ?? null,
    retired: retired === undefined ? null : (notes.get(retired) ?? null),
  }))
}

function noteOf({ id, kind, at, by, reason }: Change): ChangeNote {
  return { change: id, kind, at, by, reason: reason ?? null }
}

/** Whether a record is within reach in its own period. */
async function isReached(
  service: Service,
  actor: Permitted<'record.read'>,
  company: number,
  table: TableKey,
  values: RecordValues,
  identity: readonly Value[],
): Promise<boolean> {
  const period = (await periodOfRecord(service.store, table, values)) ?? (await thisMonth(service))
  const reach = await recordReachOf(service, actor, period)
  const found = await listRecords(service.store, company, table, {
    conditions: [identityCondition(table, identity), ...withinReach(table, reach, period)],
    limit: 1,
  })
  return found.length > 0
}

async function periodOfRecord(reader: Reader, table: TableKey, values: RecordValues): Promise<Period | undefined> {
  const time = timeColumn(table)
  const value = time && values[columnIndex(table, time.key)]
  if (typeof value === 'string') return companyPeriod(reader, value)
  if (typeof value !== 'number') return undefined
  const calendar = await companyCalendar(reader)
  const { text } = monthOfDay(value as Day, table === 'attendance' ? { ...calendar, months: calendar.attendance } : calendar)
  return periodFromText(text, calendar)
}
