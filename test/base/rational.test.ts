import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, compare, decimal, divide, multiply, rational, rationalFromText, reduced, subtract } from '../../src/base/rational.ts'
import { decimalText, exactText, roundToUnits } from '../../src/base/rounding.ts'

const fractions = fc.tuple(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.bigInt(1n, 10n ** 6n)).map(([over, under]) => rational(over, under))

test('adding and taking away again gives the same number', () => {
  fc.assert(fc.property(fractions, fractions, (a, b) => compare(subtract(add(a, b), b), a) === 0))
})

test('multiplying and dividing again gives the same number', () => {
  fc.assert(
    fc.property(fractions, fractions, (a, b) => {
      const back = divide(multiply(a, b), b)
      return b.numerator === 0n ? back === undefined : back !== undefined && compare(back, a) === 0
    }),
  )
})

test('what is written in full reads back as the same number', () => {
  fc.assert(
    fc.property(fractions, (a) => {
      const back = rationalFromText(exactText(a))
      return back !== undefined && compare(back, a) === 0
    }),
  )
})

test('rounding is never more than half a unit away', () => {
  fc.assert(
    fc.property(fractions, fc.integer({ min: 0, max: 6 }), (a, places) => {
      const rounded = rational(roundToUnits(a, places), 10n ** BigInt(places))
      const gap = subtract(rounded, a)
      const half = rational(1n, 2n * 10n ** BigInt(places))
      return compare(gap, half) <= 0 && compare(gap, rational(-half.numerator, half.denominator)) >= 0
    }),
  )
})

test.each([
  ['88.665', 2, '88.67', 'half goes up'],
  ['-88.665', 2, '-88.67', 'on negative numbers away from zero (A15)'],
  ['-0.001', 2, '0.00', 'zero has no sign'],
  ['0.005', 2, '0.01', 'half a fen is a fen'],
  ['1/3', 4, '0.3333', ''],
  ['2/3', 4, '0.6667', ''],
  ['12', 0, '12', ''],
  ['-0.5', 0, '-1', ''],
])('%s rounded to %i decimals is %s: %s', (text, places, rounded) => {
  expect(decimalText(decimal(text), places)).toBe(rounded)
})

test.each([
  ['1.50', '1.5'],
  ['100', '100'],
  ['0.10', '0.1'],
  ['2/6', '1/3'],
  ['-0.0', '0'],
  ['3/8', '0.375'],
])('%s in full is %s', (text, full) => {
  expect(exactText(decimal(text))).toBe(full)
})

test.each(['', '.', '1.', '.5', '1e3', '1,000', '１', '1/0', '0x10', 'Infinity', '1 '])('"%s" is not a number', (text) => {
  expect(rationalFromText(text)).toBeUndefined()
})

test('lowest terms keep the value', () => {
  expect(reduced(rational(-6n, 8n))).toEqual({ numerator: -3n, denominator: 4n })
  expect(reduced(rational(0n, 8n)).numerator).toBe(0n)
})
