import { attendanceDays, type Period } from '../../base/period.ts'
import { textCell } from '../../domain/dataset/tables.ts'
import { type AttendanceClass, type AttendanceSettings, classify } from '../../domain/engineers/attendance.ts'
import type { Remark } from '../../domain/engineers/service-result.ts'
import type { Measure } from '../../store/measures/measure.ts'
import { isSalesMeasure, SALES_MEASURES } from '../../store/measures/sales-measures.ts'
import type { SourceQuery } from '../../store/measures/source-query.ts'
import type { RulesInForce } from '../rules-in-force.ts'

/** The records behind each input of the service rules, by the input's name (POLICY 5.1). */
export function serviceSources(employee: string, period: Period, settings: AttendanceSettings): Record<string, readonly SourceQuery[]> {
  const filter = { first: period.first, last: period.last, employee }
  const events = (counted: AttendanceClass): SourceQuery[] => [
    {
      kind: 'dated',
      table: 'attendance',
      filter: { ...attendanceDays(period), employee },
      only: (record) => classify(textCell('attendance', record, 'kind'), settings) === counted,
    },
  ]
  const forms: SourceQuery[] = [{ kind: 'dated', table: 'feedback', filter }]
  const followups: SourceQuery[] = [{ kind: 'dated', table: 'followups', filter }]
  const marks = (item: string): SourceQuery[] => [
    {
      kind: 'period',
      table: 'evaluations',
      periods: [period.text],
      only: (record) => textCell('evaluations', record, 'engineer') === employee && textCell('evaluations', record, 'item') === item,
    },
  ]
  const ratings = marks('on_site_resolution')
  return {
    officeEvents: events('office'),
    lateArrivals: events('arrival'),
    callAbsences: events('call_absence'),
    unclassifiedEvents: events('unclassified'),
    forms,
    attitudeSum: forms,
    resolutionSum: forms,
    dedicationSum: forms,
    onSiteAnswers: [{ kind: 'dated', table: 'feedback', filter: { ...filter, stating: 'solved_on_site' } }],
    onSiteSolved: [{ kind: 'dated', table: 'feedback', filter: { ...filter, flag: 'solved_on_site' } }],
    overall: marks('overall'),
    ratings,
    ratingSum: ratings,
    followUps: followups,
    followUpSum: followups,
  }
}

/** The records behind each measure of a representative at home in a region (POLICY S). Measures counted from the same records share one list. */
export function salesSources(
  { employee, region }: { readonly employee: string; readonly region: string },
  period: Period,
  { readings, measures }: Pick<RulesInForce, 'readings' | 'measures'>,
): Record<string, readonly SourceQuery[]> {
  const lists = new Map<Measure['records'], readonly SourceQuery[]>()
  const listOf = ({ records }: Measure) => {
    const list = lists.get(records) ?? records({ period, readings, homeOf: () => region }, employee)
    lists.set(records, list)
    return list
  }
  return Object.fromEntries(Object.entries(measures).map(([name, measure]) => [name, listOf(measure)]))
}

/** What the records of a fact are, where that is not plain from its title. */
export function sourceWords(fact: string): Remark | undefined {
  return isSalesMeasure(fact) ? SALES_MEASURES[fact].note : undefined
}
