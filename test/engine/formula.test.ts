import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, divide, multiply, type Rational, rational, subtract } from '../../src/base/rational.ts'
import { exactText } from '../../src/base/rounding.ts'
import { compileFormula } from '../../src/engine/formula/compile-formula.ts'
import { expressionText } from '../../src/engine/formula/expression.ts'
import { parseFormula } from '../../src/engine/formula/parse-formula.ts'
import { Frame } from '../../src/engine/rule/frame.ts'
import { scopeOf } from '../../src/engine/rule/scope.ts'

const words = { zh: '甲', en: 'a' }
const at = { file: 'a.json', version: '2026-01-01' }
const input = (name: string) => ({ name, title: words, unit: 'yuan' as const, places: 2 })
const choices = ['lastYear', 'previousPeriod'].map((value) => ({ value, title: words }))
const version = {
  inputs: ['a', 'b', 'c'].map(input),
  parameters: { rate: { title: words, value: '0.001', clause: '1' } },
  settings: { base: { title: words, clause: '1', kind: 'choice' as const, default: 'lastYear', choices } },
}

function compiled(formula: string, base = 'lastYear') {
  const { code, problems } = compileFormula(formula, scopeOf(version, { base }, {}), at)
  expect(problems).toEqual([])
  return code
}

function valueFor(formula: string, inputs: readonly (string | undefined)[], base = 'lastYear') {
  const frame = new Frame(0)
  frame.begin(inputs.map((text) => (text === undefined ? undefined : fraction(text))))
  const value = compiled(formula, base).at(frame)
  return value ? exactText(value) : frame.failure
}

function fraction(text: string): Rational {
  const [over = '0', under = '1'] = text.split('/')
  const [whole = '', places = ''] = over.split('.')
  return rational(BigInt(whole + places), BigInt(under) * 10n ** BigInt(places.length))
}

test.each`
  formula                                                                           | inputs          | value                                                                         | why
  ${'a + b * c'}                                                                    | ${'1 2 3'}      | ${'7'}                                                                        | ${'products bind tighter'}
  ${'a - b - c'}                                                                    | ${'10 3 2'}     | ${'5'}                                                                        | ${'from left to right'}
  ${'a / b / c'}                                                                    | ${'12 3 2'}     | ${'2'}                                                                        | ${'from left to right'}
  ${'a / b * b'}                                                                    | ${'1 3'}        | ${'1'}                                                                        | ${'thirds are exact'}
  ${'-a + (b - c)'}                                                                 | ${'1 2 5'}      | ${'-4'}                                                                       | ${'a sign, brackets'}
  ${'a * rate'}                                                                     | ${'1234567.89'} | ${'1234.56789'}                                                               | ${'nothing is rounded on the way'}
  ${'0.1 + 0.2'}                                                                    | ${''}           | ${'0.3'}                                                                      | ${'literals are decimal, not binary'}
  ${'a * 0.3333333333333333333333333333333333333333333333333333333333333333333333'} | ${'3'}          | ${'0.9999999999999999999999999999999999999999999999999999999999999999999999'} | ${'literals keep every digit, beyond the 64 of a BigNumber too'}
  ${'round(a, 2)'}                                                                  | ${'88.665'}     | ${'88.67'}                                                                    | ${'half up'}
  ${'round(a, 2)'}                                                                  | ${'-88.665'}    | ${'-88.67'}                                                                   | ${'half away from zero'}
  ${'clamp(a, 0, 1.5)'}                                                             | ${'1.6'}        | ${'1.5'}                                                                      | ${''}
  ${'clamp(a, 0, 1.5)'}                                                             | ${'-1'}         | ${'0'}                                                                        | ${''}
  ${'min(a, b, c)'}                                                                 | ${'3 1 2'}      | ${'1'}                                                                        | ${''}
  ${'max(a, b, c)'}                                                                 | ${'3 1 4'}      | ${'4'}                                                                        | ${''}
  ${'abs(a)'}                                                                       | ${'-1/3'}       | ${'1/3'}                                                                      | ${''}
  ${'if(b > 0, a / b, c)'}                                                          | ${'1 0 7'}      | ${'7'}                                                                        | ${'the branch not taken is not computed'}
  ${'if(a > 0 and b / a > 1, 1, 0)'}                                                | ${'0 5'}        | ${'0'}                                                                        | ${'nor the right side of a settled "and"'}
  ${'if(a == 0 or b / a > 1, 1, 0)'}                                                | ${'0 5'}        | ${'1'}                                                                        | ${'nor that of a settled "or"'}
  ${'if(not (a >= 2), 1, 0)'}                                                       | ${'2'}          | ${'0'}                                                                        | ${''}
  ${'if(a != b, 1, 0)'}                                                             | ${'0.10 0.1'}   | ${'0'}                                                                        | ${'equal is equal, without a tolerance'}
  ${'a / b'}                                                                        | ${'1 0'}        | ${'division_by_zero'}                                                         | ${'a reason, never Infinity and never a throw'}
  ${'a / (b - b)'}                                                                  | ${'1 5'}        | ${'division_by_zero'}                                                         | ${''}
  ${'1 / 0'}                                                                        | ${''}           | ${'division_by_zero'}                                                         | ${'among constants too'}
  ${'a + b'}                                                                        | ${'1'}          | ${'input_not_given'}                                                          | ${'what is not given is not zero'}
  ${'if(base == "lastYear", a, b)'}                                                 | ${'1'}          | ${'1'}                                                                        | ${'a setting chooses while compiling'}
  ${'if(base != "lastYear" or a > 5, a, b)'}                                        | ${'1 9'}        | ${'9'}                                                                        | ${''}
`('$formula of ($inputs) is $value: $why', ({ formula, inputs, value }) => {
  expect(valueFor(String(formula), String(inputs).split(' ').filter(Boolean))).toBe(value)
})

