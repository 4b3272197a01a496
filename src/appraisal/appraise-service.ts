import { type Day, dayText } from '../base/day.ts'
import { groupBy } from '../base/group-by.ts'
import type { Period } from '../base/period.ts'
import { messageOf, type Problem } from '../base/problem.ts'
import { rational, ZERO } from '../base/rational.ts'
import { decimalText } from '../base/rounding.ts'
import { appraisalProblem } from '../domain/appraisal-problems.ts'
import { cell, choiceTitle, type RecordValues, textCell } from '../domain/dataset/tables.ts'
import { type ModuleOutcomes, moduleOutcomes, type ServiceRules } from '../domain/engineers/module-outcomes.ts'
import { finalInputs, type OnIncomplete, scoreEngineer } from '../domain/engineers/score-engineer.ts'
import { type IncompleteDecision, MODULES, type Module, type ServiceFacts } from '../domain/engineers/service-facts.ts'
import type { ModuleResult, ServiceResult } from '../domain/engineers/service-result.ts'
import { optionalText } from './people-of-period.ts'
import type { PeopleTakingPart } from './people-taking-part.ts'
import type { RulesInForce } from './rules-in-force.ts'

export interface ServiceAppraisal {
  readonly results: readonly ServiceResult[]
  readonly problems: readonly Problem[]
}

/**
 * Scores every service engineer of the period and lists what is missing, unclassified or decided in vain (POLICY 5, A5, A8).
 * `markedMonths` are the months of a longer period that people have marks of, which are none of the period.
 */
export function appraiseService(
  people: PeopleTakingPart,
  factsOf: (employee: string) => ServiceFacts,
  decisions: readonly IncompleteDecision[],
  onIncomplete: OnIncomplete,
  rules: ServiceRules,
  words: RulesInForce['book'],
  period: Period,
  markedMonths: ReadonlyMap<string, readonly string[]> = new Map(),
): ServiceAppraisal {
  const problems: Problem[] = []
  const decisionsOf = groupBy(decisions, (decision) => decision.employee)
  const results = people.engineers.map((engineer) => {
    const outcomes = moduleOutcomes(factsOf(engineer.number), rules)
    const region = people.homeOf(engineer.number) ?? engineer.region
    const own = decisionsOf.get(engineer.number) ?? []
    const { participation } = people.partsOf(engineer.number)
    const result = scoreEngineer(
      { number: engineer.number, name: engineer.name, region, participation },
      outcomes,
      own,
      onIncomplete,
      rules,
    )
    problems.push(
      ...brokenRules(result, outcomes),
      ...brokenFinal(result, rules),
      ...missingProblems(result, outcomes, words, period, markedMonths.get(engineer.number)),
      ...decisionProblems(result, own, outcomes),
    )
    return result
  })
  const appraised = new Set(people.engineers.map((engineer) => engineer.number))
  for (const employee of decisionsOf.keys()) {
    if (!appraised.has(employee)) {
      const record = `${period.text} ${employee}`
      problems.push(appraisalProblem('decision_should_name_an_engineer', { employee }, { table: 'decisions', record, column: 'employee' }))
    }
  }
  return { results, problems }
}

/** HR's decisions of one period, as the domain takes them. */
export function decisionsFrom(records: readonly RecordValues[]): IncompleteDecision[] {
  return records.map((record) => {
    const value = cell('decisions', record, 'value')
    return {
      employee: textCell('decisions', record, 'employee'),
      module: optionalText(cell('decisions', record, 'module')) as Module | undefined,
      decision: textCell('decisions', record, 'decision') as IncompleteDecision['decision'],
      value: value === null ? undefined : rational(BigInt(value), 100n),
      reason: textCell('decisions', record, 'reason'),
    }
  })
}

/** Inputs that a rule refuses, such as a form above the scale of its rule, are errors: nobody is scored on them. */
function brokenRules(person: ServiceResult, outcomes: ModuleOutcomes): Problem[] {
  return MODULES.flatMap((module) => {
    const { problem } = outcomes.modules[module].outcome
    if (!problem) return []
    const values = {
      employee: person.employee,
      name: person.name,
      module,
      moduleTitle: choiceTitle('decisions', 'module', module),
      causeZh: messageOf(problem, 'zh'),
      causeEn: messageOf(problem, 'en'),
    }
    const at = { table: TABLE_OF[module], record: person.employee, ...(problem.place ? { place: problem.place } : {}) }
    return [appraisalProblem('module_must_suit_its_rule', values, at)]
  })
}

