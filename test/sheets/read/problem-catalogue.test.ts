import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Place, type Problem, sentence } from '../../../src/base/problem.ts'
import { DATASET_PROBLEMS, type DatasetProblemCode } from '../../../src/domain/dataset/dataset-problems.ts'
import { Corrections } from '../../../src/sheets/read/corrections.ts'
import { headerMapFrom, type SheetMapping, valueMeaningsFrom } from '../../../src/sheets/read/header-map.ts'
import type { ReadOptions } from '../../../src/sheets/read/read-dataset.ts'
import { recognisable } from '../../../src/sheets/read/suggest-columns.ts'
import { suggestMapping } from '../../../src/sheets/read/suggest-mapping.ts'
import { REPORT_READERS } from '../../../src/sheets/reports/report-readers.ts'
import { oleFile } from './ole-file.ts'
import { inlineRows, rawParts, zipOf } from './raw-workbook.ts'
import { FIXTURES, folderOf, readAll } from './reading.ts'

/** Where the smallest input that causes a problem has it. The input is fixtures/sheets/bad/<code>, or is made here. */
interface Cause extends Partial<Place> {
  readonly record?: string
  readonly make?: () => Promise<string>
  readonly options?: ReadOptions
  /** The questions about a list of another program, where it is one of them. */
  readonly asks?: readonly Problem[]
}

const HEADER = ['number', 'date', 'rep', 'client', 'amount']
const GOOD = ['SO-1', '2026-10-05', 'S001', 'C001', '100']
const orders = (...rows: string[][]): string => inlineRows([HEADER, ...rows])
const workbook = (parts: Record<string, string>) => (): Promise<string> => folderOf({ 'orders.xlsx': zipOf(parts) })
const text = (content: string) => (): Promise<string> => folderOf({ 'orders.csv': content })
const CSV = `${HEADER.join()}\n${GOOD.join()}\n`
const DOCTYPE = '<!DOCTYPE worksheet [<!ENTITY x "y">]><worksheet><sheetData/></worksheet>'

const CHINESE = '单据编号,下单日期,业务员,客户,订单金额'
/** What is asked of a list of another program, before anybody reads it. */
function asked(csv: string): readonly Problem[] {
  const rows = csv.split('\n').map((line, index) => ({ row: index + 1, cells: line.split(',') }))
  return suggestMapping({ file: 'export.csv', rows }, recognisable({})).questions
}

/** A list of another program with one good row, read by a mapping. */
function foreign(said: Partial<SheetMapping>, row: string[]): Cause {
  const columns = headerMapFrom('orders', { 单号: 'number', 日期: 'date', 跟单: 'rep', 客户: 'client', 总额: 'amount' })
  return {
    make: () => folderOf({ 'export.csv': `单号,日期,跟单,客户,总额,仓库\n${GOOD.join()},一号库\n${row.join()}\n` }),
    options: { mappings: [{ file: 'export.csv', table: 'orders', columns, ...said }] },
  }
}
const REPORTS: ReadOptions = { reports: REPORT_READERS }
const DAYS = '姓名,2026-10-05,2026-10-06,2026-10-07,2026-10-08,2026-10-09'
const report = (content: string) => (): Promise<string> => folderOf({ 'export.csv': content })
const hidden = (parts: Record<string, string>, name: string): Record<string, string> => ({
  ...parts,
  'xl/workbook.xml': parts['xl/workbook.xml']?.replace(`name="${name}"`, `name="${name}" state="hidden"`) ?? '',
})

