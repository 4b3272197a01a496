import { expect, test } from 'vitest'
import { nodeValue, readableFigures } from '../../../src/web/sheet/node-value.ts'
import { readableFormula } from '../../../src/web/sheet/readable-formula.ts'
import { percentOf, perMilleOf } from '../../../src/web/sheet/weight-text.ts'

const TITLES: Readonly<Record<string, string>> = {
  onDuty: '工作在岗率',
  counted: '出勤是否计入（1 是，0 否）',
  deduction: '每次扣分',
  officeEvents: '上班迟到、早退、请假次数',
}
const titleOf = (name: string) => TITLES[name]

test.each`
  formula                                      | written                                                        | why
  ${'0.4 * onDuty'}                            | ${'0.4 × 工作在岗率'}                                          | ${'names by their titles, signs as in a textbook'}
  ${'max(0, 100 - deduction * officeEvents)'}  | ${'(100 − 每次扣分 × 上班迟到、早退、请假次数)（不低于 0）'}   | ${'a limit is said as one'}
  ${'2 * if(counted == 1, onDuty, 0) + 1'}     | ${'2 × （若 出勤是否计入 = 1 则为 工作在岗率，否则为 0） + 1'} | ${'what a title says in brackets is left out'}
  ${'100 * clamp((≈0.335810) / 0.95, 0, 1.5)'} | ${'100 × ((≈0.335810) ÷ 0.95)（不低于 0，不高于 1.5）'}        | ${'no word of programmers'}
  ${'min(onDuty, deduction)'}                  | ${'（工作在岗率、每次扣分 中较小者）'}                         | ${'the smaller of two that are no figures'}
  ${'unknown / 2 >= 1'}                        | ${'unknown ÷ 2 ≥ 1'}                                           | ${'a name without a title stays'}
  ${'0.4 * 100 + 0.6 * (-3)'}                  | ${'0.4 × 100 + 0.6 × (−3)'}                                    | ${'figures stay as they are'}
`('$formula: $why', ({ formula, written }) => {
  expect(readableFormula(formula, titleOf, 'zh')).toBe(written)
})

test.each`
  formula                           | written
  ${'max(0,100)'}                   | ${'(100, at least 0)'}
  ${'100 * clamp(1.2 / 1, 0, 1.5)'} | ${'100 × (1.2 ÷ 1, at least 0 and at most 1.5)'}
  ${'if(counted == 1, onDuty, 0)'}  | ${'(工作在岗率 if 出勤是否计入 = 1, otherwise 0)'}
`('in English $formula is a sentence too', ({ formula, written }) => {
  expect(readableFormula(formula, titleOf, 'en')).toBe(written)
})

test.each`
  value                 | unit         | written            | why
  ${'377.97'}           | ${'yuan'}    | ${'¥377.97'}       | ${'money'}
  ${'0.3358'}           | ${'ratio'}   | ${'33.58%'}        | ${'a ratio in per cent'}
  ${'93.3125'}          | ${'points'}  | ${'93.3125'}       | ${'an exact decimal in full'}
  ${'125191647/331225'} | ${'yuan'}    | ${'≈ ¥377.965573'} | ${'a fraction is cut, and said to be'}
  ${'1/3'}              | ${undefined} | ${'≈ 0.333333'}    | ${'whatever the unit'}
`('$value in $unit: $why', ({ value, unit, written }) => {
  expect(nodeValue(value, unit)).toBe(written)
})

test('fractions in figures get their decimals, exactly rounded', () => {
  expect(readableFigures('100 * clamp((26170033/77930978) / 0.95, 0, 1.5)')).toBe('100 * clamp((≈0.335810) / 0.95, 0, 1.5)')
})

test.each`
  weight     | percent    | why
  ${'0.1'}   | ${'10%'}   | ${'a tenth'}
  ${'0.125'} | ${'12.5%'} | ${'no more decimals than there are'}
  ${'1'}     | ${'100%'}  | ${'the whole'}
  ${'0.05'}  | ${'5%'}    | ${'no zero before it'}
  ${'1/3'}   | ${'1/3'}   | ${'what is no decimal stays'}
  ${null}    | ${'—'}     | ${'none'}
`('a weight of $weight is $percent: $why', ({ weight, percent }) => {
  expect(percentOf(weight)).toBe(percent)
})

test('the rate of a pool is written as the policy does', () => {
  expect([perMilleOf('0.001'), perMilleOf('0.0015'), perMilleOf('0.02')]).toEqual(['1‰', '1.5‰', '20‰'])
})
