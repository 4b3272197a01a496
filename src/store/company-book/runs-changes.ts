import { TABLE_KEYS, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { Parameter, Reader } from '../database/connection.ts'
import { quoted } from '../database/record-columns.ts'
import { countsFrom } from './changes.ts'

/** The changes of the company book between two states that runs saw: after the first, up to and with the second. */
export interface ChangeSpan {
  readonly after: number
  readonly upTo: number
}

/** Tables whose records changed in the span; a client's new rep gives its collections new versions too. */
export async function tablesChanged(reader: Reader, { after, upTo }: ChangeSpan): Promise<ReadonlySet<TableKey>> {
  const rows = await reader.all('SELECT counts FROM changes WHERE id > $1 AND id <= $2', [after, upTo])
  const tables = new Set<TableKey>()
  for (const [text] of rows) {
    const counts = countsFrom(String(text))
    for (const table of TABLE_KEYS) {
      const count = counts[table]
      if (count && count.new + count.changed + count.removed > 0) tables.add(table)
    }
  }
  if (tables.has('clients') || tables.has('client_reps')) tables.add('collections')
  return tables
}

/** A column that says whom or what a record is about, with the people or regions asked for. */
export interface Touched {
  readonly column: string
  readonly values: readonly string[]
  /** Only records that leave this column blank. */
  readonly blank?: string | undefined
}

/** The changes of the span that brought or took out records of a table about the people or regions named; by them, in order. */
export async function changesAbout(
  reader: Reader,
  company: number,
  table: TableKey,
  { after, upTo }: ChangeSpan,
  { column, values, blank }: Touched,
): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>()
  if (values.length === 0) return found
  const parameters: Parameter[] = [company, -company, after, upTo]
  const listed = values.map((value) => `$${parameters.push(value)}`).join(', ')
  const about = `FROM ${quoted(table)} WHERE book IN ($1, $2) AND ${quoted(column)} IN (${listed})${blank === undefined ? '' : ` AND ${quoted(blank)} IS NULL`}`
  const rows = await reader.all(
    `SELECT ${quoted(column)} AS about, added AS change ${about} AND added > $3 AND added <= $4
     UNION SELECT ${quoted(column)}, retired ${about} AND retired > $3 AND retired <= $4 ORDER BY 1, 2`,
    parameters,
  )
  for (const [value, change] of rows) {
    const key = String(value)
    found.set(key, [...(found.get(key) ?? []), Number(change)])
  }
  return found
}

/**
 * The newest change of the span that touched what a period is computed from: people, clients and regions; records dated up to
 * its last day; what is written for one of `periods`. Undefined when none did.
 */
export async function newestChangeTouching(
  reader: Reader,
  company: number,
  span: ChangeSpan,
  period: { readonly last: number; readonly periods: readonly string[] },
): Promise<number | undefined> {
  let newest: number | undefined
  for (const table of await tablesChanged(reader, span)) {
    const parameters: Parameter[] = [company, -company, span.after, span.upTo]
    const within = withinPeriod(table, period, parameters)
    const from = `FROM ${quoted(table)} WHERE book IN ($1, $2)${within}`
    const [row] = await reader.all(
      `SELECT max(change) FROM (
         SELECT max(added) AS change ${from} AND added > $3 AND added <= $4 UNION ALL SELECT max(retired) ${from} AND retired > $3 AND retired <= $4
       ) AS changes`,
      parameters,
    )
    if (row?.[0] !== null && row?.[0] !== undefined) newest = Math.max(newest ?? 0, Number(row[0]))
  }
  return newest
}

function withinPeriod(
  table: TableKey,
  { last, periods }: { readonly last: number; readonly periods: readonly string[] },
  parameters: Parameter[],
): string {
  const { columns } = TABLES[table]
  const dated = columns.find((column) => column.key === 'date' || column.key === 'due_date' || column.key === 'from')
  if (dated) return ` AND ${quoted(dated.key)} <= $${parameters.push(last)}`
  if (!columns.some((column) => column.key === 'period')) return ''
  return ` AND period IN (${periods.map((period) => `$${parameters.push(period)}`).join(', ')})`
}
