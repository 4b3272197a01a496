import { mkdtemp, readFile, rm } from 'node:fs/promises'
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
import { ORDERS_PER_VISIT, rulesWithOneMore } from '../own-rules.ts'

const words = (zh: string, en: string) => ({ zh, en })
const ratio = (name: string) => ({ name, title: words(name, name), unit: 'ratio', places: 4 })

/** A KPI over others, which takes them in the proportion of six to four. */
function composite(over: string, under: string, key = 'ordersPerVisit') {
  const { settings: _, steps: __, ...version } = present(ORDERS_PER_VISIT.versions[0], 'A version.')
  const parts = {
    ...{ inputs: [ratio(over), ratio(under)], measure: 'ratio', numerator: `0.6 * ${over} + 0.4 * ${under}`, denominator: '1' },
    examples: [{ name: 'mixed', source: 'S6a', inputs: { [over]: '0.5', [under]: '0.25' }, value: '0.4000' }],
  }
  return {
    ...ORDERS_PER_VISIT,
    key,
    versions: [{ ...version, effectiveFrom: '2024-01-01', ...parts }],
  } as unknown as typeof ORDERS_PER_VISIT
}

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanheng-kpis-of-kpis-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const period = present(periodFromText('2026-10'), 'a month')
const request = { dataset: DEMO_DATASET, period, settings: {}, onIncomplete: 'zero', language: 'zh' } as const
const said = (problems: readonly Parameters<typeof messageOf>[0][]) => problems.map((problem) => messageOf(problem, 'en'))

interface Kpi {
  readonly value: string | null
  readonly reason?: string
  readonly numerator: string
  readonly denominator: string
}

test('a KPI takes the exact values of others, and has none where one of them has none', async () => {
  const rules = await rulesWithOneMore(join(folder, 'rules'), composite('visitSuccess', 'retentionRate'))
  expect(said((await checkRules(rules)).problems)).toEqual([])
  const answer = await appraise({ ...request, rules, out: join(folder, 'out'), formats: ['json', 'xlsx'] })
  if (!answer.ok) throw new Error(said(answer.problems).join('\n'))
  const result = JSON.parse(await readFile(join(folder, 'out', 'result.json'), 'utf8'))
  const sales = result.sales as readonly { readonly employee: string; readonly kpis: Readonly<Record<string, Kpi>> }[]
  let told = 0
  for (const { kpis } of sales) {
    const [own, visits, kept] = ['ordersPerVisit', 'visitSuccess', 'retentionRate'].map((kpi) => present(kpis[kpi], kpi))
    if (!own || !visits || !kept || visits.value === null || kept.value === null) {
      expect([own?.value, own?.reason]).toEqual([null, 'input_not_given'])
      continue
    }
    told += 1
    const share = ({ numerator, denominator }: Kpi) => Number(numerator) / Number(denominator)
    expect(Number(own.value)).toBeCloseTo(0.6 * share(visits) + 0.4 * share(kept), 4)
  }
  expect([told > 5, told < sales.length]).toEqual([true, true])
  const explained = await explainEmployee({ ...request, rules, employee: 'S001', perFact: 3 })
  const tree = explained.ok ? explained.values.find(({ name }) => name === 'ordersPerVisit') : undefined
  const taken = tree?.parts.find(({ name }) => name === 'visitSuccess')
  expect(taken?.parts.map(({ name, records }) => [name, (records?.total ?? 0) > 0])).toEqual([
    ['successfulVisits', true],
    ['visits', true],
  ])
})

test('what a KPI cannot be told of for want of data, no KPI can be that takes it', async () => {
  const rules = join(folder, 'rules')
  const answer = await appraise({
    ...request,
    period: present(periodFromText('2025-01'), 'a month'),
    rules,
    out: join(folder, 'early'),
    formats: ['json'],
  })
  if (!answer.ok) throw new Error(said(answer.problems).join('\n'))
  const { sales } = JSON.parse(await readFile(join(folder, 'early', 'result.json'), 'utf8'))
  const [{ kpis }] = sales as readonly [{ readonly kpis: Readonly<Record<string, Kpi>> }]
  expect(kpis.retentionRate?.reason).toBe('no_history')
  expect([kpis.ordersPerVisit?.value, kpis.ordersPerVisit?.reason]).toEqual([null, 'no_history'])
})

test('a KPI that takes itself is refused with the way round', async () => {
  const rules = await rulesWithOneMore(join(folder, 'circle'), composite('ordersPerVisit', 'visitSuccess'))
  const { problems } = await checkRules(rules)
  expect(said(problems)).toEqual([
    'sales/orders-per-visit.json: the KPI ordersPerVisit -> ordersPerVisit takes itself by way of others, so that it could never be worked out. Take one of these inputs away.',
  ])
})

test('a template of a KPI is taken by nobody', async () => {
  const rules = await rulesWithOneMore(join(folder, 'template'), composite('winRate', 'visitSuccess'))
  expect((await checkRules(rules)).problems.map(({ code, values }) => [code, values.name])).toEqual([['input_must_be_supplied', 'winRate']])
})