/** Module scores that the rule of the final score refuses leave nobody silently without one. */
function brokenFinal(person: ServiceResult, rules: ServiceRules): Problem[] {
  const isOpen = person.status === 'incomplete' && MODULES.every((module) => !isHeld(person.modules[module]))
  const problem = isOpen ? rules.finalScore.evaluate(finalInputs(person.modules, rules)).problem : undefined
  if (!problem) return []
  const values = { employee: person.employee, name: person.name, causeZh: messageOf(problem, 'zh'), causeEn: messageOf(problem, 'en') }
  const at = { table: 'evaluations', record: person.employee, ...(problem.place ? { place: problem.place } : {}) }
  return [appraisalProblem('final_score_must_suit_its_rule', values, at)]
}

/** Held for a decision: neither scored nor treated. */
function isHeld({ counted, treated }: ModuleResult): boolean {
  return !counted && treated === undefined
}

const TABLE_OF: Readonly<Record<Module, string>> = {
  attendance: 'attendance',
  customer: 'feedback',
  manager: 'evaluations',
  problemSolving: 'followups',
}

function missingProblems(
  result: ServiceResult,
  outcomes: ModuleOutcomes,
  words: RulesInForce['book'],
  period: Period,
  markedMonths: readonly string[] = [],
): Problem[] {
  const problems: Problem[] = []
  if (outcomes.modules.attendance.outcome.value === undefined) {
    for (const event of outcomes.attendance.unclassified) {
      for (const day of event.days) problems.push(unclassified(result, event.kind, day as Day))
    }
  }
  for (const module of result.missing) {
    const reason = outcomes.modules[module].outcome.reason ?? ''
    const isByMonth = module === 'manager' && markedMonths.length > 0
    const months = markedMonths.join(', ')
    problems.push(
      appraisalProblem(
        'module_must_have_data',
        {
          employee: result.employee,
          name: result.name,
          module,
          moduleTitle: choiceTitle('decisions', 'module', module),
          reasonZh: words.reasonWords(reason, 'zh') + (isByMonth ? `（有 ${months} 的评价，需要 ${period.text} 的）` : ''),
          reasonEn: words.reasonWords(reason, 'en') + (isByMonth ? ` (marks of ${months} are there, one of ${period.text} is wanted)` : ''),
          ...treatmentWords(result, module),
        },
        { table: TABLE_OF[module], record: `${period.text} ${result.employee}`, column: module },
      ),
    )
  }
  return problems
}

function treatmentWords(result: ServiceResult, module: Module): { treatmentZh: string; treatmentEn: string } {
  if (result.status === 'excluded') return { treatmentZh: '此人不参与分配。', treatmentEn: 'The person takes no part in the split.' }
  const treated = result.modules[module].treated
  if (treated === 'reweight') return { treatmentZh: '权重由其他模块按比例承担。', treatmentEn: 'The other modules carry its weight.' }
  if (treated !== undefined) {
    const score = decimalText(result.modules[module].score ?? ZERO, 2)
    return { treatmentZh: `记 ${score} 分。`, treatmentEn: `It is scored ${score}.` }
  }
  return {
    treatmentZh: '所在区域暂缓分配，请补充数据，或在处理决定表中写明如何处理。',
    treatmentEn: 'The split of the region is held: import the data, or decide in the table of decisions.',
  }
}

const SETTING_OF: Readonly<Record<string, string>> = { absence: 'absence', missing_punch: 'missingPunch', serious_late: 'seriousLate' }

function unclassified(result: ServiceResult, kind: string, day: Day): Problem {
  return appraisalProblem(
    'attendance_kind_must_be_classified',
    {
      employee: result.employee,
      name: result.name,
      day: dayText(day),
      kind,
      kindTitle: choiceTitle('attendance', 'kind', kind),
      setting: `service.attendance.${SETTING_OF[kind] ?? kind}`,
    },
    { table: 'attendance', record: `${dayText(day)} ${result.employee}`, column: 'kind' },
  )
}

function decisionProblems(result: ServiceResult, decisions: readonly IncompleteDecision[], outcomes: ModuleOutcomes): Problem[] {
  return decisions.flatMap(({ module, decision }) => {
    const score = module === undefined ? undefined : outcomes.modules[module].outcome.value
    if (module === undefined || score === undefined) return []
    const values = {
      employee: result.employee,
      module,
      moduleTitle: choiceTitle('decisions', 'module', module),
      decision,
      score: decimalText(score, 2),
    }
    return [appraisalProblem('decision_should_be_needed', values, { table: 'decisions', record: result.employee, column: module })]
  })
}
