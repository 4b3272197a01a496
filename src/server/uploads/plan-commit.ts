import { createHash } from 'node:crypto'
import { present } from '../../base/assert.ts'
import { dayText } from '../../base/day.ts'
import { attendanceDays, monthsOf, periodFromText } from '../../base/period.ts'
import { TABLE_KEYS, type TableKey } from '../../domain/dataset/tables.ts'
import { allPeriods, findPeriod } from '../../store/aggregates/periods.ts'
import type { ShownPlan, Upload } from '../../store/aggregates/uploads.ts'
import { type Standing, standingOf } from '../../store/company-book/apply-change.ts'
import { findChange, lastChange } from '../../store/company-book/changes.ts'
import { datedRows } from '../../store/company-book/date-snapshot.ts'
import type { Pair } from '../../store/company-book/pair.ts'
import { countAside, type ShownPeriod } from '../../store/company-book/set-aside.ts'
import { touchedMeanwhile } from '../../store/company-book/touched-meanwhile.ts'
import type { Reader } from '../../store/database/connection.ts'
import { companyCalendar } from '../kernel/company-calendar.ts'
import { type Actor, SYSTEM } from '../kernel/service.ts'
import { type ChangeFacts, isMasterTable, ruleChange } from '../records/change-rules.ts'
import { recordJson, recordKey } from '../records/record-json.ts'
import { asideViews } from './aside-views.ts'
import type { Meanwhile, RecordMeanwhile, UploadPlan } from './upload-view.ts'

const LISTED = 20

/**
 * What committing staged records would mean as things are; nothing is written. Its version stands for all that a person goes by:
 * the very records, which each check stages anew, how every one stands to the version in force, the period, and for which periods it is late.
 */
export async function planCommit(
  reader: Reader,
  actor: Actor,
  { upload, ...pair }: Pair & { readonly upload: string },
  { compared, times }: Standing,
  wanted: string | undefined,
): Promise<Omit<UploadPlan, 'meanwhile'>> {
  const given = TABLE_KEYS.filter((table) => compared[table] !== undefined)
  const masterData = given.some((table) => isMasterTable(table) && (compared[table]?.new ?? 0) + (compared[table]?.changed ?? 0) > 0)
  const calendar = await companyCalendar(reader)
  const facts: ChangeFacts = { times, calendar, masterData, reason: undefined, wanted: await stillOpen(reader, wanted), correction: false }
  // Rows that reach a published period are set aside before anything is committed: of those none is touched by the rest.
  const periods = (await allPeriods(reader)).filter(({ state }) => state !== 'published')
  const asItIs = ruleChange(SYSTEM, periods, facts)
  const withReason = ruleChange(actor, periods, { ...facts, reason: 'given' })
  const needsReason = !asItIs.ok && asItIs.problems.some(({ code }) => code === 'data_change_must_have_a_reason')
  // Whoever commits it may be another than who uploaded it: what only bars one of them is no part of what was shown.
  const forAll = ruleChange(SYSTEM, periods, { ...facts, reason: 'given' })
  const seen = given.map((table) => [table, compared[table]?.new, compared[table]?.changed, compared[table]?.same, compared[table]?.newest])
  const held = await datedRows(reader, pair)
  const aside = await countAside(reader, upload)
  const ruled = forAll.ok ? [forAll.period ?? null, forAll.lateFor] : forAll.problems.map(({ code }) => code)
  return {
    version: createHash('sha256')
      .update(JSON.stringify([pair.staging, seen, ruled, needsReason, ...(held ? [held] : []), ...(aside.length > 0 ? [aside] : [])]))
      .digest('hex')
      .slice(0, 32),
    period: withReason.ok ? (withReason.period ?? null) : null,
    lateFor: withReason.ok ? withReason.lateFor : [],
    needsReason,
    held: held ? { from: dayText(held.from), rows: held.rows } : null,
    obstacles: withReason.ok ? [] : withReason.problems,
    tables: Object.fromEntries(given.map((table) => [table, countsOf(compared[table])])),
    setAside: { count: aside.reduce((sum, { count }) => sum + count, 0), records: await asideViews(reader, pair.company, upload, LISTED) },
  }
}

