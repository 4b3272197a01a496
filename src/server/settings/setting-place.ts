import { type Day, dayText } from '../../base/day.ts'
import type { Words } from '../../engine/rule/rule-file.ts'
import type { Rulebook } from '../../rulebook/rulebook.ts'
import { versionOn } from '../../rulebook/settings-on.ts'
import type { SettingChange } from '../../store/aggregates/setting-changes.ts'

/** Where a setting belongs. */
export interface SettingPlace {
  /** The rule that it is a setting of; undefined for the server's own. */
  readonly rule: { readonly id: string; readonly title: Words; readonly effectiveFrom: string } | undefined
  /** What of a scorecard 考核表 it sets: a KPI's weight or a parameter such as its target, for one region or all. */
  readonly scorecard:
    | { readonly kpi: string; readonly title: Words; readonly parameter: string; readonly region: string | undefined }
    | undefined
}

/** "service.attendance.absence" belongs to a rule, "sales.scorecard/quotaCompletion/target/WEST" to a KPI of its scorecard. */
export function settingPlace({ entries }: Rulebook, key: string, day: Day): SettingPlace {
  const [own = '', kpi, parameter = '', region] = key.split('/')
  const id = kpi === undefined ? own.split('.').slice(0, -1).join('.') : own
  const rule = entries.find((entry) => entry.rule.id === id)?.rule
  const effectiveFrom = rule && versionOn(rule, day)?.effectiveFrom
  const measured = entries.find((entry) => entry.rule.key === kpi)?.rule.title
  return {
    rule: rule && effectiveFrom !== undefined ? { id, title: rule.title, effectiveFrom } : undefined,
    scorecard: kpi === undefined ? undefined : { kpi, title: measured ?? { zh: kpi, en: kpi }, parameter, region },
  }
}

/** Since when a setting has the value in force: the day of its change, else that of the rule's version. */
export function sinceOf(change: SettingChange | undefined, { rule }: SettingPlace): string | undefined {
  return change === undefined ? rule?.effectiveFrom : dayText(change.effectiveFrom as Day)
}
