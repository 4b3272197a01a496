import { expect, test } from 'vitest'
import { conditionWords, formulaWords, outcomeWords, titlesOf } from '../../src/rulebook/rule-words.ts'
import { loadRulebook } from '../../src/rulebook/rulebook.ts'

const loaded = await loadRulebook('rules')
if (!loaded.ok) throw new Error('The shipped rules load.')
const { entries } = loaded.rulebook

test.each`
  formula                       | zh                                           | en
  ${'max(0, 100 - a)'}          | ${'(100 − 甲)（不低于 0）'}                  | ${'(100 − A, at least 0)'}
  ${'max(a, 0)'}                | ${'甲（不低于 0）'}                          | ${'(A, at least 0)'}
  ${'min(a, 100)'}              | ${'甲（不高于 100）'}                        | ${'(A, at most 100)'}
  ${'min(a, b)'}                | ${'（甲、乙 中较小者）'}                     | ${'(the smallest of A, B)'}
  ${'max(a, b, 1)'}             | ${'（甲、乙、1 中较大者）'}                  | ${'(the largest of A, B, 1)'}
  ${'2 * clamp(a / b, 0, 1.5)'} | ${'2 × (甲 ÷ 乙)（不低于 0，不高于 1.5）'}   | ${'2 × (A ÷ B, at least 0 and at most 1.5)'}
  ${'round(a, 2) + abs(b)'}     | ${'甲（四舍五入到 2 位小数） + 乙 的绝对值'} | ${'(A, rounded to 2 decimals) + (B, without its sign)'}
`('$formula is read as a sentence', ({ formula, zh, en }) => {
  const names = new Map([
    ['a', { zh: '甲', en: 'A' }],
    ['b', { zh: '乙', en: 'B' }],
  ])
  expect(formulaWords(formula, { names, choices: new Map(), reasons: {} })).toEqual({ zh, en })
})

test('no formula, condition or outcome of the shipped rules is in words of programmers', () => {
  const said = entries.flatMap(({ rule }) =>
    rule.versions.flatMap((version) => {
      if (!('inputs' in version)) return []
      const titles = titlesOf(version)
      const formulas = [
        ...version.steps.map(({ formula }) => formula),
        ...('formula' in version && version.formula !== undefined ? [version.formula] : []),
        ...('measure' in version ? [version.numerator, version.denominator] : []),
      ]
      return [
        ...formulas.map((formula) => formulaWords(formula, titles)),
        ...version.decisions.flatMap((decision) => [conditionWords(decision.conditions, titles), outcomeWords(decision, titles)]),
      ]
    }),
  )
  expect(said.length).toBeGreaterThan(80)
  for (const { zh, en } of said) {
    expect(zh).not.toMatch(/取大|取小|限于|上下限|[a-z]{3,}/i)
    expect(en).not.toMatch(/\b(max|min|clamp|abs|round|if)\(|[a-z][A-Z]|==|kept between/)
  }
})
