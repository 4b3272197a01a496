import type { Language } from '../base/problem.ts'
import { compare, decimal, divide, multiply, type Rational } from '../base/rational.ts'
import { type Appraisal, type ListedAppraisal, wholeAppraisal } from '../domain/appraisal.ts'
import type { CompiledRule } from '../engine/compiled-rule.ts'
import type { BonusRules, WorkbookOptions } from '../sheets/write/workbooks/workbook-options.ts'
import { writeWorkbooks } from '../sheets/write/workbooks/write-workbooks.ts'
import { kpiMeanings } from './kpi-meanings.ts'
import type { WorkbookWriter } from './publish-result.ts'
import type { RulesInForce } from './rules-in-force.ts'

/** The four kinds of workbooks (CONTRACT section 4) of one appraisal, in the words of the rules it followed. */
export function publishWorkbooks(listed: ListedAppraisal, rules: RulesInForce, language: Language, company?: string): WorkbookWriter {
  const appraisal = wholeAppraisal(listed)
  return async (folder) => writeWorkbooks(appraisal, folder, { ...(await workbookOptions(appraisal, rules, language)), company })
}

async function workbookOptions(appraisal: Appraisal, rules: RulesInForce, language: Language): Promise<WorkbookOptions> {
  const reasons = new Set(appraisal.sales.flatMap((person) => Object.values(person.kpis).flatMap(({ reason }) => reason ?? [])))
  return {
    language,
    kpis: await kpiMeanings(rules),
    moduleWeights: rules.service.weights,
    bonusRules: bonusRules(rules),
    reasonWords: Object.fromEntries([...reasons].map((reason) => [reason, rules.book.reasonWords(reason, language)])),
  }
}

function bonusRules({ bonus: { pool, split } }: RulesInForce): BonusRules {
  const { rule, rounding } = split
  return { isCapped: pool.used.includes('commission'), ties: isProportional(rule) ? rounding.ties : undefined }
}

/** Pools, scores and their sums that no formula but pool * score / sum answers alike. */
const PROBES = [
  ['1000', '92.35', '255.90'],
  ['0.07', '3', '11.5'],
  ['98765.43', '60', '60'],
] as const

/** Whether a share is pool * score / sum of scores (POLICY 5.3.3), which is what the sheets' formulas compute. */
function isProportional(rule: CompiledRule): boolean {
  return PROBES.every((probe) => {
    const [poolOf, score, scoreTotal] = probe.map((figure) => decimal(figure))
    const inputs: Readonly<Record<string, Rational | undefined>> = { pool: poolOf, score, scoreTotal }
    const exact = rule.evaluate(rule.inputs.map((name) => inputs[name])).exact
    const due = poolOf && score && scoreTotal && divide(multiply(poolOf, score), scoreTotal)
    return exact !== undefined && due !== undefined && compare(exact, due) === 0
  })
}
