import { rationalFromText } from '../../base/rational.ts'
import { readableFractions } from '../../base/readable-fractions.ts'
import { decimalText } from '../../base/rounding.ts'
import { decimal, percent, yuan } from '../parts/format.ts'

/** Decimals of a number that does not end, where the rule says nothing else. */
const PLACES = 6

/** A value of the workings as people read it: "¥377.97", "33.58%", "93.81", "≈ 377.965573" for a fraction. */
export function nodeValue(value: string, unit: string | undefined): string {
  const { text, isExact } = asDecimal(value)
  const written = unit === 'yuan' ? yuan(text) : unit === 'ratio' ? percent(text) : decimal(text)
  return isExact ? written : `≈ ${written}`
}

/** Decimal text of an exact value; a fraction such as "1/3" is cut to six decimals, and said to be. */
function asDecimal(value: string): { readonly text: string; readonly isExact: boolean } {
  if (!value.includes('/')) return { text: value, isExact: true }
  const exact = rationalFromText(value)
  return exact ? { text: decimalText(exact, PLACES), isExact: false } : { text: value, isExact: true }
}

/** The figures of a formula as people read them: fractions in brackets get their decimals. */
export function readableFigures(substituted: string): string {
  return readableFractions(substituted)
}
