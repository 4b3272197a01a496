import { expect, test } from 'vitest'
import { problemsOf } from './bad-rules.ts'

const VERSION = {
  ...{ effectiveFrom: '2026-01-01', issuedOn: '2026-01-01', clause: '1', why: { zh: '示例', en: 'A sample' } },
  people: { position: 'sales_rep' },
  base: { of: 'measure', measure: 'netSales' },
  tiers: {
    clause: '1',
    mode: 'marginal',
    bands: [
      { from: '0', rate: '0.01' },
      { from: '100', rate: '0.02' },
    ],
  },
  refunds: 'currentPeriod',
  examples: [{ name: 'two tiers', source: '1', base: '150.00', bands: ['1.00', '1.00'], amount: '2.00' }],
}
const coefficient = (part: object) => ({ title: { zh: '系数', en: 'Coefficient' }, clause: '1', ...part })

/** The codes that are said of a plan with some of its parts written otherwise. */
async function said(part: object): Promise<string[]> {
  const plan = { id: 'pay.plan', title: { zh: '方案', en: 'Plan' }, kind: 'commission', versions: [{ ...VERSION, ...part }] }
  const problems = await problemsOf({ texts: { 'pay/plan.json': JSON.stringify(plan) }, zh: '', en: '' })
  return problems.map(({ code, values }) => `${code} ${values.path ?? values.what ?? ''}`.trim())
}

test.each<[part: object, said: string[], why: string]>([
  [{}, [], 'a sound plan'],
  [{ tiers: { ...VERSION.tiers, by: 'points' } }, ['plan_must_fit_together tiers.mode'], 'a KPI chooses a whole tier, never parts of one'],
  [{ tiers: { ...VERSION.tiers, mode: 'whole', by: 'fame' } }, ['plan_must_fit_together tiers.by'], 'no such KPI'],
  [
    { tiers: { ...VERSION.tiers, bands: [{ from: '5', rate: '1' }, { rate: '2' }] } },
    ['bands_must_rise tiers.bands'],
    'an open band after the first',
  ],
  [
    { coefficients: [coefficient({ by: 'product', values: { a: '1' } })] },
    ['plan_must_fit_together base.paid'],
    'documents summed up have no product',
  ],
  [{ coefficients: [coefficient({ by: 'points' })] }, ['plan_must_fit_together coefficients.0'], 'neither values nor bands'],
  [
    { coefficients: [coefficient({ by: 'grade', bands: [{ value: '1' }] })] },
    ['plan_must_fit_together coefficients.0.values'],
    'a grade is a word',
  ],
  [{ refunds: 'originalPeriod' }, ['plan_must_fit_together refunds'], 'a measure knows no receipts'],
  [{ reserve: { share: '1.01' } }, ['plan_must_fit_together reserve.share'], 'more held back than there is'],
  [{ floor: '10', cap: '9' }, ['plan_must_fit_together cap'], 'a cap below the floor'],
  [{ examples: [{ ...VERSION.examples[0], amount: '2.01' }] }, ['example_must_give_value amount'], 'an example that does not come out'],
  [{ examples: [{ ...VERSION.examples[0], bands: ['2.00'] }] }, ['example_must_give_value bands'], 'nor its tiers'],
  [{ clause: 'P99' }, ['clause_must_exist path'], 'a clause that there is not'],
])('a plan with %j: %j, %s', async (part, expected) => {
  const found = await said(part)
  expect(found.map((line) => line.replace(/^clause_must_exist .*/, 'clause_must_exist path'))).toEqual(expected)
})

test.each`
  file                    | schema
  ${'pay/plan.json'}      | ${'rules/plan.schema.json'}
  ${'measures/some.json'} | ${'rules/measure.schema.json'}
  ${'policies/some.json'} | ${'rules/policy.schema.json'}
  ${'some.json'}          | ${'rules/rule.schema.json'}
`('$file without a shape is pointed at $schema', async ({ file, schema }) => {
  const problems = await problemsOf({ texts: { [file]: '{"kind": "ratio"}' }, zh: '', en: '' })
  const wrong = problems.filter(({ code, place }) => code === 'rule_must_have_shape' && place?.file === file)
  expect(wrong.length).toBeGreaterThan(0)
  expect(new Set(wrong.map(({ values }) => values.schema))).toEqual(new Set([schema]))
})
