import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type ConvertRequest, convertFiles, isWorthALook } from '../../src/appraisal/convert-files.ts'
import { periodFromText } from '../../src/base/period.ts'
import { folderOf } from '../sheets/read/reading.ts'

const EMPLOYEES = 'number,name,position,region\nE07,周小舟,service_engineer,EAST\nE08,何山,service_engineer,EAST\n'
const DAYS = '姓名,2026-10-05 星期一,2026-10-06 星期二,2026-10-07 星期三,2026-10-08 星期四,2026-10-09 星期五\n'
const SLIPS =
  '审批编号,审批状态,审批结果,发起人姓名,请假类型,开始时间\n88,完成,同意,周小舟,事假,2026-10-06 09:00\n89,已撤销,,何山,事假,2026-10-07\n'

async function convert(files: Record<string, string>, rest: Partial<ConvertRequest> = {}) {
  const folder = await folderOf({ ...files, 'employees.csv': EMPLOYEES })
  const against = await folderOf({ 'employees.csv': EMPLOYEES })
  const out = join(folder, 'out', 'tables')
  const request: ConvertRequest = {
    files: Object.keys(files).map((name) => join(folder, name)),
    out,
    against,
    period: periodFromText('2026-10'),
    language: 'en',
    ...rest,
  }
  return { request, answer: await convertFiles(request) }
}

const written = async (folder: string, name: string) => (await readFile(join(folder, name), 'utf8')).trim().split('\n')

