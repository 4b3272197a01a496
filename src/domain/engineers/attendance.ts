import { type Day, dayText } from '../../base/day.ts'
import { choiceTitle } from '../dataset/tables.ts'
import type { AttendanceEvents } from './service-facts.ts'
import type { Remark } from './service-result.ts'

/** The readings of POLICY A2 and A5 that decide what an attendance kind counts as. */
export interface AttendanceSettings {
  /** The leave kinds that count, joined by commas: "leave", "leave,sick_leave" or "" (POLICY A2). */
  readonly leaveKinds: string
  /** What HR mapped 旷工, 缺卡 and 严重迟到 to (POLICY A5). */
  readonly absence: string
  readonly missingPunch: string
  readonly seriousLate: string
}

/** What an event counts as: an office event takes points off the on-duty rate, a late arrival off the on-time rate. */
export type AttendanceClass = 'office' | 'arrival' | 'call_absence' | 'unclassified' | 'ignored'

export interface AttendanceCounts {
  readonly officeEvents: number
  readonly lateArrivals: number
  readonly callAbsences: number
  readonly unclassifiedEvents: number
  readonly remarks: readonly Remark[]
  /** The kinds HR has not classified yet, with their days, for the list of what is incomplete. */
  readonly unclassified: readonly AttendanceEvents[]
}

/** Sorts a person's events into what the attendance rule counts (POLICY 5.1.1, A1, A2, A5). */
export function countAttendance(events: readonly AttendanceEvents[], settings: AttendanceSettings): AttendanceCounts {
  const counts: Record<AttendanceClass, number> = { office: 0, arrival: 0, call_absence: 0, unclassified: 0, ignored: 0 }
  const remarks: Remark[] = []
  const unclassified: AttendanceEvents[] = []
  for (const event of events) {
    const counted = classify(event.kind, settings)
    counts[counted] += event.count
    if (counted === 'unclassified') unclassified.push(event)
    remarks.push(eventRemark(event, counted))
  }
  return {
    officeEvents: counts.office,
    lateArrivals: counts.arrival,
    callAbsences: counts.call_absence,
    unclassifiedEvents: counts.unclassified,
    remarks,
    unclassified,
  }
}

export function classify(kind: string, settings: AttendanceSettings): AttendanceClass {
  switch (kind) {
    case 'late':
    case 'early_leave':
      return 'office'
    case 'leave':
    case 'sick_leave':
    case 'time_off':
      return settings.leaveKinds.split(',').includes(kind) ? 'office' : 'ignored'
    case 'arrival_late':
      return 'arrival'
    case 'call_absence':
      return 'call_absence'
    case 'absence':
      return mapped(settings.absence)
    case 'missing_punch':
      return mapped(settings.missingPunch)
    case 'serious_late':
      return mapped(settings.seriousLate)
    default:
      return 'ignored'
  }
}

function mapped(setting: string): AttendanceClass {
  if (setting === 'late') return 'office'
  if (setting === 'call_absence') return 'call_absence'
  return setting === 'ignore' ? 'ignored' : 'unclassified'
}

const COUNTED_AS: Readonly<Record<AttendanceClass, Remark>> = {
  office: { zh: '', en: '' },
  arrival: { zh: '', en: '' },
  call_absence: { zh: '，出勤模块记 0 分', en: ', the module is 0' },
  unclassified: { zh: '，尚未归类', en: ', not classified yet' },
  ignored: { zh: '，不扣分', en: ', not counted' },
}

function eventRemark(event: AttendanceEvents, counted: AttendanceClass): Remark {
  const days = event.days.map((day) => dayText(day as Day).slice(5))
  const title = choiceTitle('attendance', 'kind', event.kind)
  return {
    zh: `${title} ${event.count} 次（${days.join('、')}${COUNTED_AS[counted].zh}）`,
    en: `${event.kind.replaceAll('_', ' ')} ${event.count} (${days.join(', ')}${COUNTED_AS[counted].en})`,
  }
}
