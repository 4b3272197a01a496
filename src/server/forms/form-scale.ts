import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import { type Day, dayText } from '../../base/day.ts'
import { type Period, periodFromText } from '../../base/period.ts'
import { settingChangesOn } from '../../store/aggregates/setting-changes.ts'
import type { Service } from '../kernel/service.ts'
import { knownSettings } from '../settings/list-settings.ts'
import type { FormScale } from './form-answer.ts'

const SCALE = 'service.customer-evaluation.scale'

/** The scale of feedback forms for service jobs of a day: that of the day's month, as a run of it reads them (POLICY A7). */
export async function scaleOn(service: Service, day: Day): Promise<Answer<{ readonly ok: true; readonly scale: FormScale }>> {
  const { last } = monthOfDay(day)
  const known = await knownSettings(service, last)
  if (!known.ok) return known
  const set = (await settingChangesOn(service.store, last)).get(SCALE)?.value
  const value = set ?? known.settings.find(({ key }) => key === SCALE)?.value
  return { ok: true, scale: value === '5' ? '5' : '100' }
}

export function monthOfDay(day: Day): Period {
  return present(periodFromText(dayText(day).slice(0, 7)), 'A day lies in a month.')
}
