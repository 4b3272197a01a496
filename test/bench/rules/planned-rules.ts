import { assert } from '../../../src/base/assert.ts'
import type { Day } from '../../../src/base/day.ts'
import { Frame } from '../../../src/engine/rule/frame.ts'
import { planRule, type RulePlan } from '../../../src/engine/rule-plan.ts'
import type { Rulebook } from '../../../src/rulebook/rulebook.ts'

/** A shipped rule taken apart, so that its formulas and its decisions can be timed each alone. */
export interface PlannedRule {
  readonly id: string
  readonly plan: RulePlan
  readonly frame: Frame
}

/** The rules of these ids in the version of a day, with their default settings. */
export function plannedRules(rulebook: Rulebook, ids: readonly string[], day: Day): PlannedRule[] {
  const settings = new Map(rulebook.settings(day).map(({ key, value }) => [key, value]))
  return ids.map((id) => {
    const entry = rulebook.entries.find(({ rule }) => rule.id === id)
    const version = entry?.rule.versions.at(-1)
    assert(entry !== undefined && version !== undefined && 'inputs' in version && 'decisions' in version, `${id} computes a value.`)
    const planned = planRule({
      rule: entry.rule,
      version,
      at: { file: entry.file, version: version.effectiveFrom },
      settings: Object.fromEntries(Object.keys(version.settings).map((name) => [name, settings.get(`${id}.${name}`) ?? ''])),
      parameters: {},
    })
    assert(planned.ok, `${id} compiles.`)
    return { id, plan: planned.plan, frame: new Frame(planned.plan.steps.length) }
  })
}
