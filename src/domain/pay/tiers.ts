import { compare, multiply, type Rational, smaller, subtract, sum, ZERO } from '../../base/rational.ts'
import type { Band } from './commission-plan.ts'

/** What one band gives: the part of the base that lies in it, at its rate. Exact, in yuan. */
export interface BandPart {
  readonly from: Rational | undefined
  /** The next band's bound; undefined for the last. */
  readonly to: Rational | undefined
  readonly rate: Rational
  readonly part: Rational
  readonly amount: Rational
}

/** The band that a figure lies in: the last one that begins at or below it (half-open bands, POLICY P2); undefined below the first. */
export function bandOf<B extends Pick<Band, 'from'>>(bands: readonly B[], figure: Rational): B | undefined {
  return bands.findLast(({ from }) => from === undefined || compare(from, figure) <= 0)
}

/**
 * What the bands of a plan give for a base (POLICY P2). `marginal` 超额累进: every band's rate on the part of the base inside of it;
 * `whole` 全额累进: the rate of the band that `figure` (the base itself unless told) lies in, on the whole base. Below the first band nothing.
 * A base below zero lies in a band that is open below, or in none.
 */
export function bandParts(base: Rational, bands: readonly Band[], mode: 'marginal' | 'whole', figure: Rational = base): BandPart[] {
  const told = bands.map((band, index) => ({ ...band, to: bands[index + 1]?.from }))
  if (mode === 'whole') {
    const reached = bandOf(told, figure)
    return reached ? [partOf(reached, base)] : []
  }
  return told.flatMap((band) => {
    const first = band.from ?? (base.numerator < 0n ? base : ZERO)
    if (band.from !== undefined && compare(base, band.from) <= 0) return []
    if (band.from === undefined && base.numerator < 0n) return [partOf(band, base)]
    const last = band.to === undefined ? base : smaller(base, band.to)
    return compare(last, first) > 0 ? [partOf(band, subtract(last, first))] : []
  })
}

function partOf({ from, to, value }: Band & { readonly to: Rational | undefined }, part: Rational): BandPart {
  return { from, to, rate: value, part, amount: multiply(part, value) }
}

export function totalOf(parts: readonly BandPart[]): Rational {
  return sum(parts.map(({ amount }) => amount))
}
