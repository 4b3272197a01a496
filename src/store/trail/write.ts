import { assert } from '../../base/assert.ts'
import type { Cell, Parameter, Reader, WritingConnection } from '../database/connection.ts'
import { faultPoint } from '../database/fault-point.ts'
import { quoted } from '../database/record-columns.ts'
import { headOf } from './audit.ts'
import { KEPT_TABLES, touchRows, watchStatement, writtenInSilence } from './trail-contents.ts'
import { keepHead } from './trail-files.ts'

/** A value of a small row as it is written. */
export type Written = string | number | bigint | null

/** One writing transaction: what is written through it is there whole or not at all. */
export interface WriteTransaction extends Reader {
  /** Writes one row; answers the value of `returning` where asked. */
  insert(table: string, values: Readonly<Record<string, Written>>, returning?: string): Promise<Cell>
  /** Changes the rows that agree with every value of `where`; answers how many there were. */
  update(table: string, values: Readonly<Record<string, Written>>, where: Readonly<Record<string, Written>>): Promise<number>
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
  const all: Reader['all'] = async (sql, parameters) => {
    const rows = await connection.all(sql, parameters)
    faultPoint('stated')
    return rows
  }
  const watched: Reader['all'] = (sql, parameters) => {
    watchStatement(transaction, sql)
    return all(sql, parameters)
  }
  const transaction: WriteTransaction = {
    dialect,
    all: watched,
    async first(sql, parameters) {
      return (await watched(sql, parameters))[0]
    },
    async insert(table, values, returning) {
      const names = Object.keys(values)
      const places = names.map((_, index) => `$${index + 1}`)
      const sql = `INSERT INTO ${quoted(table)} (${names.map(quoted).join(', ')}) VALUES (${places.join(', ')})`
      const answered = [returning, KEPT_TABLES[table]?.key].filter((name) => name !== undefined)
      const [row] = await all(
        answered.length === 0 ? sql : `${sql} RETURNING ${answered.map(quoted).join(', ')}`,
        names.map((name) => parameter(values[name])),
      )
      touchRows(transaction, table, row?.slice(-1) ?? [])
      return returning === undefined ? null : (row?.[0] ?? null)
    },
    async update(table, values, where) {
      const parameters: Parameter[] = []
      const equal = (part: Readonly<Record<string, Written>>) =>
        Object.entries(part).map(([name, value]) => `${quoted(name)} = $${parameters.push(parameter(value))}`)
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

/** Whole numbers beyond 2^53 go as text, which both databases read as the number that the column holds. */
function parameter(value: Written | undefined): Parameter {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString()
  return value ?? null
}
