import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { present } from '../../../src/base/assert.ts'
import type { Appraisal } from '../../../src/domain/appraisal.ts'
import { bonusFromMonths } from '../../../src/domain/bonus/bonus-from-months.ts'
import { scoreFromMonths } from '../../../src/domain/engineers/score-from-months.ts'
import { writeBonusSheets } from '../../../src/sheets/write/workbooks/bonus-sheets.ts'
import { appraisalOf, engineer, OPTIONS, plausibleAppraisal, remark } from './plausible-appraisal.ts'
import { randomAppraisal } from './random-appraisal.ts'
import { cellsOf } from './spreadsheet-program.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanheng-bonus-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function cellsFor(appraisal: Appraisal) {
  const file = join(folder, 'bonus.xlsx')
  await writeBonusSheets(file, appraisal, OPTIONS)
  return cellsOf(file)
}

type Cells = Awaited<ReturnType<typeof cellsFor>>
const row = (cells: Cells, sheet: string, at: number) =>
  [...'ABCDEFGHIJKLMNOPQ'].map((letter) => cells.get(`${sheet}!${letter}${at}`)?.value ?? '')

describe('a region that is split', () => {
  let cells: Cells
  beforeAll(async () => {
    cells = await cellsFor(plausibleAppraisal())
  })

  test('begins with the title, the region, its days, the unit and that amounts are before tax', () => {
    expect(cells.get('华东!A1')?.value).toBe('权衡示例公司 2026年10月 技术客服奖金分配表')
    expect(cells.get('华东!A2')?.value).toBe('服务区域：华东    考核期间：2026-10-01 至 2026-10-31')
    expect(cells.get('华东!L2')?.value).toBe('单位：元（税前）')
  })

  test('shows above the table where the pool comes from', () => {
    expect(row(cells, '华东', 3).filter(Boolean)).toEqual([
      '回款合计',
      '退款',
      '回款净额',
      '提取比例 1‰',
      '奖金总额',
      '销售提成',
      '提取后余额',
      '未分配',
    ])
    expect(row(cells, '华东', 4).filter((value) => value !== '')).toEqual([
      16423567.89, -13567.5, 16410000.39, 0.001, 16410, 120000, 103590, 0,
    ])
    for (const live of ['E4', 'I4', 'M4']) expect(cells.get(`华东!${live}`)?.formula).toBeDefined()
  })

  test('has the columns of the house', () => {
    expect(row(cells, '华东', 6).slice(0, 16)).toEqual([
      '序号',
      '工号',
      '姓名',
      '出勤(10%)',
      '客户评价(20%)',
      '销售经理评价(30%)',
      '解决问题能力(40%)',
      '最终考核评分',
      '占比',
      '应分(未取整)',
      '尾差',
      '奖金(元)',
      '调整',
      '应发合计',
      '本人签字',
      '备注',
    ])
  })

  test('gives each person a row whose final score, share and amounts are live', () => {
    const [, , , , , , , final, share, due, extra, bonus, adjustment, payable] = row(cells, '华东', 7)
    expect(row(cells, '华东', 7).slice(0, 7)).toEqual([1, '00101', '王建国', 86, 91.75, 90, 86.8])
    expect([final, extra, bonus, adjustment, payable]).toEqual([88.67, 0.01, 4429.05, 0, 4429.05])
    expect([share, due]).toEqual([8867 / 32853, (1641000 * 8867) / 3285300])
    for (const letter of ['H', 'I', 'J', 'L', 'N']) expect(cells.get(`华东!${letter}7`)?.formula).toBeDefined()
  })

  test('says in the remark how a gap was treated, and that a person is excluded', () => {
    expect(cells.get('华东!P9')?.value).toBe('客户评价：缺数据，权重由其他模块按比例承担：当月在总部培训')
    expect(row(cells, '华东', 10).slice(0, 16)).toEqual([
      4,
      '00104',
      '=SUM(A1)',
      100,
      ...Array(3).fill(''),
      '—',
      ...Array(7).fill(''),
      '不参与分配：本月离职',
    ])
  })

  test('ends with the total, its words, the check and room to sign', () => {
    expect(row(cells, '华东', 12).slice(7, 14)).toEqual([328.53, 1, 16410, 0.02, 16410, 0, 16410])
    expect(cells.get('华东!D13')).toMatchObject({ value: '壹万陆仟肆佰壹拾元整', formula: expect.stringContaining('SUBSTITUTE') })
    expect(cells.get('华东!D14')).toMatchObject({ value: '相符', formula: expect.stringContaining('IF(') })
    expect(row(cells, '华东', 16).filter(Boolean)).toEqual(
      ['编制', '审核', '批准'].map((who) => expect.stringMatching(`^${who}：_+ +日期：_+$`)),
    )
  })

  test('a name like a formula is text', () => {
    expect(cells.get('华东!C10')).toEqual({ value: '=SUM(A1)', formula: undefined })
  })
})

