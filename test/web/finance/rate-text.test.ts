import { expect, test } from 'vitest'
import { rateText } from '../../../src/web/finance/rate-text.ts'

test.each`
  rate        | text      | why
  ${'0.001'}  | ${'1‰'}   | ${'the policy’s own'}
  ${'0.0015'} | ${'1.5‰'} | ${'half a thousandth more'}
  ${'0.02'}   | ${'2%'}   | ${'two places are per cent'}
  ${'0.5'}    | ${'50%'}  | ${'one place too'}
  ${'1'}      | ${'100%'} | ${'all of it'}
  ${'0.012'}  | ${'12‰'}  | ${'twelve thousandths'}
  ${'1/3'}    | ${'1/3'}  | ${'what decimals cannot say stays as it is'}
`('$rate is $text: $why', ({ rate, text }) => {
  expect(rateText(rate)).toBe(text)
})
