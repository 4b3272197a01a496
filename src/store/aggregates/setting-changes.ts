import type { Reader } from '../database/connection.ts'
import { asked, firstOf, type RowOf, rowsOf, tables } from '../database/query.ts'
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

const changes = tables
  .selectFrom('setting_changes')
  .select(['id', 'key', 'value', 'reset', 'effective_from as effectiveFrom', 'reason', 'at', 'by'])

/** Changes newest first, of one key where told, before an id. */
export async function settingChanges(
  reader: Reader,
  { key, before, limit }: { readonly key?: string | undefined; readonly before?: number | undefined; readonly limit: number },
): Promise<SettingChange[]> {
  const wanted = changes.where((eb) => eb.and([...asked(before, (id) => eb('id', '<', id)), ...asked(key, (each) => eb('key', '=', each))]))
  return (await rowsOf(reader, wanted.orderBy('id', 'desc').limit(limit))).map(changeFrom)
}

/** The change of each key that is in effect on a day: the one that took effect last, of two on one day the one made last. */
export async function settingChangesOn(reader: Reader, day: number): Promise<Map<string, SettingChange>> {
  return byKey(reader, changes.where('effective_from', '<=', day).orderBy('effective_from').orderBy('id'))
}

/** The next change of each key that takes effect after a day: what has been decided and does not hold yet. */
export async function settingChangesAfter(reader: Reader, day: number): Promise<Map<string, SettingChange>> {
  return byKey(reader, changes.where('effective_from', '>', day).orderBy('effective_from', 'desc').orderBy('id'))
}

/** Every change of some keys, of what takes effect first the first, of one day in the order in which they were made. */
export async function changesOfKeys(reader: Reader, keys: readonly string[]): Promise<SettingChange[]> {
  return (await rowsOf(reader, changes.where('key', 'in', keys).orderBy('effective_from').orderBy('id'))).map(changeFrom)
}

async function byKey(reader: Reader, query: typeof changes): Promise<Map<string, SettingChange>> {
  return new Map((await rowsOf(reader, query)).map(changeFrom).map((change) => [change.key, change]))
}

export async function insertSettingChange(transaction: WriteTransaction, change: Omit<SettingChange, 'id'>): Promise<number> {
  const { key, value, effectiveFrom, reason, at, by } = change
  const row = { key, value: value ?? '', reset: value === undefined ? 1 : 0, effective_from: effectiveFrom, reason, at, by }
  return transaction.insert('setting_changes', row, 'id')
}

/** The latest last day of the periods that are published or closed; undefined when there is none. */
export async function lastDecidedDay(reader: Reader): Promise<number | undefined> {
  const decided = tables.selectFrom('appraisal_periods').select('last').where('state', 'in', ['published', 'closed'])
  return (await firstOf(reader, decided.orderBy('last', 'desc').limit(1)))?.last
}

function changeFrom({ value, reset, ...row }: RowOf<typeof changes>): SettingChange {
  return { ...row, value: reset === 1 ? undefined : value }
}
