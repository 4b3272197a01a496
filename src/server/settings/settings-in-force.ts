import type { Period } from '../../base/period.ts'
import type { Language } from '../../base/problem.ts'
import { CALENDAR_KEYS } from '../../domain/company/calendar-settings.ts'
import type { OnIncomplete } from '../../domain/engineers/score-engineer.ts'
import type { Reader } from '../../store/database/connection.ts'
import { calendarSettingsOf } from '../kernel/company-calendar.ts'

/** What the company set on the server over its rule files, for one period. */
export interface SettingsInForce {
  /** Settings of rules by key, as `--set` takes them. */
  readonly rules: Readonly<Record<string, string>>
  readonly onIncomplete: OnIncomplete
  /** Language of remarks and messages in results. */
  readonly language: Language
}

const ON_INCOMPLETE: readonly OnIncomplete[] = ['hold', 'reweight', 'zero']

/**
 * The setting changes in effect on the period's last day: of each key the one that took effect last, of two on one day the
 * one made last. A change that gives the rule file's own value back leaves the key out.
 */
export async function settingsInForce(reader: Reader, period: Period): Promise<SettingsInForce> {
  const rows = await reader.all('SELECT key, value, reset FROM setting_changes WHERE effective_from <= $1 ORDER BY effective_from, id', [
    period.last,
  ])
  const values = new Map<string, string>()
  for (const [key, value, reset] of rows) {
    if (reset === 1n) values.delete(String(key))
    else values.set(String(key), String(value))
  }
  for (const key of CALENDAR_KEYS) values.delete(key)
  const { onIncomplete, language, ...rules } = Object.fromEntries(values)
  return {
    rules: { ...rules, ...(await calendarSettingsOf(reader, period)) },
    onIncomplete: ON_INCOMPLETE.find((known) => known === onIncomplete) ?? 'hold',
    language: language === 'en' ? 'en' : 'zh',
  }
}
