import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appraise } from '../../src/appraisal/appraise.ts'
import { checkRules, ruleSettings } from '../../src/appraisal/check-rules.ts'
import { explainEmployee } from '../../src/appraisal/explain/explain-employee.ts'
import { DEMO_DATASET } from '../../src/appraisal/shipped.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import { messageOf } from '../../src/base/problem.ts'
import { ORDERS_PER_VISIT, rulesWithCollectionPlan, rulesWithOneMore, rulesWithTwoLess } from '../own-rules.ts'
import { cellsOf, partsOf } from '../sheets/workbooks/spreadsheet-program.ts'
import { SHIPPED_KPIS } from '../shipped-kpis.ts'

const OWN = 'ordersPerVisit'
const AFTER_VISITS = SHIPPED_KPIS.toSpliced(SHIPPED_KPIS.indexOf('visitSuccess') + 1, 0, OWN as never)
const WITHOUT_CLIENTS = SHIPPED_KPIS.filter((kpi) => kpi !== 'newClientRate' && kpi !== 'retentionRate')

let folder = ''
let more = ''
let less = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanheng-kpis-'))
  more = await rulesWithOneMore(join(folder, 'more'))
  less = await rulesWithTwoLess(join(folder, 'less'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const monthOf = (text: string) => present(periodFromText(text), `${text} is a period.`)
const request = { dataset: DEMO_DATASET, period: monthOf('2026-10'), settings: {}, onIncomplete: 'zero', language: 'zh' } as const

interface Person {
  readonly employee: string
  readonly points: string | null
  readonly kpis: Readonly<Record<string, { readonly value: string | null; readonly numerator: string; readonly denominator: string }>>
}

/** result.json of the demo company by these rules, and the cells and parts of its KPI workbook. */
async function appraised(rules: string, name: string) {
  const out = join(folder, name)
  const answer = await appraise({ ...request, rules, out, formats: ['json', 'xlsx'] })
  if (!answer.ok) throw new Error(answer.problems.map((problem) => messageOf(problem, 'en')).join('\n'))
  const result = JSON.parse(await readFile(join(out, 'result.json'), 'utf8'))
  const workbook = join(out, result.files.find(({ kind }: { kind: string }) => kind === 'sales-kpis').path)
  const cells = await cellsOf(workbook)
  const texts = [...cells].map(([place, { value }]) => ({ place, text: String(value ?? '') }))
  return { sales: result.sales as readonly Person[], texts, sheets: (await partsOf(workbook)).get('xl/workbook.xml') ?? '' }
}

test('a KPI of the company’s own, one rule file and one clause, passes the check of rules and brings its setting', async () => {
  expect((await checkRules(more)).problems.map((problem) => messageOf(problem, 'en'))).toEqual([])
  const listed = await ruleSettings(more, request.period)
  expect(listed.ok && listed.settings.map(({ key, value }) => `${key}=${value}`)).toContain('sales.orders-per-visit.counted=all')
})

test('it stands in result.json at the place of its clause, and takes nothing from the others', async () => {
  const own = await appraised(more, 'result-more')
  const shipped = await appraised('rules', 'result-shipped')
  for (const [index, person] of own.sales.entries()) {
    const { [OWN]: added, ...others } = person.kpis
    expect(Object.keys(person.kpis)).toEqual(AFTER_VISITS)
    expect({ ...person, kpis: others }).toEqual(shipped.sales[index])
    expect(added?.denominator).toBe(person.kpis.visitSuccess?.denominator)
    expect(added?.numerator).toBe(person.kpis.complaintRate?.denominator)
  }
  expect(own.sales.some(({ kpis }) => Number(kpis[OWN]?.value) > 0)).toBe(true)
})

test('it has its line in the legend and its columns on the sheet of the KPI before it, with live formulas', async () => {
  const { texts } = await appraised(more, 'workbook-more')
  const legend = texts.filter(({ place }) => place.startsWith('说明!')).map(({ text }) => text)
  expect(legend).toEqual(expect.arrayContaining(['S6a', '每次访问成交单数', '金额为正的订单数', '按哪种访问计：全部访问']))
  expect(texts.filter(({ text }) => text === 'S6a 每次访问成交单数').map(({ place }) => place)).toEqual(['访问与客户!H3'])
})

test('a sheet of its own, where its rule names one, by whatever name', async () => {
  const rules = await rulesWithOneMore(join(folder, 'own-sheet'), { ...ORDERS_PER_VISIT, sheet: { zh: '说明', en: 'Legend' } } as never)
  const { texts, sheets } = await appraised(rules, 'workbook-own-sheet')
  expect(texts.filter(({ text }) => text === 'S6a 每次访问成交单数').map(({ place }) => place.split('!')[0])).toEqual(['说明 (2)'])
  expect([...sheets.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name)).toEqual([
    ...['说明', '考核得分', '销售与费用', '回款', '访问与客户', '说明 (2)'],
  ])
})

test('explain follows it down to the orders and visits', async () => {
  const settings = { 'sales.orders-per-visit.counted': 'successful' }
  const answer = await explainEmployee({ ...request, settings, rules: more, employee: 'S001', perFact: 5 })
  const tree = answer.ok ? answer.values.find(({ name }) => name === OWN) : undefined
  expect(tree).toMatchObject({ title: ORDERS_PER_VISIT.title, clause: 'S6a', formula: 'positiveOrders / countedVisits' })
  const counted = present(tree?.parts, 'It has parts.')
  const orders = counted.find(({ name }) => name === 'positiveOrders')
  const visits = counted.find(({ name }) => name === 'countedVisits')?.parts.find(({ name }) => name === 'successfulVisits')
  for (const [leaf, table] of [[orders, 'orders'] as const, [visits, 'visits'] as const]) {
    expect(leaf?.records?.total).toBe(Number(leaf?.value))
    expect(leaf?.records?.shown.map((record) => record.table)).toContain(table)
  }
})

test('planned collections of the quotas serve a KPI: by month, by quarter from its months, and not where nobody plans them', async () => {
  const rules = await rulesWithCollectionPlan(join(folder, 'plan'))
  expect((await checkRules(rules)).problems.map((problem) => messageOf(problem, 'en'))).toEqual([])
  const dataset = join(folder, 'planned')
  await cp(DEMO_DATASET, dataset, { recursive: true })
  const lines = ['2026-07', '2026-08', '2026-09', '2026-10'].map(
    (period) => `${period},S001,200000,${period === '2026-10' ? 400000 : 50000}`,
  )
  await writeFile(join(dataset, 'quotas.csv'), ['期间,业务员,金额,回款计划', ...lines, '2026-10,S002,200000,'].join('\n'))
  const planIn = async (period: string) => {
    const out = join(folder, `plan-${period}`)
    const answer = await appraise({ ...request, dataset, period: monthOf(period), rules, out, formats: ['json'] })
    if (!answer.ok) throw new Error(answer.problems.map((problem) => messageOf(problem, 'en')).join('\n'))
    const sales: readonly Person[] = JSON.parse(await readFile(join(out, 'result.json'), 'utf8')).sales
    return (employee: string) => sales.find((person) => person.employee === employee)?.kpis
  }
  const month = await planIn('2026-10')
  const collected = month('S001')?.collectionsToSales?.numerator
  expect(month('S001')?.collectionPlan).toMatchObject({ numerator: collected, denominator: '400000.00' })
  expect(Number(month('S001')?.collectionPlan?.value)).toBeCloseTo(Number(collected) / 400_000, 4)
  expect(month('S002')?.collectionPlan).toMatchObject({ value: null })
  expect((await planIn('2026-Q3'))('S001')?.collectionPlan?.denominator).toBe('150000.00')
})

test('before its first day it is not there', async () => {
  const later = { ...ORDERS_PER_VISIT, versions: ORDERS_PER_VISIT.versions.map((version) => ({ ...version, effectiveFrom: '2026-10-31' })) }
  const rules = await rulesWithOneMore(join(folder, 'later'), later)
  const keysIn = async (period: string) => {
    const out = join(folder, `later-${period}`)
    const answer = await appraise({ ...request, period: monthOf(period), rules, out, formats: ['json'] })
    expect(answer.ok).toBe(true)
    return Object.keys(JSON.parse(await readFile(join(out, 'result.json'), 'utf8')).sales[0].kpis)
  }
  expect(await keysIn('2026-09')).toEqual([...SHIPPED_KPIS])
  expect(await keysIn('2026-10')).toEqual(AFTER_VISITS)
})

test.each`
  key               | why
  ${'visits'}       | ${'a measure'}
  ${'points'}       | ${'what the league is ordered by'}
  ${'attendance'}   | ${'a module'}
  ${'visitSuccess'} | ${'another KPI'}
`('a key that names $why already is refused', async ({ key }) => {
  const rules = await rulesWithOneMore(join(folder, `key-${key}`), { ...ORDERS_PER_VISIT, key: String(key) })
  const { problems } = await checkRules(rules)
  expect(problems.map(({ code }) => code)).toEqual(['kpi_key_must_be_its_own'])
})

test('a KPI that the company does without is nowhere, and what it counted still serves others', async () => {
  expect((await checkRules(less)).problems.map((problem) => messageOf(problem, 'en'))).toEqual([])
  const own = await appraised(less, 'result-less')
  const shipped = await appraised('rules', 'result-shipped-too')
  for (const [index, { employee, kpis, points }] of own.sales.entries()) {
    const { newClientRate: _, retentionRate: __, ...others } = present(shipped.sales[index], employee).kpis
    expect(Object.keys(kpis)).toEqual(WITHOUT_CLIENTS)
    expect(kpis).toEqual(others)
    const values = [kpis.quotaCompletion?.value, kpis.collectionRate?.value]
    expect(points === null).toBe(values.includes(null))
  }
  expect(own.texts.filter(({ text }) => /新顾客开发率|老顾客保持率|S8a|S9/.test(text))).toEqual([])
  const answer = await explainEmployee({ ...request, rules: less, employee: 'S001', perFact: 1 })
  expect(answer.ok ? answer.values.map(({ name }) => name) : answer.problems).toEqual(['sales.scorecard', ...WITHOUT_CLIENTS])
})
