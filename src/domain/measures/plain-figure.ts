import { type Day, daysBetween } from '../../base/day.ts'
import type { Days } from '../../base/period.ts'
import { type Rational, rational, ZERO } from '../../base/rational.ts'
import { type FieldValue, type MeasureDefinition, needsRecords, type Subject, type Test } from './measure-definition.ts'
import { UNIT_SCALES } from './unit-scales.ts'

/** A record by its fields; one that is empty is not in it. */
export type PlainRecord = ReadonlyMap<string, FieldValue>

/**
 * The figure that a measure has of the audited records of one of those whom it is of, in the units of rules; undefined where there is none. It is
 * what the worked examples of rule files are tried with, record by record: the databases count by a statement of their own.
 */
export function plainFigure(definition: MeasureDefinition, records: readonly PlainRecord[], { first, last }: Days): Rational | undefined {
  const events = definition.table === 'attendance' ? eventsOf(records, first) : records
  const counted = events.filter((record) => {
    const day = definition.day === undefined ? last : record.get(definition.day)
    return typeof day === 'number' && day >= first && day <= last && (definition.where === undefined || holds(definition.where, record))
  })
  const { subject, aggregate, unit } = definition
  if (subject === undefined) return rational(BigInt(documents(counted).size))
  const values = counted.flatMap((record) => figureIn(subject, record) ?? [])
  if (aggregate === 'distinct') return rational(BigInt(new Set(values).size))
  const figures = values.map((value) => BigInt(value))
  const [one] = figures
  if (one === undefined) return needsRecords(definition) ? undefined : ZERO
  const total = figures.reduce((sum, figure) => sum + figure, 0n)
  if (aggregate === 'sum') return rational(total, UNIT_SCALES[unit])
  if (aggregate === 'average') return rational(total, UNIT_SCALES[unit] * BigInt(figures.length))
  const outdoes = (figure: bigint, best: bigint) => (aggregate === 'smallest' ? figure < best : figure > best)
  return rational(
    figures.reduce((best, figure) => (outdoes(figure, best) ? figure : best), one),
    UNIT_SCALES[unit],
  )
}

/** The lines of one document are one, and so are the days of one slip of a person. */
function documents(records: readonly PlainRecord[]): Set<unknown> {
  return new Set(
    records.map((record) => {
      if (record.has('slip')) return JSON.stringify([record.get('kind'), record.get('slip')])
      return record.has('line') ? `${record.get('number') ?? ''}` : record
    }),
  )
}

/** One person's rows of attendance without those of slips that began before the days, and without those that a slip tells once more (POLICY A2, A6). */
function eventsOf(records: readonly PlainRecord[], first: Day): PlainRecord[] {
  const same = (keys: readonly string[], a: PlainRecord, b: PlainRecord) => keys.every((key) => a.get(key) === b.get(key))
  return records.filter((record) =>
    record.has('slip')
      ? !records.some((other) => same(['kind', 'slip'], other, record) && Number(other.get('date')) < first)
      : !records.some((other) => other.has('slip') && same(['kind', 'date', 'shift'], other, record)),
  )
}

function holds(test: Test, record: PlainRecord): boolean {
  if ('all' in test) return test.all.every((part) => holds(part, record))
  if ('any' in test) return test.any.some((part) => holds(part, record))
  if ('not' in test) return !holds(test.not, record)
  const found = figureIn(test.subject, record)
  const { operator, values } = test
  if (found === undefined) return operator === 'empty'
  const [first = 0, last = 0] = values
  switch (operator) {
    case 'equals':
      return found === first
    case 'differs':
      return found !== first
    case 'oneOf':
      return values.includes(found)
    case 'atLeast':
      return found >= first
    case 'above':
      return found > first
    case 'atMost':
      return found <= first
    case 'below':
      return found < first
    case 'between':
      return found >= first && found <= last
    case 'given':
      return true
    case 'empty':
      return false
  }
}

function figureIn(subject: Subject, record: PlainRecord): FieldValue | undefined {
  if ('field' in subject) return record.get(subject.field.name)
  const [from, to] = [record.get(subject.from.name), record.get(subject.to.name)]
  return typeof from === 'number' && typeof to === 'number' ? daysFrom(from as Day, to as Day) : undefined
}

function daysFrom(from: Day, to: Day): number {
  return to < from ? 1 - daysBetween(to, from) : daysBetween(from, to) - 1
}
