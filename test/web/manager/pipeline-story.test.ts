import { beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '../accessible.ts'
import { describeInBrowser, NARROW, startVisit, type Visit } from '../browser.ts'

const PAGE = '/opportunities?from=2026-07-01&to=2026-10-31'
const ROWS: readonly (readonly [table: string, values: object])[] = [
  ['opportunities', { number: 'P1', rep: 'S001', stage: '谈判', amount: '1000.01', probability: '0.5', expected_on: '2026-12-15' }],
  ['opportunities', { number: 'P2', rep: 'S001', stage: '谈判', amount: '300.00' }],
  ['opportunities', { number: 'P3', rep: 'S021', stage: '谈判', amount: '70.00', closed_on: '2026-10-05', outcome: 'won' }],
  ['opportunities', { number: 'P4', rep: 'S001', stage: '谈判', amount: '20.00', closed_on: '2026-10-06', outcome: 'lost' }],
  ['opportunity_stages', { number: 'P1', stage: '初访', from: '2026-08-01' }],
  ['opportunity_stages', { number: 'P1', stage: '谈判', from: '2026-10-11' }],
]

describeInBrowser('the sales pipeline', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await startVisit()
    const page = await visit.as('hr')
    await page.goto('/')
    for (const [table, values] of ROWS) {
      const whole = table === 'opportunities' ? { client: 'C0001', created_on: '2026-08-01', ...values } : values
      const status = await page.evaluate(
        async ([path, body]) => {
          const headers = { 'content-type': 'application/json' }
          return (await fetch(path as string, { method: 'POST', headers, body: body as string })).status
        },
        [`/api/v1/records/${table}`, JSON.stringify({ values: whole, reason: '商机' })],
      )
      expect([table, values, status]).toEqual([table, values, expect.toSatisfy((code: number) => code < 300)])
    }
  })

  test('a manager finds the region’s funnel, forecast and ways from the navigation, and what was not counted', async () => {
    const page = await visit.as('manager')
    await page.goto(PAGE)
    await page.getByRole('heading', { name: '销售漏斗' }).waitFor()
    await page.getByRole('cell', { name: '500.01' }).first().waitFor()
    await page.getByText('2 个商机没有阶段记录').waitFor()
    await page.getByText('赢单率（按数量）').waitFor()
    await expectAccessible(page)
    await page.getByLabel('结束日').fill('2026-07-15')
    await page.getByText('这些日期没有商机').waitFor()
    expect(page.url()).toContain('to=2026-07-15')
  })

  test('at phone width nothing stands beyond the edge', async () => {
    const page = await visit.as('hr', { viewport: NARROW })
    await page.goto(PAGE)
    await page.getByRole('heading', { name: '阶段转化' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    await expectAccessible(page)
  })
})
