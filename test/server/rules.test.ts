import { readFileSync } from 'node:fs'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { companyToday } from '../../src/server/kernel/company-day.ts'
import { SYSTEM } from '../../src/server/kernel/service.ts'
import { readRule } from '../../src/server/rules/read-rule.ts'
import type { ApiClient } from './support/api-client.ts'
import { items } from './support/closing-month.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
let engineer: ApiClient
beforeAll(async () => {
  world = await makeTestService({ demo: false })
  engineer = await world.as('engineer')
})

interface Version {
  readonly effectiveFrom: string
  readonly inForce: boolean
  readonly decisions: readonly { readonly name: string; readonly condition: { readonly zh: string; readonly en: string } }[]
  readonly examples: readonly {
    readonly name: string
    readonly equal: boolean
    readonly clauses: readonly string[]
    readonly figures: readonly { readonly expected: string | null; readonly actual: string | null; readonly equal: boolean }[]
  }[]
}

async function versionOf(rule: string): Promise<Version> {
  const { body, status } = await engineer.get(`/rules/${rule}`)
  expect(status).toBe(200)
  const [version] = (body as { versions: Version[] }).versions
  if (!version) throw new Error(`${rule} has a version`)
  return version
}

test('everybody reads the rules that they are paid by, and every worked example comes out as the files say', async () => {
  const rules = items(await engineer.get('/rules'))
  expect(rules.map(({ id }) => id)).toEqual(expect.arrayContaining(['bonus.pool', 'bonus.split', 'service.attendance', 'sales.scorecard']))
  for (const { id, examples } of rules) {
    const { total, equal } = examples as { total: number; equal: number }
    expect({ id, equal }).toEqual({ id, equal: total })
    expect(total, String(id)).toBeGreaterThan(0)
  }
})

test('before the first version takes effect no version is in force', async () => {
  expect(items(await engineer.get('/rules?day=1999-12-31')).every(({ inForce }) => inForce === null)).toBe(true)
  const rules = items(await engineer.get('/rules?day=2000-01-01'))
  expect(rules.filter(({ template }) => !template).every(({ inForce }) => inForce === '2000-01-01')).toBe(true)
})

