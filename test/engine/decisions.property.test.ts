import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimal, type Rational } from '../../src/base/rational.ts'
import { exactText } from '../../src/base/rounding.ts'
import { compileCondition } from '../../src/engine/decisions/compile-condition.ts'
import { readCondition } from '../../src/engine/decisions/read-condition.ts'
import { decisionsByLibrary, type Fact } from '../../src/engine/decisions/run-library.ts'
import { constantCode, Frame } from '../../src/engine/rule/frame.ts'
import type { ConditionText } from '../../src/engine/rule/rule-file.ts'
import { type Named, scopeOf } from '../../src/engine/rule/scope.ts'

const words = { zh: '甲', en: 'a' }
const FIGURES = ['first', 'second', 'third', 'limit'] as const
const CHOICES = ['none', 'some'] as const

/** Few and close figures, among them equal ones written differently, so that conditions hold about as often as not. */
const figureText = fc.constantFrom('-1', '0', '0.0', '0.1', '9', '10', '10.00', '80', '1/3')
const decimalText = fc.constantFrom('-1', '0', '0.10', '9', '10', '80.000')
const comparison: fc.Arbitrary<ConditionText> = fc.record({
  fact: fc.constantFrom(...FIGURES),
  operator: fc.constantFrom('atLeast', 'above', 'atMost', 'below', 'equals', 'differs'),
  value: fc.oneof(decimalText, fc.record({ fact: fc.constantFrom(...FIGURES) })),
})
const given: fc.Arbitrary<ConditionText> = fc.record({
  fact: fc.constantFrom(...FIGURES),
  operator: fc.constant('given'),
  value: fc.boolean(),
})
const is: fc.Arbitrary<ConditionText> = fc.record({
  fact: fc.constant('cap'),
  operator: fc.constant('is'),
  value: fc.constantFrom(...CHOICES),
})
const { condition } = fc.letrec<{ condition: ConditionText }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    comparison,
    given,
    is,
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}))

const facts = fc.record({
  inputs: fc.tuple(fc.option(figureText), fc.option(figureText), fc.option(figureText)),
  limit: decimalText,
  cap: fc.constantFrom(...CHOICES),
})

function exact(text: string | null): Rational | undefined {
  if (text === null) return undefined
  return text === '1/3' ? { numerator: 1n, denominator: 3n } : decimal(text)
}

function scopeFor(limit: string, cap: string): Map<string, Named> {
  const input = (name: string) => ({ name, title: words, unit: 'yuan' as const, places: 2 })
  const setting = {
    title: words,
    clause: '1',
    kind: 'choice' as const,
    default: 'none',
    choices: CHOICES.map((value) => ({ value, title: words })),
  }
  const scope = scopeOf({ inputs: FIGURES.slice(0, 3).map(input), parameters: {}, settings: { cap: setting } }, { cap }, {})
  return scope.set('limit', { kind: 'figure', code: constantCode(decimal(limit)) })
}

const event = { type: 'override' as const, params: { value: '0' } }

test('compiled decisions hold exactly where json-rules-engine says they hold', async () => {
  let held = 0
  let tried = 0
  await fc.assert(
    fc.asyncProperty(fc.array(condition, { minLength: 1, maxLength: 4 }), facts, async (conditions, { inputs, limit, cap }) => {
      const scope = scopeFor(limit, cap)
      const rules = conditions.map((one, index) => ({ name: `rule${index}`, conditions: one, event }))
      const known: [string, Fact][] = [
        ...inputs.map((text, slot): [string, Fact] => [FIGURES[slot]!, exact(text) ?? null]),
        ['limit', decimal(limit)],
        ['cap', cap],
      ]
      const frame = new Frame(0)
      frame.begin(inputs.map(exact))
      const compiled = rules
        .filter(({ conditions: one }) => compileCondition(readCondition(one, scope, (code) => expect.fail(code))!, scope).at(frame))
        .map(({ name }) => name)
      expect(compiled).toEqual(await decisionsByLibrary(rules, new Map(known)))
      held += compiled.length
      tried += rules.length
    }),
    { numRuns: 1500 },
  )
  expect(held / tried).toBeGreaterThan(0.2)
  expect(held / tried).toBeLessThan(0.8)
})

test('what a condition is said to use is all that can change it', () => {
  fc.assert(
    fc.property(condition, facts, facts, (one, before, after) => {
      const scope = scopeFor(before.limit, before.cap)
      const code = compileCondition(readCondition(one, scope, (problem) => expect.fail(problem))!, scope)
      const holds = (inputs: readonly (string | null)[]) => {
        const frame = new Frame(0)
        frame.begin(inputs.map(exact))
        return code.at(frame)
      }
      const changed = before.inputs.map((text, slot) => (code.uses.has(FIGURES[slot]!) ? text : after.inputs[slot]!))
      expect(holds(changed)).toBe(holds(before.inputs))
      if (code.constant !== undefined) expect(holds(after.inputs)).toBe(code.constant)
    }),
  )
})

test.each`
  left      | right      | operator     | holds   | why
  ${'10'}   | ${'9'}     | ${'atLeast'} | ${true} | ${'as text "10" would come before "9"'}
  ${'0.10'} | ${'0.1'}   | ${'equals'}  | ${true} | ${'figures are compared, not their text'}
  ${'1/3'}  | ${'0.333'} | ${'above'}   | ${true} | ${'a third is a third, not 0.333'}
`('$left $operator $right is $holds: $why', async ({ left, right, operator, holds }) => {
  const rule = { name: 'only', conditions: { fact: 'first', operator: String(operator), value: String(right) }, event }
  const names = await decisionsByLibrary([rule], new Map([['first', exact(String(left)) ?? null]]))
  expect(names).toEqual(holds ? ['only'] : [])
  expect(exactText(exact(String(left))!)).not.toBe('')
})
