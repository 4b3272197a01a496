import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { valueMeaningsFrom } from '../../../src/sheets/read/header-map.ts'
import { inlineRows, rawParts, zipOf } from '../read/raw-workbook.ts'
import { folderOf } from '../read/reading.ts'
import { OCTOBER, readFiles, readReport } from './reports.ts'

const KNOWN = {
  employees: [
    { code: 'E07', name: '周小舟' },
    { code: 'E08', name: '何山' },
  ],
}

describe('a column a day', () => {
  const TITLE = ['月度汇总 统计日期：2026-10-05 至 2026-10-11']
  const HEAD = ['姓名', '考勤组', '工号', 'UserId', '出勤天数', '请假', '', '迟到次数', '考勤结果']
  const BELOW = ['', '', '', '', '', '事假(天)', '年假(天)', '', '5', '6', '7', '8', '9', '六', '日']
  const row = (name: string, number: string, ...days: string[]) => [name, '甲', number, '-', '5', '', '', '1', ...days]

  test('each cell is what it says, whatever shift, minutes and times stand in it', async () => {
    const { records, codes, report } = await readReport([
      TITLE,
      ['报表生成时间：2026-11-01 09:30'],
      HEAD,
      BELOW,
      row(
        '周小舟',
        'E07',
        '早班:正常\n(08:58,18:03)',
        '早班:上班迟到7分钟\n(09:07,18:05)',
        '早班:下班早退1小时\n(08:58,17:00)',
        '下班缺卡',
        '旷工迟到',
        '休息',
        '休息并打卡',
      ),
      row(
        '何山（离职）',
        'E08',
        '外勤',
        '补卡申请10-06 09:00',
        '严重迟到52分钟; 缺卡1次;',
        '加班10-08 18:00到10-08 20:00 2小时',
        '旷工',
        '-',
        '--',
      ),
    ])
    expect(report).toBe('attendance_by_day_columns')
    expect(codes).toEqual([])
    expect(records).toEqual([
      '2026-10-06 E07 late',
      '2026-10-07 E07 early_leave',
      '2026-10-08 E07 missing_punch',
      '2026-10-09 E07 absence',
      '2026-10-07 E08 serious_late',
      '2026-10-07 E08 missing_punch',
      '2026-10-09 E08 absence',
    ])
  })

  test('one slip is one leave, however many days show it; without slips leave goes on until the person works', async () => {
    const slip = '事假10-05 09:00到10-07 18:00 3天'
    const { records, codes } = await readReport([
      TITLE,
      HEAD,
      BELOW,
      row('周小舟', 'E07', slip, slip, slip, '正常', '年假(全天)', '休息', '年假(全天)'),
      row('何山', 'E08', '病假', '正常', '病假', '病假', '正常', '休息', '休息'),
    ])
    expect(records).toEqual([
      '2026-10-05 E07 leave 事假 10-05 09:00 - 10-07 18:00',
      '2026-10-09 E07 statutory_leave',
      '2026-10-05 E08 sick_leave',
      '2026-10-07 E08 sick_leave',
    ])
    expect(codes).toEqual(['leave_days_were_taken_as_one'])
  })

  test('a slip that began before the days of the report belongs to the month before, and is said', async () => {
    const slip = '事假09-28 09:00到10-06 18:00 7天'
    const { records, leftOut } = await readReport([TITLE, HEAD, BELOW, row('周小舟', 'E07', slip, slip, '正常', '', '', '', '')])
    expect(records).toEqual([])
    expect(leftOut.map(({ row: at, why }) => `${at} ${why}`)).toEqual(['4 begins_earlier'])
  })

  test('a slip that began on a day of rest within the report is one of it', async () => {
    const slip = '事假10-05 09:00到10-07 18:00 2天'
    const { records, leftOut } = await readReport([TITLE, HEAD, BELOW, row('周小舟', 'E07', '休息', slip, slip, '正常', '', '', '')])
    expect(records).toEqual(['2026-10-05 E07 leave 事假 10-05 09:00 - 10-07 18:00'])
    expect(leftOut).toEqual([])
  })

  test('a word that nobody has explained is a question, and its answer is kept by the word and not by its minutes', async () => {
    const rows = [TITLE, HEAD, BELOW, row('周小舟', 'E07', '值班12分钟', '值班(下午)', '', '', '', '', '')]
    const asked = await readReport(rows)
    expect(asked.codes).toEqual(['attendance_word_must_be_understood'])
    expect(asked.problems[0]?.place).toMatchObject({ row: 4, column: '5' })
    const word = asked.problems[0]?.values.word ?? ''
    const mapping = (meant: string | null) => ({
      mappings: [{ file: 'export.csv', table: 'attendance' as const, meanings: valueMeaningsFrom({ kind: { [word]: meant } }) }],
    })
    expect((await readReport(rows, mapping('late'))).records).toEqual(['2026-10-05 E07 late', '2026-10-06 E07 late'])
    expect(await readReport(rows, mapping(null))).toMatchObject({ records: [], codes: [] })
  })

  test('days that do not agree with the calendar are refused; a month that nobody tells is asked for', async () => {
    const days = ['正常', '迟到', '', '', '', '', '']
    expect((await readReport([['统计日期：2026-10-06 至 2026-10-12'], HEAD, BELOW, row('周小舟', 'E07', ...days)])).codes).toEqual([
      'report_month_must_be_told',
    ])
    const shifted = BELOW.map((each) => (each === '六' ? '日' : each === '日' ? '一' : each))
    expect((await readReport([TITLE, HEAD, shifted, row('周小舟', 'E07', ...days)])).codes).toEqual(['report_days_must_agree'])
    expect((await readReport([HEAD, BELOW, row('周小舟', 'E07', ...days)])).codes).toEqual(['report_month_must_be_told'])
    expect((await readReport([HEAD, BELOW, row('周小舟', 'E07', ...days)], { period: OCTOBER })).records).toEqual(['2026-10-06 E07 late'])
  })

  test('WeCom names its days without a year, over one header row, and its people by account', async () => {
    const header = [
      '姓名',
      '账号',
      '部门',
      '应出勤天数(天)',
      '迟到次数(次)',
      ...['26', '27', '28', '29', '30', '1', '2'].map((day, at) => `${day}\n星期${'六日一二三四五'[at]}`),
    ]
    const { records } = await readReport(
      [
        ['上下班打卡_月报'],
        ['统计时间:09-26 ～ 10-02     制表时间:2026-11-02 09:00(UTC+8)'],
        header,
        [
          '周小舟',
          'ZhouXZ',
          '服务部',
          '5',
          '1',
          '正常（休息）',
          '正常（休息）',
          '正常 ;',
          '迟到12分钟;',
          '缺卡1次;早退5分钟;',
          '旷工',
          '--',
        ],
      ],
      { known: KNOWN },
    )
    expect(records).toEqual(['2026-09-29 E07 late', '2026-09-30 E07 missing_punch', '2026-09-30 E07 early_leave', '2026-10-01 E07 absence'])
  })

  test('Feishu writes whole days in a second header row and several results in a cell', async () => {
    const { records, codes } = await readReport([
      ['姓名', '工号', '迟到次数(次)', '每日考勤结果', '', '', '', ''],
      ['', '', '', '2026-10-12 星期一', '2026-10-13 星期二', '2026-10-14 星期三', '2026-10-15 星期四', '2026-10-16 星期五'],
      [
        '周小舟',
        'E07',
        '1',
        '迟到5分钟(09:05),正常(18:30)',
        '正常(补卡)(09:00),缺卡',
        '病假(上午),正常(18:01)',
        '外勤(09:00),早退3分钟(17:57)',
        '-',
      ],
    ])
    expect(codes).toEqual([])
    expect(records).toEqual([
      '2026-10-12 E07 late',
      '2026-10-13 E07 missing_punch',
      '2026-10-14 E07 sick_leave',
      '2026-10-15 E07 early_leave',
    ])
  })

  test('a weekday may stand below its number, and mornings and afternoons under one name', async () => {
    const { records, codes } = await readReport(
      [
        ['2026年10月考勤表'],
        ['姓名', '时段', '1', '2', '3', '4', '5', '6'],
        ['', '', '四', '五', '六', '日', '一', '二'],
        ['周小舟', '上午', '行政:迟到', '正常', '休息', '休息', '事假', '正常-补卡'],
        ['', '下午', '行政:正常', '早退', '休息', '休息', '事假', '旷工'],
        ['制表：王', '', '', '', '', '', '', ''],
      ],
      { known: KNOWN },
    )
    expect(codes.filter((code) => code !== 'reference_by_name')).toEqual(['footer_rows_were_left_out'])
    expect(records).toEqual(['2026-10-01 E07 late', '2026-10-05 E07 leave', '2026-10-02 E07 early_leave', '2026-10-06 E07 absence'])
  })

  test('a column a day with nothing but times says nothing of what came of them', async () => {
    const times = ['08:58\n18:03', '09:12\n18:00', '', '', '08:59\n18:01', '', '']
    const head = ['姓名', '工号', '考勤组', '']
    const below = ['', '', '', '', ...BELOW.slice(8)]
    expect((await readReport([TITLE, head, below, ['周小舟', 'E07', '甲', '', ...times]])).codes).toEqual(['punch_times_must_have_results'])
  })

  test('signs are read by the legend of the sheet, and asked about where it has none', async () => {
    const head = ['序号', '姓名', '1', '2', '3', '4', '5', '6', '7']
    const people = ['1', '周小舟', '√', '迟', '△', '×', '休', '事', '√']
    const legend = ['注：√表示出勤，△代表早退，×＝旷工，迟：迟到']
    const with_ = await readReport([['2026年10月考勤表'], head, people, legend], { known: KNOWN })
    expect(with_.records).toEqual(['2026-10-02 E07 late', '2026-10-03 E07 early_leave', '2026-10-04 E07 absence', '2026-10-06 E07 leave'])
    const without = await readReport([['2026年10月考勤表'], head, people], { known: KNOWN })
    expect(without.codes.filter((code) => code === 'attendance_word_must_be_understood')).toHaveLength(2)
  })
})

