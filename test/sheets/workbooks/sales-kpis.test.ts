import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writePayroll } from '../../../src/sheets/write/workbooks/payroll.ts'
import { writeSalesKpis } from '../../../src/sheets/write/workbooks/sales-kpis.ts'
import { SHIPPED_KPIS } from '../../shipped-kpis.ts'
import { OPTIONS, plausibleAppraisal, shippedMeanings } from './plausible-appraisal.ts'
import { cellsOf, partsOf } from './spreadsheet-program.ts'

let folder = ''
let cells: Awaited<ReturnType<typeof cellsOf>>
let parts: Map<string, string>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanheng-sales-'))
  const file = join(folder, 'sales.xlsx')
  await writeSalesKpis(file, plausibleAppraisal(), OPTIONS)
  cells = await cellsOf(file)
  parts = await partsOf(file)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const at = (place: string) => cells.get(place)?.value

test('a legend says what each KPI sets against what', () => {
  expect(SHIPPED_KPIS.map((_, index) => at(`说明!A${index + 4}`))).toEqual([
    ...['S1a', 'S1b', 'S2', 'S3', 'S4', 'S5a', 'S5b', 'S5c', 'S6', 'S7', 'S8a', 'S8b', 'S9'],
  ])
  expect([at('说明!B4'), at('说明!C4'), at('说明!D4')]).toEqual([
    '销售计划完成率（金额）',
    '销售净额（订单减退货）',
    expect.stringMatching(/^计划金额/),
  ])
})

// Each was said otherwise by a list beside the rule book: the base was always last year's, the window always of 12 months.
test('the legend follows the settings in force: base, denominator and window', async () => {
  const file = join(folder, 'settings.xlsx')
  const settings = {
    'sales.sales-growth.base': 'previousPeriod',
    'sales.expense-ratio.denominator': 'netCollections',
    'sales.retention-rate.windowMonths': '6',
  }
  await writeSalesKpis(file, plausibleAppraisal(), { ...OPTIONS, kpis: await shippedMeanings(settings) })
  const found = await cellsOf(file)
  const line = (clause: string) => {
    const index = [...SHIPPED_KPIS.keys()].find((each) => found.get(`说明!A${each + 4}`)?.value === clause) ?? -1
    return ['C', 'D', 'E', 'F', 'G'].map((letter) => String(found.get(`说明!${letter}${index + 4}`)?.value ?? ''))
  }
  expect(line('S2')[0]).toBe('销售净额（订单减退货）－上期销售净额')
  expect(line('S2')[1]).toMatch(/^上期销售净额/)
  expect(line('S2').join()).not.toContain('去年同期')
  expect(line('S4')[1]).toMatch(/^回款净额；回款净额不大于零/)
  expect(line('S4').slice(3)).toEqual(['越低越好', '元'])
  expect(line('S9')[2]).toBe('窗口的月数：6')
})

test('every KPI stands once with numerator, denominator and a live value', () => {
  const titles = [...cells].filter(
    ([place, cell]) => /!\D+3$/.test(place) && /^S\d/.test(String(cell.value)) && !place.startsWith('考核得分'),
  )
  expect(titles.map(([, cell]) => String(cell.value).split(' ')[0])).toEqual(SHIPPED_KPIS.map((_, index) => at(`说明!A${index + 4}`)))
  expect([at('销售与费用!E4'), at('销售与费用!F4'), at('销售与费用!G4')]).toEqual(['分子', '分母', '完成值'])
  expect([at('销售与费用!E5'), at('销售与费用!F5')]).toEqual([106097.5, 100000])
  expect(cells.get('销售与费用!G5')).toEqual({
    value: 1.061,
    formula: 'IF(F5<>0,ROUND(ROUND(E5*100,0)*10000/ROUND(F5*100,0),0)/10000,"不适用")',
  })
})

test('what is not applicable says why, live where the denominator shows it', () => {
  expect(cells.get('销售与费用!G7')).toMatchObject({ value: '不适用：本期没有下达计划', formula: expect.stringContaining('IF(F7<>0,') })
  expect(cells.get('销售与费用!M8')).toMatchObject({ value: '不适用：基期为零或负数', formula: expect.stringContaining('IF(L8>0,') })
  expect(at('访问与客户!G9')).toBe('不适用：本期没有拜访')
})

test('points follow live from value, target and cap; the total from weights and points', () => {
  const row = [...'EFGHIJ'].map((letter) => at(`考核得分!${letter}5`))
  expect(row).toEqual([106097.5, 100000, 1.061, 1, 0.4, 106.0975])
  expect(cells.get('考核得分!J5')?.formula).toBe('100*MAX(0,MIN(E5/F5/H5,1.5))')
  expect(at('考核得分!AC5')).toBe(93.73)
  expect(cells.get('考核得分!AC5')?.formula).toContain('ROUND(I5*100,0)*J5')
  expect(at('考核得分!AC7')).toBe('待定')
})

test('a name like a formula is text that stays text when somebody edits it', () => {
  expect(cells.get('考核得分!C7')).toEqual({ value: '@胡歌', formula: undefined })
  const style = /<c r="C7" s="(\d+)" t="s"/.exec(parts.get('xl/worksheets/sheet2.xml') ?? '')?.[1]
  const styles = /<cellXfs.*<\/cellXfs>/.exec(parts.get('xl/styles.xml') ?? '')?.[0].match(/<xf [^>]*>/g)
  expect(styles?.[Number(style)]).toContain('quotePrefix="1"')
})

test('each sheet of figures can be filtered by region, and its headings repeat in print', () => {
  expect(parts.get('xl/worksheets/sheet3.xml')).toContain('<autoFilter ref="A4:S10"/>')
  expect(parts.get('xl/workbook.xml')).toContain(
    '<definedName name="_xlnm.Print_Titles" localSheetId="2">&apos;销售与费用&apos;!$3:$4</definedName>',
  )
})

test('payroll is one flat sheet with one row a share', async () => {
  const file = join(folder, 'payroll.xlsx')
  await writePayroll(file, plausibleAppraisal(), OPTIONS)
  const flat = await cellsOf(file)
  const rows = [1, 2, 3].map((row) => [...'ABCDEFG'].map((letter) => flat.get(`工资奖金导入表!${letter}${row}`)?.value))
  expect(rows).toEqual([
    ['工号', '姓名', '区域', '期间', '奖金', '调整', '应发合计'],
    ['00101', '王建国', '华东', '2026-10', 4429.05, 0, 4429.05],
    ['00102', '李秀英', '华东', '2026-10', 4574.4, 0, 4574.4],
  ])
  expect(flat.get('工资奖金导入表!G2')?.formula).toBe('ROUND(E2+F2,2)')
  expect(new Set([...flat.keys()].map((place) => place.split('!')[0])).size).toBe(1)
})
