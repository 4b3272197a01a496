import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byCodePoint } from '../../src/base/text-order.ts'

test('text is ordered by code point, rare Han characters beyond the basic plane too', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-composite' }), fc.string({ unit: 'grapheme-composite' }), (a, b) => {
      expect(Math.sign(byCodePoint(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))))
    }),
  )
  expect(byCodePoint('\u{20000}', '\uffee')).toBeGreaterThan(0)
  expect('\u{20000}' > '\uffee').toBe(false)
})