describe('a row a person and day', () => {
  test('DingTalk counts in columns, of which those in minutes say the same again', async () => {
    const { records, codes, report } = await readReport(
      [
        ['每日统计表 统计日期：2026-10-01 至 2026-10-31'],
        [
          '姓名',
          '部门',
          '工号',
          '日期',
          '班次',
          '上班1打卡时间',
          '上班1打卡结果',
          '出勤天数',
          '迟到次数',
          '迟到时长(分钟)',
          '严重迟到次数',
          '早退次数',
          '上班缺卡次数',
          '下班缺卡次数',
          '旷工天数',
          '请假',
          '',
        ],
        ['', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '事假(小时)', '年假(天)'],
        ['周小舟', '服务部', 'E07', '26-10-12 星期一', 'A', '09:12', '迟到', '1', '1', '12', '', '', '', '1', '', '', ''],
        ['周小舟', '服务部', 'E07', '26-10-13 星期二', 'A', '', '请假', '', '', '', '', '', '', '', '', '8', ''],
        ['周小舟', '服务部', 'E07', '26-10-14 星期三', 'A', '', '请假', '', '', '', '', '', '', '', '', '4', ''],
        ['何山', '服务部', '--', '26-10-12 星期一', 'A', '', '', '0', '--', '', '', '', '', '', '1', '', ''],
      ],
      { known: KNOWN },
    )
    expect(report).toBe('attendance_by_day_and_person')
    expect(records).toEqual(['2026-10-12 E07 late', '2026-10-12 E07 missing_punch', '2026-10-13 E07 leave', '2026-10-12 E08 absence'])
    expect(codes.filter((code) => code !== 'reference_by_name')).toEqual(['leave_days_were_taken_as_one'])
  })

  test('WeCom has groups above its headers; two of a name are told apart by them', async () => {
    const { records } = await readReport(
      [
        ['上下班打卡_日报'],
        ['统计时间:10-12 ～ 10-12'],
        ['时间', '姓名', '账号', '考勤概况', '', '', '异常统计', '', '', '', '', '外出打卡', '', '假勤统计', ''],
        [
          '',
          '',
          '',
          '班次',
          '最早',
          '打卡次数(次)',
          '异常合计(次)',
          '迟到次数(次)',
          '迟到时长(分钟)',
          '旷工次数(次)',
          '缺卡次数(次)',
          '外出打卡次数(次)',
          '最早',
          '年假(天)',
          '事假(天)',
        ],
        ['2026/10/12 星期一', '周小舟', 'z', '早班', '09:30', '2', '1', '1', '30', '--', '--', '--', '--', '--', '--'],
        ['2026/10/12 星期一', '何山', 'h', '早班', '--', '0', '1', '--', '--', '--', '2', '--', '--', '--', '1'],
      ],
      { known: KNOWN },
    )
    expect(records).toEqual(['2026-10-12 E07 late', '2026-10-12 E08 missing_punch 2', '2026-10-12 E08 leave'])
  })

  test('a time clock tells minutes: any of them is one event', async () => {
    const { records } = await readReport([
      ['考勤异常统计表'],
      ['统计日期：2026-10-01 ~ 2026-10-31'],
      [
        '工号',
        '姓名',
        '部门',
        '日期',
        '第一时段',
        '',
        '第二时段',
        '',
        '迟到时间(分钟)',
        '早退时间(分钟)',
        '缺勤时间(分钟)',
        '合计(分钟)',
        '备注',
      ],
      ['', '', '', '', '上班', '下班', '上班', '下班', '', '', '', '', ''],
      ['E07', '周小舟', '服务部', '2026-10-12', '09:20', '', '', '18:00', '20', '0', '0', '20', ''],
      ['E08', '何山', '服务部', '2026-10-13', '', '', '', '', '0', '0', '480', '480', ''],
    ])
    expect(records).toEqual(['2026-10-12 E07 late', '2026-10-13 E08 absence'])
  })
})