test.each`
  formula                                     | uses
  ${'if(base == "lastYear", a, b)'}           | ${'a'}
  ${'if(base == "previousPeriod", a, b) + c'} | ${'b c'}
  ${'if(base == "lastYear" and a > 0, b, 0)'} | ${'a b'}
  ${'if(not (base == "lastYear"), a, rate)'}  | ${''}
`('$formula uses "$uses" under base = lastYear', ({ formula, uses }) => {
  expect([...compiled(String(formula)).uses].sort().join(' ')).toBe(uses)
})

test.each`
  formula                        | code
  ${'10 + 5%'}                   | ${'formula_must_use_allowed_signs'}
  ${'a = 5'}                     | ${'formula_must_use_allowed_signs'}
  ${'a ^ 2'}                     | ${'formula_must_use_allowed_signs'}
  ${'a; b'}                      | ${'formula_must_use_allowed_signs'}
  ${'[a, b]'}                    | ${'formula_must_use_allowed_signs'}
  ${'{x: a}'}                    | ${'formula_must_use_allowed_signs'}
  ${'a ? b : c'}                 | ${'formula_must_use_allowed_signs'}
  ${'a # b'}                     | ${'formula_must_use_allowed_signs'}
  ${"a'"}                        | ${'formula_must_use_allowed_signs'}
  ${'ａ + b'}                    | ${'formula_must_use_allowed_signs'}
  ${'5 cm'}                      | ${'formula_must_write_products'}
  ${'2a'}                        | ${'formula_must_write_products'}
  ${'1e3'}                       | ${'formula_must_write_products'}
  ${'0x10'}                      | ${'formula_must_write_products'}
  ${'a b'}                       | ${'formula_must_write_products'}
  ${'2 (a + b)'}                 | ${'formula_must_write_products'}
  ${'(a'}                        | ${'formula_must_parse'}
  ${'a +'}                       | ${'formula_must_parse'}
  ${'a.b'}                       | ${'formula_must_use_allowed_parts'}
  ${'a < b < c'}                 | ${'formula_must_use_allowed_parts'}
  ${'true'}                      | ${'formula_must_use_allowed_parts'}
  ${' '}                         | ${'formula_must_use_allowed_parts'}
  ${'sqrt(a)'}                   | ${'formula_must_use_allowed_parts'}
  ${'evaluate("a")'}             | ${'formula_must_use_allowed_parts'}
  ${'import(a)'}                 | ${'formula_must_use_allowed_parts'}
  ${'a xor b'}                   | ${'formula_must_use_allowed_parts'}
  ${'a mod b'}                   | ${'formula_must_use_allowed_parts'}
  ${'a to b'}                    | ${'formula_must_use_allowed_parts'}
  ${'(a)(b)'}                    | ${'formula_must_write_products'}
  ${'round(a)'}                  | ${'formula_function_must_have_arguments'}
  ${'round(a, b)'}               | ${'formula_function_must_have_arguments'}
  ${'round(a, 1.5)'}             | ${'formula_function_must_have_arguments'}
  ${'if(a > 0, 1)'}              | ${'formula_function_must_have_arguments'}
  ${'min(a)'}                    | ${'formula_function_must_have_arguments'}
  ${'e + a'}                     | ${'formula_name_must_be_known'}
  ${'pi'}                        | ${'formula_name_must_be_known'}
  ${'a + constructor'}           | ${'formula_name_must_be_known'}
  ${'a > 0'}                     | ${'formula_parts_must_fit'}
  ${'if(a, 1, 2)'}               | ${'formula_parts_must_fit'}
  ${'base + 1'}                  | ${'formula_parts_must_fit'}
  ${'"a" + 1'}                   | ${'formula_parts_must_fit'}
  ${'if(base == "never", a, b)'} | ${'formula_parts_must_fit'}
  ${'if(a == "lastYear", a, b)'} | ${'formula_parts_must_fit'}
`('$formula is refused: $code', ({ formula, code }) => {
  const { problems } = compileFormula(String(formula), scopeOf(version, { base: 'lastYear' }, {}), at)
  expect(problems.map((problem) => problem.code)).toEqual([code])
})

