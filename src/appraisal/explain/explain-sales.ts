import { compare, divide, multiply, ONE, type Rational, sum, ZERO } from '../../base/rational.ts'
import { decimalText, exactText } from '../../base/rounding.ts'
import type { Kpi, SalesFacts } from '../../domain/sales/sales-facts.ts'
import type { SalesResult, ScorecardLine } from '../../domain/sales/sales-result.ts'
import { kpiInputs } from '../../domain/sales/score-kpis.ts'
import { kpiNamed, methodInputs } from '../../domain/sales/score-points.ts'
import type { CompiledRule } from '../../engine/compiled-rule.ts'
import type { Explainable } from './explainable.ts'
import { type Explained, withLeaf } from './explained.ts'
import { salesSources } from './source-queries.ts'
import { withRecords } from './with-records.ts'

/** The points 得分 of one representative by the scorecard, then every KPI down to orders, collections, visits and the rest. */
export async function explainSales(person: SalesResult, facts: SalesFacts, open: Explainable): Promise<Explained[]> {
  const kpis: Explained[] = []
  for (const [kpi, rule] of open.rules.kpis) kpis.push(await kpiTree(person, kpi, rule, facts, open))
  return [await pointsTree(person, open), ...kpis]
}

async function kpiTree(person: SalesResult, kpi: Kpi, rule: CompiledRule, facts: SalesFacts, open: Explainable): Promise<Explained> {
  const { workings } = await rule.explain(kpiInputs(facts, rule, person.kpis))
  const { value, reason } = kpiNamed(person.kpis, kpi)
  const none = value === undefined ? { exact: undefined, formula: undefined, substituted: undefined } : {}
  const tree: Explained = { ...workings, ...none, name: kpi, value: value === undefined ? null : decimalText(value, 4), reason }
  const sources = salesSources(person, open.period, open.rules)
  let whole = await withRecords(tree, sources, open)
  // What it takes of other KPIs is worked out in its place; the rule book has no circles.
  for (const name of rule.inputs) {
    const taken = open.rules.kpis.get(name)
    if (taken) whole = withLeaf(whole, name, await kpiTree(person, name, taken, facts, open))
  }
  return whole
}

async function pointsTree(person: SalesResult, { rules }: Explainable): Promise<Explained> {
  const scorecard = rules.book.scorecard('sales.scorecard')
  const parts: Explained[] = []
  for (const [index, entry] of rules.scorecard.entries(person.region).entries()) {
    const line = person.lines[index]
    const kpi = rules.kpis.get(entry.kpi)
    // Of a KPI that the reader may not see nothing is shown, nor of a line that takes it besides.
    if (!kpi || (entry.second !== undefined && !rules.kpis.has(entry.second))) continue
    const { title } = kpi
    const given = methodInputs(entry, person.kpis)
    const { workings } = await entry.method.explain(given ?? entry.method.inputs.map(() => undefined))
    const { exact, reason, numerator } = kpiNamed(person.kpis, entry.kpi)
    const taken = exact === undefined || entry.of === 'value' ? exact : numerator
    const weight = { name: 'weight', title: { zh: '权重', en: 'weight' }, value: exactText(entry.weight), parts: [] }
    const named = withLeaf({ ...workings, name: entry.kpi, title }, 'value', {
      name: 'value',
      title,
      value: taken === undefined ? null : exactText(taken),
      published: taken === undefined || entry.of === 'numerator' ? undefined : decimalText(taken, 4),
      reason,
      parts: [],
    })
    const points = line?.counted && line.points !== undefined ? exactText(line.points) : null
    const notes = line?.counted ? (named.value === null ? [COUNTED_AS[scorecard.whenNotApplicable]] : undefined) : [NOT_COUNTED]
    parts.push({ ...named, value: points, ...(notes ? { notes } : {}), parts: [weight, ...named.parts] })
  }
  const isWhole = parts.length === person.lines.length
  const total = person.points === undefined || !isWhole ? undefined : totalFormula(person)
  return {
    name: scorecard.id,
    title: scorecard.title,
    clause: scorecard.clause,
    value: person.points === undefined ? null : decimalText(person.points, 2),
    ...total,
    reason: person.points === undefined ? `whenNotApplicable: ${scorecard.whenNotApplicable}` : undefined,
    ...(isWhole ? {} : { notes: [SOME_HIDDEN] }),
    parts,
  }
}

/** The total as it was added up: the lines that count by their weights, over the weights where others carry what is missing. */
function totalFormula({ lines, points }: SalesResult): Pick<Explained, 'exact' | 'formula' | 'substituted'> {
  const counted = lines.filter((line) => line.counted && line.points !== undefined)
  const weights = sum(counted.map(({ weight }) => weight))
  const weighted = sum(counted.map((line) => multiply(line.weight, line.points ?? ZERO)))
  const exact = divide(weighted, weights)
  const over = compare(weights, ONE) === 0 ? '' : ` / ${exactText(weights)}`
  const added = (figure: (line: ScorecardLine) => string) => {
    const terms = counted.map((line) => `${exactText(line.weight)} * ${figure(line)}`).join(' + ')
    return over === '' ? terms : `(${terms})${over}`
  }
  return {
    ...(exact && points && compare(exact, points) !== 0 ? { exact: exactText(exact) } : {}),
    formula: added(({ kpi }) => kpi),
    substituted: added((line) => figureText(line.points ?? ZERO)),
  }
}

/** A figure as it stands in a formula: in brackets where it is no plain number. */
function figureText(value: Rational): string {
  const text = exactText(value)
  return /^\d+(\.\d+)?$/.test(text) ? text : `(${text})`
}

const COUNTED_AS = {
  full: { zh: '不适用，按满分计', en: 'not applicable, counted as full points' },
  zero: { zh: '不适用，按零分计', en: 'not applicable, counted as no points' },
  hold: { zh: '不适用', en: 'not applicable' },
  reweight: { zh: '不适用', en: 'not applicable' },
} as const

const SOME_HIDDEN = { zh: '另有对您不可见的指标计入总分', en: 'KPIs that are not shown to you count in the total too' }
const NOT_COUNTED = { zh: '不适用，未计入', en: 'not applicable, not counted' }
