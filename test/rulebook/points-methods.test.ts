import { expect, test } from 'vitest'
import { present } from '../../src/base/assert.ts'
import { dayFromText } from '../../src/base/day.ts'
import { checkRulebook } from '../../src/rulebook/check-rulebook.ts'
import { readRuleTexts } from '../../src/rulebook/read-rules.ts'
import { rulebookFrom } from '../../src/rulebook/rulebook.ts'
import { inWords } from './books.ts'

const shipped = present(await readRuleTexts('rules'), 'The shipped rules are there.')
const SCORECARD = 'sales/scorecard.json'
const DAY = present(dayFromText('2026-10-31'), 'A day.')

type Parameters = Readonly<Record<string, string>>

/** The shipped rules with one entry of the scorecard by another method. */
function bookWith(method: string, parameters: Parameters, regions: Readonly<Record<string, Parameters>> = {}, second?: string) {
  const json = JSON.parse(present(shipped.get(SCORECARD), SCORECARD))
  const given = method === 'per-case' ? { kpi: 'complaintRate', of: 'numerator' } : { kpi: 'quotaCompletion', second }
  json.versions[0].entries[0] = { ...given, weight: '0.40', method: `sales.points.${method}`, parameters, regions }
  return rulebookFrom(new Map(shipped).set(SCORECARD, JSON.stringify(json)), 'rules')
}

test.each`
  method                | parameters                                     | found
  ${'linear-deduction'} | ${{ unit: '0' }}                               | ${'"quotaCompletion/unit" is 0; it must lie within: > 0, <= 1000000'}
  ${'linear-deduction'} | ${{ above: '2' }}                              | ${'"quotaCompletion/above" is 2; it must lie within: 0 ... 1'}
  ${'linear-deduction'} | ${{ pointsPerUnit: '-1' }}                     | ${'"quotaCompletion/pointsPerUnit" is -1'}
  ${'growth'}           | ${{ unit: '-0.01' }}                           | ${'"quotaCompletion/unit" is -0.01'}
  ${'growth'}           | ${{ least: '120' }}                            | ${'"quotaCompletion/most" is 120; it must be above "quotaCompletion/least" (120)'}
  ${'per-case'}         | ${{ most: '-1' }}                              | ${'"complaintRate/most" is -1; it must be above "complaintRate/least" (0)'}
  ${'per-case'}         | ${{ base: '1000.5' }}                          | ${'"complaintRate/base" is 1000.5'}
  ${'tiers'}            | ${{ goodFrom: '1.00' }}                        | ${'"quotaCompletion/topFrom" is 1.00; it must be above "quotaCompletion/goodFrom" (1.00)'}
  ${'tiers'}            | ${{ fairFrom: '0.95' }}                        | ${'"quotaCompletion/goodFrom" is 0.90; it must be above "quotaCompletion/fairFrom" (0.95)'}
  ${'tiers'}            | ${{ restPoints: '-1000.01' }}                  | ${'"quotaCompletion/restPoints" is -1000.01'}
  ${'matrix'}           | ${{ valueMiddle: '1.2' }}                      | ${'"quotaCompletion/valueHigh" is 1.00; it must be above "quotaCompletion/valueMiddle" (1.2)'}
  ${'matrix'}           | ${{ secondHigh: '0.5', secondMiddle: '0.85' }} | ${'"quotaCompletion/secondHigh" is 0.5; it must be above'}
`('$method with $parameters is refused in the file and in a region', ({ method, parameters, found }) => {
  const second = method === 'matrix' ? 'collectionRate' : undefined
  const inFile = bookWith(method, parameters, {}, second)
  const said = inFile.ok ? [] : inFile.problems.map((problem) => inWords(problem))
  expect(said).toEqual([expect.stringContaining(`${SCORECARD} (2000-01-01): ${found}`)])
  const inRegion = bookWith(method, {}, { EAST: parameters }, second)
  expect(inRegion.ok ? [] : inRegion.problems.map((problem) => inWords(problem))).toEqual([expect.stringMatching(/\/EAST" is /)])
})

test.each`
  key                | value      | found
  ${'goodFrom'}      | ${'1.05'}  | ${'topFrom" is 1.00; it must be above'}
  ${'goodFrom/EAST'} | ${'1.05'}  | ${'topFrom/EAST" is 1.00; it must be above'}
  ${'topPoints'}     | ${'-1001'} | ${'cannot be "-1001". Choose from: -1000 ... 1000'}
`('$key=$value is refused where it is set', ({ key, value, found }) => {
  const loaded = bookWith('tiers', { topFrom: '1.00', goodFrom: '0.90', topPoints: '100' })
  if (!loaded.ok) throw new Error(loaded.problems.map((problem) => inWords(problem)).join())
  const answer = loaded.rulebook.compile(DAY, { [`sales.scorecard/quotaCompletion/${key}`]: value })
  expect(answer.ok ? [] : answer.problems.map((problem) => inWords(problem))).toEqual([expect.stringContaining(found)])
})

test('a tier that a method leaves out is found with the parameters that the scorecard gives it', () => {
  const tiers = JSON.parse(present(shipped.get('sales/points/tiers.json'), 'Tiers.'))
  // Without the order asked for, the thresholds are still tried with the scorecard's own figures.
  for (const parameter of Object.values<{ greaterThan?: string }>(tiers.versions[0].parameters)) delete parameter.greaterThan
  const card = JSON.parse(present(shipped.get(SCORECARD), SCORECARD))
  card.versions[0].entries[0] = { kpi: 'quotaCompletion', weight: '0.40', method: tiers.id, parameters: { fairFrom: '0.95' } }
  const texts = new Map(shipped).set('sales/points/tiers.json', JSON.stringify(tiers)).set(SCORECARD, JSON.stringify(card))
  const loaded = rulebookFrom(texts, 'rules')
  const codes = loaded.ok ? checkRulebook(loaded.rulebook).map(({ code }) => code) : []
  expect(codes).toContain('one_decision_must_apply')
})

test.each(['constructor', 'toString', 'nobody'])('an order above "%s", which is no parameter, is refused in words', (other) => {
  const tiers = JSON.parse(present(shipped.get('sales/points/tiers.json'), 'Tiers.'))
  tiers.versions[0].parameters.topFrom.greaterThan = other
  const loaded = rulebookFrom(new Map(shipped).set('sales/points/tiers.json', JSON.stringify(tiers)), 'rules')
  const said = loaded.ok ? [] : loaded.problems.map((problem) => inWords(problem))
  expect(said).toEqual([expect.stringContaining(`sales/points/tiers.json (2000-01-01): "greaterThan" has no parameter "${other}"`)])
})
