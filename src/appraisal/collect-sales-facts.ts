import { present } from '../base/assert.ts'
import type { Period } from '../base/period.ts'
import type { Rational } from '../base/rational.ts'
import { recorder, type SalesFacts } from '../domain/sales/sales-facts.ts'
import type { Records } from '../store/database/records.ts'
import type { CollectionTotals, Measured } from '../store/measures/measure.ts'
import type { RulesInForce } from './rules-in-force.ts'

/**
 * The measures of every representative in one period: one statement per table and window, whatever the number of people.
 * `homeOf` says whose region's measures count for whom; `collections` are the totals of the period where they were asked for already.
 */
export async function collectSalesFacts(
  records: Records,
  book: number,
  period: Period,
  { readings, measures }: Pick<RulesInForce, 'readings' | 'measures'>,
  homeOf: Measured['homeOf'],
  collections?: readonly CollectionTotals[],
): Promise<(employee: string) => SalesFacts> {
  const measured = { reader: records, book, period, readings, collections, homeOf }
  const figures = new Map<string, (rep: string) => Rational | undefined>()
  for (const [name, measure] of Object.entries(measures)) figures.set(name, await measure.figures(measured))
  const byMeasure = recorder([...figures.keys()])
  return (employee) => ({ employee, measures: byMeasure((name) => present(figures.get(name), 'Every measure was asked for.')(employee)) })
}
