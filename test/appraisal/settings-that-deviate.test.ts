import { expect, test } from 'vitest'
import { settingsThatDeviate } from '../../src/appraisal/settings-that-deviate.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import { readRuleTexts } from '../../src/rulebook/read-rules.ts'

const PERIOD = present(periodFromText('2026-10'), 'It is a period.')

test.each([
  ['company.monthStartsOn', '26', '1'],
  ['company.timeZone', 'Asia/Tokyo', 'Asia/Shanghai'],
  ['sales.receivables.owner', 'client', 'recorded'],
  ['bonus.pool.cap', 'commission', 'none'],
  ['onIncomplete', 'zero', 'hold'],
  ['sales.points.quota-completion/EAST/target', '0.90', undefined],
])('%s = %s deviates from %s', async (key, value, unlessTold) => {
  const texts = present(await readRuleTexts('rules'), 'The shipped rules are there.')
  expect(settingsThatDeviate({ [key]: value, language: 'zh' }, texts, PERIOD)).toEqual([{ key, value, unlessTold }])
})

test('what stands at its default is named by nobody', async () => {
  const texts = present(await readRuleTexts('rules'), 'The shipped rules are there.')
  expect(settingsThatDeviate({ 'company.monthStartsOn': '1', 'bonus.pool.cap': 'none', onIncomplete: 'hold' }, texts, PERIOD)).toEqual([])
})