test('a formula can be neither endless nor endlessly deep', () => {
  const codes = (formula: string) =>
    compileFormula(formula, scopeOf(version, { base: 'lastYear' }, {}), at).problems.map(({ code }) => code)
  expect(codes(`${'a + '.repeat(600)}a`)).toEqual(['formula_must_parse'])
  expect(codes(`${'('.repeat(50)}a${')'.repeat(50)}`)).toEqual(['formula_must_parse'])
})

/** A formula with the value that plain exact arithmetic gives it, built side by side. */
interface Model {
  readonly text: string
  readonly value: (inputs: readonly Rational[]) => Rational | undefined
}

const OPERATIONS = { '+': add, '-': subtract, '*': multiply, '/': divide } as const
const names = ['a', 'b', 'c'] as const
const { model } = fc.letrec<{ model: Model }>((tie) => ({
  model: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.integer({ min: 0, max: 2 }).map((slot): Model => ({ text: names[slot]!, value: (inputs) => inputs[slot] })),
    fc.integer({ min: 0, max: 999 }).map(
      (hundredths): Model => ({
        text: `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`,
        value: () => rational(BigInt(hundredths), 100n),
      }),
    ),
    fc.tuple(fc.constantFrom('+', '-', '*', '/'), tie('model'), tie('model')).map(
      ([operator, left, right]): Model => ({
        text: `(${left.text} ${operator} ${right.text})`,
        value: (inputs) => {
          const x = left.value(inputs)
          const y = right.value(inputs)
          return x && y && OPERATIONS[operator](x, y)
        },
      }),
    ),
  ),
}))
const figures = fc.array(fc.tuple(fc.bigInt({ min: -1000n, max: 1000n }), fc.bigInt({ min: 1n, max: 100n })), {
  minLength: 3,
  maxLength: 3,
})

test('compiled formulas give what exact arithmetic gives, and no value where it divides by zero', () => {
  fc.assert(
    fc.property(model, figures, ({ text, value }, pairs) => {
      const inputs = pairs.map(([over, under]) => rational(over, under))
      const frame = new Frame(0)
      frame.begin(inputs)
      const found = compiled(text).at(frame)
      const wanted = value(inputs)
      expect(found && exactText(found)).toBe(wanted && exactText(wanted))
      if (!found) expect(frame.failure).toBe('division_by_zero')
    }),
    { numRuns: 500 },
  )
})

test('a formula written out again means the same', () => {
  fc.assert(
    fc.property(model, ({ text }) => {
      const first = parseFormula(text, at)
      const second = first.ok && parseFormula(expressionText(first.expression), at)
      expect(second).toEqual(first)
    }),
    { numRuns: 300 },
  )
})

test('arbitrary text is refused or compiled, never thrown at', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'ab1.+-*/(),<>=! "ifrounde'.split('')), maxLength: 30 })),
      (text) => {
        const { code, problems } = compileFormula(text, scopeOf(version, { base: 'lastYear' }, {}), at)
        const frame = new Frame(0)
        frame.begin([])
        expect(problems.length > 0 || code.at(frame) !== null).toBe(true)
      },
    ),
    { numRuns: 2000 },
  )
})
