import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Appraisal } from '../../../src/domain/appraisal.ts'
import { MOST_IN_ONE_WORKBOOK, scoreFileNames, writeScoreSheets } from '../../../src/sheets/write/workbooks/score-sheets.ts'
import { appraisalOf, engineer, OPTIONS, plausibleAppraisal, remark } from './plausible-appraisal.ts'
import { CAN_COUNT_PAGES, cellsOf, convert, pagesOf, partsOf, WHY_SKIPPED } from './spreadsheet-program.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanheng-scores-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function written(appraisal: Appraisal): Promise<string> {
  const file = join(folder, 'scores.xlsx')
  await writeScoreSheets(() => file, appraisal, OPTIONS)
  return file
}

/** Remarks far beyond what a page holds, for a person in the middle. */
function wordyAppraisal(): Appraisal {
  const days = Array.from({ length: 31 }, (_, index) => `2026-10-${String(index + 1).padStart(2, '0')}`).join('、')
  const long = remark(`迟到 31 次（${days}），早退 31 次（${days}）`)
  const endless = remark(Array.from({ length: 20 }, () => long.zh).join('；'))
  const service = [
    engineer('1', '甲', 'E', '90.00 91.00 92.00 93.00'),
    engineer('2', '乙', 'E', '0.00 91.00 92.00 93.00', { remarks: { attendance: [long, long], manager: [long] } }),
    engineer('3', '丙', 'E', '0.00 91.00 92.00 93.00', { remarks: { attendance: [endless], customer: [endless] }, said: [long] }),
    engineer('4', '丁', 'E', '90.00 - 92.00 93.00'),
  ]
  return appraisalOf(service, [{ region: 'E', name: '东', receipts: '1.00' }])
}

describe('the page of one person', () => {
  test('is the form of policy 5.4', async () => {
    const cells = await cellsOf(await written(plausibleAppraisal()))
    const at = (name: string) => cells.get(`华东!${name}`)?.value
    expect(at('A1')).toBe('权衡示例公司 2026年10月 客服人员考核评分表')
    expect(at('A2')).toBe('服务区域：华东    考核期间：2026-10-01 至 2026-10-31')
    expect([at('A3'), at('D3')]).toEqual(['姓名：王建国', '工号：00101'])
    expect(['A4', 'B4', 'C4', 'D4'].map(at)).toEqual(['考核模块', '权重', '评分', '备注'])
    expect([5, 6, 7, 8].map((row) => [at(`A${row}`), at(`B${row}`), at(`C${row}`)])).toEqual([
      ['出勤', 0.1, 86],
      ['客户评价', 0.2, 91.75],
      ['销售经理评价', 0.3, 90],
      ['解决问题能力', 0.4, 86.8],
    ])
    expect(at('D5')).toMatch(/^迟到 2 次（2026-10-08、2026-10-21）/)
    expect(at('A9')).toBe('最终考核评分＝∑模块评分×模块权重')
    expect(cells.get('华东!C9')).toMatchObject({ value: 88.67, formula: expect.stringContaining('B8') })
    expect([at('A11'), at('A12')]).toEqual(['被考核人签字确认', '考核负责人签字确认'])
    expect(at('C11')).toMatch(/^日期：/)
  })

  test('leaves an uncounted module out of the final score, and an incomplete person without one', async () => {
    const cells = await cellsOf(await written(plausibleAppraisal()))
    expect(cells.get('华东!C30')?.value).toBe('未评分')
    expect(cells.get('华东!C33')?.formula).not.toContain('C30')
    expect(cells.get('华北!C21')).toEqual({ value: '待定', formula: undefined })
    expect(cells.get('华北!D21')?.value).toBe('未完成：缺数据 客户评价')
  })

  test('that had to be cut has its remarks in full in the overview', async () => {
    const cells = await cellsOf(await written(wordyAppraisal()))
    expect(cells.get('东!D29')?.value).toMatch(/……（全文见总览）$/)
    expect(String(cells.get('总览!K6')?.value).length).toBeGreaterThan(10_000)
    expect(cells.get('总览!K4')).toBeUndefined()
  })
})

