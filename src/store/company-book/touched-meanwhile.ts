import { type RecordValues, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { Cell, Reader } from '../database/connection.ts'
import { quoted, quotedList } from '../database/record-columns.ts'
import type { Pair } from './pair.ts'
import { sameIdentity } from './record-sql.ts'

/** A staged record that changes after a certain one have touched in force. */
export interface TouchedMeanwhile {
  readonly staged: RecordValues
  /** As it was in force then; undefined where it was not. */
  readonly before: RecordValues | undefined
  readonly now: RecordValues | undefined
  /** The last change that touched it. */
  readonly change: number
}

/** How many staged records of a table were touched by changes after `since`, and the first of them in the order of the file. */
export async function touchedMeanwhile(
  reader: Reader,
  table: TableKey,
  { company, staging }: Pair,
  since: number,
  limit: number,
): Promise<{ readonly count: number; readonly first: readonly TouchedMeanwhile[] }> {
  const name = quoted(table)
  const touched = await reader.all(
    `SELECT id, change, count(*) OVER () FROM (
       SELECT staged.id, max(CASE WHEN coalesce(version.retired, 0) > version.added THEN version.retired ELSE version.added END) AS change
       FROM ${name} AS staged CROSS JOIN ${name} AS version
       WHERE staged.book = $1 AND version.book IN ($2, $3) AND ${sameIdentity(table, 'staged', 'version')}
         AND (version.added > $4 OR version.retired > $4)
       GROUP BY staged.id) AS touched ORDER BY id LIMIT ${Math.trunc(limit)}`,
    [staging, company, -company, since],
  )
  if (touched.length === 0) return { count: 0, first: [] }
  const ids = touched.map(([id]) => Number(id)).join(', ')
  const columns = TABLES[table].columns.map(({ key }) => key)
  const versions = await reader.all(
    `SELECT staged.id, CASE WHEN version.book = $1 THEN 1 ELSE 0 END, CASE WHEN version.added <= $3 THEN 1 ELSE 0 END, ${quotedList(columns, 'version')}
     FROM ${name} AS staged CROSS JOIN ${name} AS version
     WHERE staged.id IN (${ids}) AND version.book IN ($1, $2) AND ${sameIdentity(table, 'staged', 'version')}
       AND (version.book = $1 OR (version.added <= $3 AND version.retired > $3))`,
    [company, -company, since],
  )
  const staged = new Map(
    (await reader.all(`SELECT id, ${quotedList(columns)} FROM ${name} WHERE id IN (${ids})`)).map(([id, ...cells]) => [
      id,
      valuesOf(cells),
    ]),
  )
  const found = (id: Cell | undefined, place: 1 | 2) => {
    const version = versions.find((each) => each[0] === id && each[place] === 1n)
    return version && valuesOf(version.slice(3))
  }
  return {
    count: Number(touched[0]?.[2] ?? 0n),
    first: touched.map(([id = null, change]) => ({
      staged: staged.get(id) ?? [],
      before: found(id, 2),
      now: found(id, 1),
      change: Number(change),
    })),
  }
}

function valuesOf(cells: readonly Cell[]): RecordValues {
  return cells.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell))
}
