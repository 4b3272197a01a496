import { ZERO } from '../../base/rational.ts'
import { decimalText } from '../../base/rounding.ts'
import { moduleOutcomes, type ServiceRules } from '../../domain/engineers/module-outcomes.ts'
import { finalInputs } from '../../domain/engineers/score-engineer.ts'
import { MODULES, type Module, type ServiceFacts } from '../../domain/engineers/service-facts.ts'
import type { Remark, ScoredMonth, ServiceResult } from '../../domain/engineers/service-result.ts'
import type { CompiledRule } from '../../engine/compiled-rule.ts'
import type { Explainable } from './explainable.ts'
import { type Explained, withLeaf } from './explained.ts'
import { serviceSources } from './source-queries.ts'
import { withRecords } from './with-records.ts'

/** The final score 最终考核评分 of one engineer: module by module down to attendance events, forms, marks and follow-ups. */
export async function explainService(person: ServiceResult, facts: ServiceFacts, open: Explainable): Promise<Explained> {
  const serviceRules: ServiceRules = { ...open.rules.service, attendanceGiven: open.attendanceGiven }
  const outcomes = moduleOutcomes(facts, serviceRules)
  const sources = serviceSources(person.employee, open.period, serviceRules.attendanceSettings)
  if (person.months) return meanTree(person, person.months)
  const { workings } = await serviceRules.finalScore.explain(finalInputs(person.modules, serviceRules))
  let tree: Explained = finalTree(person, workings)
  for (const module of MODULES) {
    const rule = ruleOf(serviceRules, module)
    const { inputs } = outcomes.modules[module]
    const explained = await rule.explain(rule.inputs.map((name) => inputs[name]))
    const withFacts = await withRecords(explained.workings, sources, open)
    tree = withLeaf(tree, module, moduleTree(person, module, withFacts))
  }
  return tree
}

/** What a value that no formula gave does not have. */
const NOT_COMPUTED = { exact: undefined, formula: undefined, substituted: undefined }

/** A final score that is the mean of its months' by days: each is explained with its month. */
function meanTree(person: ServiceResult, months: readonly ScoredMonth[]): Explained {
  const counted = months.filter(({ result }) => result.final !== undefined)
  const scores = counted.map(({ days, result }) => ({ days, score: decimalText(result.final ?? ZERO, 2) }))
  const parts = counted.map(
    ({ period, result }): Explained => ({
      name: period,
      title: { zh: `${period} 最终评分`, en: `final score of ${period}` },
      unit: 'points',
      value: decimalText(result.final ?? ZERO, 2),
      parts: [],
    }),
  )
  const value = person.final === undefined ? null : decimalText(person.final, 2)
  return {
    name: 'service.final-score',
    title: { zh: '最终考核评分', en: 'final score' },
    clause: '5.2',
    unit: 'points',
    value,
    ...(value === null
      ? { reason: person.status === 'excluded' ? 'excluded' : `incomplete: ${person.missing.join(', ')}` }
      : {
          published: value,
          substituted: `(${scores.map(({ days, score }) => `${score} * ${days}`).join(' + ')}) / ${scores.reduce((sum, { days }) => sum + days, 0)}`,
        }),
    notes: person.remarks,
    parts,
  }
}

function finalTree(person: ServiceResult, workings: Explained): Explained {
  if (person.final !== undefined) return { ...workings, notes: person.remarks }
  const reason = person.status === 'excluded' ? 'excluded' : `incomplete: ${person.missing.join(', ')}`
  const parts = MODULES.map((name) => ({ name, title: { zh: name, en: name }, value: null, parts: [] }))
  return { ...workings, ...NOT_COMPUTED, value: null, reason, decisions: [], notes: person.remarks, parts }
}

/** A module as it counts: where HR decided, the decision stands over what the records gave. */
function moduleTree(person: ServiceResult, module: Module, workings: Explained): Explained {
  const { score, treated, remarks } = person.modules[module]
  const notes: readonly Remark[] = remarks
  if (treated === undefined) return { ...workings, notes }
  const value = score === undefined ? null : decimalText(score, 2)
  return { ...workings, ...NOT_COMPUTED, value, reason: treated, notes }
}

function ruleOf(rules: ServiceRules, module: Module): CompiledRule {
  return rules[module]
}
