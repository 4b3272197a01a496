import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { derive } from '../../src/app/appraise.ts'
import { explainEmployee } from '../../src/app/explain/explain-employee.ts'
import type { Explained } from '../../src/app/explain/explained.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import { decimal, type Rational, rationalFromText } from '../../src/base/rational.ts'
import { workingsLines } from '../../src/cli/workings-text.ts'
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
  if (node.formula === undefined)
    return node.substituted === undefined && node.exact === undefined ? [] : [`figures without a formula: ${said}`]
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

/** Settings that random worlds leave alone: all but the first stand for those whose workings differ most. */
const CHOICES = [{}, { movers: 'days_in_post' }, { whenNotApplicable: 'reweight' }, { whenNotApplicable: 'full' }] as const

test.each(CHOICES)(
  'every formula that is printed, with the figures that are printed, gives the value that is printed: %o',
  async (choice) => {
    const wrong: string[] = []
    let formulas = 0
    for (let seed = 0; seed < 6; seed++) {
      const world = randomWorld(seed)
      const dataset = join(folder, `${seed}-${JSON.stringify(choice).length}`)
      writeWorld(world, dataset, 0)
      const settings = { ...world.settings, ...choice }
      const request = {
        dataset,
        period: present(periodFromText(world.period), 'A world has a period.'),
        settings: engineSettings(settings),
        onIncomplete: settings.onIncomplete ?? 'hold',
        language: 'en',
      } as const
      const derived = await derive(request)
      if (!derived.ok) throw new Error(JSON.stringify(derived.problems))
      const people = [...derived.appraisal.service, ...derived.appraisal.sales].map(({ employee }) => employee)
      for (const employee of new Set(people.slice(0, 6).concat(people.slice(-3)))) {
        const explained = await explainEmployee({ ...request, employee, perFact: 0 })
        if (!explained.ok) throw new Error(JSON.stringify(explained.problems))
        const nodes = explained.values.flatMap(nodesOf)
        formulas += nodes.filter(({ formula }) => formula !== undefined).length
        wrong.push(...nodes.flatMap(untrue).map((line) => `seed ${seed}, ${employee}: ${line}`))
        const text = explained.values.flatMap((value) => workingsLines(value, 'en')).filter((line) => !/[·※] /.test(line))
        wrong.push(...text.filter((line) => /\d\/\d|\b0 \/ 0(?![.\d])/.test(line)).map((line) => `no reader expects ${line}`))
      }
    }
    expect(wrong).toEqual([])
    expect(formulas).toBeGreaterThan(100)
  },
  180_000,
)
