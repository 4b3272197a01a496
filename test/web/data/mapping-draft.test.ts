import { expect, test } from 'vitest'
import type { InspectedSheet, TableInfo } from '../../../src/web/data/api.ts'
import {
  draftOf,
  forgetting,
  ignoring,
  isIgnored,
  leavingOut,
  mappedChoices,
  meaning,
  meaningOf,
  readingAs,
  saysSomething,
  sheetToSend,
  speakingHeaders,
  troubleOf,
  withAmounts,
} from '../../../src/web/data/mapping-draft.ts'

const column = (key: string, type: 'day' | 'employee' | 'choice', required = true) => ({ key, title: key, type, required, choices: [] })
const TABLE: TableInfo = {
  key: 'attendance',
  title: '考勤',
  identity: ['date', 'employee', 'kind'],
  columns: [column('date', 'day'), column('employee', 'employee'), column('kind', 'choice')],
  records: 0,
  isOwn: true,
}
const SHEET: InspectedSheet = {
  file: '请假单据.csv',
  sheet: null,
  top: [],
  headerRow: 1,
  report: null,
  words: [],
  table: 'attendance',
  tables: [{ table: 'attendance', likelihood: 70 }],
  columns: [
    { position: 0, header: '工号', samples: [], suggestion: { column: 'employee', by: 'own' }, values: [] },
    {
      position: 1,
      header: '请假类型',
      samples: [],
      suggestion: { column: 'kind', by: 'name' },
      values: [
        { text: '事假', reads: { kind: 'leave' } },
        { text: '倒休', reads: {} },
      ],
    },
    { position: 2, header: '备注', samples: [], suggestion: null, values: [] },
  ],
  meanings: {},
  mapsHeaderRow: false,
  questions: [],
  lineAmounts: null,
  lateCounts: null,
  missing: ['date'],
  profile: null,
}

test('a draft begins with what is suggested, and is to be kept under the name of the file', () => {
  const draft = draftOf(SHEET, [])
  expect(draft).toMatchObject({ table: 'attendance', columns: { 工号: 'employee', 请假类型: 'kind' }, keep: true, name: '请假单据' })
  expect(troubleOf(draft, TABLE)).toEqual({ missing: ['date'], twice: [], isWrong: true })
})

test('a sheet that may as well be one table as another is open until somebody chooses a table or leaves it out', () => {
  const question = { code: 'table_must_be_chosen', severity: 'error' as const, message: '', table: undefined, column: undefined }
  const tied = { ...SHEET, table: null, questions: [question] } as unknown as InspectedSheet
  expect(draftOf(tied, [])).toMatchObject({ table: null, isOpen: true })
  expect(draftOf({ ...SHEET, table: null }, [])).toMatchObject({ table: null, isOpen: false })
  const said = { file: SHEET.file, sheet: null, table: null, columns: null, profile: null }
  expect(draftOf(tied, [said])).toMatchObject({ table: null, isOpen: false })
})

test('a column that is mapped twice is said to be', () => {
  const draft = { ...draftOf(SHEET, []), columns: { 工号: 'employee', 备注: 'employee', 请假类型: 'kind' } }
  expect(troubleOf(draft, TABLE)).toMatchObject({ twice: ['employee'], isWrong: true })
})

test('what a value means is what was said, else what it reads as; left out is an answer too', () => {
  const draft = { ...draftOf(SHEET, []), meanings: { kind: { 倒休: null } } }
  const [choice] = mappedChoices(draft, TABLE)
  expect(choice?.values.map((value) => meaningOf(draft, 'kind', value))).toEqual(['leave', null])
  expect(mappedChoices(draftOf(SHEET, []), TABLE)[0]?.values.map((value) => meaningOf(draftOf(SHEET, []), 'kind', value))).toEqual([
    'leave',
    undefined,
  ])
})

test('what was read before is where the next correction begins, and meanings of columns no longer mapped are not sent', () => {
  const before = {
    file: SHEET.file,
    sheet: null,
    table: 'attendance' as const,
    columns: { 工号: 'employee' },
    meanings: { kind: { 倒休: null } },
    profile: null,
  }
  const draft = draftOf(SHEET, [before])
  expect(draft).toMatchObject({ columns: { 工号: 'employee' }, keep: false })
  expect(sheetToSend(draft)).toEqual({ file: SHEET.file, sheet: null, table: 'attendance', columns: { 工号: 'employee' }, meanings: {} })
})

