import type { Problem } from '../base/problem.ts'
import type { CompiledRule } from './compiled-rule.ts'
import { conclude, type Holds } from './conclude.ts'
import { explainRule } from './explain-rule.ts'
import { Frame } from './rule/frame.ts'
import { planRule, type RuleSource } from './rule-plan.ts'

export type Compiled =
  | { readonly ok: true; readonly compiled: CompiledRule }
  | { readonly ok: false; readonly problems: readonly Problem[] }

const compiledHolds: Holds = (decision, frame) => decision.holds(frame)

/**
 * Compiles a rule version once for the settings and parameters of a run. Problems: every formula, condition and name of
 * the version that does not hold together, all at once.
 */
export function compileRule(source: RuleSource): Compiled {
  const planned = planRule(source)
  if (!planned.ok) return planned
  const { plan } = planned
  const { rule, version } = source
  const frame = new Frame(plan.steps.length)
  const isRatio = 'measure' in version
  return {
    ok: true,
    compiled: {
      id: rule.id,
      key: rule.key,
      effectiveFrom: version.effectiveFrom,
      clause: version.clause,
      title: rule.title,
      unit: version.result.unit,
      scale: version.result.scale,
      measure: isRatio ? version.measure : undefined,
      better: isRatio ? version.better : undefined,
      sheet: rule.sheet,
      visibleTo: rule.visibleTo,
      parameters: plan.parameters,
      inputs: version.inputs.map((input) => input.name),
      used: plan.used,
      evaluate: (inputs) => {
        frame.begin(inputs)
        return conclude(plan, frame, compiledHolds)
      },
      explain: (inputs) => explainRule(plan, inputs),
    },
  }
}
