import type { Rational } from './rational.ts'
import { roundToUnits, unitsText } from './rounding.ts'

/** Money is a whole number of fen (分). Yuan (元) exist only on sheets and screens. */
export type Fen = bigint & { readonly unit: 'fen' }

export function fen(amount: bigint): Fen {
  return amount as Fen
}

/** Reads plain yuan such as "-1200.5" as fen (-120050); anything else, more than two decimals too, is refused. */
export function fenFromYuan(text: string): Fen | undefined {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (!match) return undefined
  const [, sign, whole = '', cents = ''] = match
  const magnitude = BigInt(whole + cents.padEnd(2, '0'))
  return fen(sign === '-' ? -magnitude : magnitude)
}

/** "1200.50" for 120050 fen. */
export function yuanText(amount: Fen): string {
  return unitsText(amount, 2)
}

/** The amount in yuan as an exact fraction, as formulas take it. */
export function yuan(amount: Fen): Rational {
  return { numerator: amount, denominator: 100n }
}

/** An amount in yuan rounded half up to the fen (POLICY A15). */
export function fenFromRational(amountYuan: Rational): Fen {
  return fen(roundToUnits(amountYuan, 2))
}
