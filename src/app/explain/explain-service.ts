import { decimalText } from '../../base/rounding.ts'
import type { Remark, ServiceResult } from '../../domain/appraisal.ts'
import { moduleOutcomes, type ServiceRules } from '../../domain/service/module-outcomes.ts'
import { finalInputs } from '../../domain/service/score-engineer.ts'
import { MODULES, type Module } from '../../domain/service/service-facts.ts'
import type { CompiledRule } from '../../engine/compiled-rule.ts'
import type { OpenAppraisal } from '../appraise.ts'
import { tablesGiven } from '../appraise-book.ts'
import { collectServiceFacts } from '../collect-service-facts.ts'
import { type Explained, withLeaf } from './explained.ts'
import { serviceSources } from './source-queries.ts'
import { type RecordLimit, withRecords } from './with-records.ts'

/** The final score 最终考核评分 of one engineer: module by module down to attendance events, forms, marks and follow-ups. */
export async function explainService(person: ServiceResult, open: OpenAppraisal, limit: RecordLimit): Promise<Explained> {
  const { appraisal, book, rules, store } = open
  const serviceRules: ServiceRules = { ...rules.service, attendanceGiven: tablesGiven(book).has('attendance') }
  const facts = (await collectServiceFacts(store, book.id, appraisal.period))(person.employee)
  const outcomes = moduleOutcomes(facts, serviceRules)
  const sources = serviceSources(person.employee, appraisal.period, serviceRules.attendanceSettings)
  const { workings } = await serviceRules.finalScore.explain(finalInputs(person.modules, serviceRules))
  let tree: Explained = finalTree(person, workings)
  for (const module of MODULES) {
    const rule = ruleOf(serviceRules, module)
    const { inputs } = outcomes.modules[module]
    const explained = await rule.explain(rule.inputs.map((name) => inputs[name]))
    const withFacts = await withRecords(explained.workings, sources, open, limit)
    tree = withLeaf(tree, module, moduleTree(person, module, withFacts))
  }
  return tree
}

function finalTree(person: ServiceResult, workings: Explained): Explained {
  if (person.final !== undefined) return { ...workings, notes: person.remarks }
  const reason = person.status === 'excluded' ? 'excluded' : `incomplete: ${person.missing.join(', ')}`
  return { ...workings, value: null, reason, formula: undefined, substituted: undefined, decisions: [], notes: person.remarks }
}

/** A module as it counts: where HR decided, the decision stands over what the records gave. */
function moduleTree(person: ServiceResult, module: Module, workings: Explained): Explained {
  const { score, treated, remarks } = person.modules[module]
  const notes: readonly Remark[] = remarks
  if (treated === undefined) return { ...workings, notes }
  const value = score === undefined ? null : decimalText(score, 2)
  return { ...workings, value, reason: treated, formula: undefined, substituted: undefined, notes }
}

function ruleOf(rules: ServiceRules, module: Module): CompiledRule {
  return rules[module]
}
