import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appraise } from '../../src/appraisal/appraise.ts'
import { SHIPPED_RULES } from '../../src/appraisal/shipped.ts'
import { verify } from '../../src/appraisal/verify.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'

const DATASET = 'fixtures/worlds/small-months/dataset'
let folder: string
let rules: string

/** Gives a rule file a second version, like its first but for the day from which it holds. */
async function revise(file: string, effectiveFrom: string): Promise<void> {
  const path = join(rules, file)
  const rule = JSON.parse(await readFile(path, 'utf8')) as { versions: object[] }
  await writeFile(
    path,
    JSON.stringify({ ...rule, versions: [...rule.versions, { ...rule.versions[0], effectiveFrom, issuedOn: effectiveFrom }] }),
  )
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanheng-rules-of-months-'))
  rules = join(folder, 'rules')
  await cp(SHIPPED_RULES, rules, { recursive: true })
  await revise('service/final-score.json', '2026-09-15')
  await revise('bonus/split.json', '2026-08-01')
  await revise('sales/visit-success.json', '2026-09-01')
})
afterAll(() => rm(folder, { recursive: true }))

async function rulesOf(period: string, settings: Readonly<Record<string, string>>) {
  const out = await mkdtemp(join(folder, 'out-'))
  const request = { dataset: DATASET, rules, settings, onIncomplete: 'reweight', language: 'zh', out, formats: ['json'] } as const
  const answer = await appraise({ ...request, period: present(periodFromText(period), 'It is a period.') })
  expect(answer).toMatchObject({ ok: true })
  const result = JSON.parse(await readFile(join(out, 'result.json'), 'utf8')) as { rules: { id: string; sha256: string }[] }
  const told = result.rules.map(({ sha256, ...rule }) => {
    expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    return rule
  })
  return { out, told: (id: string) => told.filter((rule) => rule.id === id), ids: told.map(({ id }) => id) }
}

describe('the rules of a result', () => {
  const MONTHS = { 'bonus.pool.longerPeriods': 'months' }

  test('of a quarter that is made of its months are its own and, after them, the versions that months were computed by', async () => {
    const { told, ids, out } = await rulesOf('2026-Q3', MONTHS)
    expect(told('service.final-score')).toEqual([
      { id: 'service.final-score', effectiveFrom: '2026-09-15' },
      { id: 'service.final-score', effectiveFrom: '2000-01-01', months: ['2026-07', '2026-08'] },
    ])
    expect(told('bonus.split')).toEqual([
      { id: 'bonus.split', effectiveFrom: '2026-08-01' },
      { id: 'bonus.split', effectiveFrom: '2000-01-01', months: ['2026-07'] },
    ])
    // The KPIs are those of the quarter's days, by the version of its last one.
    expect(told('sales.visit-success')).toEqual([{ id: 'sales.visit-success', effectiveFrom: '2026-09-01' }])
    expect(told('service.attendance')).toHaveLength(1)
    expect(ids).toEqual([...ids].sort())
    expect(await verify(join(out, 'result.json'), DATASET, rules)).toMatchObject({ ok: true, difference: undefined })
  })

  test('of a quarter computed over its days, and of a month, are one version each', async () => {
    for (const [period, settings] of [
      ['2026-Q3', {}],
      ['2026-09', MONTHS],
    ] as const) {
      const { told, ids } = await rulesOf(period, settings)
      expect(new Set(ids).size).toBe(ids.length)
      expect(told('service.final-score')).toEqual([{ id: 'service.final-score', effectiveFrom: '2026-09-15' }])
    }
  })
})
