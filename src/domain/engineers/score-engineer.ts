import { ONE, type Rational, ZERO } from '../../base/rational.ts'
import { decimalText } from '../../base/rounding.ts'
import type { ModuleOutcome, ModuleOutcomes, ServiceRules } from './module-outcomes.ts'
import type { Participation } from './participation.ts'
import { type IncompleteDecision, MODULES, type Module } from './service-facts.ts'
import type { ModuleResult, Remark, ServiceResult } from './service-result.ts'

/** What happens to a missing module that nobody decided on (POLICY A8). */
export type OnIncomplete = 'hold' | 'reweight' | 'zero'

export interface Engineer {
  readonly number: string
  readonly name: string
  /** The home region of the period. */
  readonly region: string
  /** Whether and how far the company's rules let the person take part in the split (POLICY A14). */
  readonly participation: Participation
}

/** How one module of one person stands: what the records say, and how it was treated when they say nothing. */
interface Standing {
  readonly result: ModuleResult
  readonly missing: boolean
  readonly held: boolean
}

/**
 * The appraisal 考核 of one service engineer: module scores, decisions on what is missing, and the final score
 * 最终考核评分 as the weighted sum of the printed module scores (POLICY 5.1, 5.2, A8, A15).
 *
 * A decision counts only where its module is missing; `exclude` always, as does a rule by which the person takes no part (A14). With a module held, or with none left to
 * carry the weight, the person is incomplete and has no final score.
 */
export function scoreEngineer(
  engineer: Engineer,
  { modules: outcomes }: ModuleOutcomes,
  decisions: readonly IncompleteDecision[],
  onIncomplete: OnIncomplete,
  rules: ServiceRules,
): ServiceResult {
  const standing = (module: Module): Standing =>
    standingOf(
      outcomes[module],
      rules.weights[module],
      decisions.find((each) => each.module === module),
      onIncomplete,
    )
  const standings: Record<Module, Standing> = {
    attendance: standing('attendance'),
    customer: standing('customer'),
    manager: standing('manager'),
    problemSolving: standing('problemSolving'),
  }
  const modules: Record<Module, ModuleResult> = {
    attendance: standings.attendance.result,
    customer: standings.customer.result,
    manager: standings.manager.result,
    problemSolving: standings.problemSolving.result,
  }
  const missing = MODULES.filter((module) => standings[module].missing)
  const excluded = decisions.find((each) => each.decision === 'exclude')
  const shared = { employee: engineer.number, name: engineer.name, region: engineer.region, modules, missing }
  if (excluded) {
    const remarks = [{ zh: `不参与分配：${excluded.reason}`, en: `excluded: ${excluded.reason}` }]
    return { ...shared, status: 'excluded', final: undefined, remarks }
  }
  const { participation } = engineer
  const remarks = participation.because ? [participation.because] : []
  if (!participation.takesPart) return { ...shared, status: 'excluded', final: undefined, remarks }
  const held = MODULES.some((module) => standings[module].held)
  const final = held ? undefined : rules.finalScore.evaluate(finalInputs(modules, rules)).value
  return { ...shared, status: final === undefined ? 'incomplete' : 'scored', final, remarks }
}

/** The inputs of the final-score rule in its order: each module's printed score, and 1 or 0 for whether it counts. */
export function finalInputs(modules: Readonly<Record<Module, ModuleResult>>, rules: Pick<ServiceRules, 'finalScore'>): Rational[] {
  const named = new Map<string, Rational>()
  for (const module of MODULES) {
    const { score, counted } = modules[module]
    named.set(module, counted && score !== undefined ? score : ZERO)
    named.set(`${module}Counted`, counted ? ONE : ZERO)
  }
  return rules.finalScore.inputs.map((name) => named.get(name) ?? ZERO)
}

function standingOf(
  { outcome, remarks }: ModuleOutcome,
  weight: Rational,
  decision: IncompleteDecision | undefined,
  onIncomplete: OnIncomplete,
): Standing {
  if (outcome.value !== undefined) return { missing: false, held: false, result: { score: outcome.value, weight, counted: true, remarks } }
  const treatment = decision && decision.decision !== 'exclude' ? decision.decision : onIncomplete
  if (treatment === 'hold') return { missing: true, held: true, result: { score: undefined, weight, counted: false, remarks } }
  const score = treatment === 'reweight' ? undefined : treatment === 'zero' ? ZERO : decision?.value
  const said = [...remarks, treatmentRemark(treatment, score, decision?.reason)]
  return { missing: true, held: false, result: { score, weight, counted: treatment !== 'reweight', treated: treatment, remarks: said } }
}

function treatmentRemark(treatment: 'reweight' | 'zero' | 'value', score: Rational | undefined, reason: string | undefined): Remark {
  const because = reason ? { zh: `：${reason}`, en: `: ${reason}` } : { zh: '（缺数据默认处理）', en: ' (default for missing data)' }
  if (treatment === 'reweight')
    return { zh: `缺数据，权重由其他模块按比例承担${because.zh}`, en: `no data, the other modules carry the weight${because.en}` }
  const given = decimalText(score ?? ZERO, 2)
  return { zh: `缺数据，记 ${given} 分${because.zh}`, en: `no data, scored ${given}${because.en}` }
}
