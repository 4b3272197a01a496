import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { derive } from '../../src/appraisal/appraise.ts'
import { checkRules } from '../../src/appraisal/check-rules.ts'
import { explainEmployee } from '../../src/appraisal/explain/explain-employee.ts'
import type { Explained } from '../../src/appraisal/explain/explained.ts'
import { resultText } from '../../src/appraisal/result-json.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import { messageOf } from '../../src/base/problem.ts'

/** The demo company's September, where engineers of one region share a pool and one of them moves. */
const WORLD = 'fixtures/worlds/demo/dataset'
const request = {
  dataset: WORLD,
  period: present(periodFromText('2026-09'), 'September is a period.'),
  onIncomplete: 'zero',
  language: 'zh',
} as const

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanheng-split-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The shipped rules with one piece of text of bonus/split.json changed. */
async function rulesWith(name: string, from: string, to: string): Promise<string> {
  const rules = join(folder, name)
  await cp('rules', rules, { recursive: true })
  const file = join(rules, 'bonus', 'split.json')
  const text = await readFile(file, 'utf8')
  expect(text).toContain(from)
  await writeFile(file, text.replace(from, to))
  return rules
}

interface Share {
  readonly employee: string
  readonly score: string
  readonly amount: string
}

async function appraised(rules: string | undefined, settings = {}) {
  const answer = await derive({ ...request, settings, ...(rules === undefined ? {} : { rules }) })
  if (!answer.ok) return { problems: answer.problems.map((problem) => messageOf(problem, 'en')), bonus: [] }
  const result = JSON.parse(await resultText(answer.result))
  return { problems: [], bonus: result.bonus as { region: string; pool: string; status: string; shares: Share[] }[] }
}

/** How the amount that a person is paid came about; a mover has a tree for each region. */
async function bonusTree({ employee, amount }: Share, rules: string | undefined, settings = {}): Promise<Explained> {
  const answer = await explainEmployee({ ...request, settings, employee, perFact: 1, ...(rules === undefined ? {} : { rules }) })
  if (!answer.ok) throw new Error(answer.problems.map((problem) => messageOf(problem, 'en')).join())
  return present(
    answer.values.find(({ name, published }) => name === 'bonus.split' && published === amount),
    'What is paid is explained.',
  )
}

const fenOf = (amount: string) => BigInt(amount.replace('.', ''))

describe('the formula of bonus.split pays', () => {
  test("a company's own formula changes the shares, which still add up, and the workings print what was paid", async () => {
    const rules = await rulesWith('squares', 'pool * score / scoreTotal', 'pool * (score * score) / (scoreTotal * scoreTotal)')
    const [before, after] = [await appraised(undefined), await appraised(rules)]
    expect(after.problems).toEqual([])
    for (const [index, region] of after.bonus.entries()) {
      const squares = region.shares.map(({ score }) => fenOf(score) ** 2n)
      const total = squares.reduce((sum, square) => sum + square, 0n)
      expect(region.pool).toBe(before.bonus[index]?.pool)
      if (region.shares.length > 0) expect(region.shares.reduce((sum, { amount }) => sum + fenOf(amount), 0n)).toBe(fenOf(region.pool))
      for (const [at, { amount }] of region.shares.entries()) {
        const off = fenOf(amount) * total - fenOf(region.pool) * present(squares[at], '')
        expect(off > -total && off < total, `${region.region}: within a fen of exact`).toBe(true)
      }
    }
    expect(after.bonus).not.toEqual(before.bonus)
    const share = present(after.bonus.flatMap(({ shares }) => shares)[0], 'Somebody has a share.')
    const tree = await bonusTree(share, rules)
    expect(tree.parts.map(({ name }) => name)).toEqual(['bonus.pool', 'claim', 'claimTotal'])
  })

  test('a formula that cannot be paid is refused with file, version and remedy, and nothing is worked out', async () => {
    const { problems } = await appraised(await rulesWith('negative', 'pool * score / scoreTotal', 'score - 99'))
    expect(problems.join('\n')).toMatch(/bonus\/split\.json \(2000-01-01\): the formula gives .* a share of -.*below zero\. Correct it/)
  })
})

describe('the rounding of bonus.split is obeyed or refused', () => {
  test.each([
    ['places', '"places": 2', '"places": 0', /rounding\.places is 0; a bonus is paid in whole fen: write 2/],
    ['method', '"largestRemainder"', '"sainteLague"', /versions\.0\.rounding\.method: .*largestRemainder/],
    ['ties', '["higherScore", "smallerKey"]', '["smallerKey", "higherScore"]', /leaves ties open/],
    ['unknown', '["higherScore", "smallerKey"]', '["longerService"]', /versions\.0\.rounding\.ties\.0: .*higherScore/],
    ['fewer', '["higherScore", "smallerKey"]', '["smallerKey"]', /the example "of equal remainders the higher score goes first"/],
    ['scale', '"unit": "yuan", "clause": "5.3.3"', '"unit": "yuan", "scale": 0, "clause": "5.3.3"', /shares are rounded once/],
    [
      'formula',
      'pool * score / scoreTotal',
      'pool * score * score / (scoreTotal * scoreTotal)',
      /the example "POLICY: 92.35, 88.40, 75.15"/,
    ],
  ])('%s', async (name, from, to, words) => {
    const { problems } = await checkRules(await rulesWith(name, from, to))
    const said = problems.map((problem) => messageOf(problem, 'en')).join('\n')
    expect(said).toMatch(words)
    expect(said).toMatch(/^bonus\/split\.json \(2000-01-01\): /m)
  })
})

