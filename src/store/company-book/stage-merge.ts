import { columnIndex, type RecordValues, TABLE_KEYS, TABLES, type TableKey, textCell } from '../../domain/dataset/tables.ts'
import { quoted, quotedList, storedColumns } from '../database/record-columns.ts'
import type { WriteTransaction } from '../trail/write.ts'
import type { CompanyRecord } from './find-records.ts'
import type { Pair } from './pair.ts'
import { stageRecords } from './scratch-book.ts'

/** Two clients of the clients table, as they are in force. */
export interface ClientsToMerge {
  /** The one that stays. */
  readonly into: CompanyRecord
  /** The one whose code becomes an alias 别名 of the other. */
  readonly from: CompanyRecord
}

/** Two records, one of each client, that would be one and say different things. */
export interface Collision {
  readonly table: TableKey
  readonly kept: RecordValues
  readonly other: RecordValues
}

export interface StagedMerge {
  /** The tables of the staging book. */
  readonly tables: ReadonlySet<TableKey>
  /** The records that stand under the other code by what identifies them, the client itself first. */
  readonly remove: ReadonlyMap<TableKey, readonly number[]>
  readonly collisions: readonly Collision[]
}

/**
 * Stages all that merging one client into another 合并客户 writes: every record that refers to it - by the columns of its table, so that a new table
 * is one of them by itself - refers to the one that stays; what the list leaves blank of that one is taken over; the code becomes an
 * alias with its name. Of records that become one by it amounts are added up, and what says the same is one.
 */
export async function stageMerge(transaction: WriteTransaction, pair: Pair, clients: ClientsToMerge): Promise<StagedMerge> {
  const [into, from] = [clients.into.values, clients.from.values]
  const codes = { into: textCell('clients', into, 'code'), from: textCell('clients', from, 'code') }
  const tables = new Set<TableKey>(['client_aliases'])
  const remove = new Map<TableKey, readonly number[]>([['clients', [clients.from.id]]])
  const collisions: Collision[] = []
  for (const table of TABLE_KEYS) {
    const columns = clientColumns(table)
    if (columns.length === 0) continue
    if (!columns.some((column) => TABLES[table].identity.includes(column))) {
      if (await stageRewritten(transaction, pair, table, columns, codes)) tables.add(table)
      continue
    }
    const joined = await joinedRecords(transaction, pair.company, table, columns, codes)
    if (joined.ids.length > 0) remove.set(table, joined.ids)
    if (joined.records.length > 0) tables.add(table)
    await stageRecords(transaction, pair.staging, table, joined.records)
    collisions.push(...joined.collisions)
  }
  const completed = into.map((value, index) => value ?? from[index] ?? null)
  if (completed.some((value, index) => value !== (into[index] ?? null))) {
    tables.add('clients')
    await stageRecords(transaction, pair.staging, 'clients', [completed])
  }
  await stageRecords(transaction, pair.staging, 'client_aliases', [[codes.from, codes.into, textCell('clients', from, 'name')]])
  return { tables, remove, collisions }
}

interface Codes {
  readonly into: string
  readonly from: string
}

/** The columns by which records of a table refer to clients. */
function clientColumns(table: TableKey): string[] {
  return TABLES[table].columns.filter(({ type }) => type === 'client').map(({ key }) => key)
}

/** Stages the records that only refer to the client, as they will be; answers whether there are any. */
async function stageRewritten(
  transaction: WriteTransaction,
  { company, staging }: Pair,
  table: TableKey,
  columns: readonly string[],
  { into, from }: Codes,
): Promise<boolean> {
  const stored = storedColumns(table).map(({ key }) => key)
  const rewritten = stored.map((key) =>
    columns.includes(key) ? `CASE WHEN ${quoted(key)} = $2 THEN $3 ELSE ${quoted(key)} END` : quoted(key),
  )
  const rows = await transaction.all(
    `INSERT INTO ${quoted(table)} (book, "row", ${quotedList(stored)}) SELECT ${Math.trunc(staging)}, "row", ${rewritten.join(', ')}
     FROM ${quoted(table)} WHERE book = $1 AND (${columns.map((key) => `${quoted(key)} = $2`).join(' OR ')}) RETURNING 1`,
    [company, from, into],
  )
  return rows.length > 0
}

/** The records that stand under the client by what identifies them: few of one client, so that they are joined one by one. */
async function joinedRecords(
  transaction: WriteTransaction,
  company: number,
  table: TableKey,
  columns: readonly string[],
  { into, from }: Codes,
) {
  const keys = TABLES[table].columns.map(({ key }) => key)
  const rows = await transaction.all(
    `SELECT id, ${quotedList(keys)} FROM ${quoted(table)} WHERE book = $1 AND (${columns.map((key) => `${quoted(key)} IN ($2, $3)`).join(' OR ')}) ORDER BY id`,
    [company, from, into],
  )
  const found = rows.map(([id, ...cells]) => ({
    id: Number(id),
    values: cells.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell)),
  }))
  const renamed = (values: RecordValues) =>
    values.map((value, index) => (columns.includes(keys[index] ?? '') && value === from ? into : value))
  const identityOf = (values: RecordValues) => JSON.stringify(TABLES[table].identity.map((key) => values[columnIndex(table, key)]))
  const isOther = (values: RecordValues) => columns.some((column) => values[columnIndex(table, column)] === from)
  const kept = new Map(found.filter(({ values }) => !isOther(values)).map(({ values }) => [identityOf(values), values]))
  const others = found.filter(({ values }) => isOther(values))
  const collisions: Collision[] = []
  const records = others.flatMap(({ values }): RecordValues[] => {
    const own = kept.get(identityOf(renamed(values)))
    const one = own ? joinedRecord(table, own, renamed(values)) : renamed(values)
    if (own && !one) collisions.push({ table, kept: own, other: values })
    return one && one !== own ? [one] : []
  })
  return { ids: others.map(({ id }) => id), records, collisions }
}

/** Two records of one identity as one: of amounts their sum, of what says the same the first; undefined where neither is so. */
function joinedRecord(table: TableKey, own: RecordValues, other: RecordValues): RecordValues | undefined {
  const { columns, identity } = TABLES[table]
  const content = columns.flatMap(({ key, type }, index) => (identity.includes(key) ? [] : [{ type, index }]))
  if (content.every(({ type }) => type === 'money')) {
    return own.map((value, index) => (content.some((each) => each.index === index) ? Number(value) + Number(other[index]) : value))
  }
  return content.every(({ index }) => own[index] === other[index]) ? own : undefined
}

/** Staged records that were read before a merge refer to the client that stays, as they would be read now. */
export async function renameMerged(transaction: WriteTransaction, { company, staging }: Pair, tables: Iterable<TableKey>): Promise<void> {
  for (const table of tables) {
    for (const column of clientColumns(table)) {
      const meant = `FROM client_aliases AS also WHERE also.book = $1 AND also.alias = ${quoted(table)}.${quoted(column)}`
      await transaction.all(
        `UPDATE ${quoted(table)} SET ${quoted(column)} = (SELECT also.client ${meant}) WHERE book = $2 AND EXISTS (SELECT 1 ${meant})`,
        [company, staging],
      )
    }
  }
}
