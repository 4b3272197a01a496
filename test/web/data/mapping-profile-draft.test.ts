import { expect, test } from 'vitest'
import type { TableInfo } from '../../../src/web/data/api.ts'
import { forgetting, mappedChoices, meaning, meaningOf, speakingHeaders } from '../../../src/web/data/mapping-draft.ts'
import { draftOfProfile, meaningKey, profileToSend, withValues } from '../../../src/web/data/mapping-profile-draft.ts'
import type { MappingProfile } from '../../../src/web/data/profile-api.ts'

const column = (key: string, title: string, type: 'day' | 'employee' | 'choice' | 'text') => ({
  key,
  title,
  type,
  required: false,
  choices: [],
})
const TABLE: TableInfo = {
  ...{ key: 'attendance', title: '考勤', identity: ['date', 'employee', 'kind'], records: 0, isOwn: true },
  columns: [column('date', '日期', 'day'), column('employee', '工号', 'employee'), column('kind', '类型', 'choice')],
}
const PROFILE: MappingProfile = {
  ...{ id: 3, name: '请假', table: 'attendance', report: null, headers: ['发起人', '请假类型', '状态', ''] },
  columns: { 发起人: 'employee', 请假类型: 'kind' },
  meanings: { kind: { 倒休: 'leave' }, 'header:状态': { 作废: null } },
  ...{ forms: { dates: 'dmy' }, fill: true, key: ['发起人', '状态'] },
  ...{ createdAt: '', createdBy: '', usedAt: '', version: 2, savedAt: '', savedBy: '' },
}

test('a profile is edited as what it says, and goes back as it came while nothing is changed', () => {
  const draft = draftOfProfile(PROFILE, TABLE)
  expect(draft.inspected.columns.map(({ header }) => header)).toEqual(['发起人', '请假类型', '状态'])
  expect(mappedChoices(draft, TABLE)).toMatchObject([{ header: '请假类型', values: [{ text: '倒休' }] }])
  expect(speakingHeaders(draft)).toEqual([{ header: '状态', key: 'header:状态', values: [{ text: '作废', meant: null }] }])
  const { name, columns, meanings, forms, fill, key } = PROFILE
  expect(profileToSend(draft, false)).toEqual({ name, columns, meanings, forms, fill, key })
})

test('a value is added below a header, explained by the column that it is read as, and taken out again', () => {
  const draft = draftOfProfile(PROFILE, TABLE)
  expect([meaningKey(draft, '请假类型'), meaningKey(draft, '状态')]).toEqual(['kind', 'header:状态'])
  const more = withValues(meaning(draft, meaningKey(draft, '请假类型'), '调休', 'leave'))
  const [choice] = mappedChoices(more, TABLE)
  expect(choice?.values.map((value) => [value.text, meaningOf(more, 'kind', value)])).toEqual([
    ['倒休', 'leave'],
    ['调休', 'leave'],
  ])
  expect(profileToSend(forgetting(more, 'header:状态', '作废'), false).meanings).toEqual({ kind: { 倒休: 'leave', 调休: 'leave' } })
})

test('a profile of the table’s own headers is edited with the columns that they are, one of a report without any', () => {
  const own = draftOfProfile({ ...PROFILE, columns: {}, headers: ['date', '工号', '类型', '状态'] }, TABLE)
  expect(own.columns).toEqual({ date: 'date', 工号: 'employee', 类型: 'kind' })
  const report = draftOfProfile({ ...PROFILE, report: 'leave_slips', headers: [], columns: {} }, TABLE)
  expect(profileToSend(report, true)).toEqual({ name: '请假', columns: null, meanings: PROFILE.meanings, forms: PROFILE.forms })
})
