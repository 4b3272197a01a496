import { expect, test } from 'vitest'
import { SHIPPED_RULES } from '../../src/appraisal/shipped.ts'
import { present } from '../../src/base/assert.ts'
import { dayOf } from '../../src/base/day.ts'
import { exactText } from '../../src/base/rounding.ts'
import { loadRulebook } from '../../src/rulebook/rulebook.ts'

const day = present(dayOf(2026, 10, 31), 'a day')
const loaded = await loadRulebook(SHIPPED_RULES)
if (!loaded.ok) throw new Error('The shipped rules load.')
const { rulebook } = loaded

function lines(overrides: Record<string, string>, region: string) {
  const compiled = rulebook.compile(day, overrides)
  if (!compiled.ok) throw new Error(compiled.problems.map((problem) => problem.code).join())
  return Object.fromEntries(
    compiled.book
      .scorecard('sales.scorecard')
      .entries(region)
      .map((line) => [line.kpi, `${exactText(line.weight)} ${exactText(present(line.parameters.target, 'a target'))}`]),
  )
}

const FILE = { quotaCompletion: '0.4 1', collectionRate: '0.3 0.95', newClientRate: '0.15 0.2', retentionRate: '0.15 0.85' }

test.each`
  overrides                                                                                              | region    | differs                                                     | why
  ${{}}                                                                                                  | ${'EAST'} | ${{}}                                                       | ${'the file as it is'}
  ${{ 'sales.scorecard/quotaCompletion/target': '0.9' }}                                                 | ${'EAST'} | ${{ quotaCompletion: '0.4 0.9' }}                           | ${'a target for everybody'}
  ${{ 'sales.scorecard/quotaCompletion/target/EAST': '0.8' }}                                            | ${'EAST'} | ${{ quotaCompletion: '0.4 0.8' }}                           | ${'a target of one region'}
  ${{ 'sales.scorecard/quotaCompletion/target/EAST': '0.8' }}                                            | ${'WEST'} | ${{}}                                                       | ${"which is not the others' target"}
  ${{ 'sales.scorecard/quotaCompletion/weight': '0.3', 'sales.scorecard/retentionRate/weight': '0.25' }} | ${'EAST'} | ${{ quotaCompletion: '0.3 1', retentionRate: '0.25 0.85' }} | ${'weights that still add up to 1'}
`('$why', ({ overrides, region, differs }: { overrides: Record<string, string>; region: string; differs: Record<string, string> }) => {
  expect(lines(overrides, region)).toEqual({ ...FILE, ...differs })
})

test.each`
  key                                              | value     | code                            | why
  ${'sales.scorecard/quotaCompletion/weight'}      | ${'0.5'}  | ${'weights_must_add_up_to_one'} | ${'weights that add up to 1.1'}
  ${'sales.scorecard/quotaCompletion/weight'}      | ${'1.4'}  | ${'setting_must_have_choice'}   | ${'a weight above 1'}
  ${'sales.scorecard/quotaCompletion/target'}      | ${'90%'}  | ${'setting_must_have_choice'}   | ${'not a decimal'}
  ${'sales.scorecard/quotaCompletion/cap'}         | ${'-1'}   | ${'setting_must_have_choice'}   | ${'a cap below zero'}
  ${'sales.scorecard/quotaCompletion/cap'}         | ${'0'}    | ${'setting_must_have_choice'}   | ${'a cap of zero'}
  ${'sales.scorecard/quotaCompletion/cap'}         | ${'150'}  | ${'setting_must_have_choice'}   | ${'a cap in per cent'}
  ${'sales.scorecard/quotaCompletion/target'}      | ${'0.0'}  | ${'setting_must_have_choice'}   | ${'a target of zero'}
  ${'sales.scorecard/quotaCompletion/target'}      | ${'1/3'}  | ${'setting_must_have_choice'}   | ${'a fraction'}
  ${'sales.scorecard/quotaCompletion/target/EAST'} | ${'-0.5'} | ${'setting_must_have_choice'}   | ${'a target of a region below zero'}
  ${'sales.scorecard/quotaCompletion/weight'}      | ${'-0.4'} | ${'setting_must_have_choice'}   | ${'a weight below zero'}
  ${'sales.retention-rate.windowMonths'}           | ${'0'}    | ${'setting_must_have_choice'}   | ${'no window'}
  ${'sales.retention-rate.windowMonths'}           | ${'61'}   | ${'setting_must_have_choice'}   | ${'a window longer than allowed'}
  ${'sales.scorecard/quotaCompletion/goal'}        | ${'1'}    | ${'setting_must_be_known'}      | ${'no such parameter'}
  ${'sales.scorecard/salesGrowth/target'}          | ${'1'}    | ${'setting_must_be_known'}      | ${'a KPI that is not on the scorecard'}
  ${'sales.cards/quotaCompletion/target'}          | ${'1'}    | ${'setting_must_be_known'}      | ${'no such scorecard'}
`('$key=$value is refused: $why', ({ key, value, code }: Record<string, string>) => {
  const compiled = rulebook.compile(day, { [present(key, '')]: present(value, '') })
  expect(compiled.ok ? [] : compiled.problems.map((problem) => problem.code)).toContain(code)
})

test('what was set stands among the settings in force, and the file keeps its hash', () => {
  const plain = rulebook.compile(day, {})
  const set = rulebook.compile(day, { 'sales.scorecard/quotaCompletion/target/EAST': '0.8' })
  if (!plain.ok || !set.ok) throw new Error('Both compile.')
  expect(set.book.settings['sales.scorecard/quotaCompletion/target/EAST']).toBe('0.8')
  expect(set.book.settings['sales.scorecard/quotaCompletion/target']).toBe('1.00')
  expect(set.book.hashes).toEqual(plain.book.hashes)
})
