import { expect, test } from 'vitest'
import { lackingRules } from '../../src/appraisal/rules-in-force.ts'
import { present } from '../../src/base/assert.ts'
import { dayFromText } from '../../src/base/day.ts'
import { messageOf, type Problem } from '../../src/base/problem.ts'
import { MEASURE_PROBLEMS, type MeasureProblemCode } from '../../src/domain/measures/measure-problems.ts'
import { tryMeasureExamples } from '../../src/rulebook/check-measures.ts'
import { checkRulebook } from '../../src/rulebook/check-rulebook.ts'
import { readRuleTexts } from '../../src/rulebook/read-rules.ts'
import { rulebookFrom } from '../../src/rulebook/rulebook.ts'
import { ORDERS_PER_VISIT } from '../own-rules.ts'

const texts = present(await readRuleTexts('rules'), 'The shipped rules are there.')
const FILE = 'measures/own.json'
const words = { zh: '大额订单', en: 'Large orders' }
const version = {
  ...{ effectiveFrom: '2026-01-01', issuedOn: '2026-01-01', clause: 'D1', why: words, module: 'complaints' },
  ...{ value: { aggregate: 'count' }, window: { days: 'period' } },
  examples: [{ name: 'one', source: 'D1', period: '2026-10', records: [{ date: '2026-10-01' }], value: '1' }],
}
const own = (change: object = {}, heading: object = {}) => ({
  ...{ id: 'measures.own', title: words, key: 'ownComplaints', kind: 'measure', versions: [{ ...version, ...change }] },
  ...heading,
})
const on = (field: string, operator: string, ...values: string[]) => ({ conditions: { field, operator, values } })

/** All that is wrong with the shipped rules and these files beside them. */
function problemsWith(files: Readonly<Record<string, object>>): readonly Problem[] {
  const loaded = rulebookFrom(
    new Map([...texts, ...Object.entries(files).map(([file, json]) => [file, JSON.stringify(json)] as const)]),
    'rules',
  )
  return loaded.ok ? [...lackingRules(loaded.rulebook), ...checkRulebook(loaded.rulebook)] : loaded.problems
}

test('every example of the shipped templates comes out, and none of them is in force', () => {
  const loaded = rulebookFrom(texts, 'rules')
  if (!loaded.ok) throw new Error('The shipped rules load.')
  const { measures } = loaded.rulebook
  expect(measures.length).toBeGreaterThan(5)
  expect(tryMeasureExamples(measures).flatMap(({ problems }) => problems)).toEqual([])
  const compiled = loaded.rulebook.compile(present(dayFromText('2026-10-31'), 'a day'), {})
  expect(compiled.ok && [compiled.book.measures, compiled.book.hashes.filter(({ id }) => id.startsWith('measures.'))]).toEqual([[], []])
})

test('a measure without a mistake is in force from its first day on, with its hash', () => {
  expect(problemsWith({ [FILE]: own() })).toEqual([])
  const loaded = rulebookFrom(new Map([...texts, [FILE, JSON.stringify(own())]]), 'rules')
  if (!loaded.ok) throw new Error('It loads.')
  const keysOn = (day: string) => {
    const compiled = loaded.rulebook.compile(present(dayFromText(day), day), {})
    return compiled.ok && compiled.book.measures.map(({ key }) => key)
  }
  expect([keysOn('2025-12-31'), keysOn('2026-01-01')]).toEqual([[], ['ownComplaints']])
})

const kpi = (heading: object, change: object) => ({
  ...ORDERS_PER_VISIT,
  ...{ clause: 'S6', ...heading, versions: ORDERS_PER_VISIT.versions.map((one) => ({ ...one, clause: 'S6', settings: {}, ...change })) },
})
const takingOwn = {
  inputs: ['ownComplaints', 'visits'].map((name) => ({ name, title: words, unit: 'count', places: 0, min: '0' })),
  ...{ steps: [], numerator: 'ownComplaints', denominator: 'visits' },
  examples: [{ name: 'half', source: 'S6', inputs: { ownComplaints: '2', visits: '4' }, value: '0.5000' }],
}
const { clause: _, ...taker } = kpi({}, { ...takingOwn, effectiveFrom: '2026-01-01' })

