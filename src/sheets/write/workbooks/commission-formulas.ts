import { yuan } from '../../../base/money.ts'
import { type Rational, rational } from '../../../base/rational.ts'
import { roundHalfUp } from '../../../base/rounding.ts'
import type { CommissionResult } from '../../../domain/pay/pay-result.ts'
import { numberText, wholeScale, wholeUnits } from './exact-number.ts'
import { STYLE } from './house-style.ts'
import { hundredths, live } from './live-formula.ts'
import { type Cell, number, sheetReference } from './xlsx/cell.ts'

/** Whole numbers up to here are exact in a spreadsheet. */
const MOST_EXACT = 2n ** 53n

/**
 * What a period's base earns (column G, its base in F), as a live formula over its tiers and coefficients; of documents paid by themselves the
 * sum of their lines on the other sheet. Where floor, cap or the months of a longer period make another amount, that number stands alone.
 */
export function earnedCell(each: CommissionResult, row: number, documents: { readonly sheet: string; readonly last: number }): Cell {
  const engine = yuan(each.earned)
  if (each.lines.length > 0) {
    const sheet = sheetReference(documents.sheet)
    const range = (column: string) => `${sheet}$${column}$4:$${column}$${documents.last}`
    const sum = yuan(each.lines.reduce((total, { amount }) => (total + amount) as typeof amount, 0n as typeof each.earned))
    return live(`ROUND(SUMIFS(${range('I')},${range('A')},B${row},${range('C')},E${row}),2)`, sum, engine, STYLE.money)
  }
  const tiers = tierFormula(each, row)
  return tiers ? live(tiers.words, tiers.gives, engine, STYLE.money) : number(numberText(engine), STYLE.money)
}

function tierFormula(
  { base, bands, coefficients }: CommissionResult,
  row: number,
): { readonly words: string; readonly gives: Rational } | undefined {
  const rates = wholeScale(bands.map(({ rate }) => rate))
  const factors = wholeScale(coefficients.map(({ value }) => value))
  if (bands.length === 0 || rates === undefined || factors === undefined) return undefined
  const cell = hundredths(`F${row}`)
  const fenOf = (bound: Rational) => (bound.numerator * 100n) / bound.denominator
  const isWhole = bands.length === 1 && fenOf(bands[0]?.part ?? rational(0n)) === base
  const parts = bands.map(({ from, to, rate }) => {
    const low = from === undefined || from.numerator === 0n ? cell : `(${cell}-${fenOf(from)})`
    const inside = isWhole ? cell : to === undefined ? low : `(MIN(${cell},${fenOf(to)})${from ? `-${fenOf(from)}` : ''})`
    return `${inside}*${wholeUnits(rate, rates)}`
  })
  const product = coefficients.reduce((whole, { value }) => whole * wholeUnits(value, factors), 1n)
  const under = rates * coefficients.reduce((whole) => whole * factors, 1n)
  const over = bands.reduce((sum, { part, rate }) => sum + fenOf(part) * wholeUnits(rate, rates), 0n) * product
  if (over >= MOST_EXACT || over <= -MOST_EXACT || under >= MOST_EXACT) return undefined
  const words = `ROUND((${parts.join('+')})${product === 1n ? '' : `*${product}`}/${under},0)/100`
  return { words, gives: roundHalfUp(rational(over, under * 100n), 2) }
}
