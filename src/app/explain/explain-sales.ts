import { decimalText, exactText } from '../../base/rounding.ts'
import type { SalesResult } from '../../domain/appraisal.ts'
import { KPIS, type Kpi, type SalesFacts } from '../../domain/sales/sales-facts.ts'
import { kpiInputs } from '../../domain/sales/score-kpis.ts'
import { methodInputs } from '../../domain/sales/score-points.ts'
import type { Explainable } from './explainable.ts'
import { type Explained, withLeaf } from './explained.ts'
import { salesSources } from './source-queries.ts'
import { withRecords } from './with-records.ts'

/** The points 得分 of one representative by the scorecard, then every KPI down to orders, collections, visits and the rest. */
export async function explainSales(person: SalesResult, facts: SalesFacts, open: Explainable): Promise<Explained[]> {
  const kpis: Explained[] = []
  for (const kpi of KPIS) kpis.push(await kpiTree(person, kpi, facts, open))
  return [await pointsTree(person, open), ...kpis]
}

async function kpiTree(person: SalesResult, kpi: Kpi, facts: SalesFacts, open: Explainable): Promise<Explained> {
  const rule = open.rules.kpis[kpi]
  const { workings } = await rule.explain(kpiInputs(facts, rule))
  const { value, reason } = person.kpis[kpi]
  const tree: Explained = { ...workings, name: kpi, value: value === undefined ? null : decimalText(value, 4), reason }
  const sources = salesSources(person.employee, open.period, open.rules.readings)
  return withRecords(tree, sources, open)
}

async function pointsTree(person: SalesResult, { rules }: Explainable): Promise<Explained> {
  const scorecard = rules.book.scorecard('sales.scorecard')
  const parts: Explained[] = []
  for (const [index, entry] of rules.scorecard.entries(person.region).entries()) {
    const line = person.lines[index]
    const value = person.kpis[entry.kpi].exact
    const inputs = methodInputs(entry, person.kpis) ?? entry.method.inputs.map(() => undefined)
    const { workings } = await entry.method.explain(inputs)
    const weight = { name: 'weight', title: { zh: '权重', en: 'weight' }, value: decimalText(entry.weight, 2), parts: [] }
    const title = rules.kpis[entry.kpi].title
    const named = withLeaf({ ...workings, name: entry.kpi, title }, 'value', {
      name: 'value',
      title,
      value: value === undefined ? null : exactText(value),
      published: value === undefined ? undefined : decimalText(value, 4),
      reason: person.kpis[entry.kpi].reason,
      parts: [],
    })
    parts.push({ ...named, ...(line?.counted ? {} : { notes: [NOT_COUNTED] }), parts: [weight, ...named.parts] })
  }
  return {
    name: scorecard.id,
    title: scorecard.title,
    clause: scorecard.clause,
    value: person.points === undefined ? null : decimalText(person.points, 2),
    reason: person.points === undefined ? `whenNotApplicable: ${scorecard.whenNotApplicable}` : undefined,
    parts,
  }
}

const NOT_COUNTED = { zh: '不适用，未计入', en: 'not applicable, not counted' }
