import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppraiseRequest, appraise } from '../../src/appraisal/appraise.ts'
import { verify } from '../../src/appraisal/verify.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import { folderOf, readAll } from '../sheets/read/reading.ts'

const DATASET = fileURLToPath(new URL('../../fixtures/worlds/small-attendance/dataset', import.meta.url))
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-mappings-'))
  await cp(DATASET, join(folder, 'data'), { recursive: true })
  await rm(join(folder, 'data', 'attendance.csv'))
  await writeFile(join(folder, 'data', '考勤月报.csv'), '2026年10月考勤汇总,,,\n工号,姓名,迟到次数,严重迟到次数\nT001,高杰,3,1\n')
  const profile = { format: 1, name: '考勤月报', table: 'attendance', report: 'attendance_by_person', forms: { late: 'contains' } }
  await writeFile(join(folder, 'late.json'), JSON.stringify(profile))
  await writeFile(join(folder, 'slips.json'), JSON.stringify({ ...profile, report: 'leave_slips' }))
  await writeFile(join(folder, 'none.json'), '{}')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const request = (...profiles: string[]): AppraiseRequest => ({
  dataset: join(folder, 'data'),
  period: present(periodFromText('2026-10'), 'It is a period.'),
  settings: {},
  onIncomplete: 'zero',
  language: 'en',
  out: join(folder, 'out'),
  formats: ['json'],
  profiles: profiles.map((name) => join(folder, name)),
})

test('a folder that is appraised takes what a kept mapping says of its exports, as an upload does', async () => {
  const plain = await appraise(request())
  expect(plain.ok && plain.problems.map(({ code }) => code)).toContain('late_counts_stand_apart')
  const told = await appraise(request('late.json'))
  expect(told.ok && told.problems.map(({ code }) => code)).not.toContain('late_counts_stand_apart')
  const remark = (answer: Awaited<ReturnType<typeof appraise>>) =>
    answer.ok && [...answer.appraisal.service].find(({ employee }) => employee === 'T001')?.modules.attendance?.remarks[0]?.en
  expect([remark(plain), remark(told)]).toEqual(['late 3 (10-31)', 'late 2 (10-31)'])

  const verified = (profiles: string[]) => verify(join(folder, 'out', 'result.json'), join(folder, 'data'), undefined, profiles)
  expect(await verified([join(folder, 'late.json')])).toMatchObject({ ok: true, difference: undefined })
  expect(await verified([])).toMatchObject({ ok: true, difference: { path: expect.anything() } })
})

test('a mapping of another report says nothing of this one, and a file that is none is named', async () => {
  const other = await appraise(request('slips.json'))
  expect(other.ok && other.problems.map(({ code }) => code)).toContain('late_counts_stand_apart')
  expect(await appraise(request('none.json'))).toMatchObject({ ok: false, problems: [{ code: 'profile_must_be_a_mapping' }, {}, {}] })
})

test('a file of the folder that is named after a table is read by a kept mapping of that table whose headers it has', async () => {
  const data = await folderOf({
    '回款.csv': '流水,日子,对方,到手,地方,情况\nR1,2026-10-08,C1,5,EAST,已提交\n',
    'regions.csv': 'code,name\nEAST,华东\n',
    'orders.csv': 'number,date,rep,client,amount\nSO-1,2026-10-05,S001,C1,100\n',
  })
  const columns = { 流水: 'number', 日子: 'date', 对方: 'client', 到手: 'amount', 地方: 'region', 情况: 'status' }
  const profile = { format: 1, name: '回款', table: 'collections', columns, meanings: { status: { 已提交: 'draft' } } } as const
  const read = (profiles: readonly (typeof profile)[]) =>
    readAll(data, { lists: true, profiles: profiles.map((each) => ({ ...each, headers: [] })) })
  expect((await read([])).problems.map(({ code }) => code)).toEqual(['table_must_have_a_header'])
  const { records, problems } = await read([profile])
  expect(problems.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([])
  expect(records.collections?.map(([number]) => number)).toEqual(['R1'])
  expect(records.collections?.[0]).toContain('draft')
  expect(records.orders).toHaveLength(1)
})
