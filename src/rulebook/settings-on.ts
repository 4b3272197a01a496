import { type Day, dayFromText } from '../base/day.ts'
import { sortedBy } from '../base/text-order.ts'
import { COMPANY_SETTINGS } from '../domain/company/company-settings.ts'
import { RECEIVABLE_SETTINGS } from '../domain/sales/receivable-settings.ts'
import type { RuleSetting, RuleVersion } from '../engine/rule/rule-file.ts'
import { numberBounds, settingValue } from '../engine/rule/setting-values.ts'
import type { SettingInfo } from './book.ts'
import type { RuleEntry } from './read-rules.ts'
import { scorecardSettings } from './scorecard-settings.ts'

/** The version of a rule in force on a day: the latest that took effect on or before it. */
export function versionOn<File extends { readonly versions: readonly { readonly effectiveFrom: string }[] }>(
  rule: File,
  day: Day,
): File['versions'][number] | undefined {
  const versions: readonly File['versions'][number][] = rule.versions
  return versions.findLast((version) => (dayFromText(version.effectiveFrom) ?? day) <= day)
}

export function settingKey(id: string, name: string): string {
  return `${id}.${name}`
}

/** What stands before the name of a setting that belongs to the company and to no rule. */
export const COMPANY = 'company'

/** What stands before the name of a setting that both KPIs of arrears share. */
export const RECEIVABLES = 'sales.receivables'

/** Settings that belong to no rule, by what stands before their names. */
export const SETTINGS_WITHOUT_RULE: readonly (readonly [group: string, settings: Readonly<Record<string, RuleSetting>>])[] = [
  [COMPANY, COMPANY_SETTINGS],
  [RECEIVABLES, RECEIVABLE_SETTINGS],
]

/** A version's settings with their defaults in the one written form. */
export function defaultSettings(version: RuleVersion): Record<string, string> {
  return Object.fromEntries(
    Object.entries(version.settings).map(([name, setting]) => [name, settingValue(setting, setting.default) ?? setting.default]),
  )
}

/** Every setting without a rule and of the versions in force on a day, with its default. */
export function settingsOn(entries: readonly RuleEntry[], day: Day): SettingInfo[] {
  const inForce = entries.flatMap((entry) => {
    const version = versionOn(entry.rule, day)
    return version ? [{ entry, version }] : []
  })
  const infos = inForce.flatMap(({ entry, version }) =>
    Object.entries(version.settings).map(([name, setting]) => settingInfo(settingKey(entry.rule.id, name), setting)),
  )
  const withoutRule = SETTINGS_WITHOUT_RULE.flatMap(([group, settings]) =>
    Object.entries(settings).map(([name, setting]) => settingInfo(settingKey(group, name), setting)),
  )
  return sortedBy([...withoutRule, ...infos, ...scorecardSettings(inForce)], (info) => info.key)
}

function settingInfo(key: string, setting: RuleSetting): SettingInfo {
  const { kind, choices, title, clause } = setting
  const bounds = kind === 'number' ? numberBounds(setting) : undefined
  return { key, kind, value: settingValue(setting, setting.default) ?? setting.default, choices, title, clause, bounds }
}
