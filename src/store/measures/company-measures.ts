import { type Rational, rational, ZERO } from '../../base/rational.ts'
import { daysBefore, measureDays } from '../../domain/measures/measure-days.ts'
import { type CompanyMeasure, type MeasureDefinition, needsRecords } from '../../domain/measures/measure-definition.ts'
import { fieldsOf, hasLines, MEASURED_TABLES } from '../../domain/measures/measured-tables.ts'
import { UNIT_SCALES } from '../../domain/measures/unit-scales.ts'
import type { Cell, Parameter, Reader } from '../database/connection.ts'
import { quoted } from '../database/record-columns.ts'
import { AUDITED, isAudited } from './audited.ts'
import type { DayRange } from './day-range.ts'
import { wholeNumber } from './keyed-rows.ts'
import { exactFigure, type Measure, type MeasuredBook } from './measure.ts'
import { type Scope, subjectSql, testSql } from './measure-sql.ts'
import { ofRep } from './source-query.ts'

/** Measures that one statement counts: a statement takes only so many columns and values. */
const MOST_TOGETHER = 20

/** The measures of a company by their keys. Those of one table, day and window share one statement, for all representatives at once. */
export function companyMeasures(measures: readonly CompanyMeasure[]): Readonly<Record<string, Measure>> {
  const together = new Map<string, CompanyMeasure[][]>()
  for (const measure of measures) {
    const { table, day, window } = measure.definition
    const name = JSON.stringify([table, day, window])
    const groups = together.get(name) ?? []
    const last = groups.at(-1)
    if (last && last.length < MOST_TOGETHER) last.push(measure)
    else groups.push([measure])
    together.set(name, groups)
  }
  const groups = [...together.values()].flat()
  const found = new Map(groups.flatMap(measuresTogether))
  return Object.fromEntries(measures.map(({ key }) => [key, found.get(key)])) as Record<string, Measure>
}

type Rows = ReadonlyMap<string, readonly Cell[]>

function measuresTogether(group: readonly CompanyMeasure[]): (readonly [string, Measure])[] {
  const kept = new WeakMap<MeasuredBook, Promise<Rows>>()
  const definitions = group.map(({ definition }) => definition)
  const [{ table, window } = { table: 'orders', window: { days: 'period' } } as const] = definitions
  const rowsOf = (measured: MeasuredBook) => {
    const rows = kept.get(measured) ?? countedRows(measured.reader, measured.book, measureDays(window, measured.period), definitions)
    kept.set(measured, rows)
    return rows
  }
  return group.map(({ key, title, definition }, place): readonly [string, Measure] => {
    const { unit } = definition
    const looksBack = window.days !== 'period'
    const nothing = needsRecords(definition) ? undefined : ZERO
    return [
      key,
      {
        ...{ title, unit, tables: [table] },
        async figures(measured) {
          const rows = await rowsOf(measured)
          return (rep) => {
            const row = rows.get(rep)
            return row ? figureOf(definition, row, place) : nothing
          }
        },
        ...(addsUpByClient(definition) && {
          async byClient({ reader, book, period }: MeasuredBook, rep: string) {
            const rows = await countedRows(reader, book, measureDays(window, period), [definition], rep)
            return new Map([...rows].map(([client, [figure]]) => [client, wholeNumber(figure)]))
          },
        }),
        records: ({ period }, rep) => [ofRep(table, rep, measureDays(window, period), { own: definition })],
        ...(looksBack && { lookBack: ({ period }) => daysBefore(window, period) ?? period }),
      },
    ]
  })
}

/** Two columns a measure: the figure, and over how many it is spread. */
function figureOf({ aggregate, unit }: MeasureDefinition, row: readonly Cell[], place: number): Rational | undefined {
  const [figure, count] = [row[2 * place] ?? null, row[2 * place + 1]]
  if (figure === null) return undefined
  return aggregate === 'average'
    ? rational(wholeNumber(figure), UNIT_SCALES[unit] * wholeNumber(count))
    : exactFigure({ unit }, wholeNumber(figure))
}

/** What clients' parts add up to: documents, sums, and how many clients. */
function addsUpByClient({ table, aggregate, subject }: MeasureDefinition): boolean {
  if (!fieldsOf(table).has('client')) return false
  if (aggregate === 'distinct') return subject !== undefined && 'field' in subject && subject.field.name === 'client'
  return aggregate === 'count' || aggregate === 'sum'
}

/** The figures of every representative on the days, or of one of them client by client ('' where there is none), two columns a measure. */
async function countedRows(
  reader: Reader,
  book: number,
  { first, last }: DayRange,
  definitions: readonly MeasureDefinition[],
  rep?: string,
): Promise<Rows> {
  const parameters: Parameter[] = [book, first, last]
  const bind = (value: Parameter) => `$${parameters.push(value)}`
  const [{ table, day } = { table: 'orders', day: 'date' } as const] = definitions
  const { person } = MEASURED_TABLES[table]
  const columns = definitions.flatMap((definition) => columnsOf(definition, { table, day, bind }))
  const whose = rep === undefined ? quoted(person) : `coalesce(client, '')`
  const conditions = [
    `book = $1 AND ${quoted(day)} BETWEEN $2 AND $3`,
    ...(isAudited(table) ? [AUDITED] : []),
    rep === undefined ? `${quoted(person)} IS NOT NULL` : `${quoted(person)} = ${bind(rep)}`,
  ]
  const rows = await reader.all(
    `SELECT ${[whose, ...columns].join(', ')} FROM ${quoted(table)} WHERE ${conditions.join(' AND ')} GROUP BY ${whose}`,
    parameters,
  )
  return new Map(rows.map(([key, ...figures]) => [String(key), figures]))
}

function columnsOf({ where, aggregate, subject, table }: MeasureDefinition, scope: Scope): [figure: string, count: string] {
  const test = where && testSql(where, scope)
  const counted = (...more: string[]) => {
    const conditions = [...(test ? [test] : []), ...more]
    return conditions.length > 0 ? ` FILTER (WHERE ${conditions.join(' AND ')})` : ''
  }
  if (subject === undefined) {
    const lines = `count(*)${counted('line IS NULL')} + count(DISTINCT "number")${counted('line IS NOT NULL')}`
    return [hasLines(table) ? lines : `count(*)${counted()}`, '0']
  }
  const figure = subjectSql(subject, scope)
  switch (aggregate) {
    case 'distinct':
      return [`count(DISTINCT ${figure})${counted()}`, '0']
    case 'smallest':
      return [`min(${figure})${counted()}`, '0']
    case 'largest':
      return [`max(${figure})${counted()}`, '0']
    case 'average':
      return [`sum(${figure})${counted()}`, `count(${figure})${counted()}`]
    default:
      return [`coalesce(sum(${figure})${counted()}, 0)`, '0']
  }
}