test('what the table’s own headers say by themselves is no mapping to keep, and an answer makes it one', () => {
  const own: InspectedSheet = { ...SHEET, columns: SHEET.columns.filter(({ header }) => header !== '请假类型') }
  const read = { file: SHEET.file, sheet: null, table: 'attendance' as const, columns: null, profile: null }
  const draft = draftOf(own, [read])
  expect(draft.keep).toBe(true)
  expect(saysSomething(draft)).toBe(false)
  expect(sheetToSend(draft)).not.toHaveProperty('saveAs')
  const answered = meaning(draft, 'header:备注', '作废', null)
  expect(sheetToSend(answered)).toMatchObject({ meanings: { 'header:备注': { 作废: null } }, saveAs: '请假单据' })
  expect(saysSomething(forgetting(answered, 'header:备注', '作 废'))).toBe(false)
})

test('a header can be said to make no difference, and reading it as a column takes that back', () => {
  const ignored = ignoring(draftOf(SHEET, []), '备注')
  expect(isIgnored(ignored, '备注')).toBe(true)
  expect(sheetToSend(ignored)).toMatchObject({ meanings: { 'header:备注': {} } })
  const read = readingAs(ignored, '备注', 'date')
  expect(isIgnored(read, '备注')).toBe(false)
  expect(sheetToSend(read)).toMatchObject({ columns: { 备注: 'date' }, meanings: {} })
  expect(sheetToSend(leavingOut(leavingOut(draftOf(SHEET, []), '备注', ['x']), '备注', []))).toMatchObject({ meanings: {} })
})

test('headers that say whether rows count are listed with what their values mean, the blank ones too', () => {
  const suggested: InspectedSheet = {
    ...SHEET,
    columns: [
      ...SHEET.columns,
      { position: 3, header: '审核人', samples: [], suggestion: null, values: [{ text: '王', reads: {} }] },
      {
        position: 4,
        header: '是否作废',
        samples: [],
        suggestion: null,
        values: [
          { text: '否', reads: {} },
          { text: 'Yes', reads: {} },
        ],
      },
    ],
    meanings: { 'header:审核人': { '': 'status:draft', '*': 'counts' }, 'header:是否作废': { 否: 'counts', yes: 'status:void' } },
  }
  const draft = draftOf(suggested, [])
  expect(speakingHeaders(draft)).toEqual([
    {
      header: '审核人',
      key: 'header:审核人',
      values: [
        { text: '', meant: 'status:draft' },
        { text: '*', meant: 'counts' },
      ],
    },
    {
      header: '是否作废',
      key: 'header:是否作废',
      values: [
        { text: '否', meant: 'counts' },
        { text: 'Yes', meant: 'status:void' },
      ],
    },
  ])
  const [left] = speakingHeaders(leavingOut({ ...draft, meanings: {} }, '是否作废', ['Yes']))
  expect(left?.values).toEqual([{ text: 'Yes', meant: null }])
  const changed = meaning(draft, 'header:是否作废', 'Yes', null)
  expect(sheetToSend(changed).meanings).toMatchObject({ 'header:是否作废': { 否: 'counts', Yes: null } })
})

test('forms and a made number go with the draft, under the name of the profile that it was read by', () => {
  const inspected: InspectedSheet = { ...SHEET, forms: { dates: 'dmy' }, key: ['工号', '备注'], fill: true }
  const profile = { id: 7, name: '考勤机' }
  const columns = { 工号: 'employee' }
  const draft = draftOf(inspected, [{ file: SHEET.file, sheet: null, table: 'attendance', columns, profile, forms: { dates: 'mdy' } }])
  expect(sheetToSend(draft)).toMatchObject({ forms: { dates: 'mdy' }, key: ['工号', '备注'], fill: true, saveAs: '考勤机' })
})

test('amounts of lines are those of the header that holds them, and the document’s again when that is chosen', () => {
  const at = (position: number, header: string, column: string | null) => ({
    ...{ position, header, samples: [], values: [] },
    suggestion: column === null ? null : { column, by: 'own' as const },
  })
  const inspected: InspectedSheet = { ...SHEET, columns: [at(0, '收款金额', 'amount'), at(1, '应收金额', null)], lineAmounts: '应收金额' }
  const lines = withAmounts(draftOf(inspected, []), 'line')
  expect(lines).toMatchObject({ columns: { 应收金额: 'amount' }, forms: { amounts: 'line' } })
  expect(withAmounts(lines, 'document').columns).toEqual({ 收款金额: 'amount' })
  expect(withAmounts({ ...lines, inspected: SHEET, columns: { 收款金额: 'amount' } }, 'line').columns).toEqual({ 收款金额: 'amount' })
})
