import { beforeAll, expect, test } from 'vitest'
import { mappingFrom, profileFile } from '../../src/sheets/read/mapping-profile.ts'
import type { ApiClient } from './support/api-client.ts'
import { makeTestService } from './support/test-service.ts'

let hr: ApiClient
beforeAll(async () => {
  hr = await (await makeTestService()).as('hr')
})

interface ReadSheet {
  readonly columns: Readonly<Record<string, string>> | null
  readonly profile: { readonly id: number; readonly name: string; readonly version: number; readonly savedAt: string } | null
  readonly leavesOut?: readonly { readonly header: string; readonly text: string; readonly rows: number | null }[]
  readonly unread?: readonly string[]
}
interface Uploaded {
  readonly id: string
  readonly state: string
  readonly tables: Readonly<Record<string, { readonly new: number }>>
  readonly sheets: readonly ReadSheet[]
}
interface Version {
  readonly number: number
  readonly upload: string | null
  readonly restores: number | null
  readonly by: string
  readonly differences: readonly {
    readonly part: string
    readonly key: string
    readonly before: string | null
    readonly after: string | null
  }[]
}

let keys = 0
async function upload(name: string, content: string): Promise<Uploaded> {
  const form = new FormData()
  form.append('file', new Blob([content]), name)
  const response = await hr.request('/uploads', { method: 'POST', body: form, headers: { 'idempotency-key': `profiles-${++keys}` } })
  expect(response.status).toBe(201)
  return (await response.json()) as Uploaded
}

async function committed(id: string, sheet: object): Promise<void> {
  const checked = await hr.post(`/uploads/${id}/check`, { sheets: [sheet] })
  expect(checked, JSON.stringify(checked.body)).toMatchObject({ body: { state: 'checked' } })
  expect(await hr.post(`/uploads/${id}/commit`, {})).toMatchObject({ status: 200 })
}

const profileOf = async (name: string) => {
  const { items } = (await hr.get('/mapping-profiles')).body as { items: { id: number; name: string; version: number }[] }
  return items.find((each) => each.name === name) ?? { id: 0, version: 0 }
}
const historyOf = async (id: number) =>
  (await hr.get(`/mapping-profiles/${id}`)).body as { profile: { version: number; columns: object; meanings: object }; versions: Version[] }

const SALES = (...rows: string[]) => ['销售明细表', '销售单号,开单日期,跟进人,购货单位名称,价税合计,状态,仓库,备注', ...rows].join('\n')
const COLUMNS = { 销售单号: 'number', 开单日期: 'date', 跟进人: 'rep', 购货单位名称: 'client', 价税合计: 'amount' }
const MEANINGS = { 'header:状态': { 已审核: 'counts', 作废: null } }
const MAPPED = { table: 'orders', columns: COLUMNS, meanings: MEANINGS, saveAs: '进销存' }

test('a file that a profile reads says before it is committed which version that is and what it leaves out', async () => {
  const first = await upload('十一月.csv', SALES('X-1,2026-11-02,S001,C0001,12,已审核,一,', 'X-2,2026-11-02,S001,C0001,9,作废,一,'))
  await committed(first.id, { file: '十一月.csv', ...MAPPED })

  // Another month: spaces in the headers, and two void rows of three.
  const next = SALES(
    'Y-1,2026-11-03,S001,C0001,12,已审核,一,',
    'Y-2,2026-11-03,S001,C0001,9,作废,一,',
    'Y-3,2026-11-03,S001,C0001,9, 作废 ,一,',
  ).replace('价税合计', '价税 合计')
  const read = await upload('十二月.csv', next)
  expect(read).toMatchObject({ state: 'checked', tables: { orders: { new: 1 } } })
  const [sheet] = read.sheets
  expect(sheet?.profile).toMatchObject({ name: '进销存', version: 1, savedAt: expect.stringMatching(/^20/) })
  expect(sheet?.leavesOut).toEqual([{ header: '状态', text: '作废', rows: 2 }])
  expect(sheet?.unread).toEqual(['仓库', '备注'])
  expect(sheet?.columns).toMatchObject({ '价税 合计': 'amount' })
  const inspected = (await hr.get(`/uploads/${read.id}/columns`)).body as { sheets: ReadSheet[] }
  expect(inspected.sheets[0]).toMatchObject({ profile: sheet?.profile, leavesOut: sheet?.leavesOut, unread: sheet?.unread })

  // A value that it was not told is a question, as ever.
  const asked = await upload('一月.csv', SALES('Z-1,2026-11-04,S001,C0001,12,待定,一,'))
  expect(asked).toMatchObject({ state: 'broken', sheets: [{ profile: { name: '进销存' } }] })
})

test('each saving is a version with who made it and from which upload, and what says nothing new is none', async () => {
  const { id } = await profileOf('进销存')
  const again = await upload('再次.csv', SALES('X-3,2026-11-05,S001,C0001,1,已审核,一,'))
  await committed(again.id, { file: '再次.csv', ...MAPPED })
  expect((await historyOf(id)).versions.map(({ number }) => number)).toEqual([1])

  const corrected = await upload('更正.csv', SALES('X-4,2026-11-05,S001,C0001,1,待定,一,'))
  const meanings = { 'header:状态': { ...MEANINGS['header:状态'], 待定: 'status:draft' } }
  await committed(corrected.id, { file: '更正.csv', ...MAPPED, meanings })
  const { profile, versions } = await historyOf(id)
  expect(profile).toMatchObject({ version: 2, meanings })
  expect(versions.map(({ number, upload: from, differences }) => ({ number, from, differences }))).toMatchObject([
    {
      number: 2,
      from: corrected.id,
      differences: [{ part: 'meaning', key: 'header:状态', text: '待定', before: null, after: 'status:draft' }],
    },
    { number: 1, differences: [] },
  ])
  expect(versions.every(({ by }) => by !== '')).toBe(true)
})

