import type { Period } from '../base/period.ts'
import { COMPANY_SETTINGS } from '../domain/company/company-settings.ts'
import { COMPANY, settingKey } from '../rulebook/settings-on.ts'
import { rulesInForceFrom } from './rules-in-force.ts'

/** A setting that a result followed, and what the rules say unless told otherwise. */
export interface DeviatingSetting {
  readonly key: string
  readonly value: string
  /** Undefined for one that the rules know no value of, such as a target of one region. */
  readonly unlessTold: string | undefined
}

/** What holds for settings that belong to no rule, those too that a result leaves out unless somebody set them. */
const OWN: Readonly<Record<string, string>> = {
  onIncomplete: 'hold',
  language: 'zh',
  ...Object.fromEntries(Object.entries(COMPANY_SETTINGS).map(([name, setting]) => [settingKey(COMPANY, name), setting.default])),
}

/**
 * The settings of a result that differ from what the rules say unless told otherwise, by key: whoever compares a result asks not
 * only whether it follows from its settings, but also who chose them.
 */
export function settingsThatDeviate(
  settings: Readonly<Record<string, string>>,
  texts: ReadonlyMap<string, string>,
  period: Period,
): DeviatingSetting[] {
  const loaded = rulesInForceFrom(texts, '', period, {})
  const defaults: Readonly<Record<string, string>> = loaded.ok ? { ...loaded.rules.book.settings, ...OWN } : OWN
  return Object.entries(settings)
    .filter(([key, value]) => defaults[key] !== value)
    .map(([key, value]) => ({ key, value, unlessTold: defaults[key] }))
}
