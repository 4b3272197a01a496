import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readRuleTexts } from '../../src/rulebook/read-rules.ts'
import { badRule, problemsOf } from './bad-rules.ts'

const texts = [...(await readRuleTexts('rules'))!]
const SCHEMAS: Readonly<Record<string, string>> = {
  policies: 'policy.schema.json',
  measures: 'measure.schema.json',
  pay: 'plan.schema.json',
}

test.each(texts)('the JSON Schema for editors accepts rules/%s', (file, text) => {
  const name = SCHEMAS[file.split('/')[0] ?? ''] ?? 'rule.schema.json'
  const schema = z.fromJSONSchema(JSON.parse(readFileSync(`rules/${name}`, 'utf8')))
  expect(schema.safeParse(JSON.parse(text)).error).toBeUndefined()
  expect(schema.safeParse({}).success).toBe(false)
})

const decision = 'versions.0.decisions.0'
test.each`
  path                                  | value                       | why
  ${`${decision}.conditions.path`}      | ${'$.amount'}               | ${'jsonpath, which the library would evaluate'}
  ${`${decision}.priority`}             | ${2}                        | ${'priorities, with which the library skips rules'}
  ${`${decision}.conditions.params`}    | ${{ a: 1 }}                 | ${'parameters of facts'}
  ${`${decision}.conditions`}           | ${{ condition: 'another' }} | ${'references to shared conditions'}
  ${`${decision}.conditions`}           | ${{ all: [] }}              | ${'a group of nothing, which always holds'}
  ${`${decision}.onSuccess`}            | ${'call'}                   | ${'callbacks'}
  ${'versions.0.parameters.half.value'} | ${'50%'}                    | ${'a number that is not decimal text'}
  ${'versions.0.parameters.half.value'} | ${'1e-1'}                   | ${'an exponent'}
  ${'versions.0.examples'}              | ${[]}                       | ${'a rule without an example'}
  ${'versions.0.wieght'}                | ${'1'}                      | ${'a property nobody knows'}
`('a rule file may not hold $why', async ({ path, value }) => {
  const problems = await problemsOf({ ...badRule('rule_must_have_shape'), changes: [{ file: 'bonus.json', path: String(path), value }] })
  expect(problems.map(({ code }) => code)).toEqual(['rule_must_have_shape'])
})
