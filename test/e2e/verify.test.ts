import { createHash } from 'node:crypto'
import { appendFile, cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appraise } from '../../src/appraisal/appraise.ts'
import { verify } from '../../src/appraisal/verify.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import { newFolder, quanheng, removeFolder } from './command.ts'
import { SMALL_COMPANY, writeTables } from './small-company.ts'

let folder = ''
let dataset = ''
let published = ''

beforeAll(async () => {
  folder = await newFolder()
  dataset = await writeTables(join(folder, '数据'), SMALL_COMPANY)
  const answer = await appraise({
    dataset,
    out: join(folder, 'out'),
    period: present(periodFromText('2026-10'), 'October is a period.'),
    settings: {},
    onIncomplete: 'hold',
    formats: ['json', 'xlsx'],
    language: 'zh',
    company: '权衡示例公司',
  })
  expect(answer.ok).toBe(true)
  published = await readFile(join(folder, 'out', 'result.json'), 'utf8')
})
afterAll(() => removeFolder(folder))

async function verified(result: string, data = dataset) {
  const path = join(folder, 'tampered.json')
  await writeFile(path, result)
  const answer = await verify(path, data)
  return answer.ok ? answer.difference : answer.problems.map((problem) => problem.code)
}

test('a result as it was published is equal', async () => {
  expect(await verified(published)).toBeUndefined()
})

// Whoever changes anything that finance or HR reads is found out, down to the list of files.
test.each([
  ['a final score', '"final": "88.67"', '"final": "88.68"', 'service[0].final'],
  ['a share', '"amount": "684.74"', '"amount": "684.75"', 'bonus[0].shares[0].amount'],
  ['a KPI', '"value": "0.9091"', '"value": "0.9092"', 'sales[0].kpis.priceRetention.value'],
  ['the kind of a file', '"kind": "payroll"', '"kind": "payrolls"', 'files[1].kind'],
  ['the hash of a workbook', '"sha256": "', '"sha256": "0', 'rules[0].sha256'],
  ['the name in the titles of the workbooks', '"company": "权衡示例公司"', '"company": "别的公司"', 'files[0].path'],
  ['the folder of the workbooks', '"path": "2026-10-', '"path": "2026-11-', 'files[0].path'],
  ['a number that became a number', '"final": "88.67"', '"final": 88.67', 'service[0].final'],
])('%s that was changed is named', async (_, from, to, path) => {
  expect(published).toContain(from)
  expect(await verified(published.replace(from, to))).toMatchObject({ path })
})

test('the hash of each workbook is that of the bytes beside the result', async () => {
  const { files } = JSON.parse(published) as { files: { path: string; sha256: string }[] }
  expect(files).toHaveLength(4)
  for (const { path, sha256 } of files) {
    const bytes = await readFile(join(folder, 'out', path))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
  }
})

// Whoever edits a workbook and writes its new hash into the result is found out by the workbook that the figures make.
test('a hash that fits an edited workbook is not the one of the figures', async () => {
  const at = published.lastIndexOf('"sha256": "') + '"sha256": "'.length
  const forged = `${published.slice(0, at)}${'0'.repeat(64)}${published.slice(at + 64)}`
  expect(await verified(forged)).toMatchObject({ path: 'files[3].sha256', found: `"${'0'.repeat(64)}"` })
})

test('the command says of each workbook whether it is equal, changed or missing', async () => {
  await cp(join(folder, 'out'), join(folder, 'copy'), { recursive: true })
  const verifyCopy = (...more: readonly string[]) => quanheng(['verify', 'copy/result.json', '数据', ...more], { folder })
  expect(await verifyCopy()).toMatchObject({ status: 0, stdout: 'equal\n工作簿：4 个，均一致\n' })
  const [bonus = '', payroll = ''] = (JSON.parse(published) as { files: { path: string }[] }).files.map(({ path }) => path)
  await appendFile(join(folder, 'copy', bonus), ' ')
  await rm(join(folder, 'copy', payroll))
  const found = await verifyCopy('--lang', 'en')
  expect(found.status).toBe(1)
  expect(found.stdout).toContain(`changed: ${bonus}`)
  expect(found.stdout).toContain(`missing: ${payroll}`)
  expect(found.stdout).not.toMatch(/^equal/m)
})

test('a result of another dataset differs in its inputs', async () => {
  const other = await writeTables(join(folder, 'other'), { ...SMALL_COMPANY, visits: `${SMALL_COMPANY.visits}V2,2026-10-04,S1,C1,no\n` })
  expect(await verified(published, other)).toMatchObject({ path: 'inputs.sha256' })
})

test.each([
  ['broken JSON', '{'],
  ['another document', '[]'],
  ['a period that is none', '{"format":1,"period":"soon","settings":{"onIncomplete":"hold","language":"zh"}}'],
])('%s is refused in words', async (_, content) => {
  expect(await verified(content)).toEqual(['result_must_be_readable'])
})