describe('a workbook of several reports', () => {
  const sheet = (rows: readonly (readonly string[])[]) =>
    inlineRows(rows.map((cells) => cells.map((cell) => cell.replaceAll('&', '&amp;'))))
  const MONTH = [
    ['月度汇总 统计日期：2026-10-05 至 2026-10-09'],
    ['姓名', '工号', '2026-10-05', '2026-10-06', '2026-10-07', '2026-10-08', '2026-10-09'],
    ['周小舟', 'E07', '迟到', '正常', '正常', '正常', '正常'],
  ]
  const TIMES = [
    ['姓名', '工号', '日期', '打卡时间'],
    ['周小舟', 'E07', '2026-10-05', '09:08'],
  ]

  test('is not refused for a sheet of bare times beside the one with results', async () => {
    const folder = await folderOf({ 'export.xlsx': zipOf(rawParts({ 打卡时间: sheet(TIMES), 月度汇总: sheet(MONTH) })) })
    const { records, codes } = await readFiles([join(folder, 'export.xlsx')])
    expect(records).toEqual(['2026-10-05 E07 late'])
    expect(codes).toEqual(['sheet_must_be_a_table'])
  })

  test('of a sheet a day is no list, whatever stands in them; sheets of days with our own headers are read together', async () => {
    const of = (rows: readonly (readonly string[])[]) =>
      rawParts(
        Object.fromEntries(
          Array.from({ length: 8 }, (_, at) => [
            `10-${at + 1}`,
            sheet(rows.map((cells) => cells.map((cell) => cell.replace('DAY', `0${at + 1}`)))),
          ]),
        ),
      )
    const bare = await folderOf({ '十月.xlsx': zipOf(of(TIMES)) })
    expect((await readFiles([join(bare, '十月.xlsx')])).codes).toEqual(['daily_sheets_must_be_one_list'])
    const own = await folderOf({
      '考勤.xlsx': zipOf(
        of([
          ['日期', '工号', '考勤类型'],
          ['2026-10-DAY', 'E07', '迟到'],
        ]),
      ),
    })
    expect((await readFiles([join(own, '考勤.xlsx')])).records).toHaveLength(8)
  })

  test('is refused where bare times are all there is', async () => {
    const folder = await folderOf({ 'export.xlsx': zipOf(rawParts({ 打卡时间: sheet(TIMES) })) })
    expect((await readFiles([join(folder, 'export.xlsx')])).codes).toEqual(['punch_times_must_have_results'])
  })
})

