import { assert } from '../../base/assert.ts'
import { readMeasure } from '../../domain/measures/read-measure.ts'
import type { MeasureVersion } from '../../engine/rule/measure-rule.ts'
import { companyMeasures } from './company-measures.ts'
import type { Measure } from './measure.ts'

interface Told extends Pick<MeasureVersion, 'module' | 'value'>, Partial<Pick<MeasureVersion, 'window' | 'conditions'>> {
  readonly title: Measure['title']
}

/** Measures that everybody has and that rule files could say: read and counted as a company's own are, of the period unless told. */
function measuresSaid<Name extends string>(measures: Readonly<Record<Name, Told>>): Readonly<Record<Name, Measure>> {
  const said = Object.entries<Told>(measures).map(([key, { title, ...told }]) => {
    const read = readMeasure({ window: { days: 'period' }, ...told }, { file: key, version: '' })
    assert(read.ok, `The measure ${key} says what there is.`)
    return { key, title, definition: read.definition }
  })
  return companyMeasures(said) as Readonly<Record<Name, Measure>>
}

const SALES: Pick<Told, 'module' | 'value'> = { module: 'orders', value: { aggregate: 'sum', field: 'amount' } }

/** What growth is measured against (S2). */
export const SALES_BEFORE = measuresSaid({
  salesLastYear: { ...SALES, title: { zh: '去年同期销售额', en: 'Sales a year ago' }, window: { days: 'lastYear' } },
  salesPreviousPeriod: { ...SALES, title: { zh: '上期销售额', en: 'Sales of the period before' }, window: { days: 'previous' } },
})

/** Sales expenses 销售费用 (S4). */
export const EXPENSE_MEASURES = measuresSaid({
  expenses: { title: { zh: '销售费用', en: 'Sales expenses' }, module: 'expenses', value: { aggregate: 'sum', field: 'amount' } },
})

/** Visits 拜访 and the successful ones (S6). */
export const VISIT_MEASURES = measuresSaid({
  visits: { title: { zh: '访问次数', en: 'Visits' }, module: 'visits', value: { aggregate: 'count' } },
  successfulVisits: {
    title: { zh: '成功访问次数', en: 'Successful visits' },
    ...{ module: 'visits', value: { aggregate: 'count' }, conditions: { field: 'successful', operator: 'equals', values: ['true'] } },
  },
})

/** Upheld complaints 有效投诉 (S7). */
export const COMPLAINT_MEASURES = measuresSaid({
  upheldComplaints: {
    title: { zh: '成立的投诉', en: 'Upheld complaints' },
    ...{ module: 'complaints', value: { aggregate: 'count' }, conditions: { field: 'upheld', operator: 'equals', values: ['true'] } },
  },
})
