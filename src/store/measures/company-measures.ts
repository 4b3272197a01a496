import { assert } from '../../base/assert.ts'
import { type Rational, rational, ZERO } from '../../base/rational.ts'
import { daysBefore, measureDays } from '../../domain/measures/measure-days.ts'
import { type CompanyMeasure, type MeasureDefinition, needsRecords } from '../../domain/measures/measure-definition.ts'
import type { Owner } from '../../domain/measures/measure-owner.ts'
import { hasLines, type MeasuredTable, measuredTable, tablesCounted } from '../../domain/measures/measured-tables.ts'
import { UNIT_SCALES } from '../../domain/measures/unit-scales.ts'
import type { Cell, Parameter } from '../database/connection.ts'
import { quoted } from '../database/record-columns.ts'
import { wholeNumber } from './keyed-rows.ts'
import { exactFigure, type Measure, type Measured, type MeasuredBook } from './measure.ts'
import { type Scope, subjectSql, testSql } from './measure-sql.ts'
import { inWindowSql } from './own-records.ts'
import { ownerSql } from './owner-sql.ts'

/** Measures that one statement counts: a statement takes only so many columns and values. */
const MOST_TOGETHER = 20

/** The measures of a company by their keys. Those of one table, owner, day and window share one statement, for everybody at once. */
export function companyMeasures(measures: readonly CompanyMeasure[]): Readonly<Record<string, Measure>> {
  const together = new Map<string, CompanyMeasure[][]>()
  for (const measure of measures) {
    const { table, per, day, window } = measure.definition
    const name = JSON.stringify([table, per, day, window])
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
  const rowsOf = (measured: MeasuredBook) => {
    const rows = kept.get(measured) ?? countedRows(measured, definitions)
    kept.set(measured, rows)
    return rows
  }
  return group.map(({ key, title, definition }, place) => [key, measureOf(title, definition, place, rowsOf)] as const)
}

function measureOf(
  title: Measure['title'],
  definition: MeasureDefinition,
  place: number,
  rowsOf: (measured: MeasuredBook) => Promise<Rows>,
): Measure {
  const { unit, table, window, per } = definition
  const looksBack = window.days !== 'period' && measuredTable(table).day !== undefined
  const nothing = needsRecords(definition) ? undefined : ZERO
  const figuresByOwner = async (measured: MeasuredBook) => {
    const rows = await rowsOf(measured)
    return (owner: string) => {
      const row = rows.get(owner)
      return row ? figureOf(definition, row, place) : nothing
    }
  }
  return {
    ...{ title, unit, tables: tablesCounted(table, per), per },
    async figures(measured) {
      const figures = await figuresByOwner(measured)
      return (rep) => {
        const owner = ownerFor(per, measured, rep)
        return owner === undefined ? nothing : figures(owner)
      }
    },
    async figuresOfOwners(measured) {
      const rows = await rowsOf(measured)
      const figures = await figuresByOwner(measured)
      return new Map([...rows.keys()].map((owner) => [owner, figures(owner)]))
    },
    ...(addsUpByClient(definition) && {
      async byClient(measured: MeasuredBook, rep: string) {
        const rows = await countedRows(measured, [definition], rep)
        return new Map([...rows].map(([client, [figure]]) => [client, wholeNumber(figure)]))
      },
    }),
    records: (measured, rep) => {
      const owner = ownerFor(per, measured, rep)
      const days = measureDays(window, measured.period, table)
      return owner === undefined ? [] : [{ kind: 'own', table, definition, days, per, key: owner }]
    },
    ...(looksBack && { lookBack: ({ period }: Measured) => daysBefore(window, period, table) ?? period }),
  }
}

/** By whose figure a representative goes: the own one, that of the home region in the period, or that of the company. */
function ownerFor(per: Owner, { homeOf }: Pick<Measured, 'homeOf'>, person: string): string | undefined {
  if (per === 'company') return ''
  if (per !== 'region') return person
  assert(homeOf !== undefined, 'Who takes measures of regions knows the regions of people.')
  return homeOf(person)
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
function addsUpByClient({ table, per, aggregate, subject }: MeasureDefinition): boolean {
  if (per !== 'rep' || !measuredTable(table).client) return false
  if (aggregate === 'distinct') return subject !== undefined && 'field' in subject && isOfClients(table, subject.field.name)
  return aggregate === 'count' || aggregate === 'sum'
}

function isOfClients(table: MeasuredTable, name: string): boolean {
  return name === (table === 'clients' ? 'code' : 'client')
}

/** The figures of all whom the measures are of, or of one representative client by client ('' where there is none), two columns a measure. */
async function countedRows({ reader, book, period }: MeasuredBook, definitions: readonly MeasureDefinition[], rep?: string): Promise<Rows> {
  const [definition] = definitions
  assert(definition !== undefined, 'A statement counts something.')
  const { first, last } = measureDays(definition.window, period, definition.table)
  const parameters: Parameter[] = [book, first, last]
  const bind = (value: Parameter) => `$${parameters.push(value)}`
  const columns = definitions.flatMap((each) => columnsOf(each, { table: each.table, day: each.day, bind }))
  const whose = rep === undefined ? ownerSql(definition.per, definition) : `coalesce(${ownerSql('client', definition)}, '')`
  const conditions = [...inWindowSql(definition), ...(rep === undefined ? [] : [`${ownerSql('rep', definition)} = ${bind(rep)}`])]
  const rows = await reader.all(
    `SELECT ${[whose, ...columns].join(', ')} FROM ${quoted(definition.table)} WHERE ${conditions.join(' AND ')} GROUP BY 1`,
    parameters,
  )
  return new Map(rows.flatMap(([key = null, ...figures]) => (key === null ? [] : [[String(key), figures] as const])))
}

function columnsOf({ where, aggregate, subject, table }: MeasureDefinition, scope: Scope): [figure: string, count: string] {
  const test = where && testSql(where, scope)
  const counted = (...more: string[]) => {
    const conditions = [...(test ? [test] : []), ...more]
    return conditions.length > 0 ? ` FILTER (WHERE ${conditions.join(' AND ')})` : ''
  }
  if (subject === undefined) {
    if (table === 'attendance') {
      const sign = scope.bind('\u001f')
      const slip = `employee || ${sign} || kind || ${sign} || slip`
      return [`count(*)${counted('slip IS NULL')} + count(DISTINCT ${slip})${counted('slip IS NOT NULL')}`, '0']
    }
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
