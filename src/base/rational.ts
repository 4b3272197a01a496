import { assert } from './assert.ts'

/**
 * An exact fraction. The denominator is always above zero.
 *
 * Fractions are not kept in lowest terms: a formula of this business is a handful of steps long, so
 * its numbers stay short, and a greatest common divisor at every step costs more than it saves.
 */
export interface Rational {
  readonly numerator: bigint
  readonly denominator: bigint
}

export const ZERO: Rational = { numerator: 0n, denominator: 1n }
export const ONE: Rational = { numerator: 1n, denominator: 1n }
export const HUNDRED: Rational = { numerator: 100n, denominator: 1n }

export function rational(numerator: bigint, denominator = 1n): Rational {
  assert(denominator !== 0n, 'A fraction has a denominator other than zero.')
  return denominator < 0n ? { numerator: -numerator, denominator: -denominator } : { numerator, denominator }
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/

/** Reads plain decimal text such as "-12.50", or a fraction of two whole numbers such as "1/3"; undefined for anything else. */
export function rationalFromText(text: string): Rational | undefined {
  const slash = text.indexOf('/')
  if (slash > 0) {
    const over = rationalFromText(text.slice(0, slash))
    const under = rationalFromText(text.slice(slash + 1))
    if (!over || !under || under.numerator === 0n || over.denominator !== 1n || under.denominator !== 1n) return undefined
    return rational(over.numerator, under.numerator)
  }
  const match = DECIMAL.exec(text)
  if (!match) return undefined
  const [, sign, whole = '', places = ''] = match
  const magnitude = BigInt(whole + places)
  return { numerator: sign === '-' ? -magnitude : magnitude, denominator: 10n ** BigInt(places.length) }
}

/** A literal of our own code or of a checked rule file; anything but decimal text is a broken promise. */
export function decimal(text: string): Rational {
  const value = rationalFromText(text)
  if (value === undefined) throw new RangeError(`"${text}" is not decimal text such as 12.50.`)
  return value
}

export function add(a: Rational, b: Rational): Rational {
  if (a.denominator === b.denominator) return { numerator: a.numerator + b.numerator, denominator: a.denominator }
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  }
}

export function subtract(a: Rational, b: Rational): Rational {
  if (a.denominator === b.denominator) return { numerator: a.numerator - b.numerator, denominator: a.denominator }
  return {
    numerator: a.numerator * b.denominator - b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  }
}

export function multiply(a: Rational, b: Rational): Rational {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator }
}

/** The quotient, or undefined when `b` is zero: there is no Infinity here. */
export function divide(a: Rational, b: Rational): Rational | undefined {
  if (b.numerator === 0n) return undefined
  return rational(a.numerator * b.denominator, a.denominator * b.numerator)
}

export function negate(a: Rational): Rational {
  return { numerator: -a.numerator, denominator: a.denominator }
}

/** Below zero, zero or above zero as `a` is below, equal to or above `b`. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const left = a.denominator === b.denominator ? a.numerator : a.numerator * b.denominator
  const right = a.denominator === b.denominator ? b.numerator : b.numerator * a.denominator
  return left < right ? -1 : left > right ? 1 : 0
}

export function smaller(a: Rational, b: Rational): Rational {
  return compare(a, b) <= 0 ? a : b
}

export function larger(a: Rational, b: Rational): Rational {
  return compare(a, b) >= 0 ? a : b
}

export function sum(values: Iterable<Rational>): Rational {
  let total = ZERO
  for (const value of values) total = add(total, value)
  return total
}

/** Lowest terms, for showing and for long chains of steps. */
export function reduced(a: Rational): Rational {
  let x = a.numerator < 0n ? -a.numerator : a.numerator
  let y = a.denominator
  while (y !== 0n) [x, y] = [y, x % y]
  return x <= 1n ? a : { numerator: a.numerator / x, denominator: a.denominator / x }
}
