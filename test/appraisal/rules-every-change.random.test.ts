import { expect, test } from 'vitest'
import { lackingRules } from '../../src/appraisal/rules-in-force.ts'
import { present } from '../../src/base/assert.ts'
import { type Language, messageOf, type Problem } from '../../src/base/problem.ts'
import { FIELD_OPERATORS } from '../../src/domain/measures/measure-definition.ts'
import { MEASURED_TABLES } from '../../src/domain/measures/measured-tables.ts'
import { OPERATORS } from '../../src/engine/rule/rule-file.ts'
import { UNITS } from '../../src/engine/rule/units.ts'
import { checkRulebook } from '../../src/rulebook/check-rulebook.ts'
import { readRuleTexts } from '../../src/rulebook/read-rules.ts'
import { rulebookFrom } from '../../src/rulebook/rulebook.ts'

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
type Path = readonly (string | number)[]

const texts = present(await readRuleTexts('rules'), 'The shipped rules are there.')
/** Plans are templates whose numbers are any company's own. */
const files = [...texts.keys()].filter((file) => !file.startsWith('policies/') && !file.startsWith('pay/')).sort()

const SCORECARD = 'sales/scorecard.json'
const POINTS = 'sales/points/'
const METHOD: { versions: { parameters: Record<string, { value: string }> }[] } = JSON.parse(
  present(texts.get(`${POINTS}ratio-to-target.json`), 'The method of the scorecard.'),
)

/** What decides nothing: words for people and where they come from, and examples, which are what decides here. */
const FREE: Readonly<Record<string, string>> = {
  $schema: 'is for editors',
  title: 'is words',
  words: 'is words',
  why: 'is words',
  reasons: 'is words',
  issuedOn: 'is when the policy was signed; effectiveFrom decides',
  clause: 'is a citation; that it exists is checked elsewhere',
  examples: 'is what a change is measured by',
}

const WORDS: Readonly<Record<string, readonly string[]>> = {
  unit: [...UNITS, 'furlongs'],
  measure: ['yuan', 'quantity', 'count', 'points'],
  operator: [...new Set([...OPERATORS, ...FIELD_OPERATORS]), 'near'],
  module: [...Object.keys(MEASURED_TABLES), 'credits'],
  aggregate: ['count', 'distinct', 'sum', 'smallest', 'largest', 'average', 'median'],
  days: ['period', 'previous', 'lastYear', 'lastMonths', 'yearToDate', 'tomorrow'],
  type: ['override', 'notApplicable', 'missing', 'refuse', 'grade'],
  better: ['higher', 'lower'],
  kind: ['formula', 'ratio', 'allocation', 'scorecard', 'choice', 'list', 'number'],
}

/** Every value that may stand in place of one, `undefined` for leaving it out. */
function insteadOf(key: string | number, value: Json, beside: Readonly<Record<string, Json>>): (Json | undefined)[] {
  const others = WORDS[key]?.filter((word) => word !== value) ?? []
  if (typeof value === 'number') return [value + 1, value - 1, undefined]
  if (typeof value !== 'string') return []
  if (/^-?\d+(\.\d+)?$/.test(value)) return [...numbersBeside(value), undefined]
  const inFormulas = ['formula', 'numerator', 'denominator'].includes(String(key)) ? formulasBeside(value) : []
  const choices = Array.isArray(beside.choices) ? beside.choices.map((choice) => Object(choice).value) : []
  const chosen = ['default', 'value'].includes(String(key)) ? [`${value}x`, '', ...(key === 'default' ? choices : [])] : []
  if (key === 'greaterThan' || key === 'weightGroup') return [undefined]
  return [...others, ...inFormulas, ...chosen].filter((one) => one !== value)
}

/** One more, one less, and one unit of the last decimal more. */
function numbersBeside(text: string): string[] {
  const places = text.split('.')[1]?.length ?? 0
  const moved = (by: number) => (Number(text) + by).toFixed(places)
  return [moved(1), moved(-1), ...(places > 0 ? [moved(10 ** -places)] : [])]
}

function formulasBeside(formula: string): string[] {
  return [...formula.matchAll(/\d+(\.\d+)?/g)].map(
    ({ 0: number, index }) => `${formula.slice(0, index)}${Number(number) + 1}${formula.slice(index + number.length)}`,
  )
}

interface Change {
  readonly file: string
  readonly path: Path
  readonly to: Json | undefined
  readonly was: Json
}

/** Of a figure that is never below this number; in pairs. */
const ALIKE_AT_THE_LEAST = ['equals atMost', 'above differs']
/** Steps that add up what is never below zero, flags times weights; of inputs their bounds tell. */
const NEVER_BELOW_ZERO = ['weightCounted']

