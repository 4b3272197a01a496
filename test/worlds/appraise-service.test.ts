import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { derive } from '../../src/appraisal/appraise.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import { messageOf } from '../../src/base/problem.ts'
import { SMALL_COMPANY, writeTables } from '../e2e/small-company.ts'

test('forms above the top mark of their scale are an error that names each person, and nobody is scored on them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quanheng-scale-'))
  const answer = await derive({
    dataset: await writeTables(folder, SMALL_COMPANY),
    period: present(periodFromText('2026-10'), 'October is a period.'),
    settings: { 'service.customer-evaluation.scale': '5' },
    onIncomplete: 'hold',
    language: 'en',
  })
  await rm(folder, { recursive: true })
  expect(answer.ok).toBe(false)
  const errors = answer.problems.filter((problem) => problem.severity === 'error')
  expect(errors.map((problem) => `${problem.table} ${problem.record}`)).toEqual(['feedback 0001', 'feedback 0002', 'feedback 0003'])
  expect(errors.map((problem) => messageOf(problem, 'en').slice(0, 45))).toEqual([
    '张三 (0001) cannot be scored on customer. servi',
    '李四 (0002) cannot be scored on customer. servi',
    '王五 (0003) cannot be scored on customer. servi',
  ])
})
