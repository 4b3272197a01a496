import { present } from '../base/assert.ts'
import { rational, ZERO } from '../base/rational.ts'
import type { Kpi } from '../domain/sales/sales-facts.ts'
import type { CompiledRule, Workings } from '../engine/compiled-rule.ts'
import type { KpiMeaning } from '../sheets/write/workbooks/workbook-options.ts'
import type { RulesInForce } from './rules-in-force.ts'

type Words = Workings['title']

/**
 * What each KPI sets against what, in the words of the rule in force under the settings in force (POLICY S): clause, direction, unit,
 * sheet, numerator, denominator, when it does not apply, and the settings that choose its records.
 */
export async function kpiMeanings({ kpis, book }: RulesInForce): Promise<ReadonlyMap<Kpi, KpiMeaning>> {
  const meanings = new Map<Kpi, KpiMeaning>()
  for (const [kpi, rule] of kpis) {
    const { numerator, denominator } = await ratioWords(rule)
    const unit = present(rule.measure, 'A KPI rule is a ratio.')
    const better = present(rule.better, 'A KPI rule says which way is better.')
    const readings = book.settingWords(rule.id)
    const { title, clause, sheet } = rule
    meanings.set(kpi, { title, clause, sheet, better, unit, numerator, denominator, readings })
  }
  return meanings
}

/** Numerator and denominator as the rule's own formula has them under the settings in force, with titles in place of names. */
async function ratioWords(rule: CompiledRule): Promise<{ readonly numerator: Words; readonly denominator: Words }> {
  const { workings } = await rule.explain(rule.inputs.map(() => rational(1n)))
  const formula = present(workings.formula, 'A KPI rule has a formula.')
  const at = ratioSign(formula)
  const empty = await rule.explain(rule.inputs.map(() => ZERO))
  const [decision] = empty.workings.decisions ?? []
  const denominator = inWords(formula.slice(at + 1), workings.parts)
  return {
    numerator: inWords(formula.slice(0, at), workings.parts),
    denominator: decision ? { zh: `${denominator.zh}；${decision.zh}`, en: `${denominator.en}; ${decision.en}` } : denominator,
  }
}

/** Where the formula of a ratio divides: the last division outside of parentheses. */
function ratioSign(formula: string): number {
  let depth = 0
  for (let at = formula.length - 1; at >= 0; at--) {
    if (formula[at] === ')') depth += 1
    if (formula[at] === '(') depth -= 1
    if (formula[at] === '/' && depth === 0) return at
  }
  return formula.length
}

const SIGNS: Readonly<Record<string, string>> = { '*': '×', '/': '÷', '-': '－', '+': '＋' }

function inWords(formula: string, parts: readonly Workings[]): Words {
  const text = formula.trim().replace(/^\(([^()]*)\)$/, '$1')
  const said = (language: 'zh' | 'en') => text.replace(/[A-Za-z_]\w*/g, (name) => titleOf(name, parts)[language])
  return { zh: said('zh').replace(/ ([-+*/]) /g, (_, sign: string) => SIGNS[sign] ?? sign), en: said('en') }
}

/** A step that stands for one figure under the settings in force, such as the base of growth, is called by that figure's title. */
function titleOf(name: string, parts: readonly Workings[]): Words {
  const part = parts.find((each) => each.name === name)
  if (!part) return { zh: name, en: name }
  const [only] = part.parts
  return only && part.parts.length === 1 && part.formula === only.name ? titleOf(only.name, part.parts) : part.title
}
