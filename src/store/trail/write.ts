import { assert } from '../../base/assert.ts'
import type { Cell, NamedRow, Parameter, Reader, WritingConnection } from '../database/connection.ts'
import { faultPoint } from '../database/fault-point.ts'
import { parameterOf } from '../database/parameter.ts'
import { quoted, quotedList } from '../database/record-columns.ts'
import type { NewRow, RowChange, TableName, TableRow } from '../database/tables.ts'
import { KEPT_TABLES, touchRows, watchStatement, writtenInSilence } from './trail-contents.ts'
import { headOf } from './trail-end.ts'
import { keepHead } from './trail-files.ts'

/** One writing transaction: what is written through it is there whole or not at all. */
export interface WriteTransaction extends Reader {
  /** Writes one row; answers the value of `returning` where asked. */
  insert<Name extends TableName>(table: Name, row: NewRow<Name>): Promise<void>
  insert<Name extends TableName, Column extends keyof TableRow<Name> & string>(
    table: Name,
    row: NewRow<Name>,
    returning: Column,
  ): Promise<TableRow<Name>[Column]>
  /** Writes many rows that give the same columns, some hundreds of values a statement. */
  insertAll<Name extends TableName>(table: Name, rows: readonly NewRow<Name>[]): Promise<void>
  /** Changes the rows that agree with every value of `where`; answers how many there were. */
  update<Name extends TableName>(table: Name, values: RowChange<Name>, where: Partial<TableRow<Name>>): Promise<number>
  /** The first row of a statement. */
  first(sql: string, parameters?: readonly Parameter[]): Promise<Cell[] | undefined>
}

/** Runs one writing transaction on a connection of its own; a failure, or an answer that is not ok, leaves nothing behind. */
export async function writing<T extends { readonly ok: boolean }>(
  connection: WritingConnection,
  use: (transaction: WriteTransaction) => Promise<T>,
): Promise<T> {
  await connection.begin()
  try {
    faultPoint('begun')
    const transaction = transactionOn(connection)
    const answer = await use(transaction)
    faultPoint('committing')
    const silent = answer.ok ? writtenInSilence(transaction) : undefined
    assert(silent === undefined, `Whoever writes ${silent} by a statement of their own calls touchRows with the keys of the rows.`)
    const head = answer.ok ? await headOf(transaction) : undefined
    await connection.run(answer.ok ? 'COMMIT' : 'ROLLBACK')
    faultPoint('committed')
    if (head) keepHead(head.files, head.head)
    return answer
  } catch (failure) {
    await connection.run('ROLLBACK').catch(() => undefined)
    throw failure
  }
}

/** The writing transaction that a connection has open. */
export function transactionOn(connection: WritingConnection): WriteTransaction {
  const { dialect } = connection
  const stated = async <T>(statement: Promise<T>): Promise<T> => {
    const answer = await statement
    faultPoint('stated')
    return answer
  }
  const all: Reader['all'] = (sql, parameters) => stated(connection.all(sql, parameters))
  const watched: Reader['all'] = (sql, parameters) => {
    watchStatement(transaction, sql)
    return all(sql, parameters)
  }
  const insertRows = async (table: string, rows: readonly object[], returning?: string): Promise<NamedRow[]> => {
    const names = Object.keys(rows[0] ?? {})
    const key = KEPT_TABLES[table]?.key
    const answered = [...new Set([returning, key])].filter((name) => name !== undefined)
    const end = answered.length === 0 ? '' : ` RETURNING ${quotedList(answered)}`
    const inserted: NamedRow[] = []
    const rowsAtOnce = Math.floor(VALUES_AT_ONCE / names.length)
    for (let first = 0; first < rows.length; first += rowsAtOnce) {
      const parameters: Parameter[] = []
      const places = rows.slice(first, first + rowsAtOnce).map((row) => {
        const values = new Map(Object.entries(row))
        assert(values.size === names.length, 'Rows that are written together give the same columns.')
        return `(${names.map((name) => `$${parameters.push(parameterOf(values.get(name)))}`).join(', ')})`
      })
      const sql = `INSERT INTO ${quoted(table)} (${quotedList(names)}) VALUES ${places.join(', ')}${end}`
      inserted.push(...(await stated(connection.rows(sql, parameters))))
    }
    if (key !== undefined)
      touchRows(
        transaction,
        table,
        inserted.map((row) => row[key] ?? null),
      )
    return inserted
  }
  function insert<Name extends TableName>(table: Name, row: NewRow<Name>): Promise<void>
  function insert<Name extends TableName, Column extends keyof TableRow<Name> & string>(
    table: Name,
    row: NewRow<Name>,
    returning: Column,
  ): Promise<TableRow<Name>[Column]>
  async function insert(table: string, row: object, returning?: string): Promise<unknown> {
    const [answer] = await insertRows(table, [row], returning)
    return returning === undefined ? undefined : answer?.[returning]
  }
  const transaction: WriteTransaction = {
    dialect,
    all: watched,
    rows(sql, parameters) {
      watchStatement(transaction, sql)
      return stated(connection.rows(sql, parameters))
    },
    async first(sql, parameters) {
      return (await watched(sql, parameters))[0]
    },
    insert,
    async insertAll(table, rows) {
      if (rows.length > 0) await insertRows(table, rows)
    },
    async update(table, values, where) {
      const parameters: Parameter[] = []
      const equal = (part: object) =>
        Object.entries(part).map(([name, value]) => `${quoted(name)} = $${parameters.push(parameterOf(value))}`)
      const sets = equal(values).join(', ')
      const kept = KEPT_TABLES[table]
      const sql = `UPDATE ${quoted(table)} SET ${sets} WHERE ${equal(where).join(' AND ')} RETURNING ${kept ? quoted(kept.key) : '1'}`
      const rows = await all(sql, parameters)
      // What the trail does not prove of a row, such as failed sign-ins, changes without an entry.
      if (kept && Object.keys(values).some((name) => kept.columns.includes(name)))
        touchRows(
          transaction,
          table,
          rows.map(([key]) => key ?? null),
        )
      return rows.length
    },
  }
  return transaction
}

/** Far below what a statement of either database takes. */
const VALUES_AT_ONCE = 500
