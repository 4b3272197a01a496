import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { RULE_PROBLEMS } from '../../src/engine/rule/rule-problem.ts'
import { checkRulebook } from '../../src/rulebook/check-rulebook.ts'
import { loadRulebook } from '../../src/rulebook/rulebook.ts'
import { badRule, problemsOf } from './bad-rules.ts'
import { inWords } from './books.ts'

const codes = readdirSync('fixtures/rules/bad').map((file) => file.replace('.json', ''))

test('the good book that the bad ones are made from has nothing wrong', async () => {
  const loaded = await loadRulebook('fixtures/rules/good')
  expect(loaded.ok && checkRulebook(loaded.rulebook)).toEqual([])
})

test('every problem code of the catalogue has its smallest bad rule', () => {
  expect(codes.sort()).toEqual(Object.keys(RULE_PROBLEMS).sort())
})

for (const code of codes) {
  test(`${code}: ${badRule(code).en}`, async () => {
    const bad = badRule(code)
    const problems = await problemsOf(bad)
    const own = problems.filter((problem) => problem.code === code)
    expect(own.map((problem) => inWords(problem, 'en'))).toEqual([bad.en])
    expect(own.map((problem) => inWords(problem, 'zh'))).toEqual([bad.zh])
    expect(problems.filter((problem) => problem.code !== code).map((problem) => problem.code)).toEqual(bad.also ?? [])
    expect(`${bad.en}${bad.zh}`).not.toMatch(/\{\w+\}/)
  })
}

test('a folder that is not there is said to hold no rules', async () => {
  const loaded = await loadRulebook('fixtures/rules/nowhere')
  expect(loaded.ok ? [] : loaded.problems.map((problem) => inWords(problem))).toEqual([
    'fixtures/rules/nowhere: there are no rule files here. Point --rules at the folder that holds service/attendance.json and the others.',
  ])
})

test('mistakes in several files are all reported at once', async () => {
  const problems = await problemsOf({
    changes: [
      { file: 'bonus.json', path: 'versions.0.formula', value: 'sale * 2' },
      { file: 'grades.json', path: 'versions.0.decisions.0.conditions.operator', value: 'moreThan' },
      { file: 'card.json', path: 'versions.0.entries.0.weight', value: '0.9' },
    ],
    zh: '',
    en: '',
  })
  expect(problems.map(({ code, values }) => `${values.where}: ${code}`)).toEqual([
    'bonus.json (2026-01-01): formula_name_must_be_known',
    'card.json (2026-01-01): weights_must_add_up_to_one',
    'grades.json (2026-01-01): condition_operator_must_be_known',
  ])
})