test('a profile is changed by hand, by whoever has seen the version in force, and files are read by what it says then', async () => {
  const { id, version } = await profileOf('进销存')
  const edited = {
    name: '进销存（新）',
    columns: { ...COLUMNS, 备注: 'line' },
    meanings: { 'header:状态': { 已审核: null }, 'header:仓库': {} },
    forms: { dates: 'ymd' },
    fill: true,
    key: ['仓库'],
  }
  const put = (body: object, seen: number) => hr.put(`/mapping-profiles/${id}`, body, { 'if-match': `"${seen}"` })
  expect(await put(edited, version - 1)).toMatchObject({ status: 412, code: 'version_must_be_current' })
  expect(await put({ ...edited, columns: { 价格: 'amount' } }, version)).toMatchObject({ code: 'mapping_file_must_name_its_headers' })
  expect(await put({ ...edited, columns: { 备注: 'colour' } }, version)).toMatchObject({ code: 'mapping_columns_must_be_of_the_table' })
  expect(await put({ ...edited, meanings: { 'header:状态': { 待定: 'status:gone' } } }, version)).toMatchObject({
    code: 'mapping_meanings_must_be_choices',
  })
  expect(await put(edited, version)).toMatchObject({ status: 200, body: { ...edited, version: version + 1 } })
  expect((await historyOf(id)).versions[0]?.differences).toEqual([
    { part: 'name', key: '', text: null, before: '进销存', after: '进销存（新）' },
    { part: 'column', key: '备注', text: null, before: null, after: 'line' },
    { part: 'meaning', key: 'header:状态', text: '已审核', before: 'counts', after: 'leave_out' },
    { part: 'meaning', key: 'header:状态', text: '作废', before: 'leave_out', after: null },
    { part: 'meaning', key: 'header:状态', text: '待定', before: 'status:draft', after: null },
    { part: 'ignored', key: 'header:仓库', text: null, before: null, after: 'true' },
    { part: 'form', key: 'dates', text: null, before: null, after: 'ymd' },
    { part: 'fill', key: '', text: null, before: null, after: 'true' },
    { part: 'key', key: '', text: null, before: null, after: '仓库' },
  ])
  const read = await upload('改后.csv', SALES('X-5,2026-11-06,S001,C0001,1,已审核,一,1'))
  expect(read.sheets[0]).toMatchObject({ profile: { version: version + 1 }, leavesOut: [{ header: '状态', text: '已审核', rows: 1 }] })
})

test('an earlier version is taken back into force as a version more', async () => {
  const { id, version } = await profileOf('进销存（新）')
  const put = (restores: number, seen: number) => hr.put(`/mapping-profiles/${id}/version`, { restores }, { 'if-match': `"${seen}"` })
  expect(await put(1, 1)).toMatchObject({ status: 412 })
  expect(await put(9, version)).toMatchObject({ status: 404, code: 'thing_must_exist' })
  expect(await put(1, version)).toMatchObject({ status: 200, body: { name: '进销存', version: version + 1, meanings: MEANINGS } })
  expect((await historyOf(id)).versions[0]).toMatchObject({ number: version + 1, restores: 1, upload: null })
  expect(await upload('复原.csv', SALES('X-6,2026-11-07,S001,C0001,1,作废,一,'))).toMatchObject({
    sheets: [{ leavesOut: [{ text: '作废', rows: 1 }] }],
  })
})

test('a list with the table’s own headers that needed an answer has a profile too, and goes out and in as a file', async () => {
  const own = (number: string) =>
    `导出时间：2026-11-30\nnumber,date,rep,client,amount,审核人\n${number},2026-11-02,S001,C0001,10,王\nB,2026-11-02,S001,C0001,9,\n`
  const broken = await upload('orders.csv', own('A'))
  expect(broken.state).toBe('broken')
  const said = { table: 'orders', columns: null, meanings: { 'header:审核人': { '': null } }, saveAs: '自己的表头' }
  await committed(broken.id, { file: 'orders.csv', ...said })
  const next = await upload('orders.csv', own('C'))
  expect(next).toMatchObject({
    state: 'checked',
    tables: { orders: { new: 1 } },
    sheets: [{ columns: null, profile: { name: '自己的表头' }, leavesOut: [{ header: '审核人', text: '', rows: 1 }] }],
  })
  const { id } = await profileOf('自己的表头')
  const file = profileFile.parse((await hr.get(`/mapping-profiles/${id}/file`)).body)
  expect(mappingFrom(file, 'orders.csv', undefined)).toMatchObject({ table: 'orders', columns: undefined })
  expect(await hr.put('/mapping-profiles', { ...file, name: '带回来的' })).toMatchObject({ status: 200, body: { id, version: 2 } })
})

test('a profile of headers that stand twice goes out as a file and comes in again', async () => {
  const twice = '销售单号,开单日期,跟进人,购货单位名称,价税合计,备注,备注\nT-1,2026-11-02,S001,C0001,5,,甲\n'
  const { id } = await upload('两次.csv', twice)
  await committed(id, { file: '两次.csv', table: 'orders', columns: { ...COLUMNS, '备注 (2)': 'line' }, saveAs: '两次' })
  const profile = await profileOf('两次')
  const file = (await hr.get(`/mapping-profiles/${profile.id}/file`)).body as object
  expect(await hr.put('/mapping-profiles', file)).toMatchObject({ status: 200, body: { id: profile.id, version: 1 } })
})