describe('a row a punch', () => {
  test('void and made up punches are nothing; morning and evening of one leave are one', async () => {
    const { records, report } = await readReport(
      [
        ['打卡详情'],
        ['日期', '姓名', '账号', '打卡类型', '应打卡时间', '实际打卡时间', '打卡状态'],
        ['2026/10/12 星期一', '周小舟', 'z', '上班', '09:00', '09:08', '迟到8分钟'],
        ['2026/10/13 星期二', '周小舟', 'z', '上班', '09:00', '--', '无需打卡（请假）'],
        ['2026/10/13 星期二', '周小舟', 'z', '下班', '18:00', '--', '无需打卡（请假）'],
        ['2026/10/14 星期三', '周小舟', 'z', '下班', '18:00', '17:06', '失效 早退54分钟'],
        ['2026/10/14 星期三', '周小舟', 'z', '下班', '18:00', '18:00', '正常(补卡)'],
        ['2026/10/15 星期四', '周小舟', 'z', '下班', '18:00', '--', '未打卡'],
        ['2026/10/16 星期五', '周小舟', 'z', '下班', '18:00', '--', '未打卡（病假）'],
      ],
      { known: KNOWN },
    )
    expect(report).toBe('attendance_by_punch')
    expect(records).toEqual(['2026-10-12 E07 late', '2026-10-13 E07 leave', '2026-10-15 E07 missing_punch', '2026-10-16 E07 sick_leave'])
  })

  test('times without results are refused with the export that is wanted', async () => {
    const { codes } = await readReport([
      ['姓名', '工号', '日期', '打卡时间'],
      ['周小舟', 'E07', '2026-10-12', '09:08'],
      ['周小舟', 'E07', '2026-10-12', '18:01'],
    ])
    expect(codes).toEqual(['punch_times_must_have_results'])
  })
})

