import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appraise } from '../../src/app/appraise.ts'
import { verify } from '../../src/app/verify.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import { newFolder, removeFolder } from './command.ts'
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
  ['the folder of the workbooks', '"path": "2026-10-', '"path": "2026-11-', 'files[0].path'],
  ['a number that became a number', '"final": "88.67"', '"final": 88.67', 'service[0].final'],
])('%s that was changed is named', async (_, from, to, path) => {
  expect(published).toContain(from)
  expect(await verified(published.replace(from, to))).toMatchObject({ path })
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
