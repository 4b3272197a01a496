import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { withAppraisal } from '../../src/appraisal/appraise.ts'
import { explainIn } from '../../src/appraisal/explain/explain-employee.ts'
import type { Explained } from '../../src/appraisal/explain/explained.ts'
import { present } from '../../src/base/assert.ts'
import { dayFromText } from '../../src/base/day.ts'
import { periodFromText } from '../../src/base/period.ts'
import { decimal, type Rational, rationalFromText } from '../../src/base/rational.ts'
import { decimalText } from '../../src/base/rounding.ts'
import { workingsLines } from '../../src/cli/workings-text.ts'
import type { OnIncomplete } from '../../src/domain/engineers/score-engineer.ts'
import { loadRulebook } from '../../src/rulebook/rulebook.ts'
import { engineSettings } from './engine-settings.ts'
import { evaluateText, isEqual } from './evaluate-text.ts'
import { randomWorld, writeWorld } from './random-world.ts'

const folder = mkdtempSync(join(tmpdir(), 'random-workings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Rules of which a node stands in place of a plain input. */
const INPUT_OF: Readonly<Record<string, string>> = {
  'service.attendance': 'attendance',
  'service.customer-evaluation': 'customer',
  'service.manager-evaluation': 'manager',
  'service.problem-solving': 'problemSolving',
  'bonus.pool': 'pool',
}

function nodesOf(node: Explained): Explained[] {
  return [node, ...node.parts.flatMap(nodesOf)]
}

/** What is untrue of one node: its formula or its figures do not give its value, or it prints what has no value. */
function untrue(node: Explained): string[] {
  const said = `${node.name}: ${node.formula} -> ${node.substituted} -> ${node.exact ?? node.value}`
  if (node.formula === undefined) {
    if (node.exact !== undefined) return [`figures without a formula: ${said}`]
    if (node.substituted === undefined) return []
    // Of a period made of its months the months' figures are told, and their sum or mean is published to two decimals.
    const figure = evaluateText(node.substituted, (name) => decimal(name))
    return decimalText(figure, 2) === node.value ? [] : [`${node.substituted} is not what is printed: ${said}`]
  }
  const value = rationalFromText(node.exact ?? node.value ?? '')
  if (!value || node.substituted === undefined) return [`a formula without a value: ${said}`]
  const partNamed = (name: string): Rational => {
    const part = present(
      node.parts.find((each) => each.name === name || INPUT_OF[each.name] === name),
      `${name} is among the parts of ${said}`,
    )
    return decimal(present(part.value, `${name} has a value in ${said}`))
  }
  const wrong: string[] = []
  for (const [text, figureOf] of [
    [node.substituted, (name: string): Rational => decimal(name)],
    [node.formula, partNamed],
  ] as const) {
    try {
      if (!isEqual(evaluateText(text, figureOf), value)) wrong.push(`${text} is not what is printed: ${said}`)
    } catch (failure) {
      wrong.push(`${failure instanceof Error ? failure.message : failure} (${said})`)
    }
  }
  return wrong
}

/** Looks at the workings of people of one random world, with settings over its own: how many formulas there are, and what is untrue. */
async function looked(seed: number, changed: Readonly<Record<string, string>>, onIncomplete?: OnIncomplete, rules?: string) {
  const world = randomWorld(seed)
  const dataset = join(folder, String(seed))
  if (!existsSync(dataset)) writeWorld(world, dataset, 0)
  const request = {
    dataset,
    rules,
    period: present(periodFromText(world.period), 'A world has a period.'),
    settings: { ...engineSettings(world.settings), ...changed },
    onIncomplete: onIncomplete ?? world.settings.onIncomplete ?? 'hold',
    language: 'en',
  } as const
  // One appraisal for all of them: to read the world anew for each took most of the time.
  const answer = await withAppraisal(request, async (open) => {
    const people = [...open.appraisal.service, ...open.appraisal.sales].map(({ employee }) => employee)
    const wrong: string[] = []
    let formulas = 0
    for (const employee of new Set(people.slice(0, 4).concat(people.slice(-3)))) {
      const explained = await explainIn(open, { ...request, employee, perFact: 0 })
      if (!explained.ok) return explained
      const nodes = explained.values.flatMap(nodesOf)
      formulas += nodes.filter(({ formula }) => formula !== undefined).length
      wrong.push(...nodes.flatMap(untrue).map((line) => `seed ${seed}, ${employee}: ${line}`))
      const text = explained.values.flatMap((value) => workingsLines(value, 'en')).filter((line) => !/[·※] /.test(line))
      wrong.push(...text.filter((line) => /\d\/\d|\b0 \/ 0(?![.\d])/.test(line)).map((line) => `no reader expects ${line}`))
    }
    return { ok: true, formulas, wrong }
  })
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems))
  return answer
}

