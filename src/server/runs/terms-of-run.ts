import { type RulesInForce, rulesInForceFrom } from '../../appraisal/rules-in-force.ts'
import type { Answer } from '../../base/answer.ts'
import { type Period, periodFromText } from '../../base/period.ts'
import { calendarFrom } from '../../domain/company/calendar-settings.ts'
import type { RuleTexts } from '../../store/aggregates/rule-texts.ts'
import type { Reader } from '../../store/database/connection.ts'
import { openedPeriod } from '../kernel/company-calendar.ts'
import { companyRuleTexts } from '../kernel/company-rules.ts'
import type { RunJob } from '../kernel/run-starter.ts'
import { type SettingsInForce, settingsInForce } from '../settings/settings-in-force.ts'
import { rulesFollowed } from './rules-followed.ts'

/** What a run of a period goes by: its days, the rules and the settings. */
export interface RunTerms extends Pick<SettingsInForce, 'onIncomplete' | 'language'> {
  readonly ok: true
  readonly period: Period
  readonly rules: RulesInForce
  /** What the company set over the rules. */
  readonly settings: Readonly<Record<string, string>>
  readonly texts: RuleTexts
}

/** What a run of an opened period goes by: the company's rules and the settings, or what the run went by that it follows. Problems: those of rules that do not load. */
export async function termsOfRun(
  reader: Reader,
  { period: text, rulesFolder, follows }: Pick<RunJob, 'period' | 'rulesFolder' | 'follows'>,
): Promise<Answer<RunTerms>> {
  const followed = follows === undefined ? undefined : await rulesFollowed(reader, follows)
  const named = await openedPeriod(reader, text)
  const settings = followed?.settings ?? (await settingsInForce(reader, named))
  // What was published keeps the days that it had.
  const period = followed === undefined ? named : (periodFromText(text, calendarFrom(settings.rules)) ?? named)
  const texts = followed?.texts ?? (await companyRuleTexts(reader, rulesFolder))
  const loaded = rulesInForceFrom(texts, rulesFolder, period, settings.rules)
  if (!loaded.ok) return loaded
  return {
    ok: true,
    period,
    rules: loaded.rules,
    settings: settings.rules,
    texts,
    onIncomplete: settings.onIncomplete,
    language: settings.language,
  }
}