describe('exports as tables of a dataset', () => {
  test('what two of them tell of the same event is one, by the slip where one names it', async () => {
    const { request, answer } = await convert({ '月报.csv': `${DAYS}周小舟,迟到3分钟,事假,正常,缺卡,\n`, '请假.csv': SLIPS })
    expect(answer.ok && answer.tables).toEqual([{ table: 'attendance', records: 3 }])
    expect(await written(request.out, 'attendance.csv')).toEqual([
      'date,employee,kind,count,slip,shift',
      '2026-10-05,E07,late,1,,',
      '2026-10-08,E07,missing_punch,1,,',
      '2026-10-06,E07,leave,1,88,',
    ])
    expect(await written(request.out, 'left-out.csv')).toEqual([
      'file,sheet,row,what,why',
      '请假.csv,,3,何山 事假 2026-10-07,was withdrawn',
      '月报.csv,,2,2026-10-06 E07 leave,another export tells the same event',
    ])
    expect(answer.ok && answer.leftOut.filter(isWorthALook).map(({ row }) => row)).toEqual([3])
  })

  test('the order of the files changes nothing, and doing it twice leaves the same', async () => {
    const { request } = await convert({ '请假.csv': SLIPS, '月报.csv': `${DAYS}周小舟,迟到3分钟,事假,正常,缺卡,\n` })
    const first = await written(request.out, 'attendance.csv')
    expect((await convertFiles(request)).ok).toBe(true)
    expect(await written(request.out, 'attendance.csv')).toEqual(first)
    expect(first).toContain('2026-10-06,E07,leave,1,88,')
    expect(first).toHaveLength(4)
  })

  test('of two exports that tell an event alike the same one counts, whichever is named first', async () => {
    const files = {
      'a.csv': `${DAYS}周小舟,,事假10-06 09:00到10-06 18:00 1天,,,\n`,
      'b.csv': `${DAYS}周小舟,,事假10-06 08:30到10-06 17:30 1天,,,\n`,
    }
    const { request } = await convert(files)
    const first = await written(request.out, 'attendance.csv')
    expect(first).toHaveLength(2)
    expect((await convertFiles({ ...request, files: [...request.files].reverse() })).ok).toBe(true)
    expect(await written(request.out, 'attendance.csv')).toEqual(first)
  })

  test('with a question open nothing is written, and what was there stays', async () => {
    const { request } = await convert({ '月报.csv': `${DAYS}周小舟,迟到,,,,\n` })
    const before = await written(request.out, 'attendance.csv')
    await writeFile(request.files[0] ?? '', `${DAYS}周小舟,值守,,,,\n陌生人,迟到,,,,\n`)
    const answer = await convertFiles(request)
    expect(
      answer.ok
        ? []
        : answer.problems
            .filter(({ severity }) => severity === 'error')
            .map(({ code }) => code)
            .sort(),
    ).toEqual(['attendance_word_must_be_understood', 'employee_must_exist'])
    expect(await written(request.out, 'attendance.csv')).toEqual(before)
    expect((await readdir(join(request.out, '..'))).sort()).toEqual(['tables'])
  })

  test('a folder with other things in it is left alone', async () => {
    const { request } = await convert({ '月报.csv': `${DAYS}周小舟,迟到,,,,\n` })
    await writeFile(join(request.out, 'notes.txt'), 'mine')
    await mkdir(join(request.out, 'more'))
    const answer = await convertFiles(request)
    expect(answer.ok ? [] : answer.problems.map(({ code }) => code)).toEqual(['folder_must_hold_tables_only'])
    expect((await readdir(request.out)).sort()).toEqual(['attendance.csv', 'left-out.csv', 'more', 'notes.txt'])
  })

  test('a file that nothing recognises is named', async () => {
    const { answer } = await convert({ 'what.csv': '甲,乙\n1,2\n' })
    expect(answer.ok ? [] : answer.problems.map(({ code, place }) => `${code} ${place?.file}`)).toEqual([
      'layout_must_be_recognised what.csv',
    ])
  })

  test('a list of another program is understood by its headers and values, and what it does not say is asked', async () => {
    const list =
      '收款单号,收款日期,客户名称,收款金额,客户经理,审核状态\nR1,2026-10-08,C1,100.00,E07,已审核\nR2,2026-10-09,C1,50.00,E07,草稿\n合计,,,150.00,,\n'
    const { request, answer } = await convert({ '导出.csv': list })
    expect(answer.ok && answer.sources[0]?.understood).toContain('客户经理 = rep')
    expect(answer.ok && answer.sources[0]?.unread).toEqual([])
    const wider = await convert({ '导出.csv': '收款单号,收款日期,打款方,收款金额,客户经理,柜员备用\nR1,2026-10-08,C1,100.00,E07,7\n' })
    expect(wider.answer.ok && wider.answer.sources[0]?.unread).toEqual(['柜员备用'])
    expect((await written(request.out, 'collections.csv')).slice(1)).toEqual([
      'R1,2026-10-08,C1,100.00,E07,,payment,audited,,receipt,,',
      'R2,2026-10-09,C1,50.00,E07,,payment,draft,,receipt,,',
    ])
    await writeFile(request.files[0] ?? '', list.replaceAll('2026-10-08', '08/10/2026').replaceAll('2026-10-09', '09/10/2026'))
    const asked = await convertFiles(request)
    expect(asked.ok ? [] : asked.problems.map(({ code }) => code)).toEqual(['date_order_must_be_said'])
  })

  test('a kept mapping answers what is asked, of lists and of the words of reports', async () => {
    const { request } = await convert({
      '导出.csv': '收款单号,收款日期,客户名称,收款金额,客户经理\nR1,08/10/2026,C1,100.00,E07\n',
      '月报.csv': `${DAYS}周小舟,值守,,,,\n`,
    })
    const kept = await folderOf({
      'dates.json': JSON.stringify({
        format: 1,
        name: '收款',
        table: 'collections',
        columns: { 收款单号: 'number', 收款日期: 'date', 客户名称: 'client', 收款金额: 'amount', 客户经理: 'rep' },
        forms: { dates: 'dmy' },
      }),
      'words.json': JSON.stringify({ format: 1, name: '考勤', table: 'attendance', meanings: { kind: { 值守: 'late' } } }),
      'broken.json': '{"format": 1, "table": "orders"}',
    })
    const with_ = (...names: string[]) => convertFiles({ ...request, profiles: names.map((name) => join(kept, name)) })
    expect((await with_('words.json')).ok).toBe(false)
    expect(await with_('dates.json', 'words.json')).toMatchObject({ ok: true })
    expect((await written(request.out, 'collections.csv'))[1]).toMatch(/^R1,2026-10-08,C1,100.00,E07,/)
    expect((await written(request.out, 'attendance.csv')).slice(1)).toEqual(['2026-10-05,E07,late,1,,'])
    const broken = await with_('broken.json')
    expect(broken.ok ? [] : broken.problems.map(({ code, values }) => `${code} ${values.cause?.split(':')[0]}`)).toEqual([
      'profile_must_be_a_mapping name',
    ])
  })
})
