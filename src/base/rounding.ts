import { type Rational, reduced } from './rational.ts'

/**
 * How many units of 10^-places the value is, rounded half up 四舍五入: half a unit goes away from zero,
 * on negative numbers too, as a spreadsheet's ROUND does (POLICY A15). 88.665 with 2 places is 8867n.
 */
export function roundToUnits(value: Rational, places: number): bigint {
  const units = powerOfTen(places)
  if (value.denominator === units) return value.numerator
  const scaled = value.numerator * units
  const magnitude = scaled < 0n ? -scaled : scaled
  const rounded = (magnitude * 2n + value.denominator) / (value.denominator * 2n)
  return scaled < 0n ? -rounded : rounded
}

/** Most figures of most people are nothing. */
const ZERO_TEXTS: readonly string[] = ['0', '0.0', '0.00', '0.000', '0.0000']

const POWERS_OF_TEN: readonly bigint[] = Array.from({ length: 20 }, (_, places) => 10n ** BigInt(places))

function powerOfTen(places: number): bigint {
  return POWERS_OF_TEN[places] ?? 10n ** BigInt(places)
}

/** The value rounded half up to a number of decimals, still as an exact fraction. */
export function roundHalfUp(value: Rational, places: number): Rational {
  return { numerator: roundToUnits(value, places), denominator: powerOfTen(places) }
}

/** Decimal text of whole units of 10^-places: 8867n with 2 places is "88.67". Zero has no sign. */
export function unitsText(units: bigint, places: number): string {
  if (units === 0n) return ZERO_TEXTS[places] ?? `0.${'0'.repeat(places)}`
  const magnitude = (units < 0n ? -units : units).toString().padStart(places + 1, '0')
  const sign = units < 0n ? '-' : ''
  if (places === 0) return sign + magnitude
  return `${sign}${magnitude.slice(0, -places)}.${magnitude.slice(-places)}`
}

/** The value as decimal text with exactly so many decimals, rounded half up. */
export function decimalText(value: Rational, places: number): string {
  return unitsText(roundToUnits(value, places), places)
}

/**
 * The value in full: "0.1" or "12.5" where the decimals end, "1/3" in lowest terms where they do not.
 * For workings and examples, where nothing may be rounded away.
 */
export function exactText(value: Rational): string {
  if (value.denominator === 1n) return value.numerator.toString()
  const { numerator, denominator } = reduced(value)
  let rest = denominator
  let places = 0
  while (rest % 10n === 0n) [rest, places] = [rest / 10n, places + 1]
  while (rest % 2n === 0n) [rest, places] = [rest / 2n, places + 1]
  while (rest % 5n === 0n) [rest, places] = [rest / 5n, places + 1]
  if (rest !== 1n) return `${numerator}/${denominator}`
  return unitsText((numerator * 10n ** BigInt(places)) / denominator, places)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
}