test('every page ends with a break but the last', async () => {
  const parts = await partsOf(await written(plausibleAppraisal()))
  expect(parts.get('xl/worksheets/sheet2.xml')).toContain(
    '<rowBreaks count="4" manualBreakCount="4"><brk id="12" max="16383" man="1"/><brk id="24" max="16383" man="1"/>',
  )
  expect(parts.get('xl/worksheets/sheet2.xml')).toMatch(
    /<pageSetup paperSize="9" orientation="portrait" [^>]*scale="100" fitToWidth="1" fitToHeight="0"\/>/,
  )
})

test('the overview lists everybody with live final scores', async () => {
  const cells = await cellsOf(await written(plausibleAppraisal()))
  expect([...'ABCDEFGHIJK'].map((letter) => cells.get(`总览!${letter}4`)?.value)).toEqual([
    1,
    '00101',
    '王建国',
    '华东',
    86,
    91.75,
    90,
    86.8,
    88.67,
    '已评分',
    undefined,
  ])
  expect(cells.get('总览!I4')?.formula).toBeDefined()
  expect([...cells.keys()].filter((place) => place.startsWith('总览!B'))).toHaveLength(13)
})

describe.skipIf(!CAN_COUNT_PAGES)('printed by LibreOffice', () => {
  test.each([
    ['a plausible month', plausibleAppraisal],
    ['remarks far too long for a page', wordyAppraisal],
  ])('every person fills exactly one page: %s', async (_, appraisalFor) => {
    const appraisal = appraisalFor()
    const [pdf = ''] = await convert([await written(appraisal)], 'pdf', folder)
    const pages = await pagesOf(pdf)
    const people = pages.filter((page) => page.includes('被考核人签字确认'))
    expect(people.map((page) => /工号：(\S+)/.exec(page)?.[1])).toEqual(appraisal.service.map((person) => person.employee))
    // What comes before them is the overview; nothing comes between or after.
    expect(pages.slice(-people.length)).toEqual(people)
    expect(people.every((page) => page.includes('考核负责人签字确认') && page.includes('考核模块'))).toBe(true)
  })
})

test.skipIf(CAN_COUNT_PAGES)(WHY_SKIPPED, () => {
  expect(CAN_COUNT_PAGES).toBe(false)
})

describe('the number of workbooks', () => {
  const many = (count: number) =>
    appraisalOf(
      Array.from({ length: count }, (_, index) =>
        engineer(`T${String(index).padStart(5, '0')}`, `人${index}`, index % 2 ? 'a' : 'b', '90.00 91.00 92.00 93.00'),
      ),
      [
        { region: 'a', name: '华东/一', receipts: '1.00' },
        { region: 'b', name: '华东:一', receipts: '1.00' },
      ],
    )

  test('is one for as many people as a spreadsheet program opens comfortably', () => {
    expect(scoreFileNames(many(MOST_IN_ONE_WORKBOOK), OPTIONS)).toEqual(['客服人员考核评分表-2026-10.xlsx'])
  })

  test('is one a region and an overview above that; like-named regions keep apart', () => {
    expect(scoreFileNames(many(MOST_IN_ONE_WORKBOOK + 1), OPTIONS)).toEqual([
      '客服人员考核评分表-2026-10-总览.xlsx',
      '客服人员考核评分表-2026-10-华东_一.xlsx',
      '客服人员考核评分表-2026-10-华东_一 (2).xlsx',
    ])
  })

  test('a region with more pages than a sheet can break goes on on a second sheet', async () => {
    const file = join(folder, 'region.xlsx')
    const crowd = many(2100)
    await writeScoreSheets((name) => (name.includes('总览') || name.includes('(2)') ? join(folder, 'other.xlsx') : file), crowd, OPTIONS)
    const parts = await partsOf(file)
    expect(parts.get('xl/workbook.xml')?.match(/(?<=<sheet [^>]*)name="[^"]*"/g)).toEqual(['name="华东 一"', 'name="华东 一 (2)"'])
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('<rowBreaks count="1022"')
  })
})