describe('slips of leave', () => {
  const HEAD = ['审批编号', '审批状态', '审批结果', '发起人工号', '发起人姓名', '请假类型', '开始时间', '结束时间', '时长']
  const slip = (number: string, state: string, result: string, type = '事假', start = '2026-10-14 09:00') => [
    number,
    state,
    result,
    'E07',
    '周小舟',
    type,
    start,
    '2026-10-16 18:00',
    '3',
  ]

  test('only what is over and granted counts; the rest is left out with why', async () => {
    const { records, leftOut, problems } = await readReport([
      HEAD,
      slip('1', '完成', '同意'),
      slip('2', '已结束', '拒绝'),
      slip('3', '已撤销', ''),
      slip('4', '审批中', ''),
      slip('5', '完成', '同意', '婚假', '2026-10-20 上午'),
    ])
    expect(records).toEqual(['2026-10-14 E07 leave 1', '2026-10-20 E07 statutory_leave 5'])
    expect(leftOut.map(({ row, why }) => `${row} ${why}`)).toEqual(['3 refused', '4 withdrawn', '5 pending'])
    // Whoever uploads them reads it too.
    expect(problems.map(({ code, values }) => `${code} ${values.whyEn} ${values.rows}`)).toEqual([
      'report_rows_were_left_out was refused 3',
      'report_rows_were_left_out was withdrawn 4',
      'report_rows_were_left_out is not decided yet 5',
    ])
  })

  test('a state or a kind of leave that is not known is asked for', async () => {
    const rows = [HEAD, slip('1', '完成', '转人事'), slip('2', '完成', '同意', '公司假')]
    expect((await readReport(rows)).codes).toEqual(['report_state_must_be_understood', 'attendance_word_must_be_understood'])
    const mappings = [
      {
        file: 'export.csv',
        table: 'attendance' as const,
        meanings: valueMeaningsFrom({ kind: { 公司假: 'statutory_leave' }, 'header:审批结果': { 转人事: null } }),
      },
    ]
    const answered = await readReport(rows, { mappings })
    expect(answered.records).toEqual(['2026-10-14 E07 statutory_leave 2'])
    expect(answered.leftOut.map(({ why }) => why)).toEqual(['meaning'])
  })
})

