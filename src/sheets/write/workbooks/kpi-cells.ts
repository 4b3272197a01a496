import { compare, divide, type Rational } from '../../../base/rational.ts'
import { roundHalfUp } from '../../../base/rounding.ts'
import type { KpiResult } from '../../../domain/sales/sales-result.ts'
import { numberText, wholeScale } from './exact-number.ts'
import { plainCell, STYLE } from './house-style.ts'
import type { Say } from './words.ts'
import type { WorkbookOptions } from './workbook-options.ts'
import { type Cell, cellName, formula, number, text } from './xlsx/cell.ts'
import type { Style } from './xlsx/style.ts'

const COUNT: Style = { ...STYLE.integer, format: '#,##0' }
const QUANTITY: Style = { ...STYLE.integer, format: '#,##0.00####' }
/** A formula's text holds 255 characters at most. */
const LONGEST_REASON = 200

/** "不适用：本期没有计划" */
function notApplicable(result: KpiResult, options: WorkbookOptions, say: Say): string {
  const { reason } = result
  if (reason === undefined) return say('notApplicable')
  return `${say('notApplicable')}${say('colon')}${[...(options.reasonWords[reason] ?? reason)].slice(0, LONGEST_REASON).join('')}`
}

/** Numerator, denominator and value of one KPI, from this column on in this row; the value follows live from the other two. */
export function kpiCells(result: KpiResult, column: number, row: number, options: WorkbookOptions, say: Say): [Cell, Cell, Cell] {
  const over = plainCell(result.numerator, styleOf(result, result.numerator))
  const under = plainCell(result.denominator, styleOf(result, result.denominator))
  return [over, under, valueCell(result, cellName(column, row), cellName(column + 1, row), notApplicable(result, options, say))]
}

function styleOf({ unit }: KpiResult, value: Rational): Style {
  if (unit === 'yuan') return STYLE.money
  return value.numerator % value.denominator !== 0n ? QUANTITY : COUNT
}

/**
 * The ratio rounded to 4 decimals, on whole numbers as live-formula.ts explains: amounts in fen, quantities in
 * as small a unit as they need. Where the engine found no value although there is a denominator (a negative base, a
 * table that is not there) the cell says so in words.
 */
function valueCell(result: KpiResult, over: string, under: string, words: string): Cell {
  const { value, numerator, denominator } = result
  const scale =
    result.unit === 'yuan'
      ? wholeScale([numerator, denominator, { numerator: 1n, denominator: 100n }])
      : wholeScale([numerator, denominator])
  const whole = (cell: string) => (scale === 1n ? cell : `ROUND(${cell}*${scale},0)`)
  const ratio = `ROUND(${whole(over)}*10000/${whole(under)},0)/10000`
  const otherwise = `"${words.replaceAll('"', '""')}"`
  if (value === undefined) {
    if (scale === undefined || denominator.numerator > 0n) return text(words, STYLE.ratio)
    const condition = denominator.numerator === 0n ? '<>0' : '>0'
    return formula(`IF(${under}${condition},${ratio},${otherwise})`, { text: words }, STYLE.ratio)
  }
  const given = divide(numerator, denominator)
  if (scale === undefined || given === undefined || compare(roundHalfUp(given, 4), value) !== 0)
    return number(numberText(value), STYLE.ratio)
  return formula(`IF(${under}<>0,${ratio},${otherwise})`, { number: numberText(value) }, STYLE.ratio)
}
