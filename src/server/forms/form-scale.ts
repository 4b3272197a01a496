import type { Answer } from '../../base/answer.ts'
import type { Day } from '../../base/day.ts'
import { settingChangesOn } from '../../store/aggregates/setting-changes.ts'
import { companyMonth } from '../kernel/company-calendar.ts'
import type { Service } from '../kernel/service.ts'
import { knownSettings } from '../settings/list-settings.ts'
import type { FormScale } from './form-answer.ts'

const SCALE = 'service.customer-evaluation.scale'

/** The scale of feedback forms for service jobs of a day: that of the day's month, as a run of it reads them (POLICY A7). */
export async function scaleOn(service: Service, day: Day): Promise<Answer<{ readonly ok: true; readonly scale: FormScale }>> {
  const { last } = await companyMonth(service.store, day)
  const known = await knownSettings(service, last)
  if (!known.ok) return known
  const set = (await settingChangesOn(service.store, last)).get(SCALE)?.value
  const value = set ?? known.settings.find(({ key }) => key === SCALE)?.value
  return { ok: true, scale: value === '5' ? '5' : '100' }
}
