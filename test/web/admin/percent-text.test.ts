import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { percentText, ratioText, sumText } from '../../../src/web/admin/settings/percent-text.ts'

describe('ratios in per cent', () => {
  test.each`
    ratio       | percent    | why
    ${'0.40'}   | ${'40'}    | ${'a weight'}
    ${'1.5'}    | ${'150'}   | ${'a cap'}
    ${'1.00'}   | ${'100'}   | ${'all of it'}
    ${'0.0125'} | ${'1.25'}  | ${'parts of a per cent stay'}
    ${'0'}      | ${'0'}     | ${'nothing'}
    ${'0.005'}  | ${'0.5'}   | ${'below one'}
    ${'maybe'}  | ${'maybe'} | ${'what is no decimal stays as it is'}
  `('$ratio is $percent%: $why', ({ ratio, percent }) => {
    expect(percentText(ratio)).toBe(percent)
  })

  test.each`
    typed       | ratio        | why
    ${'40'}     | ${'0.4'}     | ${'a weight'}
    ${'150'}    | ${'1.5'}     | ${'more than all'}
    ${'1.25'}   | ${'0.0125'}  | ${'parts of a per cent'}
    ${'５０'}   | ${'0.5'}     | ${'full-width digits'}
    ${'95%'}    | ${'0.95'}    | ${'with its sign'}
    ${''}       | ${undefined} | ${'nothing typed'}
    ${'-5'}     | ${undefined} | ${'no weight is negative'}
    ${'1e2'}    | ${undefined} | ${'plain decimals only'}
    ${'12.5.1'} | ${undefined} | ${'no number'}
  `('"$typed" is $ratio: $why', ({ typed, ratio }) => {
    expect(ratioText(typed)).toBe(ratio)
  })

  test('what is shown in per cent comes back as the same ratio', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000), fc.integer({ min: 0, max: 6 }), (digits, places) => {
        const text = String(digits).padStart(places + 1, '0')
        const ratio = places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`
        const plain = ratio.replace(/^0+(?=\d)/, '').replace(/\.?0+$/, (zeros) => (ratio.includes('.') ? '' : zeros))
        expect(ratioText(percentText(ratio))).toBe(plain)
      }),
    )
  })
})

test.each`
  percents                    | sum          | why
  ${['40', '30', '15', '15']} | ${'100'}     | ${'the shipped scorecard'}
  ${['33.3', '33.3', '33.4']} | ${'100'}     | ${'binary fractions would say 99.99999999999999 or 100.00000000000001'}
  ${['0.1', '0.2', '99.7']}   | ${'100'}     | ${'tenths add up exactly'}
  ${['40', '30.05']}          | ${'70.05'}   | ${'places of different length'}
  ${['40', '']}               | ${undefined} | ${'one is missing'}
  ${[]}                       | ${'0'}       | ${'nothing adds up to nothing'}
`('$percents add up to $sum: $why', ({ percents, sum }) => {
  expect(sumText(percents)).toBe(sum)
})
