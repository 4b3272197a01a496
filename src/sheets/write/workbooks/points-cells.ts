import { compare, divide, HUNDRED, larger, multiply, type Rational, smaller, sum, ZERO } from '../../../base/rational.ts'
import { roundHalfUp } from '../../../base/rounding.ts'
import type { KpiResult, SalesResult, ScorecardLine } from '../../../domain/sales/sales-result.ts'
import { nearestDouble, numberText, wholeScale } from './exact-number.ts'
import { plainCell, STYLE } from './house-style.ts'
import { kpiCells } from './kpi-cells.ts'
import { live } from './live-formula.ts'
import type { Say } from './words.ts'
import type { WorkbookOptions } from './workbook-options.ts'
import { type Cell, cellName, formula, number, text } from './xlsx/cell.ts'

/** Columns that one line of the scorecard takes: numerator, denominator, value, target, weight, points. */
export const LINE_COLUMNS = 6
/** Places that keep a total at exactly one half there, and drop the dust of adding doubles. */
const DUST_PLACES = 9

/** One line of the scorecard 考核表 from this column on. */
export function lineCells(line: ScorecardLine, result: KpiResult, column: number, row: number, options: WorkbookOptions, say: Say): Cell[] {
  const target = line.parameters.target
  return [
    ...kpiCells(result, column, row, options, say),
    target === undefined ? text(say('none'), STYLE.right) : plainCell(target, STYLE.ratio),
    plainCell(line.weight, STYLE.ratio),
    pointsCell(line, result, column, row, say),
  ]
}

/** Points by ratio to target with a cap are live; those of other methods are the engine's number. */
function pointsCell({ points, parameters }: ScorecardLine, result: KpiResult, column: number, row: number, say: Say): Cell {
  if (points === undefined) return text(say('notApplicable'), STYLE.right)
  const { target, cap } = parameters
  const reached = result.exact && target && divide(result.exact, target)
  const ratio = divide(result.numerator, result.denominator)
  if (!reached || !ratio || !result.exact || compare(ratio, result.exact) !== 0) return number(numberText(points), STYLE.score)
  const [over, under, aim] = [cellName(column, row), cellName(column + 1, row), cellName(column + 3, row)]
  const gives = multiply(HUNDRED, larger(ZERO, cap === undefined ? reached : smaller(reached, cap)))
  const capped = cap === undefined ? `${over}/${under}/${aim}` : `MIN(${over}/${under}/${aim},${numberText(cap)})`
  return live(`100*MAX(0,${capped})`, gives, points, STYLE.score)
}

/** The weighted total of the lines that count, rounded to 2 decimals; `columns` says where each line begins. */
export function totalPointsCell(person: SalesResult, columns: ReadonlyMap<string, number>, row: number, say: Say): Cell {
  if (person.points === undefined) return text(say('pending'), STYLE.totalScore)
  const counted = person.lines.filter((line) => line.counted && line.points !== undefined)
  const scale = wholeScale(counted.map((line) => line.weight))
  if (scale === undefined || counted.length === 0) return number(numberText(person.points), STYLE.totalScore)
  const parts = counted.map((line) => {
    const column = columns.get(line.kpi) ?? 0
    return { weight: `ROUND(${cellName(column + 4, row)}*${scale},0)`, points: cellName(column + 5, row) }
  })
  const over = parts.map((part) => `${part.weight}*${part.points}`).join('+')
  const under = parts.map((part) => part.weight).join('+')
  const words = `ROUND(ROUND(100*(${over})/(${under}),${DUST_PLACES}),0)/100`
  const mean = divide(sum(counted.map(weighted)), sum(counted.map((line) => line.weight)))
  if (!mean || compare(roundHalfUp(mean, 2), person.points) !== 0 || isTooNearHalf(mean))
    return number(numberText(person.points), STYLE.totalScore)
  return formula(words, { number: numberText(person.points) }, STYLE.totalScore)
}

function weighted({ points, weight }: ScorecardLine): Rational {
  return multiply(points ?? ZERO, weight)
}

/** A total this near to a half, but not on it, is one that binary sums cannot tell from the half. */
function isTooNearHalf(mean: Rational): boolean {
  const scaled = multiply(mean, HUNDRED)
  const fraction = (((scaled.numerator % scaled.denominator) + scaled.denominator) % scaled.denominator) * 2n
  const distance = fraction - scaled.denominator
  return distance !== 0n && Math.abs(nearestDouble({ numerator: distance, denominator: scaled.denominator })) < 2e-8
}
