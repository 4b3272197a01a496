import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appraise } from '../../src/appraisal/appraise.ts'
import { checkRules } from '../../src/appraisal/check-rules.ts'
import { explainEmployee } from '../../src/appraisal/explain/explain-employee.ts'
import { DEMO_DATASET } from '../../src/appraisal/shipped.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import { messageOf } from '../../src/base/problem.ts'
import { compare, rational, rationalFromText } from '../../src/base/rational.ts'
import { ownMeasure, rulesWithOwnMeasures } from '../own-rules.ts'
import { cellsOf } from '../sheets/workbooks/spreadsheet-program.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanheng-measures-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const monthOf = (text: string) => present(periodFromText(text), `${text} is a period.`)
const request = { dataset: DEMO_DATASET, period: monthOf('2026-10'), settings: {}, onIncomplete: 'zero', language: 'zh' } as const
const LARGE = ownMeasure('largeOrders', {
  module: 'orders',
  conditions: {
    all: [
      { field: 'amount', operator: 'atLeast', values: ['20000'] },
      { field: 'client.class', operator: 'equals', values: ['A'] },
    ],
  },
  value: { aggregate: 'count' },
})
const shareOfLarge = { numerator: 'largeOrders', denominator: 'positiveOrders', unit: 'count' } as const

interface Person {
  readonly employee: string
  readonly kpis: Readonly<
    Record<string, { readonly value: string | null; readonly reason?: string; readonly numerator: string; readonly denominator: string }>
  >
}

async function appraised(rules: string, name: string, more: Partial<Parameters<typeof appraise>[0]> = {}) {
  const out = join(folder, name)
  const answer = await appraise({ ...request, rules, out, formats: ['json'], ...more })
  if (!answer.ok) throw new Error(answer.problems.map((problem) => messageOf(problem, 'en')).join('\n'))
  const result = JSON.parse(await readFile(join(out, 'result.json'), 'utf8'))
  const kpisOf = (employee: string) =>
    present(
      (result.sales as Person[]).find((person) => person.employee === employee),
      employee,
    ).kpis
  return { out, result, sales: result.sales as readonly Person[], kpisOf }
}

/** The workings of the own KPI of S001, and the leaf of one of its measures. */
async function leafOf(measure: string, asked: { readonly rules: string; readonly dataset?: string; readonly perFact: number }) {
  const answer = await explainEmployee({ ...request, ...asked, employee: 'S001' })
  if (!answer.ok) throw new Error(answer.problems.map((problem) => messageOf(problem, 'en')).join('\n'))
  const tree = answer.values.find(({ name }) => name === 'ownKpi')
  return present(
    tree?.parts.find(({ name }) => name === measure),
    measure,
  )
}

/** Rows of a table of the demo company by their headers; none of its cells has a comma inside. */
async function rowsOf(table: string): Promise<Record<string, string>[]> {
  const text = (await readFile(join(DEMO_DATASET, `${table}.csv`), 'utf8')).replace('\uFEFF', '')
  const [header = '', ...lines] = text.trim().split(/\r?\n/)
  const names = header.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [names[index] ?? '', cell])))
}

test('a KPI over a measure of the company’s own stands in result.json, in the workbook, its legend and the workings', async () => {
  const rules = await rulesWithOwnMeasures(join(folder, 'large'), [LARGE], shareOfLarge)
  expect((await checkRules(rules)).problems.map((problem) => messageOf(problem, 'en'))).toEqual([])
  const { out, result, sales } = await appraised(rules, 'large-result', { formats: ['json', 'xlsx'] })
  const classA = new Set((await rowsOf('clients')).filter((row) => row.客户等级 === 'A').map((row) => row.客户编码))
  const counted = (await rowsOf('orders')).filter(
    ({ date = '', amount, client }) => date.startsWith('2026-10') && Number(amount) >= 20_000 && classA.has(client ?? ''),
  )
  expect(counted.length).toBeGreaterThan(20)
  for (const { employee, kpis } of sales) {
    const own = counted.filter(({ rep }) => rep === employee)
    expect([employee, kpis.ownKpi?.numerator]).toEqual([employee, String(own.length)])
    expect(kpis.ownKpi?.denominator).toBe(kpis.complaintRate?.denominator)
  }
  const hashed = result.rules.filter(({ id }: { id: string }) => id.startsWith('measures.'))
  expect(hashed).toMatchObject([{ id: 'measures.largeorders', effectiveFrom: '2024-01-01' }])
  const workbook = result.files.find(({ kind }: { kind: string }) => kind === 'sales-kpis').path
  const texts = [...(await cellsOf(join(out, workbook)))].map(([place, { value }]) => `${place.split('!')[0]} ${String(value ?? '')}`)
  expect(texts).toContain('说明 自定指标')
  expect(texts.filter((text) => text.endsWith('S6a 自定指标'))).toEqual(['访问与客户 S6a 自定指标'])
  const leaf = await leafOf('largeOrders', { rules, perFact: 100 })
  const numbers = leaf.records?.shown.map(({ values }) => (values as Record<string, unknown>).number).sort()
  expect(numbers).toEqual(
    counted
      .filter(({ rep }) => rep === 'S001')
      .map(({ number }) => number)
      .sort(),
  )
  expect(String(leaf.records?.total)).toBe(leaf.value)
})

