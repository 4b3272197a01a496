import { compare, divide, multiply, type Rational, sum, ZERO } from '../../../base/rational.ts'
import { roundHalfUp } from '../../../base/rounding.ts'
import { numberText, wholeScale, wholeUnits } from './exact-number.ts'
import { type Cell, formula, number } from './xlsx/cell.ts'
import type { Style } from './xlsx/style.ts'

/**
 * Formulas that finance can follow and that give the engine's own number in binary arithmetic too.
 *
 * A score of 88.67 or an amount of 0.29 has no exact double, and a sum of such products can fall just short of
 * a half that ought to round up. So each formula first turns its cells into whole hundredths (rounding a value that
 * lies a hair beside a whole number is safe), adds and multiplies whole numbers, which doubles do exactly below
 * 2^53, divides once (a quotient that ends in exactly one half is exact, others are far from it), rounds to a whole
 * number and divides by 100 at the very end, which gives the double that "88.67" itself is read as.
 */

/** What a cell shows in whole hundredths. */
export function hundredths(cell: string): string {
  return `ROUND(${cell}*100,0)`
}

/** A live formula where it gives what the engine found; else the engine's number alone, so that no sheet contradicts the result. */
export function live(words: string, gives: Rational | undefined, engine: Rational, style: Style): Cell {
  if (gives === undefined || compare(gives, engine) !== 0) return number(numberText(engine), style)
  return formula(words, { number: numberText(engine) }, style)
}

/** One module that counts: where its score stands, and its weight as a cell or, without one, as the number itself. */
export interface Weighted {
  readonly cell: string
  readonly score: Rational
  readonly weight: Rational
  readonly weightCell?: string
}

/** The weighted mean of scores rounded to 2 decimals: with all modules counted their weights add up to 1 (POLICY 5.2, A8). */
export function weightedScore(parts: readonly Weighted[], engine: Rational, style: Style): Cell {
  const scale = wholeScale(parts.map((part) => part.weight))
  if (scale === undefined || parts.length === 0) return number(numberText(engine), style)
  const weights = parts.map((part) => (part.weightCell ? `ROUND(${part.weightCell}*${scale},0)` : String(wholeUnits(part.weight, scale))))
  const products = parts.map((part, index) => `${weights[index]}*${hundredths(part.cell)}`)
  const units = parts.reduce((units, part) => units + wholeUnits(part.weight, scale), 0n)
  const under = parts.some((part) => part.weightCell) ? `(${weights.join('+')})` : String(units)
  const mean = divide(sum(parts.map((part) => multiply(part.score, part.weight))), sum(parts.map((part) => part.weight)))
  return live(`ROUND((${products.join('+')})/${under},0)/100`, mean && roundHalfUp(mean, 2), engine, style)
}

/** A sum of amounts or scores: every addend has two decimals, so rounding takes nothing away but binary dust. */
export function total(from: string, to: string, addends: readonly Rational[], engine: Rational, style: Style): Cell {
  return live(`ROUND(SUM(${from}:${to}),2)`, roundHalfUp(addends.length > 0 ? sum(addends) : ZERO, 2), engine, style)
}
