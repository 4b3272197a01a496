import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '../accessible.ts'
import { describeInBrowser, NARROW, settled, startVisit, type Visit } from '../browser.ts'

const PLAN = 'pay.sales-commission'

describeInBrowser('making a plan', () => {
  let visit: Visit
  let hr: Page
  beforeAll(async () => {
    visit = await startVisit()
    hr = await visit.as('hr')
  }, 180_000)

  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await hr.keyboard.press(key)
  }
  /** Types over what a focused field holds. */
  const type = async (text: string) => {
    await press('Control+A')
    await hr.keyboard.insertText(text)
  }
  const cell = (title: string, row: number) => hr.getByLabel(`${title}，第 ${row} 行`, { exact: true })
  const focusButton = (name: string) => hr.getByRole('button', { name, exact: true }).focus()

  test('a template is copied by keyboard, and its draft opens with its tiers', async () => {
    await hr.goto('/rules/pay.marginal-on-collections')
    await focusButton('复制为本公司规则')
    await press('Enter')
    const dialog = hr.getByRole('dialog')
    await dialog.getByLabel('编号').focus()
    await type(PLAN)
    await press('Tab')
    await type('销售提成')
    await press('Tab')
    await type('Sales commission')
    await dialog.getByLabel('生效日期').fill('2026-10-01')
    await dialog.getByRole('button', { name: '开始起草' }).focus()
    await press('Enter')
    await hr.getByRole('heading', { name: '草稿：销售提成' }).waitFor()
    await expect.poll(() => cell('比例（%）', 3).inputValue()).toBe('3')
    await hr.getByText('核对无误').waitFor()
    await expectAccessible(hr)
  })

  test('three tiers are typed by keyboard: a row taken out, rows added, and everything taken back and done again', async () => {
    await cell('起点（元）', 3).focus()
    await press('Alt+Delete')
    await expect.poll(() => cell('起点（元）', 3).count()).toBe(0)
    await cell('比例（%）', 1).focus()
    await type('1.5')
    await cell('起点（元）', 2).focus()
    await type('50,000')
    await press('Tab')
    await type('2.5')
    // From the last row Enter goes on into a new one.
    await press('Enter')
    await cell('起点（元）', 3).focus()
    await type('200000')
    await press('Tab')
    await type('4')
    await press('Control+Z')
    await expect.poll(() => cell('比例（%）', 3).inputValue()).toBe('')
    await press('Control+Y')
    await expect.poll(() => cell('比例（%）', 3).inputValue()).toBe('4')
    await hr
      .getByText(/处须改正/)
      .first()
      .waitFor()
    expect(await hr.getByRole('button', { name: '公布', exact: true }).isDisabled()).toBe(true)
  })

  test('the examples are worked out anew as rows, and what everybody will read is shown', async () => {
    for (const _ of ['4', '3', '2']) {
      await cell('说明', 2).focus()
      await press('Alt+Delete')
    }
    await expect.poll(() => cell('说明', 2).count()).toBe(0)
    await cell('说明', 1).focus()
    await type('三档都用到')
    await press('Tab')
    await type('300000.00')
    await press('Tab', 'Tab')
    await type('750.00; 3750.00; 4000.00')
    await press('Tab')
    await type('8500.00')
    await press('Tab')
    await type('850.00')
    await press('Tab')
    await type('7650.00')
    await hr.getByText('核对无误').waitFor()
    await hr.getByText('50,000 元起，不足 200,000 元').waitFor()
    await hr.getByText('2.5%').waitFor()
    await press('Control+S')
    await hr.getByRole('button', { name: '已保存' }).waitFor()
    await expectAccessible(hr)
  })

  test('it is published from a day on, and the run pays by it', async () => {
    expect(await hr.getByRole('button', { name: '公布', exact: true }).isDisabled()).toBe(true)
    await focusButton('在最近 3 个期间上试算')
    await press('Enter')
    await hr.getByRole('link', { name: '查看完整试算' }).waitFor({ timeout: 60_000 })
    await focusButton('公布')
    await press('Enter')
    const dialog = hr.getByRole('dialog')
    await dialog.getByText('已看过的试算').waitFor()
    await dialog.getByLabel('原因').focus()
    await type('董事会决定')
    await dialog.getByRole('button', { name: '公布' }).focus()
    await press('Enter')
    await hr.waitForURL(`**/rules/${PLAN}`)
    await hr.getByText('现行').first().waitFor()
    await hr.goto('/periods/2026-10/runs')
    await hr.getByRole('button', { name: '开始运算' }).click()
    const latest = async () => {
      const answer = await hr.request.get(`${visit.url}/api/v1/periods/2026-10/runs`)
      const { items } = (await answer.json()) as { items: { run: string; state: string }[] }
      return items[0]
    }
    await expect.poll(async () => (await latest())?.state, { timeout: 60_000 }).toBe('done')
    const result = await hr.request.get(`${visit.url}/api/v1/periods/2026-10/runs/${(await latest())?.run}/result`)
    const { commissions } = (await result.json()) as { commissions: { plan: string; amount: string }[] }
    expect(commissions.length).toBeGreaterThan(5)
    expect(new Set(commissions.map(({ plan }) => plan))).toEqual(new Set([PLAN]))
    expect(commissions.some(({ amount }) => Number(amount) > 0)).toBe(true)
  })

  test('the plan is a document that a representative reads and signs, and HR sees who has not', async () => {
    await hr.goto(`/rules/${PLAN}`)
    await hr.getByRole('link', { name: '方案文本与签收' }).click()
    await hr.getByText(/\d+ 人中已有 0 人签收/).waitFor()
    expect(await hr.getByRole('button', { name: '签收', exact: true }).count()).toBe(0)
    await expectAccessible(hr)
    const rep = await visit.as('sales', { viewport: NARROW })
    await rep.goto(`/rules/${PLAN}/document`)
    await rep.getByText('50,000 元起，不足 200,000 元').waitFor()
    await rep.getByRole('button', { name: '签收', exact: true }).click()
    await rep.getByText(/您已于 .+ 签收/).waitFor()
    await expectAccessible(rep)
    await hr.reload()
    await hr.getByText(/\d+ 人中已有 1 人签收/).waitFor()
    await hr.getByLabel('已签收').check()
    await hr.getByRole('row', { name: /S001/ }).waitFor()
    await hr.emulateMedia({ media: 'print' })
    expect(await hr.getByText(/人签收/).isVisible()).toBe(false)
    expect(await hr.getByText('本人已阅读并知悉以上内容。').isVisible()).toBe(true)
    await hr.emulateMedia({ media: 'screen' })
  })

  test('on a phone the tiers can be edited too, and staff see the plan without anything to change', async () => {
    const staff = await visit.as('engineer', { viewport: NARROW })
    await staff.goto(`/rules/${PLAN}`)
    await staff.getByText('超额累进：').waitFor()
    await settled(staff)
    expect(await staff.getByRole('button', { name: '起草新版本' }).count()).toBe(0)
    await expectAccessible(staff)
    const phone = await visit.as('hr', { viewport: NARROW })
    await phone.goto(`/rules/${PLAN}`)
    await phone.getByRole('button', { name: '起草新版本' }).click()
    await phone.getByRole('button', { name: '开始起草' }).click()
    await phone.getByLabel('比例（%），第 1 行').waitFor()
    await expectAccessible(phone)
  })
})
