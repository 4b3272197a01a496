import { present } from '../../../src/base/assert.ts'
import { type Day, dayOf } from '../../../src/base/day.ts'
import { periodFromText } from '../../../src/base/period.ts'
import { decimal, type Rational, reduced } from '../../../src/base/rational.ts'
import { WORDS } from './columns.ts'

// The worlds are well-formed, so whatever cannot be read here is a mistake of the test and throws.

/** Decimal text with or without ¥ and thousands separators, in lowest terms so that 1.5 and 1.50 are the same content; undefined when blank. */
export function numberIn(cell: string): Rational | undefined {
  return cell === '' ? undefined : reduced(decimal(cell.replace(/[¥,\s]/g, '')))
}

export function amountIn(cell: string): Rational {
  return present(numberIn(cell), 'An amount is there.')
}

export function dayIn(cell: string): Day {
  const [year, month, day] = cell.split(/[^0-9]+/).map(Number)
  return present(dayOf(year ?? 0, month ?? 0, day ?? 0), `"${cell}" is a day.`)
}

export function optionalDayIn(cell: string): Day | undefined {
  return cell === '' ? undefined : dayIn(cell)
}

/** "2026-10" for "2026/10", "2026年10月" and "2026-10-01" too. */
export function periodIn(cell: string): string {
  const month = /^(\d{4})[-/年](\d{1,2})(?:月|[-/月]0?1日?)?$/.exec(cell)
  const text = month ? `${month[1]}-${String(month[2]).padStart(2, '0')}` : cell
  return present(periodFromText(text), `"${cell}" is a period.`).text
}

export function flagIn(cell: string): boolean | undefined {
  if (cell === '') return undefined
  return ['yes', '是', '1', 'true'].includes(cell.toLowerCase())
}

export function wordIn(cell: string, blank = ''): string {
  return cell === '' ? blank : (WORDS[cell] ?? cell)
}