/** The periods that people were shown and that are not closed: rows that reach one wait. */
export async function publishedPeriods(reader: Reader): Promise<ShownPeriod[]> {
  const calendar = await companyCalendar(reader)
  return (await allPeriods(reader))
    .filter(({ state }) => state === 'published')
    .map(({ text, first, last }) => {
      const period = present(periodFromText(text, calendar), 'A period that was opened is one.')
      return { text, first, last, attendance: attendanceDays(period), months: monthsOf(period).map((month) => month.text) }
    })
}

function countsOf({ new: added, changed, same } = { new: 0, changed: 0, same: 0 }) {
  return { new: added, changed, same }
}

/** The period it was checked for, unless that has gone on since: then it belongs where its records belong now. */
async function stillOpen(reader: Reader, period: string | undefined): Promise<string | undefined> {
  const found = period === undefined ? undefined : await findPeriod(reader, period)
  return found && (found.state === 'published' || found.state === 'closed') ? undefined : period
}

/** What is kept of the plan of an upload that is being checked, so that its commit can be held against it. */
export async function shownPlan(reader: Reader, plan: Omit<UploadPlan, 'meanwhile'>, { compared, times }: Standing): Promise<ShownPlan> {
  const { version, period, lateFor, needsReason } = plan
  return {
    ...{ version, period, lateFor, needsReason, asOf: await lastChange(reader) },
    newest: Object.fromEntries(TABLE_KEYS.flatMap((table) => (compared[table] ? [[table, compared[table].newest]] : []))),
    days: [...times.days],
    attendanceDays: [...times.attendanceDays],
    periods: [...times.periods],
    quotaPeriods: [...times.quotaPeriods],
    spans: times.spans,
  }
}

/** The tables that an upload brought. */
export function tablesOfUpload({ counts }: Pick<Upload, 'counts'>): TableKey[] {
  return TABLE_KEYS.filter((table) => counts.tables[table] !== undefined)
}

/** How the records of a waiting upload stand now: as they stood when it was checked, as long as nothing has changed since. */
export async function standingNow(reader: Reader, upload: Upload, pair: Pair): Promise<Standing> {
  const tables = tablesOfUpload(upload)
  const { shown } = upload.counts
  if (!shown || (await lastChange(reader)) !== shown.asOf) return standingOf(reader, tables, pair)
  const compared = tables.map((table) => [table, { ...countsOf(upload.counts.tables[table]), newest: shown.newest[table] ?? 0 }])
  const { days, attendanceDays = [], periods, quotaPeriods, spans = [] } = shown
  return {
    compared: Object.fromEntries(compared),
    times: {
      days: new Set(days),
      attendanceDays: new Set(attendanceDays),
      periods: new Set(periods),
      quotaPeriods: new Set(quotaPeriods),
      spans,
    },
  }
}

/** What has changed since an upload was checked, with the first records that it concerns; null while its plan is as it was shown. */
export async function changedMeanwhile(
  reader: Reader,
  upload: Upload,
  pair: Pair,
  plan: Omit<UploadPlan, 'meanwhile'>,
): Promise<Meanwhile | null> {
  const { shown } = upload.counts
  if (shown?.version === plan.version) return null
  const { period, lateFor, needsReason, asOf } = shown ?? { period: upload.period ?? null, lateFor: [], needsReason: false, asOf: 0 }
  const records: RecordMeanwhile[] = []
  let count = 0
  for (const table of tablesOfUpload(upload)) {
    const touched = await touchedMeanwhile(reader, table, pair, asOf, LISTED)
    count += touched.count
    for (const { staged, before, now, change } of touched.first.slice(0, LISTED - records.length)) {
      const made = await findChange(reader, change)
      records.push({
        table,
        key: recordKey(table, staged),
        shown: before ? recordJson(table, before) : null,
        now: now ? recordJson(table, now) : null,
        uploaded: recordJson(table, staged),
        change,
        kind: made?.kind ?? 'row',
        by: made?.by ?? '',
        at: made?.at ?? '',
      })
    }
  }
  return { count, records, shown: { tables: upload.counts.tables, period, lateFor, needsReason } }
}