async function expectTrue(
  seeds: readonly number[],
  changed: Readonly<Record<string, string>>,
  onIncomplete?: OnIncomplete,
  rules?: string,
) {
  const found = []
  for (const seed of seeds) found.push(await looked(seed, changed, onIncomplete, rules))
  expect(found.flatMap(({ wrong }) => wrong)).toEqual([])
  expect(found.reduce((sum, { formulas }) => sum + formulas, 0)).toBeGreaterThan(seeds.length * 10)
}

const loaded = await loadRulebook('rules')
if (!loaded.ok) throw new Error('The shipped rules load.')

/** Every other reading of every setting, one at a time: each choice, each item of a list and all of them, a number's ends and one more. */
const READINGS = loaded.rulebook.settings(present(dayFromText('2026-10-31'), 'A day.')).flatMap((setting): [string, string][] => {
  const { key, kind, value, choices, bounds } = setting
  const words = choices.map((choice) => choice.value)
  // Weights add up to 1, so none changes alone.
  if (key.endsWith('/weight')) return []
  // A zone says how moments are read, not how anything is reckoned: one stands for all.
  if (key === 'company.timeZone') return [[key, 'America/New_York']]
  if (kind === 'choice') return words.filter((word) => word !== value).map((word) => [key, word])
  if (kind === 'list') return ['', ...words, words.join(',')].filter((word) => word !== value).map((word) => [key, word])
  const numbers = key.includes('/') ? ['0.7', bounds?.max] : [bounds?.min, bounds?.max, '3']
  return numbers.flatMap((number): [string, string][] => (number === undefined || number === value ? [] : [[key, number]]))
})

/** Worlds whose forms give marks up to 5, and some of the others. */
const SEEDS = [...Array(60).keys()]
const OF_FIVE = SEEDS.filter((seed) => randomWorld(seed).settings.feedbackScale === 5).slice(0, 2)
const OF_HUNDRED = SEEDS.filter((seed) => randomWorld(seed).settings.feedbackScale !== 5)
const SCALE = 'service.customer-evaluation.scale'

test('every formula that is printed, with the figures that are printed, gives the value that is printed', async () => {
  await expectTrue(OF_HUNDRED.slice(0, 8), {})
}, 180_000)

test.each(READINGS.map(([key, value], index) => ({ key, value, index })))(
  'the same with $key=$value',
  async ({ key, value, index }) => {
    const first = index % 20
    await expectTrue(key === SCALE ? OF_FIVE : OF_HUNDRED.slice(first, first + 2), { [key]: value })
  },
  180_000,
)

test.each(['hold', 'reweight', 'zero'] as const)(
  'the same where incomplete cases are treated as "%s"',
  async (onIncomplete) => {
    await expectTrue(OF_HUNDRED.slice(3, 6), {}, onIncomplete)
  },
  180_000,
)

test('the same with weights of the scorecard set otherwise, and with every points method', async () => {
  const card = 'sales.scorecard'
  await expectTrue(OF_HUNDRED.slice(0, 2), { [`${card}/quotaCompletion/weight`]: '0.5', [`${card}/collectionRate/weight`]: '0.2' })
  const rules = join(folder, 'rules')
  cpSync('rules', rules, { recursive: true })
  const file = join(rules, 'sales/scorecard.json')
  const json = JSON.parse(readFileSync(file, 'utf8'))
  const entry = (kpi: string, method: string, more: object = {}) => ({ kpi, weight: '0.2', method: `sales.points.${method}`, ...more })
  json.versions[0].entries = [
    entry('quotaCompletion', 'matrix', { second: 'collectionRate' }),
    entry('expenseRatio', 'linear-deduction', { parameters: { above: '1', target: '0.03' } }),
    entry('salesGrowth', 'growth'),
    entry('complaintRate', 'per-case', { of: 'numerator' }),
    entry('retentionRate', 'tiers', { parameters: { goodFrom: '0.5', fairFrom: '0.2' } }),
  ]
  writeFileSync(file, JSON.stringify(json))
  await expectTrue(OF_HUNDRED.slice(0, 6), { 'sales.scorecard.whenNotApplicable': 'full' }, undefined, rules)
}, 180_000)