const CAUSES: Readonly<Record<DatasetProblemCode, Cause>> = {
  dataset_must_exist: {},
  dataset_must_hold_a_table: { file: 'dataset_must_hold_a_table' },
  continuation_rows_were_left_out: { ...foreign({ fill: true }, ['', '', '', '', '', '一号库']), file: 'export.csv', row: 3 },
  footer_rows_were_left_out: { ...foreign({}, ['打印人：李会计']), file: 'export.csv', row: 3 },
  value_must_be_understood: {
    ...foreign({ meanings: valueMeaningsFrom({ 'header:仓库': { 一号库: 'counts' } }) }, ['2', ...GOOD.slice(1), '二号库']),
    file: 'export.csv',
    row: 3,
    column: '仓库',
  },
  answer_must_be_on_the_scale: {
    make: () => folderOf({ 'export.csv': 'number,date,engineer,score\nU-1,2026-10-05,T001,80\n' }),
    options: { mappings: [{ file: 'export.csv', table: 'followups', forms: { scale: 5 } }] },
    file: 'export.csv',
    row: 2,
    column: 'score',
  },
  number_was_made_of_columns: {
    make: () => folderOf({ 'export.csv': 'date,rep,client,amount\n2026-10-05,S001,C001,80\n' }),
    options: { mappings: [{ file: 'export.csv', table: 'orders', key: ['date', 'client'] }] },
    file: 'export.csv',
    row: 1,
  },
  currency_sign_was_read_as_yuan: {
    ...foreign({ forms: {} }, ['2', '2026-10-05', 'S001', 'C001', '$80']),
    file: 'export.csv',
    row: 1,
  },
  table_must_be_chosen: { asks: asked('单据编号,日期,业务员,客户,金额\n1,2026-10-05,S001,C001,5'), file: 'export.csv' },
  values_must_be_explained: { asks: asked(`${CHINESE},单据类型\n${GOOD.join()},调拨单`), file: 'export.csv', row: 2, column: '单据类型' },
  date_order_must_be_said: {
    asks: asked('单据编号,下单日期,业务员,客户,订单金额\n1,05/10/2026,S001,C001,5'),
    file: 'export.csv',
    row: 2,
    column: '下单日期',
  },
  decimal_sign_must_be_said: {
    asks: asked(`${CHINESE}\nSO-1,2026-10-05,S001,C001,1.234`),
    file: 'export.csv',
    row: 2,
    column: '订单金额',
  },
  amounts_must_be_of_lines_or_documents: {
    asks: asked(`${CHINESE}\n${GOOD.join()}\n${GOOD.join()}`),
    file: 'export.csv',
    row: 2,
    column: '订单金额',
  },
  scale_must_be_said: {
    asks: asked('单据编号,日期,工程师,服务态度,问题解决,敬业\nF1,2026-10-08,T1,4,4,5'),
    file: 'export.csv',
    row: 2,
    column: '服务态度',
  },
  references_must_agree: {
    make: () => folderOf({ 'orders.csv': '单据编号,日期,业务员,客户编码,客户,金额\nSO-1,2026-10-05,S001,C001,乙,100\n' }),
    options: {
      known: {
        clients: [
          { code: 'C001', name: '甲' },
          { code: 'C002', name: '乙' },
        ],
      },
    },
    file: 'orders.csv',
    row: 2,
    column: '客户编码',
    record: 'SO-1',
  },
  rows_were_left_out_by_hand: {
    make: text(CSV),
    options: {
      corrections: new Corrections({ cells: [], rows: [{ file: 'orders.csv', sheet: null, row: 2, reason: '测试数据' }] }),
    },
    file: 'orders.csv',
    row: 2,
  },
  rows_were_left_out: {
    file: 'export.csv',
    ...foreign({ meanings: valueMeaningsFrom({ 'header:仓库': { 不要: null } }) }, [...GOOD, '不要']),
  },
  total_rows_were_left_out: { file: 'orders.csv', row: 3 },
  total_should_agree: { make: text(`${CSV}合计,,,,90\n`), file: 'orders.csv', row: 3, column: 'amount' },
  file_must_be_a_table: { file: 'budget.csv' },
  sheet_must_be_a_table: {
    make: workbook(rawParts({ orders: orders(GOOD), Budget: inlineRows([['a']]) })),
    file: 'orders.xlsx',
    sheet: 'Budget',
  },
  sheet_must_not_be_left_out: {
    make: workbook(rawParts({ orders: orders(GOOD), 华东: inlineRows([['number', 'date', 'rep', 'successful']]) })),
    file: 'orders.xlsx',
    sheet: '华东',
  },
  hidden_sheet_was_not_read: {
    make: workbook(hidden(rawParts({ orders: orders(GOOD), visits: inlineRows([['a']]) }), 'visits')),
    file: 'orders.xlsx',
    sheet: 'visits',
  },
  list_was_understood: {
    make: report('number,date,engineer,attitude,resolution,dedication\nF-1,2026-10-05,T001,80,80,80\n'),
    options: { lists: true },
    file: 'export.csv',
  },
  layout_must_be_recognised: { make: report('甲,乙\n1,2\n'), options: { ...REPORTS, areExports: true }, file: 'export.csv' },
  attendance_word_must_be_understood: {
    make: report(`${DAYS}\n何山,值守,,,,\n`),
    options: REPORTS,
    file: 'export.csv',
    row: 2,
    column: '2026-10-05',
  },
  report_month_must_be_told: { make: report('姓名,1,2,3,4,5\n何山,迟到,,,,\n'), options: REPORTS, file: 'export.csv', row: 1 },
  date_must_have_its_year: {
    make: report('姓名,日期,迟到次数,早退次数\n何山,10-05,1,\n'),
    options: REPORTS,
    file: 'export.csv',
    row: 2,
    column: '日期',
  },
  late_counts_stand_apart: {
    make: report('姓名,日期,迟到次数,严重迟到次数\n何山,2026-10-05,2,1\n'),
    options: REPORTS,
    file: 'export.csv',
    row: 1,
  },
  late_must_contain_serious_late: {
    make: report('姓名,日期,迟到次数,严重迟到次数\n何山,2026-10-05,1,2\n'),
    options: { ...REPORTS, mappings: [{ file: 'export.csv', table: 'attendance', forms: { late: 'contains' } }] },
    file: 'export.csv',
    row: 2,
  },
  report_days_must_agree: {
    make: report(`${DAYS.replace('-06', '-06 星期一')}\n何山,迟到,,,,\n`),
    options: REPORTS,
    file: 'export.csv',
    row: 1,
  },
  report_state_must_be_understood: {
    make: report('姓名,请假类型,开始时间,审批状态\n何山,事假,2026-10-05,转阅\n'),
    options: REPORTS,
    file: 'export.csv',
    row: 2,
    column: '审批状态',
  },
  report_rows_were_left_out: {
    make: report('姓名,请假类型,开始时间,审批状态\n何山,事假,2026-10-05,已撤销\n'),
    options: REPORTS,
    file: 'export.csv',
    row: 2,
  },
  leave_days_were_taken_as_one: { make: report(`${DAYS}\n何山,事假,事假,,,\n`), options: REPORTS, file: 'export.csv' },
  events_stand_on_the_last_day: {
    make: report('2026年10月\n姓名,迟到次数,早退次数\n何山,1,\n'),
    options: REPORTS,
    file: 'export.csv',
    row: 2,
  },
  punch_times_must_have_results: {
    make: report('姓名,日期,打卡时间\n何山,2026-10-05,09:01\n'),
    options: REPORTS,
    file: 'export.csv',
    row: 1,
  },
  daily_sheets_must_be_one_list: {
    make: workbook(
      rawParts(
        Object.fromEntries(
          Array.from({ length: 9 }, (_, day) => [
            `${day + 1}日`,
            inlineRows([
              ['姓名', '备注'],
              ['何山', '晚到'],
            ]),
          ]),
        ),
      ),
    ),
    file: 'orders.xlsx',
    sheet: '1日',
  },
  form_must_be_a_list: {
    make: report('绩效考核表\n姓名,何山,部门,服务部\n考核内容,评分\n态度,17\n'),
    options: REPORTS,
    file: 'export.csv',
    row: 1,
  },
  file_must_be_readable: { make: async () => join(await folderOf({ 'orders.csv': CSV }), 'x'.repeat(300)), file: 'x'.repeat(300) },
  file_must_be_whole: { file: 'orders.csv.gz' },
  file_must_not_unpack_beyond_limit: {
    make: workbook(rawParts({ orders: orders(GOOD) })),
    options: { limits: { unpackedBytes: 100 } },
    file: 'orders.xlsx',
  },
  file_must_hold_a_list: { make: () => folderOf({ 'orders.csv': '%PDF-1.7\n' }), file: 'orders.csv' },
  archive_must_be_unpacked: { make: () => folderOf({ 'orders.zip': zipOf({ 'orders.csv': CSV }) }), file: 'orders.zip' },
  text_must_be_utf8_or_gb18030: { file: 'orders.csv' },
  quote_must_be_closed: { file: 'orders.csv', row: 3 },
  quote_must_end_its_cell: { file: 'orders.csv', row: 3 },
  row_must_not_have_more_cells: { file: 'orders.csv', row: 2 },
  table_must_not_have_too_many_rows: { make: text(CSV), options: { limits: { rows: 1 } }, file: 'orders.csv' },
  table_must_not_have_too_many_columns: { make: text(CSV), options: { limits: { columns: 4 } }, file: 'orders.csv', row: 1 },
  table_must_have_a_header: { file: 'orders.csv', row: 1 },
  required_columns_must_be_given: { file: 'orders.csv', row: 1 },
  column_must_be_given_once: { file: 'orders.csv', row: 1, column: 'amount' },
  column_must_be_known: { file: 'orders.csv', row: 1, column: 'colour' },
  column_must_be_understood: { file: 'orders.csv', row: 1, column: '是否作废' },
  amounts_must_be_in_yuan: { file: 'orders.csv', row: 1 },
  column_must_have_a_header: {
    make: workbook(rawParts({ orders: orders([...GOOD, 'note']) })),
    file: 'orders.xlsx',
    sheet: 'orders',
    row: 1,
  },
  amount_column_must_be_in_yuan: { file: 'orders.csv', row: 1, column: '金额(万元)' },
  workbook_must_be_saved_as_xlsx: {
    make: () => folderOf({ 'orders.numbers': zipOf({ 'Index/Document.iwa': '' }) }),
    file: 'orders.numbers',
  },
  workbook_must_not_be_encrypted: {
    make: () => folderOf({ 'orders.xlsx': oleFile({ EncryptionInfo: Buffer.from('info'), EncryptedPackage: Buffer.alloc(5000) }) }),
    file: 'orders.xlsx',
  },
  workbook_must_be_a_workbook: { file: 'orders.xlsx' },
  workbook_must_not_declare_entities: {
    make: workbook(rawParts({ orders: '' }, { 'xl/worksheets/sheet1.xml': DOCTYPE })),
    file: 'orders.xlsx',
    sheet: 'orders',
  },
  workbook_must_not_have_too_many_parts: {
    make: workbook(rawParts({ orders: orders(GOOD) })),
    options: { limits: { entries: 3 } },
    file: 'orders.xlsx',
  },
  errors_must_fit_the_list: {
    make: text(`${HEADER.join()}\n${'SO-1,2026-10-05,S001,C001,\n'.repeat(3)}`),
    options: { limits: { problems: 2 } },
  },
  warnings_must_fit_the_list: { make: text(`${HEADER.join()},a,b\n`), options: { limits: { problems: 1 } } },
  cell_must_be_given: { file: 'orders.csv', row: 2, column: 'rep', record: 'SO-1' },
  cell_must_not_be_too_long: {
    make: text(CSV.replace('C001', 'C'.repeat(40_000))),
    file: 'orders.csv',
    row: 2,
    column: 'client',
    record: 'SO-1',
  },
  cell_must_not_be_an_error_value: { file: 'orders.csv', row: 2, column: 'amount', record: 'SO-1' },
  formula_must_have_a_value: {
    make: workbook(rawParts({ orders: orders([...GOOD.slice(0, 4), '<c><f>SUM(A1)</f></c>']) })),
    file: 'orders.xlsx',
    sheet: 'orders',
    row: 2,
    column: 'amount',
    record: 'SO-1',
  },
  text_must_not_hold_control_characters: { file: 'orders.csv', row: 2, column: 'client', record: 'SO-1' },
  code_must_not_be_shortened: { file: 'orders.csv', row: 2, column: 'number', record: '1.23457E+17' },
  amount_must_be_a_number: { file: 'orders.csv', row: 2, column: 'amount', record: 'SO-1' },
  amount_must_be_in_plain_yuan: { file: 'orders.csv', row: 2, column: 'amount', record: 'SO-1' },
  amount_must_have_its_separators_in_place: { file: 'orders.csv', row: 2, column: 'amount', record: 'SO-1' },
  amount_must_have_at_most_two_decimals: { file: 'orders.csv', row: 2, column: 'amount', record: 'SO-1' },
  amount_must_be_below_ten_trillion: { file: 'orders.csv', row: 2, column: 'amount', record: 'SO-1' },
  currency_must_be_cny: { file: 'orders.csv', row: 2, column: '币种', record: 'SO-1' },
  share_must_be_a_part: { file: 'credits.csv', row: 2, column: 'share', record: 'orders SO-1 S001' },
  quantity_must_be_a_number: { file: 'orders.csv', row: 2, column: 'quantity', record: 'SO-1' },
  score_must_be_from_0_to_100: { file: 'followups.csv', row: 2, column: 'score', record: 'U-1' },
  count_must_be_a_whole_number: { file: 'attendance.csv', row: 2, column: 'count', record: '2026-10-05 T001' },
  date_must_be_a_date: { file: 'orders.csv', row: 2, column: 'date', record: 'SO-1' },
  time_must_be_a_time: { file: 'orders.csv', row: 2, column: 'date', record: 'SO-1' },
  period_must_be_a_period: { file: 'commissions.csv', row: 2, column: 'period', record: '2026-13 EAST' },
  flag_must_be_yes_or_no: { file: 'visits.csv', row: 2, column: 'successful', record: 'V-1' },
  choice_must_be_one_of_the_list: { file: 'attendance.csv', row: 2, column: 'kind', record: '2026-10-05 T001' },
  employee_must_exist: { file: 'orders.csv', row: 2, column: 'rep', record: 'SO-1' },
  client_must_exist: { file: 'orders.csv', row: 2, column: 'client', record: 'SO-1' },
  region_must_exist: { file: 'commissions.csv', row: 2, column: 'region', record: '2026-10 WEST' },
  name_must_mean_one_record: { file: 'orders.csv', row: 2, column: 'rep', record: 'SO-1' },
  reference_by_name: { file: 'orders.csv', row: 2, column: 'client' },
  reference_by_alias: { file: 'orders.csv', row: 2, column: 'client' },
  client_should_not_be_an_alias: { file: 'clients.csv', row: 3, column: 'code', record: 'C009' },
  client_should_be_registered_once: { file: 'clients.csv', row: 3, column: 'name', record: 'C009' },
  quota_must_not_be_negative: { file: 'quotas.csv', row: 2, column: 'amount', record: '2026-10 S001' },
  leaving_must_not_be_before_hire: { file: 'employees.csv', row: 2, column: 'left_on', record: 'S001' },
  spells_must_not_overlap: { file: 'spells.csv', row: 3, column: 'from', record: 'T001 2024-05-31' },
  posting_must_say_what_changes: { file: 'postings.csv', row: 2, column: 'region', record: 'T001 2026-10-05' },
  adjustment_must_have_a_reason: { file: 'collections.csv', row: 2, column: 'reason', record: 'RC-1' },
  collection_must_have_a_region: { file: 'collections.csv', row: 2, column: 'region', record: 'RC-1' },
  decision_must_have_a_value: { file: 'decisions.csv', row: 2, column: 'value', record: '2026-10 T001 manager' },
  decision_must_name_a_module: { file: 'decisions.csv', row: 2, column: 'module', record: '2026-10 T001' },
  exclusion_must_not_name_a_module: { file: 'decisions.csv', row: 2, column: 'module', record: '2026-10 T001 manager' },
}