test('a held region has no shares and says who holds it', async () => {
  const cells = await cellsFor(plausibleAppraisal())
  expect(cells.get('华北!A5')?.value).toMatch(/^暂缓分配：.*：00202 陈静（未完成：缺数据 客户评价）\n/)
  expect(row(cells, '华北', 8).slice(7, 16)).toEqual(['待定', ...Array(7).fill(''), '未完成：缺数据 客户评价'])
  expect(row(cells, '华北', 7).slice(7, 16)).toEqual([93.6, ...Array(7).fill(''), '暂缓分配'])
  expect(cells.get('华北!D11')?.value).toBe('待定')
  expect([...'IJKLN'].map((letter) => cells.get(`华北!${letter}10`)?.value)).toEqual(['待定', '待定', '待定', '待定', '待定'])
})

test('a pool nobody can claim is shown as unallocated, and the check still agrees', async () => {
  const cells = await cellsFor(plausibleAppraisal())
  expect(cells.get('华南!O4')?.value).toBe(500)
  expect(row(cells, '华南', 7).slice(7, 14)).toEqual([0, 0, 0, 0, 0, 0, 0])
  expect(cells.get('华南!D11')?.value).toBe('相符')
})

test('a region with negative collections pays nobody and owes nothing; one without people says so', async () => {
  const cells = await cellsFor(plausibleAppraisal())
  expect(row(cells, '西区 川渝', 4).filter((value) => value !== '')).toEqual([10000, -25000, -15000, 0.001, 0, 5000, 5000, 0])
  expect(cells.get('西区 川渝!D10')?.value).toBe('零元整')
  expect(cells.get('海外!A7')?.value).toBe('本区域没有技术客服')
})

test('the summary takes every figure from the regions and adds up', async () => {
  const cells = await cellsFor(plausibleAppraisal())
  expect(row(cells, '汇总', 4).slice(0, 16)).toEqual([
    ...[1, 'EAST', '华东', '已分配', 4, 16423567.89, -13567.5, 16410000.39, 0.001],
    ...[16410, 0, 16410, 0, 16410, 120000, 103590],
  ])
  expect(['F', 'J', 'L', 'N', 'P'].map((letter) => cells.get(`汇总!${letter}4`)?.formula)).toEqual([
    "'华东'!A4",
    "'华东'!I4",
    "'华东'!L12",
    "'华东'!N12",
    "'华东'!M4",
  ])
  expect(row(cells, '汇总', 5).slice(3, 5)).toEqual(['暂缓分配', 0])
  expect(row(cells, '汇总', 6).slice(3, 5)).toEqual(['未分配', 2])
  expect(row(cells, '汇总', 6).slice(14, 16)).toEqual(['未提供', '—'])
  expect(row(cells, '汇总', 9).slice(4, 16)).toEqual([
    8,
    17733567.89,
    -38567.5,
    17695000.39,
    '',
    17710,
    500,
    16410,
    0,
    16410,
    155000,
    137790,
  ])
  expect(cells.get('汇总!D10')?.value).toBe('壹万陆仟肆佰壹拾元整')
  expect(cells.get('汇总!D11')).toMatchObject({ value: '相符', formula: expect.stringContaining('SUMIF(') })
})

test('days in post have a column of their own where the company splits by them', async () => {
  const service = [engineer('1', '甲', 'E', '90.00 90.00 90.00 90.00'), engineer('2', '乙', 'E', '90.00 90.00 90.00 90.00')]
  const cells = await cellsFor(appraisalOf(service, [{ region: 'E', name: '东', receipts: '300000.00', days: { 1: 10, 2: 20 } }]))
  expect(cells.get('东!I6')?.value).toBe('在岗天数')
  expect(row(cells, '东', 7).slice(7, 15)).toEqual([90, 10, 1 / 3, 100, 0, 100, 0, 100])
  expect(cells.get('东!S7')).toEqual({ value: 90_000, formula: 'ROUND(H7*100,0)*I7' })
})

test('so has the per cent at which people take part, where one of them does in part', async () => {
  const service = ['1', '2', '3'].map((number) => engineer(number, `人${number}`, 'E', '90.00 90.00 90.00 90.00'))
  const sketch = { region: 'E', name: '东', receipts: '300000.00', days: { 1: 10, 2: 20, 3: 20 }, percents: { 2: 50 } }
  const cells = await cellsFor(appraisalOf(service, [sketch]))
  expect(cells.get('东!J6')?.value).toBe('参与比例(%)')
  expect(['J7', 'J8', 'J9'].map((place) => cells.get(`东!${place}`)?.value)).toEqual([100, 50, 100])
  expect(['N7', 'N8', 'N9'].map((place) => cells.get(`东!${place}`)?.value)).toEqual([75, 75, 150])
  expect(cells.get('东!T8')).toEqual({ value: 9_000_000, formula: 'ROUND(H8*100,0)*I8*J8' })
  expect(String(cells.get('东!A5')?.value)).toContain('按比例参与的人')
})

