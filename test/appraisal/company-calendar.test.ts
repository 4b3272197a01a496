import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { type AppraiseRequest, appraise } from '../../src/appraisal/appraise.ts'
import { explainEmployee } from '../../src/appraisal/explain/explain-employee.ts'
import { verify } from '../../src/appraisal/verify.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'

const DATASET = fileURLToPath(new URL('../../fixtures/worlds/small-months/dataset', import.meta.url))
const out = mkdtempSync(join(tmpdir(), 'company-calendar-'))
afterAll(() => rmSync(out, { recursive: true, force: true }))

const asked = (settings: Record<string, string>, folder: string): AppraiseRequest => ({
  dataset: DATASET,
  period: present(periodFromText('2026-10'), 'It is a period.'),
  settings,
  onIncomplete: 'hold',
  language: 'zh',
  out: join(out, folder),
  formats: ['json', 'xlsx'],
})

test('a result of other months says its days and settings, and is verified by them', async () => {
  const settings = { 'company.monthStartsOn': '1,26@2026-10', 'company.monthStartsOn.attendance': '21' }
  const answer = await appraise(asked(settings, 'other'))
  expect(answer).toMatchObject({
    ok: true,
    result: {
      period: '2026-10',
      days: { first: '2026-10-01', last: '2026-10-25' },
      settings: { 'company.monthStartsOn': '26@2026-10', 'company.monthStartsOn.attendance': '21' },
    },
  })
  const verified = await verify(join(out, 'other/result.json'), DATASET)
  expect(verified).toMatchObject({ ok: true, difference: undefined })
  expect(verified.ok && verified.deviating.map(({ key }) => key)).toEqual(Object.keys(settings))
})

test('a result of months of the calendar on the wall says neither', async () => {
  const answer = await appraise({ ...asked({ 'company.monthStartsOn': '1' }, 'plain'), formats: ['json'] })
  expect(answer.ok && Object.keys(answer.result.settings).filter((key) => key.startsWith('company.'))).toEqual(['company.timeZone'])
  expect(answer.ok && answer.result.days).toBeUndefined()
})

test('a value that none can be names its choices', async () => {
  expect(await appraise(asked({ 'company.monthStartsOn': '29' }, 'none'))).toMatchObject({
    ok: false,
    problems: [{ code: 'setting_must_have_choice', values: { key: 'company.monthStartsOn', found: '29', choices: '1 ... 28' } }],
  })
})

test('the records behind a score are those of its days', async () => {
  const explained = await explainEmployee({
    ...asked({ 'company.monthStartsOn.attendance': '26' }, ''),
    employee: 'T001',
    perFact: 10,
  })
  const events = new Set(JSON.stringify(explained).match(/2026-\d\d-\d\d","employee/g))
  expect([...events].map((found) => found.slice(0, 10))).toEqual(['2026-09-27', '2026-09-28', '2026-10-01', '2026-10-25'])
})
