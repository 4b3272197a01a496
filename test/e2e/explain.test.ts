import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appraise } from '../../src/appraisal/appraise.ts'
import { explainEmployee } from '../../src/appraisal/explain/explain-employee.ts'
import type { Explained } from '../../src/appraisal/explain/explained.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import { workingsLines } from '../../src/cli/workings-text.ts'
import { newFolder, removeFolder, start } from './command.ts'
import { SMALL_COMPANY, writeTables } from './small-company.ts'

let folder = ''
const request = {
  period: present(periodFromText('2026-10'), 'October is a period.'),
  settings: {},
  onIncomplete: 'hold' as const,
  language: 'zh' as const,
}

beforeAll(async () => {
  folder = await newFolder()
  await writeTables(join(folder, 'data'), SMALL_COMPANY)
})
afterAll(() => removeFolder(folder))

async function workings(employee: string): Promise<Explained[]> {
  const answer = await explainEmployee({ ...request, dataset: join(folder, 'data'), employee, perFact: 100 })
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems))
  return [...answer.values]
}

function nodesOf(values: readonly Explained[]): Explained[] {
  return values.flatMap((value) => [value, ...nodesOf(value.parts)])
}

function recordsBehind(values: readonly Explained[], name: string): unknown[] {
  return nodesOf(values)
    .filter((node) => node.name === name)
    .flatMap((node) => node.records?.shown.map((record) => record.values) ?? [])
}

test('the values of the workings are those of result.json', async () => {
  const out = join(folder, 'out')
  await appraise({ ...request, dataset: join(folder, 'data'), out, formats: ['json'] })
  const result = JSON.parse(await readFile(join(out, 'result.json'), 'utf8'))
  for (const person of result.service) {
    const [final] = await workings(person.employee)
    expect(final?.published ?? final?.value).toBe(person.final)
  }
  for (const person of result.sales) {
    const [points, ...kpis] = await workings(person.employee)
    expect(points?.published ?? points?.value).toBe(person.points)
    const values = kpis.slice(0, Object.keys(person.kpis).length).map((kpi) => kpi.published ?? kpi.value ?? null)
    expect(values).toEqual(Object.values<{ value: string | null }>(person.kpis).map((kpi) => kpi.value))
  }
})

describe('every counted fact lists the records it was counted from, and none of another kind', () => {
  test('events at the office and at the customer are of one table, and each stands under its own fact', async () => {
    const values = await workings('0001')
    expect(recordsBehind(values, 'officeEvents')).toEqual([{ date: '2026-10-08', employee: '0001', kind: 'late', count: '2' }])
    expect(recordsBehind(values, 'lateArrivals')).toEqual([{ date: '2026-10-09', employee: '0001', kind: 'arrival_late', count: '1' }])
  })
  test('a rating and the overall mark are of one table, and each stands under its own fact', async () => {
    const values = await workings('0001')
    expect(recordsBehind(values, 'overall')).toMatchObject([{ item: 'overall', score: '90.00' }])
    expect(recordsBehind(values, 'ratings')).toMatchObject([{ item: 'on_site_resolution', score: '85.00' }])
  })
})

test('records of a period show where they stand too; in Chinese choices and flags are in Chinese', async () => {
  const values = await workings('0001')
  const [mark] = nodesOf(values).flatMap((node) => (node.name === 'overall' ? (node.records?.shown ?? []) : []))
  expect(mark?.place).toMatchObject({ file: 'evaluations.csv', row: 2 })
  const text = (language: 'zh' | 'en') => values.flatMap((value) => workingsLines(value, language)).join('\n')
  expect(text('zh')).toContain('考勤 2026-10-08 0001 迟到 2')
  expect(text('zh')).toMatch(/反馈表 B1 .* 是 /)
  expect(text('en')).toContain('attendance 2026-10-08 0001 late 2')
})

test('a manager is not appraised, and is told so', async () => {
  const answer = await explainEmployee({ ...request, dataset: join(folder, 'data'), employee: 'M1', perFact: 1 })
  expect(answer).toMatchObject({ ok: false, problems: [{ code: 'position_should_be_appraised', values: { positionTitle: '区域经理' } }] })
})

test('a reader that stops early, as head does, is no mistake', async () => {
  const child = start(['explain', 'data', '--period', '2026-10', '--employee', 'S1', '--format', 'json'], { folder })
  child.stdout.destroy()
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const status = await new Promise((resolve) => child.on('close', resolve))
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})
