import type { Rational } from '../../../base/rational.ts'
import { exactText } from '../../../base/rounding.ts'

/** A double carries 15 digits for certain. */
const CERTAIN_DIGITS = 15
const SURELY_ENOUGH_DIGITS = 25

/**
 * The value as a cell stores it: in full where its decimals end within a double's 15 digits, else the double
 * next to it, which is also what a spreadsheet's own division of two whole numbers gives.
 */
export function numberText(value: Rational): string {
  const text = exactText(value)
  if (!text.includes('/') && text.replace(/[-.]/g, '').length <= CERTAIN_DIGITS) return text
  return String(nearestDouble(value))
}

/** The double nearest to the fraction. */
export function nearestDouble(value: Rational): number {
  const magnitude = value.numerator < 0n ? -value.numerator : value.numerator
  if (magnitude === 0n) return 0
  const shift = SURELY_ENOUGH_DIGITS - (String(magnitude).length - String(value.denominator).length)
  const digits =
    shift >= 0 ? (magnitude * 10n ** BigInt(shift)) / value.denominator : magnitude / (value.denominator * 10n ** BigInt(-shift))
  return Number(`${value.numerator < 0n ? '-' : ''}${digits}e${-shift}`)
}

/** The smallest power of ten that makes each value whole, such as 100 for 0.1 and 0.25; undefined when none up to a million does. */
export function wholeScale(values: readonly Rational[]): bigint | undefined {
  for (let scale = 1n; scale <= 1_000_000n; scale *= 10n) {
    if (values.every(({ numerator, denominator }) => (numerator * scale) % denominator === 0n)) return scale
  }
  return undefined
}

/** The value times a scale that makes it whole. */
export function wholeUnits({ numerator, denominator }: Rational, scale: bigint): bigint {
  return (numerator * scale) / denominator
}
