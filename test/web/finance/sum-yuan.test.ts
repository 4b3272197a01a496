import { expect, test } from 'vitest'
import { isNothing, lessYuan, sumYuan } from '../../../src/web/finance/sum-yuan.ts'

test('amounts are added to the fen, whatever their size', () => {
  expect(sumYuan(['0.10', '0.20', '-0.05'])).toBe('0.25')
  expect(sumYuan(['90071992547409.93', '0.01'])).toBe('90071992547409.94')
  expect(sumYuan([])).toBe('0.00')
})

test('what is left of an amount', () => {
  expect(lessYuan('445.54', '445.54')).toBe('0.00')
  expect(lessYuan('0.30', '0.10')).toBe('0.20')
})

test.each`
  amount     | nothing
  ${null}    | ${true}
  ${'0.00'}  | ${true}
  ${'-0.01'} | ${false}
`('$amount is nothing: $nothing', ({ amount, nothing }) => {
  expect(isNothing(amount)).toBe(nothing)
})