describe('totals a person', () => {
  test('stand on the last day of the month, which is said; hours of leave are one leave', async () => {
    const { records, codes, leftOut } = await readReport([
      ['2026年10月考勤汇总'],
      ['工号', '姓名', '迟到', '', '早退', '', '旷工', '请假', ''],
      ['', '', '次数', '分钟', '次数', '分钟', '天数', '事假(小时)', '年假(天)'],
      ['E07', '周小舟', '3', '41', '0', '0', '0.5', '12', ''],
      ['', '合计', '3', '41', '0', '0', '0.5', '12', ''],
    ])
    expect(records).toEqual(['2026-10-31 E07 late 3', '2026-10-31 E07 absence', '2026-10-31 E07 leave'])
    expect(codes).toEqual(['events_stand_on_the_last_day', 'total_rows_were_left_out'])
    expect(leftOut.map(({ why }) => why)).toEqual(['total'])
  })
})

describe('lateness and serious lateness counted beside each other', () => {
  const read = (late: 'separate' | 'contains' | undefined, ...rows: string[][]) => {
    const mappings = [{ file: 'export.csv', table: 'attendance' as const, forms: { late } }]
    const top = [['2026年10月考勤汇总'], ['工号', '姓名', '迟到次数', '严重迟到次数', '早退次数']]
    return readReport([...top, ...rows], late === undefined ? {} : { mappings })
  }
  const both = ['E07', '周小舟', '3', '1', '']

  test('are counted apart, and the report says so where a row has both', async () => {
    const { records, problems } = await read(undefined, both, ['E08', '何山', '2', '', ''], ['E09', '马艳', '', '1', ''])
    expect(records.slice(0, 2)).toEqual(['2026-10-31 E07 late 3', '2026-10-31 E07 serious_late'])
    expect(problems.filter(({ code }) => code === 'late_counts_stand_apart').map(({ values }) => values)).toEqual([
      { count: '1', late: '迟到次数', serious: '严重迟到次数', lateCount: '3', seriousCount: '1' },
    ])
    expect((await read(undefined, ['E08', '何山', '2', '', ''])).codes).toEqual(['events_stand_on_the_last_day'])
  })

  test('are told apart where the mapping says that the one has the other in it', async () => {
    const { records, codes } = await read('contains', both, ['E08', '何山', '2', '2', ''], ['E09', '马艳', '1', '', ''])
    expect(records).toEqual([
      '2026-10-31 E07 late 2',
      '2026-10-31 E07 serious_late',
      '2026-10-31 E08 serious_late 2',
      '2026-10-31 E09 late',
    ])
    expect(codes).toEqual(['events_stand_on_the_last_day'])
    expect((await read('separate', both)).codes).toEqual(['events_stand_on_the_last_day'])
    expect((await read('contains', ['E08', '何山', '', '2', ''])).codes).toContain('late_must_contain_serious_late')
  })

  test('day by day too, by a kept mapping of reports', async () => {
    const rows = [
      ['姓名', '工号', '日期', '迟到次数', '严重迟到次数'],
      ['周小舟', 'E07', '2026-10-12', '1', '1'],
    ]
    expect((await readReport(rows)).records).toEqual(['2026-10-12 E07 late', '2026-10-12 E07 serious_late'])
    const profile = {
      format: 1,
      name: '月报',
      table: 'attendance',
      headers: [],
      report: 'attendance_by_day_and_person',
      columns: null,
    } as const
    const profiles = [{ ...profile, headers: [], meanings: {}, forms: { late: 'contains' as const } }]
    expect(await readReport(rows, { profiles })).toMatchObject({ records: ['2026-10-12 E07 serious_late'], codes: [] })
  })
})