/** What is said of a row that was left out anyway stands before that it was. */
const BESIDE: Readonly<Partial<Record<DatasetProblemCode, DatasetProblemCode>>> = { total_should_agree: 'total_rows_were_left_out' }
/** Problems of the list itself stand behind those that filled it. */
const COUNTED = new Set<string>(['errors_must_fit_the_list', 'warnings_must_fit_the_list'])

describe('the smallest input that causes', () => {
  for (const code of Object.keys(CAUSES) as DatasetProblemCode[]) {
    const { make, options = {}, record, asks, ...place } = CAUSES[code]
    test(code, async () => {
      const { problems } = asks ? { problems: asks } : await readAll(make ? await make() : join(FIXTURES, 'bad', code), options)
      const found = COUNTED.has(code) ? problems.slice(options.limits?.problems) : problems
      expect(found.map((problem) => problem.code)).toEqual([code, ...(BESIDE[code] ? [BESIDE[code]] : [])])
      const [problem] = found
      expect({ ...problem?.place }).toEqual(Object.keys(place).length === 0 ? {} : expect.objectContaining(place))
      expect(problem?.place?.row).toBe(place.row)
      expect(problem?.place?.column).toBe(place.column)
      if (record !== undefined) expect(problem?.record).toBe(record)
      expect(problem?.severity).toBe(DATASET_PROBLEMS[code].severity)
      for (const language of ['zh', 'en'] as const) {
        const words = problem ? sentence(DATASET_PROBLEMS[code], problem, language) : '{}'
        expect(words, `${language}: every value that the words name is given`).not.toMatch(/\{\w*\}/)
      }
    })
  }
})

test('every folder of bad sheets belongs to a code', async () => {
  const codes = new Set(Object.keys(DATASET_PROBLEMS))
  const { readdir } = await import('node:fs/promises')
  expect((await readdir(join(FIXTURES, 'bad'))).filter((name) => !codes.has(name))).toEqual([])
  const made = (Object.keys(CAUSES) as DatasetProblemCode[]).filter((code) => CAUSES[code].make ?? CAUSES[code].asks)
  expect(made.filter((code) => existsSync(join(FIXTURES, 'bad', code)))).toEqual([])
})
