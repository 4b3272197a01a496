import { beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '../accessible.ts'
import { describeInBrowser, NARROW, startVisit, type Visit } from '../browser.ts'

describeInBrowser('clients’ forms', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await startVisit()
  }, 120_000)

  test('an engineer makes a link, the client answers on a phone, and HR reads what was said', async () => {
    const engineer = await visit.as('engineer', { viewport: NARROW })
    await engineer.goto('/form-links')
    await engineer.getByText('还没有反馈表链接').waitFor()
    await expectAccessible(engineer)
    await engineer.getByRole('button', { name: '新建链接' }).click()
    await engineer.getByLabel('服务日期').fill('2026-10-20')
    await engineer.getByLabel('客户名称').fill('苏州张先生')
    await engineer.getByLabel('工单备注').fill('变频器报警')
    await engineer.getByRole('button', { name: '生成链接' }).click()
    const address = await engineer.getByLabel('客户用手机扫描二维码，或打开链接：').inputValue()
    expect(address).toMatch(new RegExp(`^${visit.url}/f/[\\w-]{32}$`))
    expect(await engineer.getByRole('img', { name: address }).locator('svg').count()).toBe(1)
    await expectAccessible(engineer)
    await engineer.getByRole('button', { name: '复制链接' }).click()
    expect(await engineer.evaluate(() => navigator.clipboard.readText())).toBe(address)

    const client = await visit.nobody({ viewport: NARROW })
    await client.goto(address)
    await client.getByText('苏州张先生').waitFor()
    const text = await client.locator('main').innerText()
    expect(text).toContain('苏州张先生')
    expect(text).not.toMatch(/变频器|T001/)
    await client.getByRole('button', { name: '提交' }).click()
    await client.getByRole('alert').waitFor()
    expect(await client.evaluate(() => document.activeElement?.closest('fieldset')?.id)).toBe('question-attitude')
    await expectAccessible(client)
    const question = (name: string) => client.getByRole('group', { name })
    await question('服务态度').getByText('非常满意').click()
    // Keyboard: the arrow keys walk a question's words.
    await question('问题解决程度').getByRole('radio').first().focus()
    await client.keyboard.press('Space')
    await client.keyboard.press('ArrowRight')
    await question('敬业').getByRole('textbox').fill('９３')
    await question('问题是否在现场解决？').getByText('是，现场解决').click()
    await client.getByLabel('还有什么想说的').fill('工程师很专业')
    await client.reload()
    expect(await client.getByLabel('还有什么想说的').inputValue()).toBe('工程师很专业')
    await client.getByRole('button', { name: '提交' }).click()
    await client.getByRole('heading', { name: '谢谢您的反馈！' }).waitFor()
    await client.goto(address)
    await client.getByRole('heading', { name: '这份反馈表已经填写' }).waitFor()
    expect(await client.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)

    const hr = await visit.as('hr', { appearance: 'dark' })
    await hr.goto('/form-links')
    await hr.getByRole('cell', { name: '苏州张先生' }).waitFor()
    await expectAccessible(hr)
    await hr.getByRole('button', { name: /^查看 FB-/ }).click()
    const detail = hr.getByRole('dialog')
    await detail.getByText('工程师很专业').waitFor()
    expect(await detail.innerText()).toMatch(/服务态度\s+100 分[\s\S]+问题解决程度\s+80 分[\s\S]+敬业\s+93 分[\s\S]+现场解决\s+是/)
    const record = await hr.request.get(`${visit.url}/api/v1/records/feedback?employee=T001&first=2026-10-20&last=2026-10-20`)
    expect(JSON.stringify(await record.json())).toContain(
      '"attitude":"100.00","resolution":"80.00","dedication":"93.00","solved_on_site":true',
    )
    await engineer.goto('/form-links')
    await engineer.getByRole('button', { name: /^查看 FB-/ }).click()
    await engineer.getByText('客户的评价由经理和人事查看').waitFor()
    expect(await engineer.getByText('工程师很专业').count()).toBe(0)
  }, 120_000)

  test('a link that is withdrawn says so to the client, in English too', async () => {
    const hr = await visit.as('hr', { language: 'en' })
    const made = await hr.request.post(`${visit.url}/api/v1/form-links`, {
      data: { kind: 'followup', engineer: 'T002', day: '2026-10-12' },
    })
    const { url } = (await made.json()) as { url: string }
    const client = await visit.nobody({ viewport: NARROW, language: 'en', appearance: 'dark' })
    await client.goto(url)
    await client.getByRole('heading', { name: 'Follow-up' }).waitFor()
    await expectAccessible(client)
    await hr.goto('/form-links?kind=followup')
    await hr.getByRole('button', { name: /^Withdraw FU-/ }).click()
    await hr.getByRole('dialog').getByLabel('Reason').fill('made twice')
    await hr.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click()
    await hr.getByText('Withdrawn', { exact: true }).waitFor()
    await client.reload()
    await client.getByRole('heading', { name: 'This form was withdrawn' }).waitFor()
    await client.goto('/f/no-such-link')
    await client.getByRole('heading', { name: 'This link is not valid' }).waitFor()
  }, 60_000)
})
