import { periodFromText } from '../base/period.ts'
import type { Problem } from '../base/problem.ts'
import { compare, rationalFromText } from '../base/rational.ts'
import { exactText } from '../base/rounding.ts'
import { fieldValue, wantedValue } from '../domain/measures/field-value.ts'
import { measureDays } from '../domain/measures/measure-days.ts'
import type { FieldValue, MeasureDefinition } from '../domain/measures/measure-definition.ts'
import { measureProblem } from '../domain/measures/measure-problems.ts'
import { fieldsOf } from '../domain/measures/measured-tables.ts'
import { type PlainRecord, plainFigure } from '../domain/measures/plain-figure.ts'
import { readMeasure } from '../domain/measures/read-measure.ts'
import type { MeasureVersion } from '../engine/rule/measure-rule.ts'
import type { Words } from '../engine/rule/rule-file.ts'
import type { RulePlace } from '../engine/rule/rule-problem.ts'
import type { TriedExample } from './check-examples.ts'
import type { MeasureEntry } from './read-rules.ts'

/** Tries every example of every measure, record by record (plain-figure.ts): no database is needed to check rules. */
export function tryMeasureExamples(measures: readonly MeasureEntry[]): TriedExample[] {
  return measures.flatMap(({ file, rule }) => rule.versions.flatMap((version) => triedMeasure(file, version)))
}

/** Tries the examples of one version of a measure. */
function triedMeasure(file: string, version: MeasureVersion): TriedExample[] {
  const at = { file, version: version.effectiveFrom }
  const read = readMeasure(version, at)
  return read.ok ? version.examples.map((example) => tried(read.definition, example, at)) : []
}

const NUMBER: Words = { zh: '如 1200.5 的数、如 1/3 的分数，或 null', en: 'a number such as 1200.5, a fraction such as 1/3, or null' }
const PERIOD: Words = { zh: '如 2026-10 的期间', en: 'a period such as 2026-10' }

function tried(definition: MeasureDefinition, example: MeasureVersion['examples'][number], at: RulePlace): TriedExample {
  const { name } = example
  const problems: Problem[] = []
  const unreadable = (path: string, found: string, { zh, en }: Words) =>
    problems.push(measureProblem('measure_example_must_be_readable', at, { example: name, path, found, wanted: en, wantedZh: zh }))
  const period = periodFromText(example.period)
  if (!period) unreadable('period', example.period, PERIOD)
  const wanted = example.value === null ? undefined : rationalFromText(example.value)
  if (example.value !== null && !wanted) unreadable('value', example.value, NUMBER)
  const records = example.records.map((record, index) =>
    plainRecord(definition, record, (path, ...rest) => unreadable(`records.${index}.${path}`, ...rest)),
  )
  if (!period || problems.length > 0) return { ...at, name, decisions: [], figures: [], problems }
  const found = plainFigure(definition, records, measureDays(definition.window, period, definition.table))
  const [expected, actual] = [wanted, found].map((figure) => (figure ? exactText(figure) : 'null')) as [string, string]
  const isRight = wanted && found ? compare(wanted, found) === 0 : wanted === found
  if (!isRight) problems.push(measureProblem('measure_example_must_give_value', at, { example: name, wanted: expected, found: actual }))
  return { ...at, name, decisions: [], figures: [{ what: 'value', expected, actual }], problems }
}

function plainRecord(
  { table }: MeasureDefinition,
  record: Readonly<Record<string, string>>,
  unreadable: (path: string, found: string, wanted: Words) => void,
): PlainRecord {
  const fields = fieldsOf(table)
  const values = Object.entries(record).flatMap(([name, text]): [string, FieldValue][] => {
    const field = fields.get(name)
    const value = field && fieldValue(field, text)
    if (value !== undefined) return [[name, value]]
    const known = [...fields.keys()]
    unreadable(
      name,
      text,
      field ? wantedValue(field) : { zh: `字段，可用：${known.join('、')}`, en: `a field; known are ${known.join(', ')}` },
    )
    return []
  })
  return new Map(values)
}
