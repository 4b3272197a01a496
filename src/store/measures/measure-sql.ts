import type { FieldOperator, MeasureDefinition, Subject, Test } from '../../domain/measures/measure-definition.ts'
import type { Field } from '../../domain/measures/measured-tables.ts'
import type { Parameter } from '../database/connection.ts'
import { clientColumnSql, columnSql, heldSql, opportunitySql } from './owner-sql.ts'

/** Where a condition stands: the table of the records, the column of their day, and what puts a value into the statement. */
export interface Scope extends Pick<MeasureDefinition, 'table' | 'day'> {
  /** Takes the value of a placeholder and gives the placeholder: "$4". Nothing that a rule file writes becomes text of a statement. */
  readonly bind: (value: Parameter) => string
}

/**
 * A condition of a company's own measure on the table of its records, named by the table; $1 is the book. It is true or false of every
 * record and never unknown: an empty field meets no comparison, and `not` of one that it does not meet holds.
 */
export function testSql(test: Test, scope: Scope): string {
  if ('all' in test) return joined(test.all, ' AND ', scope)
  if ('any' in test) return joined(test.any, ' OR ', scope)
  if ('not' in test) return `NOT ${testSql(test.not, scope)}`
  const subject = subjectSql(test.subject, scope)
  const empty = emptySql(test.subject, scope)
  if (test.operator === 'empty') return `(${empty} IS NULL)`
  if (test.operator === 'given') return `(${empty} IS NOT NULL)`
  return `(${empty} IS NOT NULL AND ${subject} ${comparisonSql(test.operator, test.values.map(scope.bind))})`
}

/** Which records a measure counted: those that meet its conditions and have what it adds up. */
export function countedSql(definition: MeasureDefinition, bind: Scope['bind']): string {
  const { table, day, where, subject } = definition
  const scope = { table, day, bind }
  const conditions = [...(where ? [testSql(where, scope)] : []), ...(subject ? [`${emptySql(subject, scope)} IS NOT NULL`] : [])]
  return conditions.length > 0 ? conditions.join(' AND ') : '1 = 1'
}

function joined(parts: readonly Test[], sign: string, scope: Scope): string {
  return `(${parts.map((part) => testSql(part, scope)).join(sign)})`
}

const SIGNS: Readonly<Partial<Record<FieldOperator, string>>> = {
  equals: '=',
  differs: '<>',
  atLeast: '>=',
  above: '>',
  atMost: '<=',
  below: '<',
}

function comparisonSql(operator: FieldOperator, values: readonly string[]): string {
  if (operator === 'oneOf') return `IN (${values.join(', ')})`
  if (operator === 'between') return `BETWEEN ${values.join(' AND ')}`
  return `${SIGNS[operator]} ${values.join()}`
}

/** What a measure looks at, as an expression; NULL where it is empty. */
export function subjectSql(subject: Subject, scope: Pick<Scope, 'table' | 'day'>): string {
  if ('field' in subject) return fieldSql(subject.field, scope)
  return `(${serialSql(fieldSql(subject.to, scope))} - ${serialSql(fieldSql(subject.from, scope))})`
}

/** What is NULL where the subject is empty; of days between two, either of them. */
function emptySql(subject: Subject, scope: Pick<Scope, 'table' | 'day'>): string {
  return 'field' in subject ? fieldSql(subject.field, scope) : `(${fieldSql(subject.from, scope)} + ${fieldSql(subject.to, scope)})`
}

function fieldSql({ of, column }: Field, scope: Pick<Scope, 'table' | 'day'>): string {
  switch (of) {
    case 'record':
      return columnSql(column, scope)
    case 'client':
      return clientColumnSql(column, scope)
    case 'opportunity':
      return opportunitySql(column, scope)
    default:
      return heldSql(column, of, scope)
  }
}

/** How many days a day yyyymmdd lies after some fixed one, by whole numbers alone: years are counted from March, so that leap days end them. */
function serialSql(day: string): string {
  const [year, month] = [`(${day} / 10000 - CASE WHEN ${day} / 100 % 100 < 3 THEN 1 ELSE 0 END)`, `((${day} / 100 % 100 + 9) % 12)`]
  return `(365 * ${year} + ${year} / 4 - ${year} / 100 + ${year} / 400 + (153 * ${month} + 2) / 5 + ${day} % 100)`
}
