import { rationalFromText } from './rational.ts'
import { decimalText } from './rounding.ts'

/** Decimals of a number that does not end. */
const PLACES = 6

/** Text with its fractions such as "(1029463071/2696300)" as the decimals that people read: "(≈381.805849)". Division is written with spaces and stays. */
export function readableFractions(text: string): string {
  return text.replace(/-?\d+\/\d+/g, (fraction) => {
    const exact = rationalFromText(fraction)
    return exact ? `≈${decimalText(exact, PLACES)}` : fraction
  })
}