test('plans and measures stand in the list, and templates are never in force', async () => {
  const rules = items(await engineer.get('/rules'))
  expect(rules.find(({ id }) => id === 'pay.marginal-on-collections')).toMatchObject({
    ...{ kind: 'commission', template: true, inForce: null, clause: 'P2', key: null, examples: { total: 4, equal: 4 } },
    versions: [{ effectiveFrom: '2026-01-01', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
  })
  expect(rules.find(({ id }) => id === 'pay.performance-grades')).toMatchObject({ kind: 'grades', template: true })
  expect(rules.find(({ id }) => id === 'measures.large-orders')).toMatchObject({ kind: 'measure', key: 'largeOrders', template: true })
  expect(rules.find(({ id }) => id === 'sales.collection-rate')).toMatchObject({ kind: 'ratio', template: false })
})

describe('one rule', () => {
  test('has its formula, conditions and outcomes in words of both languages', async () => {
    const { body } = await engineer.get('/rules/service.attendance')
    expect(body).toMatchObject({
      id: 'service.attendance',
      title: { zh: '出勤', en: 'Attendance' },
      versions: [
        {
          until: null,
          inForce: true,
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          formula: {
            text: 'onDutyWeight * onDuty + onTimeWeight * onTime',
            words: { zh: '工作在岗率权重 × 工作在岗率 + 服务到岗及时率权重 × 服务到岗及时率' },
          },
          steps: [{ formula: { words: { zh: expect.stringContaining('若 每次异常从哪个分项扣分 = 「两个分项都扣」') } } }, {}],
          decisions: [
            { condition: { zh: '是否有考勤表（1 有，0 无） 等于 0' }, outcome: { zh: '缺数据：本期数据没有考勤表' } },
            {
              condition: { zh: '外出缺勤清零的范围 设为 「整个出勤模块」，且 外出客服缺勤次数 大于 0' },
              outcome: { zh: '结果为 0', en: 'the result is 0' },
            },
            {},
          ],
        },
      ],
      clauses: expect.arrayContaining([{ clause: '5.1.1', zh: expect.stringContaining('出勤占 10%'), en: expect.any(String) }]),
    })
  })

  test('shows each example with what the file says, what comes out now, and the clause it illustrates', async () => {
    const { examples } = await versionOf('service.attendance')
    expect(examples[0]).toMatchObject({ clauses: ['5.1.1'], equal: true, figures: [{ what: 'value', expected: '86.00', actual: '86.00' }] })
    const absence = examples.find(({ name }) => name === 'one call absence makes the module zero')
    expect(absence).toMatchObject({ decision: { zh: '外出客服缺勤，整个出勤模块为零' } })
    const open = examples.find(({ name }) => name === 'no attendance table')
    expect(open).toMatchObject({ figures: [{ what: 'value', expected: null, actual: null }, {}, {}], reason: { zh: '本期数据没有考勤表' } })
  })

  test.each`
    rule                       | expected                                                                                                                                                                                                                                                       | why
    ${'bonus.split'}           | ${{ kind: 'allocation', versions: [{ rounding: { places: 2 } }] }}                                                                                                                                                                                             | ${'a split shows how it rounds'}
    ${'sales.collection-rate'} | ${{ kind: 'ratio', versions: [{ better: 'higher' }] }}                                                                                                                                                                                                         | ${'a KPI shows numerator and denominator'}
    ${'sales.points.tiers'}    | ${{ kind: 'formula', versions: [{ formula: null }] }}                                                                                                                                                                                                          | ${'grades stand in place of a formula'}
    ${'sales.scorecard'}       | ${{ versions: [{ entries: [{ weight: '0.40' }, {}, {}, {}], examples: expect.arrayContaining([expect.objectContaining({ inputs: expect.arrayContaining([{ name: 'collectionRate', title: { zh: '回款率', en: 'Collection rate' }, value: '0.93' }]) })]) }] }} | ${'a scorecard shows its weights'}
  `('$rule: $why', async ({ rule, expected }) => {
    expect((await engineer.get(`/rules/${rule}`)).body).toMatchObject(expected)
  })

  test('that is a plan shows its tiers, whom it covers and what its examples come to', async () => {
    const { body } = await engineer.get('/rules/pay.marginal-on-collections')
    expect(body).toMatchObject({
      ...{ kind: 'commission', template: true, inForce: null },
      file: { path: 'pay/marginal-on-collections.json', text: expect.stringContaining('"template": true') },
      versions: [
        {
          inForce: false,
          plan: { people: { zh: '业务员' }, rowsAre: 'rates', rows: [{ value: '0.01' }, { value: '0.02' }, { value: '0.03' }] },
          counted: null,
          examples: [
            {
              inputs: [{ name: 'base', value: '350000.00' }],
              figures: [
                { what: 'amount', expected: '6500.00', actual: '6500.00', equal: true },
                { what: 'bands', actual: '1000.00, 4000.00, 1500.00' },
                { what: 'reserve', actual: '650.00' },
                { what: 'paid', actual: '5850.00' },
              ],
            },
            ...[{}, {}, {}],
          ],
        },
      ],
      clauses: expect.arrayContaining([expect.objectContaining({ clause: 'P2' })]),
    })
  })

  test('that is a measure shows what it counts and the records of its examples', async () => {
    const { body } = await engineer.get('/rules/measures.large-orders')
    expect(body).toMatchObject({
      ...{ kind: 'measure', key: 'largeOrders' },
      versions: [
        {
          plan: null,
          counted: { table: { zh: '订单' }, conditions: { en: 'amount is at least 50000 and class of the client is A' } },
          result: { unit: 'count' },
          examples: [
            {
              records: expect.arrayContaining([
                expect.arrayContaining([{ name: 'amount', title: { zh: '金额', en: 'amount' }, value: { zh: '50000', en: '50000' } }]),
              ]),
            },
            {},
          ],
        },
      ],
    })
  })

  test('that there is not is not found', async () => {
    expect(await engineer.get('/rules/service.nothing')).toMatchObject({ status: 404, code: 'thing_must_exist' })
  })
})

test('an example that no longer comes out is shown with both figures', async () => {
  const { service } = world
  const rulesFolder = await mkdtemp(join(tmpdir(), 'quanheng-rules-'))
  await cp(service.rulesFolder, rulesFolder, { recursive: true })
  const file = join(rulesFolder, 'service', 'attendance.json')
  await writeFile(file, readFileSync(file, 'utf8').replace('"value": "86.00"', '"value": "85.00"'))
  const read = await readRule(
    { ...service, rulesFolder },
    { ...SYSTEM, positions: ['staff'] },
    { id: 'service.attendance', day: await companyToday(service) },
  )
  expect(read).toMatchObject({
    rule: { versions: [{ examples: expect.arrayContaining([expect.objectContaining({ equal: false })]) }] },
  })
  const broken = read.ok ? read.rule.versions[0]?.examples[0] : undefined
  expect(broken?.figures[0]).toEqual({ what: 'value', expected: '85.00', actual: '86.00', equal: false })
  expect(broken?.problems[0]?.zh).toContain('85.00')
  await rm(rulesFolder, { recursive: true })
})

test('every clause is there with what computes it, or who looks after it', async () => {
  const policies = items(await engineer.get('/policies')) as unknown as {
    clauses: { clause: string; computed: boolean; by: { zh: string } | null; rules: { id: string }[]; settings: { key: string }[] }[]
  }[]
  const clauses = policies.flatMap((policy) => policy.clauses)
  expect(clauses.find(({ clause }) => clause === '5.3.1')).toMatchObject({ rules: [{ id: 'bonus.pool' }] })
  expect(clauses.find(({ clause }) => clause === 'A5')?.settings.map(({ key }) => key)).toEqual([
    'service.attendance.absence',
    'service.attendance.missingPunch',
    'service.attendance.seriousLate',
  ])
  for (const { clause, computed, by, rules } of clauses) {
    expect(computed ? rules.length > 0 : by !== null, clause).toBe(true)
    expect(by?.zh ?? '', clause).not.toMatch(/[a-z]{4}/)
  }
})
