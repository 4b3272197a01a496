import type { From } from './model/calendar.ts'
import { DEFAULTS, type ModelSettings } from './model/settings.ts'

/** The model's settings as the product's keys and values; what stands at its default is left out. `onIncomplete` is an option of its own. */
export function engineSettings(changed: Partial<ModelSettings>): Record<string, string> {
  const settings = { ...DEFAULTS, ...changed }
  const all: Record<string, [string, string]> = {
    'service.attendance.leaveKinds': [settings.leaveKinds.join(','), DEFAULTS.leaveKinds.join(',')],
    'service.attendance.absence': [settings.absence, DEFAULTS.absence],
    'service.attendance.missingPunch': [settings.missingPunch, DEFAULTS.missingPunch],
    'service.attendance.seriousLate': [settings.seriousLate, DEFAULTS.seriousLate],
    'service.attendance.deductFrom': [settings.deductFrom, DEFAULTS.deductFrom],
    'service.attendance.zeroScope': [settings.zeroScope, DEFAULTS.zeroScope],
    'service.customer-evaluation.scale': [String(settings.feedbackScale), '100'],
    'bonus.pool.excludedKinds': [settings.excludedKinds.join(','), ''],
    'bonus.pool.internalClients': [settings.internalClients, DEFAULTS.internalClients],
    'bonus.pool.regionOfReceipt': [settings.regionOfReceipt, DEFAULTS.regionOfReceipt],
    'bonus.pool.longerPeriods': [settings.longerPeriods, DEFAULTS.longerPeriods],
    'bonus.pool.cap': [settings.capAtCommission ? 'commission' : 'none', 'none'],
    'bonus.split.movers': [settings.movers === 'home_region' ? 'homeRegion' : 'daysInPost', 'homeRegion'],
    'bonus.split.joiners': [settings.joiners === 'whole' ? 'whole' : 'daysEmployed', 'whole'],
    'bonus.split.days': [settings.countedDays, 'calendar'],
    'bonus.split.leastDays': [String(settings.leastDays), '0'],
    'bonus.split.probation': [choiceOf(settings.probation), 'whole'],
    'bonus.split.probationMonths': [String(settings.probation?.months ?? 3), '3'],
    'bonus.split.probationPercent': [String(settings.probation?.percent || 50), '50'],
    'bonus.split.absenceDays': [String(settings.longAbsence?.days ?? 0), '0'],
    'bonus.split.absenceKinds': [settings.longAbsence?.kinds.join(',') ?? '', ''],
    'bonus.split.longAbsence': [choiceOf(settings.longAbsence), 'whole'],
    'bonus.split.absencePercent': [String(settings.longAbsence?.percent || 50), '50'],
    'sales.sales-growth.base': [settings.growthBase === 'last_year' ? 'lastYear' : 'previousPeriod', 'lastYear'],
    'sales.expense-ratio.denominator': [settings.expenseDenominator === 'net_sales' ? 'netSales' : 'netCollections', 'netSales'],
    'sales.receivables.owner': [settings.receivablesOwner, DEFAULTS.receivablesOwner],
    'sales.new-client-rate.lookBackMonths': [String(settings.lookBackMonths ?? 0), '0'],
    'sales.retention-rate.windowMonths': [String(settings.windowMonths), '12'],
    'company.monthStartsOn': [historyText(settings.monthStartsOn), '1'],
    'company.monthStartsOn.attendance': [historyText(settings.attendanceStartsOn), 'same'],
    'company.yearStartsIn': [historyText(settings.yearStartsIn), '1'],
    'sales.scorecard.whenNotApplicable': [settings.whenNotApplicable, DEFAULTS.whenNotApplicable],
  }
  return Object.fromEntries(
    Object.entries(all)
      .filter(([, [value, usual]]) => value !== usual)
      .map(([key, [value]]) => [key, value]),
  )
}

/** "1,26@2026-10" */
function historyText(from: From<number | string>): string {
  return from.map(([name, value]) => (name === '' ? String(value) : `${value}@${name}`)).join(',')
}

function choiceOf(reduction: { readonly percent: number } | undefined): 'whole' | 'exclude' | 'percent' {
  if (!reduction) return 'whole'
  return reduction.percent === 0 ? 'exclude' : 'percent'
}