test('what a window looks back to and the data do not tell has no figure; what they tell adds up month by month', async () => {
  const measure = ownMeasure('salesOfQuarter', {
    ...{ module: 'orders', value: { aggregate: 'sum', field: 'amount' }, window: { days: 'lastMonths', months: 3 } },
  })
  const rules = await rulesWithOwnMeasures(join(folder, 'looking'), [measure], {
    ...{ numerator: 'salesOfQuarter', denominator: 'netSales', unit: 'yuan' },
  })
  const first = await appraised(rules, 'looking-first', { period: monthOf('2024-09') })
  expect(new Set(first.sales.map(({ kpis }) => kpis.ownKpi?.reason))).toEqual(new Set(['no_history']))
  const second = await appraised(rules, 'looking-second', { period: monthOf('2024-10') })
  const short = second.result.problems.filter(({ code }: { code: string }) => code === 'history_is_short')
  expect(short.map(({ record }: { record: string }) => record)).toContain('ownKpi')
  const names = ['2026-08', '2026-09', '2026-10']
  const months = await Promise.all(names.map((period) => appraised(rules, `looking-${period}`, { period: monthOf(period) })))
  const fen = (text = '') => Math.round(Number(text) * 100)
  const added = months.reduce((sum, month) => sum + fen(month.kpisOf('S001').ownKpi?.denominator), 0)
  expect(fen(months[2]?.kpisOf('S001').ownKpi?.numerator)).toBe(added)
})

test('a table that is not in the data is no data; with opportunities the won ones count on the day on which they were closed', async () => {
  const conditions = { field: 'outcome', operator: 'equals', values: ['won'] }
  const won = ownMeasure('won', { module: 'opportunities', day: 'closed_on', conditions, value: { aggregate: 'count' } })
  const rules = await rulesWithOwnMeasures(join(folder, 'won'), [won], { numerator: 'won', denominator: 'visits', unit: 'count' })
  expect((await appraised(rules, 'won-none')).kpisOf('S001').ownKpi).toMatchObject({ value: null, reason: 'no_data' })
  const dataset = join(folder, 'funnel')
  await cp(DEMO_DATASET, dataset, { recursive: true })
  const rows = [
    '单据编号,客户,业务员,阶段,预计金额,创建日期,关闭日期,结果',
    'O1,C0001,S001,赢单,1000,2026-09-01,2026-10-09,赢单',
    'O2,C0001,S001,丢单,1000,2026-09-01,2026-10-09,输单',
    'O3,C0001,S001,谈判,1000,2026-09-01,,',
  ]
  await writeFile(join(dataset, 'opportunities.csv'), rows.join('\n'))
  expect((await appraised(rules, 'won-some', { dataset })).kpisOf('S001').ownKpi?.numerator).toBe('1')
  const leaf = await leafOf('won', { rules, dataset, perFact: 9 })
  expect(leaf.records?.shown).toMatchObject([{ table: 'opportunities', values: { number: 'O1', outcome: 'won' } }])
})

test('an average is exact', async () => {
  const records = ['0.2', '0.3', '0.5'].map((amount) => ({ date: '2026-10-01', amount }))
  const average = ownMeasure('averageLine', {
    ...{
      module: 'orders',
      value: { aggregate: 'average', field: 'amount' },
      conditions: { field: 'amount', operator: 'above', values: ['0'] },
    },
    examples: [{ name: 'a third', source: 'D1', period: '2026-10', value: '1/3', records }],
  })
  const over = { numerator: 'averageLine', denominator: 'expenses', unit: 'yuan' } as const
  const rules = await rulesWithOwnMeasures(join(folder, 'average'), [average], over)
  expect((await checkRules(rules)).problems.map((problem) => messageOf(problem, 'en'))).toEqual([])
  const { value } = await leafOf('averageLine', { rules, perFact: 0 })
  const own = (await rowsOf('orders')).filter(
    ({ date = '', rep, amount }) => date.startsWith('2026-10') && rep === 'S001' && Number(amount) > 0,
  )
  const fen = own.reduce((sum, { amount }) => sum + BigInt(Math.round(Number(amount) * 100)), 0n)
  expect(compare(present(rationalFromText(value ?? ''), 'a number'), rational(fen, 100n * BigInt(own.length)))).toBe(0)
})
