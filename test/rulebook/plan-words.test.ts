import { expect, test } from 'vitest'
import { measureInWords } from '../../src/rulebook/measure-words.ts'
import { planInWords } from '../../src/rulebook/plan-words.ts'
import { loadRulebook } from '../../src/rulebook/rulebook.ts'
import { exampleKey, triedExamples } from '../../src/rulebook/tried-examples.ts'

const loaded = await loadRulebook('rules')
if (!loaded.ok) throw new Error('The shipped rules load.')
const { plans, measures } = loaded.rulebook
const titleOf = (key: string) => ({ zh: `「${key}」`, en: `<${key}>` })

function planNamed(id: string) {
  const version = plans.find(({ rule }) => rule.id === id)?.rule.versions[0]
  if (!version) throw new Error(`${id} is shipped`)
  return planInWords(version, titleOf)
}

test('a commission plan says whom it covers, what of, its tiers and its terms', () => {
  const { people, base, mode, rows, terms } = planNamed('pay.marginal-on-collections')
  expect([people.zh, base.zh, mode.zh]).toEqual(['业务员', '本人本期的回款合计', '超额累进：各档的比例只用于落在该档内的部分'])
  expect(rows).toEqual([
    { when: { zh: '0 元起，不足 100,000 元', en: 'from 0 to below 100,000 yuan' }, value: '0.01' },
    { when: { zh: '100,000 元起，不足 300,000 元', en: 'from 100,000 to below 300,000 yuan' }, value: '0.02' },
    { when: { zh: '300,000 元起', en: 'from 300,000 yuan' }, value: '0.03' },
  ])
  expect(terms.map(({ name, text }) => [name, text.en])).toEqual([
    ['reserve', '10% of what is paid is held back, paid after 12 months, forfeited by who has left'],
    ['refunds', 'take back what they earned: the period that earned it is computed anew, the difference counts now'],
    ['serviceBonus', 'taken out of these commissions in proportion to them'],
  ])
})

test('grades say what points give which coefficient, and what caps them', () => {
  const { rows, rowsAre, terms } = planNamed('pay.performance-grades')
  expect(rowsAre).toBe('coefficients')
  expect(rows.map(({ when, value }) => `${when.en} = ${value}`)).toEqual([
    'D: below 70 points = 0',
    'C: from 70 to below 80 points = 0.8',
    'B: from 80 to below 90 points = 1.0',
    'A: from 90 points = 1.2',
  ])
  expect(terms.find(({ name }) => name === 'veto complaints')?.text.en).toContain('<complaintRate> is at least 0.10')
})

test('a measure says in a sentence which records it counts', () => {
  const version = measures.find(({ rule }) => rule.id === 'measures.large-orders')?.rule.versions[0]
  if (!version) throw new Error('large orders are shipped')
  expect(measureInWords(version)).toEqual({
    table: { zh: '订单', en: 'orders' },
    day: { zh: '日期', en: 'date' },
    conditions: { zh: '金额 不小于 50000，且客户等级 等于 A', en: 'amount is at least 50000 and class of the client is A' },
    value: { zh: '单据数（同一单据的各行算一单）', en: 'number of documents (the lines of one are one)' },
    window: { zh: '考核期间', en: 'the period' },
  })
})

test('choices, yes and no, days between days and brackets are in words', () => {
  const [version] = measures[0]?.rule.versions ?? []
  if (!version) throw new Error('measures are shipped')
  const said = measureInWords({
    ...version,
    module: 'collections',
    conditions: {
      all: [
        {
          any: [
            { field: 'kind', operator: 'oneOf', values: ['deposit', 'bill'] },
            { field: 'client.internal', operator: 'equals', values: ['true'] },
          ],
          values: [],
        },
        { not: { field: 'rep.position', operator: 'equals', values: ['regional_manager'] }, values: [] },
      ],
      values: [],
    },
    value: { aggregate: 'sum', field: 'amount' },
    window: { days: 'lastMonths', months: 3 },
  })
  expect(said.conditions).toEqual({
    zh: '(款项类型 是其中之一： 押金、承兑，或客户的内部客户 等于 是)，且并非 (业务员当日的岗位 等于 区域经理)',
    en: '(kind is one of deposit, bill or internal of the client is yes) and not (position of the representative is regional managers)',
  })
  expect([said.value.en, said.window.zh]).toEqual(['sum of amount', '截至期末的 3 个月'])
})

test('a measure of somebody else than representatives says of whom, and clients have no day', () => {
  const [version] = measures[0]?.rule.versions ?? []
  if (!version) throw new Error('measures are shipped')
  const said = measureInWords({
    ...version,
    ...{ module: 'feedback', per: 'engineer', conditions: { field: 'engineer.region', operator: 'given', values: [] } },
  })
  expect([said.table, said.conditions?.zh]).toEqual([
    { zh: '反馈表（按技术客服汇总）', en: 'feedback of each engineer' },
    '技术客服当日的区域 已填写',
  ])
  const { day } = measureInWords({ ...version, module: 'clients', conditions: undefined })
  expect(day).toEqual({ zh: '期末时点', en: 'as they stand at the end of the period' })
  const stage = { field: 'opportunity.outcome', operator: 'equals', values: ['won'] }
  expect(measureInWords({ ...version, module: 'opportunity_stages', conditions: stage }).conditions).toEqual({
    ...{ zh: '商机的结果 等于 赢单', en: 'outcome of the opportunity is won' },
  })
})

test('no words of shipped plans and measures lack a language', () => {
  const said = JSON.stringify([
    ...plans.flatMap(({ rule }) => rule.versions.map((version) => planInWords(version, titleOf))),
    ...measures.flatMap(({ rule }) => rule.versions.map(measureInWords)),
  ])
  expect(said).not.toMatch(/undefined|"(zh|en)":""/)
})

test('the examples of a text are tried once, however often it is asked for', async () => {
  const again = await loadRulebook('rules')
  expect(again.ok && triedExamples(again.rulebook)).toBe(triedExamples(loaded.rulebook))
  const plan = triedExamples(loaded.rulebook).get(exampleKey('pay/marginal-on-collections.json', '2026-01-01'))
  expect(plan?.map(({ problems }) => problems)).toEqual([[], [], [], []])
  expect(plan?.[0]?.figures).toContainEqual({ what: 'bands', expected: '1000.00, 4000.00, 1500.00', actual: '1000.00, 4000.00, 1500.00' })
})