/**
 * Left out, a number of a setting begins at 0, and a parameter of the scorecard is what its method says: nothing changes. Neither
 * where a figure cannot be lower than what it is compared with, nor where one grade, which holds alone, is the value by another name.
 */
function saysTheSame({ file, path, was, to }: Change): boolean {
  const key = path.at(-1)
  if (key === 'operator') {
    // One of one value is that value.
    if (was === 'equals' && to === 'oneOf') return true
    const json = JSON.parse(present(texts.get(file), file))
    const { fact, value } = path.slice(0, -1).reduce((node, step) => node[step], json)
    const input = json.versions[0].inputs?.find(({ name }: { name: string }) => name === fact)
    const least = NEVER_BELOW_ZERO.includes(fact) ? '0' : input?.min
    return value !== undefined && value === least && ALIKE_AT_THE_LEAST.some((pair) => pair === `${was} ${to}` || pair === `${to} ${was}`)
  }
  if (key === 'type') return was === 'grade' && to === 'override'
  if (to !== undefined) return false
  const parameter = METHOD.versions[0]?.parameters[String(key)]
  return (was === 0 && key === 'min') || (file === SCORECARD && path.includes('parameters') && Number(parameter?.value) === Number(was))
}

function changesOf(file: string): Change[] {
  const changes: Change[] = []
  const walk = (node: Json, path: Path, beside: Readonly<Record<string, Json>> = {}): void => {
    if (Array.isArray(node)) {
      node.forEach((inner, index) => {
        walk(inner, [...path, index])
      })
      if (path.at(-1) === 'ties') changes.push({ file, path, was: node, to: [...node].reverse() })
      if (path.at(-1) === 'ties' || path.at(-1) === 'choices') {
        node.forEach((_, index) => {
          changes.push({ file, path, was: node, to: node.filter((__, other) => other !== index) })
        })
      }
    } else if (typeof node === 'object' && node !== null) {
      for (const [key, inner] of Object.entries(node)) if (!(key in FREE)) walk(inner, [...path, key], node)
    } else {
      changes.push(
        ...insteadOf(path.at(-1) ?? '', node, beside)
          .map((to) => ({ file, path, was: node, to }))
          .filter((change) => !saysTheSame(change)),
      )
    }
  }
  walk(JSON.parse(present(texts.get(file), file)), [])
  return changes
}

function changed({ file, path, to }: Change): string {
  const json = JSON.parse(present(texts.get(file), file))
  let inner = json
  for (const key of path.slice(0, -1)) inner = inner[key]
  const last = present(path.at(-1), 'A change is somewhere.')
  if (to === undefined) delete inner[last]
  else inner[last] = to
  return JSON.stringify(json)
}

/** A rule file with all that its checks look at: its policies, and of a scorecard its methods and KPIs. */
const together = (file: string) =>
  new Map(
    [...texts].filter(
      ([other]) =>
        other.startsWith('policies/') ||
        other === file ||
        (file === SCORECARD && other.startsWith('sales/')) ||
        // Templates of KPIs take templates of measures.
        (file.startsWith('sales/') && other.startsWith('measures/')),
    ),
  )

/** What `rules check` says of a file with one change. */
function problemsOf(change: Change): readonly Problem[] {
  const loaded = rulebookFrom(together(change.file).set(change.file, changed(change)), 'rules')
  const said = loaded.ok ? lackingRules(loaded.rulebook) : loaded.problems
  const own = (problems: readonly Problem[]) => problems.filter(({ values }) => values.file === change.file)
  return own(said).length > 0 || !loaded.ok ? own(said) : own(checkRulebook(loaded.rulebook))
}

const said = ({ file, path, was, to }: Change) => `${file} ${path.join('.')}: ${JSON.stringify(was)} -> ${JSON.stringify(to)}`

test('every number, bound, unit, rounding, tie, choice, kind, operator, outcome and direction of the shipped rules, changed by itself, is refused with file, version and remedy', () => {
  const changes = files.flatMap(changesOf)
  const passed: string[] = []
  for (const change of changes) {
    const problems = problemsOf(change)
    const version = present(/"effectiveFrom": "([^"]+)"/.exec(present(texts.get(change.file), change.file))?.[1], 'A version.')
    const isNamed = problems.some((problem) => {
      return (
        // A file of another kind cannot be read so far as its versions.
        (problem.values.version === version || change.path[0] === 'kind') &&
        ['zh', 'en'].every((language) => messageOf(problem, language as Language).includes(change.file))
      )
    })
    if (!isNamed) passed.push(said(change))
  }
  expect(passed).toEqual([])
  expect(changes.length).toBeGreaterThan(1500)
}, 120_000)