describe('dates without a year', () => {
  const rows = (title: string, ...days: string[]) => [
    ...(title === '' ? [] : [[title]]),
    ['姓名', '工号', '日期', '迟到次数', '早退次数'],
    ...days.map((day) => ['周小舟', 'E07', day, '1', '']),
  ]

  test('are of the year that the report says, over the turn of the year too', async () => {
    const { records, codes } = await readReport(rows('统计日期：2026-12-26 至 2027-01-25', '12-28', '01月04日 星期一'))
    expect(records).toEqual(['2026-12-28 E07 late', '2027-01-04 E07 late'])
    expect(codes).toEqual([])
  })

  test('are of the period that is worked on where the report says nothing', async () => {
    expect((await readReport(rows('', '10-12', '10月13日'), { period: OCTOBER })).records).toEqual([
      '2026-10-12 E07 late',
      '2026-10-13 E07 late',
    ])
  })

  test.each([
    ['without either', '', '10-12', undefined, '-'],
    ['outside of the days', '', '11-02', OCTOBER, '2026-10-01 - 2026-10-31'],
    ['in days that have it twice', '统计日期：2025-10-01 至 2026-11-30', '10-12', undefined, '2025-10-01 - 2026-11-30'],
  ])('are never guessed: %s', async (_, title, day, period, days) => {
    const { records, problems } = await readReport(rows(title, day), { period })
    expect(records).toEqual([])
    expect(problems).toMatchObject([{ code: 'date_must_have_its_year', severity: 'error', values: { found: day, days } }])
  })

  describe('of slips of leave', () => {
    const slips = (title: string, ...days: (readonly [start: string, end: string])[]) => [
      ...(title === '' ? [] : [[title]]),
      ['审批编号', '审批状态', '审批结果', '发起人姓名', '工号', '请假类型', '开始时间', '结束时间'],
      ...days.map(([start, end], at) => [String(88 + at), '完成', '同意', '周小舟', 'E07', '事假', start, end]),
    ]

    test('are of the year that the report or the period says', async () => {
      const days = [
        ['10-12 09:00', '10-12 18:00'],
        ['10月14日 上午', '10月15日 下午'],
        ['10/19', ''],
      ] as const
      const leaves = ['2026-10-12 E07 leave 88', '2026-10-14 E07 leave 89', '2026-10-19 E07 leave 90']
      expect(await readReport(slips('统计日期：2026-10-01 至 2026-10-31', ...days))).toMatchObject({ records: leaves, codes: [] })
      expect(await readReport(slips('', ...days), { period: OCTOBER })).toMatchObject({ records: leaves, codes: [] })
    })

    test('that began before the days of the report are of the year of their end', async () => {
      const january = { first: 20270101, last: 20270131 } as typeof OCTOBER
      expect((await readReport(slips('', ['12-30', '01-02']), { period: january })).records).toEqual(['2026-12-30 E07 leave 88'])
      expect((await readReport(slips('', ['10-12', '2026-10-14 18:00']))).records).toEqual(['2026-10-12 E07 leave 88'])
    })

    test.each([
      ['without either', '10-12 09:00', undefined, '-'],
      ['outside of the days', '11-02', OCTOBER, '2026-10-01 - 2026-10-31'],
    ])('are never guessed: %s', async (_, start, period, days) => {
      const { records, problems } = await readReport(slips('', [start, '']), { period })
      expect(records).toEqual([])
      expect(problems).toMatchObject([{ code: 'date_must_have_its_year', severity: 'error', values: { found: start, days } }])
    })
  })

  test('of punches and of visits in the field too', async () => {
    const punches = [
      ['姓名', '工号', '日期', '打卡时间', '打卡结果'],
      ['周小舟', 'E07', '10-12', '09:10', '迟到'],
    ]
    expect((await readReport(punches, { period: OCTOBER })).records).toEqual(['2026-10-12 E07 late'])
    const visits = [
      ['姓名', '日期', '时间', '详细地址', '拜访客户'],
      ['周小舟', '10-12', '10:05', '某路 1 号', 'C001'],
    ]
    const [first] = (await readReport(visits, { known: KNOWN, period: OCTOBER })).records
    const [other] = (await readReport(visits, { known: KNOWN, period: { first: 20251001, last: 20251031 } as typeof OCTOBER })).records
    expect(first).toContain('2026-10-12 E07 C001')
    expect(first?.slice(0, 18)).not.toBe(other?.slice(0, 18))
  })
})