/** The smallest cause of each problem, and what it says in both languages. */
const BAD: Readonly<Record<MeasureProblemCode, readonly [cause: Readonly<Record<string, object>>, en: string, zh: string]>> = {
  measure_module_must_be_known: [
    { [FILE]: own({ module: 'order' }) },
    'the module is "order", which is no table that measures count. Known: orders, collections, receivables, expenses, visits, complaints, opportunities, opportunity_stages, clients, campaigns, attendance, feedback, followups.',
    'module 是“order”，没有这张可计量的表。可用：orders, collections, receivables, expenses, visits, complaints, opportunities, opportunity_stages, clients, campaigns, attendance, feedback, followups。',
  ],
  measure_must_be_of_somebody_known: [
    { [FILE]: own({ per: 'engineer' }) },
    'per is "engineer", by which complaints cannot be counted. Known: rep, client, region, company.',
    'per 是“engineer”，而 complaints 不能按它汇总。可用：rep, client, region, company。',
  ],
  measure_must_be_of_representatives: [
    { [FILE]: own({ per: 'client' }), 'sales/orders-per-visit.json': taker },
    'takes the measure "ownComplaints", which is of each client, while KPIs are of representatives. Count it per rep, region or company, or write another measure.',
    '使用计量“ownComplaints”，它按客户汇总，而指标是业务员的。请把计量的 per 改为 rep、region 或 company，或另写一个计量文件。',
  ],
  measure_field_must_be_known: [
    { [FILE]: own(on('status', 'equals', 'audited')) },
    'conditions names "status", which is no field of complaints. Known: number, date, client, upheld, handled_on, category, client.region, client.class, client.internal, rep.region, rep.position.',
    'conditions 的“status”不是 complaints 的字段。可用：number, date, client, upheld, handled_on, category, client.region, client.class, client.internal, rep.region, rep.position。',
  ],
  measure_field_must_be_a_day: [
    { [FILE]: own({ day: 'category' }) },
    'day names "category", which is no day. Known: date, handled_on.',
    'day 的“category”不是日期字段。可用：date, handled_on。',
  ],
  measure_condition_must_have_one_form: [
    { [FILE]: own({ conditions: { all: [{ field: 'date', days: { from: 'date', to: 'handled_on' }, operator: 'given' }] } }) },
    'conditions.all.0 must be one of all, any, not, or have an operator and either a field or days.',
    'conditions.all.0 须为 all、any、not 之一，或有 operator 并有 field 与 days 之一。',
  ],
  measure_conditions_must_be_fewer: [
    { [FILE]: own(on('category', 'oneOf', ...Array.from({ length: 500 }, (_, index) => String(index)))) },
    'there are 501 conditions and values, and 500 at most. Make several measures of it, or write between or above instead of a list.',
    '条件和取值共 501 个，最多 500 个。请分成几个计量，或用 between、above 代替列举。',
  ],
  measure_operator_must_fit: [
    { [FILE]: own(on('category', 'atLeast', 'A')) },
    'conditions: "atLeast" cannot be asked of category, which is text. Known: equals, differs, oneOf, given, empty.',
    'conditions：“atLeast”不能用于文字“category”。可用：equals, differs, oneOf, given, empty。',
  ],
  measure_values_must_be_as_many: [
    { [FILE]: own(on('date', 'between', '2026-01-01')) },
    'conditions: between takes two values, and here are 1.',
    'conditions：between 须有两个值，这里有 1 个值。',
  ],
  measure_value_must_fit: [
    { [FILE]: own(on('upheld', 'equals', '是')) },
    'conditions: "是" is no value of upheld; write true or false.',
    'conditions：“是”不是upheld的取值，应写true 或 false。',
  ],
  measure_values_must_be_in_order: [
    { [FILE]: own(on('date', 'between', '2026-02-01', '2026-01-01')) },
    'conditions: between "2026-02-01" and "2026-01-01" lies nothing. Write the smaller value first.',
    'conditions：between 的“2026-02-01”大于“2026-01-01”，不会有记录符合。请交换两个值。',
  ],
  measure_aggregate_must_fit: [
    { [FILE]: own({ value: { aggregate: 'sum', field: 'category' } }) },
    'value: sum takes one field that is an amount, a quantity or a score, or days between two days, and here is "category".',
    'value：sum 须有一个金额、数量、分数字段，或两个日期之间的天数，这里是“category”。',
  ],
  measure_window_must_have_meaning: [
    { [FILE]: own({ window: { days: 'previous', months: 3 } }) },
    'window: previous takes no months; write lastMonths for so many.',
    'window：previous 不写 months；要几个月请用 lastMonths。',
  ],
  measure_key_must_be_its_own: [
    { [FILE]: own({}, { key: 'netSales' }) },
    '"netSales" names another measure, a KPI, a module or a part of results already. Choose another key.',
    '“netSales”已是另一个计量、指标、分值模块或结果中的名称。请另起 key。',
  ],
  measure_unit_must_stay: [
    {
      [FILE]: own(
        {},
        {
          versions: [version, { ...version, effectiveFrom: '2026-05-01', module: 'orders', value: { aggregate: 'sum', field: 'amount' } }],
        },
      ),
    },
    'this version counts in yuan and those before it in count. KPIs rely on the unit: write another measure.',
    '这一版以yuan计，之前的版本以count计。指标按单位使用计量：请另写一个计量文件。',
  ],
  measure_must_be_there_before: [
    { [FILE]: own({ effectiveFrom: '2026-05-01' }), 'sales/orders-per-visit.json': taker },
    'takes "ownComplaints", which is there from 2026-05-01 on only. Let its first version begin no later than this one of the KPI.',
    '使用“ownComplaints”，而它自 2026-05-01 起才有。请让它的第一版不晚于指标的这一版。',
  ],
  measure_example_must_be_readable: [
    { [FILE]: own({ examples: [{ name: 'one', source: 'D1', period: '2026-10', records: [{ date: '1.10.2026' }], value: '1' }] }) },
    'the example "one", records.0.date: "1.10.2026" must be a day such as 2026-01-31.',
    '例“one”的 records.0.date：“1.10.2026”应写如 2026-01-31 的日期。',
  ],
  measure_example_must_give_value: [
    { [FILE]: own({ examples: [{ name: 'one', source: 'D1', period: '2026-10', records: [{ date: '2026-09-30' }], value: '1' }] }) },
    'the example "one": the value should be 1 but is 0. Correct the example or the measure.',
    '例“one”：值应为 1，算出 0。请改正例子或计量。',
  ],
}

