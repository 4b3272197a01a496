import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimal, rational } from '../../../src/base/rational.ts'
import { decimalText } from '../../../src/base/rounding.ts'
import { histogram, spreadOf } from '../../../src/domain/review/histogram.ts'

const text = (scores: string) => scores.split(' ').filter(Boolean).map(decimal)

test.each`
  scores                 | width | bins                                         | why
  ${''}                  | ${5n} | ${''}                                        | ${'nobody has a score'}
  ${'80.00 84.99 85.00'} | ${5n} | ${'80-85:2 85-90:1'}                         | ${'the lower end counts, the upper belongs to the next'}
  ${'95.00 100.00'}      | ${5n} | ${'95-100:2'}                                | ${'100 is the end of the last bin, not a bin of its own'}
  ${'100.00'}            | ${8n} | ${'96-104:1'}                                | ${'unless no bin ends there'}
  ${'72.10 91.00'}       | ${5n} | ${'70-75:1 75-80:0 80-85:0 85-90:0 90-95:1'} | ${'what lies between is there, empty'}
  ${'112.50'}            | ${5n} | ${'110-115:1'}                               | ${'points of a scorecard go beyond 100'}
`('$scores by $width: $why', ({ scores, width, bins }) => {
  const found = histogram(text(scores), width).map(({ from, to, count }) => `${decimalText(from, 0)}-${decimalText(to, 0)}:${count}`)
  expect(found.join(' ')).toBe(bins)
})

test.each`
  scores                 | spread                         | why
  ${''}                  | ${'0 - - - -'}                 | ${'nobody has a score'}
  ${'80.00'}             | ${'1 80.00 80.00 80.00 80.00'} | ${'one is all of it'}
  ${'90.00 70.00'}       | ${'2 70.00 90.00 80.00 80.00'} | ${'the middle of two is between them'}
  ${'90.00 70.00 71.00'} | ${'3 70.00 90.00 77.00 71.00'} | ${'the middle of three is one of them'}
`('the spread of $scores: $why', ({ scores, spread }) => {
  const { count, lowest, highest, mean, median } = spreadOf(text(scores))
  const shown = [lowest, highest, mean, median].map((value) => (value ? decimalText(value, 2) : '-'))
  expect([count, ...shown].join(' ')).toBe(spread)
})

test('everybody is in one bin', () => {
  const scores = fc.array(fc.bigInt(0n, 150_00n).map((hundredths) => rational(hundredths, 100n)))
  fc.assert(
    fc.property(
      scores,
      fc.bigInt(1n, 50n),
      (list, width) => histogram(list, width).reduce((sum, { count }) => sum + count, 0) === list.length,
    ),
  )
})
