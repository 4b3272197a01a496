import { expect, test } from 'vitest'
import { readScore, sameScore } from '../../../src/web/manager/marks/score-text.ts'

const READ: readonly (readonly [string, string, string])[] = [
  ['92.5', '92.5', 'as it is'],
  ['１２．５', '12.5', 'full-width digits and point of an input method'],
  ['９５', '95', 'full-width digits'],
  ['92。5', '92.5', 'the Chinese full stop in place of the point'],
  ['92｡5', '92.5', 'its half-width form'],
  [' 92.50 ', '92.5', 'spaces around, a needless zero'],
  ['9 2', '92', 'a space within'],
  ['\u00a088\u3000', '88', 'spaces that are not ASCII, as from web pages and Excel'],
  ['92分', '92', 'with its unit'],
  ['0', '0', 'the lowest'],
  ['000', '0', 'zeros'],
  ['100', '100', 'the highest'],
  ['100.00', '100', 'the highest with decimals'],
  ['090.10', '90.1', 'zeros at both ends'],
  ['.5', '0.5', 'without a whole part'],
  ['60.', '60', 'a point and nothing after it'],
  ['+60', '60', 'a sign that says nothing'],
  ['①', '1', 'a digit in a circle is a digit to an input method'],
  ['', '', 'blank'],
  [' \t', '', 'nothing but spaces'],
]
for (const [typed, text, why] of READ) {
  test(`"${typed}" is ${text || 'blank'}: ${why}`, () => expect(readScore(typed)).toEqual({ ok: true, text }))
}

const FAULTS: readonly (readonly [string, string, string])[] = [
  ['100.01', 'outOfRange', 'above the highest by a hundredth'],
  ['101', 'outOfRange', 'above the highest'],
  ['1000', 'outOfRange', 'a slip of a digit'],
  ['00101', 'outOfRange', 'zeros before do not make it smaller'],
  ['-1', 'outOfRange', 'below zero'],
  ['－1', 'outOfRange', 'below zero, full-width'],
  ['92.555', 'tooManyDecimals', 'three decimals would be rounded by somebody'],
  ['优', 'notANumber', 'a word'],
  ['92,5', 'notANumber', 'a comma may mean thousands or decimals'],
  ['92.5.1', 'notANumber', 'two points'],
  ['9e1', 'notANumber', 'an exponent'],
  ['92%', 'notANumber', 'a rate is no score'],
  ['.', 'notANumber', 'a point alone'],
  ['NaN', 'notANumber', 'no number by name'],
  ['Infinity', 'notANumber', 'nor an endless one'],
]
for (const [typed, fault, why] of FAULTS) {
  test(`"${typed}" is none: ${why}`, () => expect(readScore(typed)).toEqual({ ok: false, fault }))
}

test.each([
  ['92.50', '92.5', true],
  ['92.5', null, false],
  [null, '', true],
  ['0', '', false],
  ['９０', '90.00', true],
  ['x', 'x', false],
])('%s and %s are the same score: %s', (a, b, same) => {
  expect(sameScore(a, b)).toBe(same)
})
