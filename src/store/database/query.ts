import {
  type CompiledQuery,
  DummyDriver,
  type Expression,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryExecutorProvider,
  type SelectQueryBuilder,
  type SqlBool,
  sql,
} from 'kysely'
import type { Cell, Reader } from './connection.ts'
import { parameterOf } from './parameter.ts'
import type { Tables } from './tables.ts'

/**
 * Statements on small tables, typed by prisma/schema.prisma: kysely puts them together and knows no database. They run on whatever
 * reader is at hand, a store, a unit of work or a transaction, like every other statement; `$1` is what the dialects take.
 */
export const tables = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** A row as it is handed on: what is NULL is undefined. */
export type Given<Row> = { readonly [Column in keyof Row]: null extends Row[Column] ? Exclude<Row[Column], null> | undefined : Row[Column] }

/** A statement of kysely, put together by its builders or written as sql`...`. */
export interface Statement<Row> {
  compile(provider: QueryExecutorProvider): CompiledQuery<Row>
}

/** The rows of a statement, by the names that it gives to its columns. */
export async function rowsOf<Row>(reader: Reader, query: Statement<Row>): Promise<Given<Row>[]> {
  const { sql, parameters } = query.compile(tables)
  // The columns are of those types: the schema made them, and nothing else writes them.
  return (await reader.rows(sql, parameters.map(parameterOf))) as Given<Row>[]
}

/** The first row of a statement; undefined when it has none. */
export async function firstOf<Row>(reader: Reader, query: Statement<Row>): Promise<Given<Row> | undefined> {
  return (await rowsOf(reader, query))[0]
}

/** The condition on a value where one is asked for, to stand among others. */
export function asked<Value>(value: Value | undefined, condition: (value: Value) => Expression<SqlBool>): Expression<SqlBool>[] {
  return value === undefined ? [] : [condition(value)]
}

/** A text as a part of others, for LIKE with the escape sign \. */
function likePattern(text: string): string {
  return `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
}

/** A column whose text contains another, in any case. */
export function contains(column: string, part: string): Expression<SqlBool> {
  return sql`lower(${sql.ref(column)}) LIKE ${likePattern(part)} ESCAPE '\\'`
}

/** The rows of a statement as cells in the order of its columns, for records, whose tables say what stands where. */
export async function cellsOf(reader: Reader, query: Statement<unknown>): Promise<Cell[][]> {
  const { sql, parameters } = query.compile(tables)
  return reader.all(sql, parameters.map(parameterOf))
}

/** How many rows a statement finds that selects nothing yet. */
export async function countOf<Scope, Names extends keyof Scope>(
  reader: Reader,
  from: SelectQueryBuilder<Scope, Names, object>,
): Promise<number> {
  const row = await firstOf(reader, from.select((eb) => eb.fn.countAll().as('count')).$castTo<{ count: bigint }>())
  return Number(row?.count ?? 0)
}

/** Counts and sums by name, which are BigInt in a row, as numbers; nothing counted is 0. */
export function inNumbers<Names extends string>(row: Readonly<Record<Names, bigint | undefined>>): Record<Names, number> {
  const names = Object.keys(row) as Names[]
  return Object.fromEntries(names.map((name) => [name, Number(row[name] ?? 0)])) as Record<Names, number>
}

/** A column whose value is one of several; of none it is none. */
export function among(column: string, values: readonly (string | number)[]): Expression<SqlBool> {
  return values.length === 0 ? sql`1 = 0` : sql`${sql.ref(column)} IN (${sql.join(values)})`
}

/** A row of a statement. */
export type RowOf<Query extends Statement<unknown>> = Query extends Statement<infer Row> ? Given<Row> : never

/** The texts of a list that is kept as JSON. */
export function textsIn(json: string): string[] {
  const value: unknown = JSON.parse(json)
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []
}