test('a column of leave that nobody has explained is asked about once something stands in it; what leave adds up to is no leave of its own', async () => {
  const rows = (amount: string) => [
    ['2026年10月考勤汇总'],
    ['工号', '姓名', '迟到次数', '请假(天)', '事假(天)', '福利假(天)'],
    ['E07', '周小舟', '1', '3', '2', amount],
  ]
  expect((await readReport(rows(''))).records).toEqual(['2026-10-31 E07 late', '2026-10-31 E07 leave'])
  const asked = await readReport(rows('1'))
  expect(asked.problems.map(({ code, values }) => `${code} ${values.word ?? ''}`)[0]).toBe('attendance_word_must_be_understood 福利假')
  const mappings = [
    { file: 'export.csv', table: 'attendance' as const, meanings: valueMeaningsFrom({ kind: { 福利假: 'statutory_leave' } }) },
  ]
  expect((await readReport(rows('1'), { mappings })).records).toEqual([
    '2026-10-31 E07 late',
    '2026-10-31 E07 leave',
    '2026-10-31 E07 statutory_leave',
  ])
})

test('a form for one person is no list', async () => {
  const { codes } = await readReport([
    ['员工绩效考核表'],
    ['姓名', '周小舟', '部门', '服务部'],
    ['考核内容', '权重', '自评', '评分'],
    ['工作态度', '20%', '18', '17'],
  ])
  expect(codes).toEqual(['form_must_be_a_list'])
})

test('visits in the field are those at a client, the same number each time they come', async () => {
  const rows = [
    ['姓名', '部门', '签到来源', '日期', '时间', '经度', '纬度', '详细地址', '拜访客户', '工作内容'],
    ['周小舟', '销售部', '手机', '2026-10-12', '10:05', '120.1', '30.2', '某路 1 号', 'C001', '回访'],
    ['周小舟', '销售部', '手机', '2026-10-12', '15:05', '120.1', '30.2', '某路 2 号', '', '路上'],
  ]
  const [first, again] = [await readReport(rows, { known: KNOWN }), await readReport(rows, { known: KNOWN })]
  expect(first.records.map((record) => record.replace(/^V-\w+/, 'V'))).toEqual(['V 2026-10-12 E07 C001 yes audited'])
  expect(again.records).toEqual(first.records)
  expect(first.leftOut.map(({ why }) => why)).toEqual(['without_client'])
})
