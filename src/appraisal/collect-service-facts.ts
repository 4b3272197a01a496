import { groupBy } from '../base/group-by.ts'
import { attendanceDays, type Period } from '../base/period.ts'
import { rational } from '../base/rational.ts'
import { cell, type RecordValues, textCell } from '../domain/dataset/tables.ts'
import type { AttendanceEvents, ServiceFacts } from '../domain/engineers/service-facts.ts'
import type { Records } from '../store/database/records.ts'
import { type AttendanceEvent, attendanceEvents, feedbackByEngineer, followupsByEngineer } from '../store/measures/service-by-engineer.ts'

/** What the records of one period say of every service engineer: one statement a table (POLICY 5.1, A6, A9, A10). */
export async function collectServiceFacts(records: Records, book: number, period: Period): Promise<(employee: string) => ServiceFacts> {
  const events = groupBy(await attendanceEvents(records, book, attendanceDays(period)), (event) => event.employee)
  const feedback = await feedbackByEngineer(records, book, period)
  const followups = await followupsByEngineer(records, book, period)
  const marks = groupBy(await records.readPeriods(book, 'evaluations', [period.text]), (record) =>
    textCell('evaluations', record, 'engineer'),
  )
  return (employee) => {
    const forms = feedback.get(employee)
    const followed = followups.get(employee)
    const own = marks.get(employee) ?? []
    const overall = own.find((record) => textCell('evaluations', record, 'item') === 'overall')
    return {
      employee,
      events: eventsByKind(events.get(employee) ?? []),
      forms: Number(forms?.forms ?? 0n),
      attitudeSum: points(forms?.attitude),
      resolutionSum: points(forms?.resolution),
      dedicationSum: points(forms?.dedication),
      onSiteAnswers: Number(forms?.onSiteAnswers ?? 0n),
      onSiteSolved: Number(forms?.onSiteSolved ?? 0n),
      followUps: Number(followed?.followups ?? 0n),
      followUpSum: points(followed?.score),
      overallMark: overall === undefined ? undefined : scoreOf(overall),
      onSiteRatings: own
        .filter((record) => textCell('evaluations', record, 'item') === 'on_site_resolution')
        .map((record) => ({ evaluator: textCell('evaluations', record, 'evaluator'), score: scoreOf(record) })),
    }
  }
}

/** A person's events as the rules take them. */
export function eventsByKind(events: readonly AttendanceEvent[]): AttendanceEvents[] {
  return [...groupBy(events, (event) => event.kind)].map(([kind, list]) => ({
    kind,
    count: list.reduce((total, event) => total + event.count, 0),
    days: list.flatMap((event) => event.days),
  }))
}

function scoreOf(record: RecordValues) {
  return points(BigInt(cell('evaluations', record, 'score') ?? 0))
}

function points(hundredths = 0n) {
  return rational(hundredths, 100n)
}
