import type { Reader } from '../database/connection.ts'
import { LAST_NUMBER } from '../database/record-columns.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** One change of a setting on the server 设置变更: from a day on, over what the rule files say. */
export interface SettingChange {
  readonly id: number
  readonly key: string
  /** Undefined gives the rule file's own value back. */
  readonly value: string | undefined
  /** yyyymmdd */
  readonly effectiveFrom: number
  readonly reason: string
  readonly at: string
  readonly by: string
}

const COLUMNS = 'id, key, value, reset, effective_from, reason, at, "by"'

/** Changes newest first, of one key where told, before an id. */
export async function settingChanges(
  reader: Reader,
  { key, before, limit }: { readonly key?: string | undefined; readonly before?: number | undefined; readonly limit: number },
): Promise<SettingChange[]> {
  const rows = await reader.all(
    `SELECT ${COLUMNS} FROM setting_changes WHERE id < $1 AND ($2 = '' OR key = $2) ORDER BY id DESC LIMIT ${Math.trunc(limit)}`,
    [before ?? LAST_NUMBER, key ?? ''],
  )
  return rows.map(changeFrom)
}

/** The change of each key that is in effect on a day: the one that took effect last, of two on one day the one made last. */
export async function settingChangesOn(reader: Reader, day: number): Promise<Map<string, SettingChange>> {
  const rows = await reader.all(`SELECT ${COLUMNS} FROM setting_changes WHERE effective_from <= $1 ORDER BY effective_from, id`, [day])
  return new Map(rows.map(changeFrom).map((change) => [change.key, change]))
}

/** The next change of each key that takes effect after a day: what has been decided and does not hold yet. */
export async function settingChangesAfter(reader: Reader, day: number): Promise<Map<string, SettingChange>> {
  const rows = await reader.all(`SELECT ${COLUMNS} FROM setting_changes WHERE effective_from > $1 ORDER BY effective_from DESC, id`, [day])
  return new Map(rows.map(changeFrom).map((change) => [change.key, change]))
}

export async function insertSettingChange(transaction: WriteTransaction, change: Omit<SettingChange, 'id'>): Promise<number> {
  const { key, value, effectiveFrom, reason, at, by } = change
  const row = { key, value: value ?? '', reset: value === undefined ? 1 : 0, effective_from: effectiveFrom, reason, at, by }
  return Number(await transaction.insert('setting_changes', row, 'id'))
}

/** The latest last day of the periods that are published or closed; undefined when there is none. */
export async function lastDecidedDay(reader: Reader): Promise<number | undefined> {
  const rows = await reader.all(`SELECT max("last") FROM appraisal_periods WHERE state IN ('published', 'closed')`)
  const day = rows[0]?.[0]
  return typeof day === 'bigint' ? Number(day) : undefined
}

function changeFrom([id, key, value, reset, effectiveFrom, reason, at, by]: readonly unknown[]): SettingChange {
  return {
    id: Number(id),
    key: String(key),
    value: Number(reset) === 1 ? undefined : String(value),
    effectiveFrom: Number(effectiveFrom),
    reason: String(reason),
    at: String(at),
    by: String(by),
  }
}