test.each(Object.keys(MEASURE_PROBLEMS) as MeasureProblemCode[])('%s names the place, what was found and what to do', (code) => {
  const [cause, en, zh] = BAD[code]
  const problems = problemsWith(cause)
  expect(problems.map((problem) => messageOf(problem, 'en').replace(/^\S+( \(\S+\))?: /, ''))).toEqual([en])
  expect(problems.map((problem) => messageOf(problem, 'zh').replace(/^\S+?( \(\S+\))?：/, ''))).toEqual([zh])
  expect(messageOf(problems[0] as Problem, 'en')).toMatch(/^(measures\/own|sales\/orders-per-visit)\.json/)
})

test('a KPI takes a measure of the company’s own in its unit, and no template', () => {
  expect(problemsWith({ [FILE]: own(), 'sales/orders-per-visit.json': taker })).toEqual([])
  const inYuan = { ...takingOwn, measure: 'yuan', inputs: takingOwn.inputs.map(({ name, title }) => ({ name, title, unit: 'yuan' })) }
  const { clause: __, ...wrong } = kpi({}, { ...inYuan, effectiveFrom: '2026-01-01' })
  expect(problemsWith({ [FILE]: own(), 'sales/orders-per-visit.json': wrong }).map(({ values }) => values.what)).toContain(
    'inputs.ownComplaints.unit',
  )
  const template = problemsWith({ [FILE]: own({}, { template: true }), 'sales/orders-per-visit.json': taker })
  expect(template.map(({ code }) => code)).toEqual(['input_must_be_supplied'])
})

test('a key of a KPI or of another measure is taken', () => {
  const other = { ...own(), id: 'measures.other' }
  expect(problemsWith({ [FILE]: own({}, { key: 'visitSuccess' }) }).map(({ code }) => code)).toEqual(['measure_key_must_be_its_own'])
  expect(problemsWith({ [FILE]: own(), 'measures/other.json': other }).map(({ code }) => code)).toEqual(['measure_key_must_be_its_own'])
})

test('all mistakes of a measure are said at once', () => {
  const conditions = { any: [{ field: 'nobody', operator: 'given' }, { not: { field: 'date', operator: 'is', values: ['x'] } }] }
  const problems = problemsWith({
    [FILE]: own({ conditions, day: 'x', value: { aggregate: 'count', field: 'date' }, window: { days: 'lastMonths' } }),
  })
  expect(problems.map(({ code }) => code)).toEqual([
    'measure_field_must_be_a_day',
    'measure_field_must_be_known',
    'measure_operator_must_fit',
    'measure_aggregate_must_fit',
    'measure_window_must_have_meaning',
  ])
})
