import type { Cell, Parameter, Reader, WritingConnection } from './connection.ts'
import { faultPoint } from './fault-point.ts'
import { quoted } from './record-columns.ts'

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
    const answer = await use(transactionOn(connection))
    faultPoint('committing')
    await connection.run(answer.ok ? 'COMMIT' : 'ROLLBACK')
    faultPoint('committed')
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
  return {
    dialect,
    all,
    async first(sql, parameters) {
      return (await all(sql, parameters))[0]
    },
    async insert(table, values, returning) {
      const names = Object.keys(values)
      const places = names.map((_, index) => `$${index + 1}`)
      const sql = `INSERT INTO ${quoted(table)} (${names.map(quoted).join(', ')}) VALUES (${places.join(', ')})`
      const rows = await all(
        returning === undefined ? sql : `${sql} RETURNING ${quoted(returning)}`,
        names.map((name) => parameter(values[name])),
      )
      return rows[0]?.[0] ?? null
    },
    async update(table, values, where) {
      const parameters: Parameter[] = []
      const equal = (part: Readonly<Record<string, Written>>) =>
        Object.entries(part).map(([name, value]) => `${quoted(name)} = $${parameters.push(parameter(value))}`)
      const sets = equal(values).join(', ')
      const sql = `UPDATE ${quoted(table)} SET ${sets} WHERE ${equal(where).join(' AND ')} RETURNING 1`
      return (await all(sql, parameters)).length
    },
  }
}

/** Whole numbers beyond 2^53 go as text, which both databases read as the number that the column holds. */
function parameter(value: Written | undefined): Parameter {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString()
  return value ?? null
}