test('the sheet says that scores are changed by a new run, and names the method as the policy does', async () => {
  const note = String((await cellsFor(plausibleAppraisal())).get('华东!A5')?.value)
  expect(note).toContain('评分由更正数据后重新运算更改')
  expect(note).toContain('最大余数法')
})

test('under a rule that splits otherwise the shares are the engine’s numbers, without formulas that would give others', async () => {
  const file = join(folder, 'other-rule.xlsx')
  await writeBonusSheets(file, plausibleAppraisal(), { ...OPTIONS, bonusRules: { isCapped: false, ties: undefined } })
  const cells = await cellsOf(file)
  expect(cells.get('华东!L7')).toEqual({ value: 4429.05, formula: undefined })
  expect([...cells.keys()].filter((place) => /^华东![R-Z]/.test(place))).toEqual([])
  expect(cells.get('华东!D14')?.value).toBe('相符')
})

test('a number that no formula of ours gives is shown without one, never contradicted by one', async () => {
  const appraisal = appraisalOf([engineer('1', '甲', 'E', '90.00 90.00 90.00 90.00')], [{ region: 'E', name: '东', receipts: '300000.00' }])
  const [bonus] = appraisal.bonus
  if (!bonus) throw new Error('The appraisal has a region.')
  const cells = await cellsFor({ ...appraisal, bonus: [{ ...bonus, netCollections: bonus.pool }] })
  expect(cells.get('东!E4')).toEqual({ value: 300, formula: undefined })
})

test('remarks of the person stand in the remark column', async () => {
  const cells = await cellsFor(
    appraisalOf(
      [engineer('1', '甲', 'E', '90.00 90.00 90.00 90.00', { said: [remark('10 月 12 日由华北调入')] })],
      [{ region: 'E', name: '东', receipts: '1.00' }],
    ),
  )
  expect(cells.get('东!P7')?.value).toBe('10 月 12 日由华北调入')
})

test('in whatever region, what is computed is a formula', async () => {
  const appraisal = randomAppraisal(7, 60, 0)
  const cells = await cellsFor(appraisal)
  const dead: string[] = []
  for (const [index, bonus] of appraisal.bonus.entries()) {
    const withDays = bonus.shares.some((share) => share.days !== undefined)
    const withPercent = bonus.shares.some((share) => share.percent !== undefined)
    const live = ['HIJLN', 'HJKMO', 'HKLNP'][Number(withDays) + Number(withPercent)] ?? ''
    const places = bonus.shares.flatMap((_, at) => [...live].map((letter) => `${letter}${at + 7}`))
    for (const place of ['E4', 'I4', ...places, ...[...live].map((letter) => `${letter}${bonus.shares.length + 7}`)]) {
      if (cells.get(`区域${index}!${place}`)?.formula === undefined) dead.push(`区域${index}!${place}`)
    }
  }
  expect(dead).toEqual([])
})

test('a quarter that is made of its months shows them, and adds up and averages them by formulas', async () => {
  const months = ['2026-07', '2026-08'].map((period, index) => {
    const service = [engineer('1', '甲', 'E', index === 0 ? '80.00 80.00 80.00 80.00' : '95.55 95.55 95.55 95.55')]
    const { bonus } = appraisalOf(service, [{ region: 'E', name: '东', receipts: `${index + 1}00500.00` }])
    return { period, days: 31 - index, result: present(service[0], 'One.'), bonus: present(bonus[0], 'One.') }
  })
  const scored = scoreFromMonths({ number: '1', name: '甲', region: 'E' }, months)
  const people = new Map([['1', scored]])
  const appraisal = appraisalOf([], [{ region: 'E', name: '东', receipts: '1.00' }])
  const cells = await cellsFor({ ...appraisal, service: [scored], bonus: [bonusFromMonths(months, undefined, people)] })
  expect(cells.get('东!H7')).toEqual({ value: 87.65, formula: 'ROUND(SUMPRODUCT(R7:S7,ROUND(T7:U7*100,0))/SUM(R7:S7),0)/100' })
  expect(cells.get('东!L7')).toEqual({ value: 301, formula: 'ROUND(SUM(V7:W7),2)' })
  expect(cells.get('东!I4')).toEqual({ value: 301, formula: 'ROUND(SUM(V4:W4),2)' })
  expect([...'RSTUVW'].map((letter) => cells.get(`东!${letter}7`)?.value)).toEqual([31, 30, 80, 95.55, 100.5, 200.5])
  expect(cells.get('东!V6')?.value).toBe('2026-07 奖金(元)')
})