test('a region that does not exist is refused wherever it stands, with the regions there are', async () => {
  const set = await appraised(undefined, { 'sales.scorecard/quotaCompletion/target/NOPE': '0.9' })
  expect(set.problems.join('\n')).toMatch(/^--set sales.*NOPE: .*"NOPE", which does not exist\. The regions are: EAST, NORTH/m)
  const rules = join(folder, 'regions')
  await cp('rules', rules, { recursive: true })
  const file = join(rules, 'sales', 'scorecard.json')
  const own = '"parameters": { "target": "1.00", "cap": "1.5" }'
  await writeFile(file, (await readFile(file, 'utf8')).replace(own, `${own}, "regions": { "NOPE": { "target": "0.9" } }`))
  expect((await appraised(rules)).problems.join('\n')).toMatch(/^sales.scorecard\.json \(2000-01-01\): .*"NOPE", which does not exist/m)
})

test('days in post stand in the workings of a share where the company splits by them', async () => {
  const byDays = { 'bonus.split.movers': 'daysInPost' }
  const { bonus } = await appraised(undefined, byDays)
  const region = present(
    bonus.find(({ shares }) => shares.length > 1),
    'A region has several engineers.',
  )
  for (const share of region.shares) {
    const tree = await bonusTree(share, undefined, byDays)
    const basis = present(
      tree.parts.find(({ name }) => name === 'score'),
      'A share goes by something.',
    )
    expect(basis.formula).toBe('finalScore * days')
    expect(basis.substituted).toMatch(new RegExp(`^${share.score} \\* \\d+$`))
    expect(tree.substituted).toContain(` ${basis.value} / `)
    expect(tree.notes?.map(({ zh }) => zh).join()).toMatch(/按在岗 \d+ 天折算/)
  }
})

/** By hand: T003 is on probation until 14 November, T004 on statutory leave for nine days, T002 joins on 20 October. */
describe('who takes part in the split, and how far', () => {
  const october = {
    dataset: 'fixtures/worlds/small-joiners/dataset',
    period: present(periodFromText('2026-10'), 'October is a period.'),
    onIncomplete: 'reweight',
    language: 'zh',
  } as const
  const explained = async (employee: string, settings: Record<string, string>) => {
    const answer = await explainEmployee({ ...october, settings, employee, perFact: 1 })
    if (!answer.ok) throw new Error(answer.problems.map((problem) => messageOf(problem, 'en')).join())
    return present(
      answer.values.find(({ name }) => name === 'bonus.split'),
      'The bonus is explained.',
    )
  }

  test('a share at a per cent says so in its workings and in the remark', async () => {
    const settings = { 'bonus.split.probation': 'percent', 'bonus.split.joiners': 'daysEmployed' }
    const tree = await explained('T003', settings)
    const basis = present(
      tree.parts.find(({ name }) => name === 'score'),
      'A share goes by something.',
    )
    expect([basis.formula, basis.substituted, basis.value]).toEqual(['finalScore * days * part', '100.00 * 31 * 0.5', '1550'])
    expect(tree.notes?.map(({ zh }) => zh)).toContain('按 50% 参与分配：试用期至 2026-11-15 前')
    const answer = await derive({ ...october, settings })
    const { service, bonus } = JSON.parse(await resultText(present(answer.ok ? answer.result : undefined, 'October is appraised.')))
    expect(service.map(({ remark }: { remark?: string }) => remark?.includes('试用期') ?? false)).toEqual([false, true, true, false])
    expect(bonus[0].shares.map(({ days, percent }: Record<string, string>) => [days, percent])).toEqual([
      ['31', undefined],
      ['12', '50'],
      ['31', '50'],
      ['31', undefined],
    ])
  })

  test.each([
    ['T004', { 'bonus.split.absenceDays': '9' }, '不参与分配：请假 9 天，达到 9 天'],
    ['T002', { 'bonus.split.leastDays': '13' }, '不参与分配：期间内在职 12 天，不足 13 天'],
  ])('%s takes no part under %o, and is told why', async (employee, settings, why) => {
    const tree = await explained(employee, settings)
    expect([tree.value, tree.reason, tree.notes?.map(({ zh }) => zh)]).toEqual([null, 'excluded', [why]])
  })
})
