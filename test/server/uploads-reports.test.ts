import { beforeAll, expect, test } from 'vitest'
import type { ApiClient } from './support/api-client.ts'
import { makeTestService } from './support/test-service.ts'

let hr: ApiClient
beforeAll(async () => {
  hr = await (await makeTestService()).as('hr')
})

interface Uploaded {
  readonly id: string
  readonly state: string
  readonly tables: Readonly<Record<string, { readonly new: number; readonly same?: number }>>
  readonly sheets: readonly { readonly profile: { readonly name: string } | null }[]
}

let keys = 0
async function upload(name: string, content: string): Promise<Uploaded> {
  const form = new FormData()
  form.append('file', new Blob([content]), name)
  const response = await hr.request('/uploads', { method: 'POST', body: form, headers: { 'idempotency-key': `reports-${++keys}` } })
  expect(response.status).toBe(201)
  return (await response.json()) as Uploaded
}

const month = (text: string, cells: string) =>
  `月度汇总 统计日期：2026-${text}-02 至 2026-${text}-06\n姓名,工号,2026-${text}-02,2026-${text}-03,2026-${text}-04,2026-${text}-05,2026-${text}-06\n梁平,T001,${cells}\n`

test('a report of attendance is read as it is; a word of it is asked once, and its answer is kept for the months after', async () => {
  const broken = await upload('十一月.csv', month('11', '迟到3分钟,正常,值守8小时,正常,正常'))
  expect(broken.state).toBe('broken')
  const answer = await hr.get(`/uploads/${broken.id}/columns`)
  const [sheet] = (answer.body as { sheets: { report: { key: string }; words: { column: string; word: string }[] }[] }).sheets
  expect(sheet?.report.key).toBe('attendance_by_day_columns')
  const [asked, ...others] = sheet?.words ?? []
  expect(others).toEqual([])
  expect(asked?.column).toBe('kind')

  const said = {
    file: '十一月.csv',
    sheet: null,
    table: 'attendance',
    columns: null,
    meanings: { kind: { [asked?.word ?? '']: null } },
    saveAs: '月报',
  }
  const checked = await hr.post(`/uploads/${broken.id}/check`, { sheets: [said] })
  expect(checked, JSON.stringify(checked.body)).toMatchObject({
    status: 200,
    body: { state: 'checked', tables: { attendance: { new: 1 } } },
  })
  expect((await hr.post(`/uploads/${broken.id}/commit`, {})).status).toBe(200)

  const next = await upload('十二月.csv', month('12', '正常,值守4小时,早退,正常,正常'))
  expect(next).toMatchObject({ state: 'checked', tables: { attendance: { new: 1 } }, sheets: [{ profile: { name: '月报' } }] })
})

test('what is kept of a report goes out as a file and comes in again', async () => {
  const listed = (await hr.get('/mapping-profiles')).body as { items: { id: number; name: string }[] }
  const kept = listed.items.find(({ name }) => name === '月报')
  const file = await hr.get(`/mapping-profiles/${kept?.id}/file`)
  expect(file.body).toMatchObject({ format: 1, table: 'attendance', report: 'attendance_by_day_columns', columns: null })
  expect((await hr.delete(`/mapping-profiles/${kept?.id}`)).status).toBe(204)
  expect((await upload('一月.csv', month('12', '正常,值守4小时,早退,正常,正常'))).state).toBe('broken')
  expect(await hr.put('/mapping-profiles', file.body)).toMatchObject({ status: 200, body: { name: '月报' } })
  expect((await upload('一月.csv', month('12', '正常,值守4小时,早退,正常,正常'))).state).toBe('checked')
})

test('whether counts of lateness have serious lateness in them is said once, and kept for the months after', async () => {
  const totals = (days: string) => `考勤汇总 统计日期：${days}\n姓名,工号,迟到次数,严重迟到次数\n梁平,T001,3,1\n`
  const first = await upload('汇总.csv', totals('2026-11-01 至 2026-11-30'))
  const [sheet] = ((await hr.get(`/uploads/${first.id}/columns`)).body as { sheets: { lateCounts: string | null }[] }).sheets
  expect(sheet?.lateCounts).toBe('迟到次数 3, 严重迟到次数 1')
  const said = { file: '汇总.csv', sheet: null, table: 'attendance', columns: null, forms: { late: 'contains' }, saveAs: '汇总' }
  const checked = await hr.post(`/uploads/${first.id}/check`, { sheets: [said] })
  expect(checked).toMatchObject({ body: { state: 'checked', sheets: [{ forms: { late: 'contains' } }] } })
  expect((await hr.post(`/uploads/${first.id}/commit`, {})).status).toBe(200)
  const { items } = (await hr.get('/records/attendance?first=2026-11-30&last=2026-11-30&limit=100')).body as {
    items: { values: { date: string; kind: string; count: number } }[]
  }
  expect(
    items
      .filter(({ values }) => values.date === '2026-11-30')
      .map(({ values }) => `${values.kind} ${values.count}`)
      .sort(),
  ).toEqual(['late 2', 'serious_late 1'])
  const next = await upload('十二月.csv', totals('2026-12-01 至 2026-12-31'))
  expect(next).toMatchObject({ sheets: [{ profile: { name: '汇总' } }] })
  expect((await hr.get(`/uploads/${next.id}/problems`)).body).toMatchObject({ items: [{ code: 'events_stand_on_the_last_day' }] })
})

test('slips of leave come in with those left out named, and once more they add nothing', async () => {
  const slips =
    '审批编号,审批状态,审批结果,发起人工号,请假类型,开始时间\nQ1,完成,同意,T001,事假,2026-11-10 09:00\nQ2,已撤销,,T002,事假,2026-11-11\n'
  const first = await upload('请假.csv', slips)
  expect(first).toMatchObject({ state: 'checked', tables: { attendance: { new: 1 } } })
  expect((await hr.post(`/uploads/${first.id}/commit`, {})).status).toBe(200)
  expect((await upload('请假（再导一次）.csv', slips)).tables.attendance?.new).toBe(0)
})
