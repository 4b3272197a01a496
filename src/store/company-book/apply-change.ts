import { TABLE_KEYS, type TableKey } from '../../domain/dataset/tables.ts'
import { findBook } from '../book/books.ts'
import { COMPANY } from '../database/company.ts'
import type { Reader } from '../database/connection.ts'
import type { WriteTransaction } from '../trail/write.ts'
import { type ChangeCounts, commitStaging, type TableCounts } from './commit-staging.ts'
import {
  type Comparison,
  compareStaging,
  joinedTimes,
  type OtherwiseLined,
  type OverlappingSpell,
  otherwiseLined,
  overlappingSpells,
  type SecondMark,
  secondMarks,
  type Times,
  timesOf,
  touchedTimes,
} from './compare-staging.ts'
import { deriveAgain } from './derive-collections.ts'
import { countTable, retire } from './move-records.ts'
import type { Pair } from './pair.ts'
import { type AliasedClient, aliasedClients, type Dangling, danglingReferences, type LeftBehind, leftBehind } from './references.ts'

/** What a change is to do: the records of a staging book come in, some records in force go out. */
export interface Edit {
  readonly pair: Pair
  /** The tables of the staging book, with rows or not. */
  readonly tables: ReadonlySet<TableKey>
  /** Ids of records in force. They go out first, so that another mark may take the place of one. */
  readonly remove?: ReadonlyMap<TableKey, readonly number[]> | undefined
  /** How the staged records stand, where the transaction has looked already and nothing is removed. */
  readonly standing?: Standing | undefined
}

/** How staged records stand to those in force at one moment, and the days and periods that putting them into force touches. */
export interface Standing {
  readonly compared: Readonly<Partial<Record<TableKey, Comparison>>>
  readonly times: Times
}

export async function standingOf(reader: Reader, tables: Iterable<TableKey>, pair: Pair): Promise<Standing> {
  const compared: Partial<Record<TableKey, Comparison>> = {}
  for (const table of tables) compared[table] = await compareStaging(reader, table, pair)
  return { compared, times: await touchedTimes(reader, tables, pair) }
}

/** What a change touched, and what stands in its way. */
export interface Applied {
  readonly counts: ChangeCounts
  readonly times: Times
  readonly conflicts: Conflicts
}

/** Anything in here means that the change must not be kept. */
export interface Conflicts {
  readonly secondMarks: readonly SecondMark[]
  readonly otherwiseLined: readonly OtherwiseLined[]
  readonly overlappingSpells: readonly OverlappingSpell[]
  readonly dangling: readonly Dangling[]
  readonly leftBehind: readonly LeftBehind[]
  /** Codes of clients that are another client's alias too. */
  readonly aliasedClients: readonly AliasedClient[]
  /** Numbers of collections of which nobody could tell the region any more. */
  readonly withoutRegion: readonly string[]
}

export function hasConflicts(conflicts: Conflicts): boolean {
  return Object.values(conflicts).some(({ length }) => length > 0)
}

/** Makes a change in the company book and says what it touched; the caller keeps it only when nothing stands in its way. */
export async function applyChange(
  transaction: WriteTransaction,
  change: number,
  { pair, tables, remove, standing }: Edit,
): Promise<Applied> {
  const times: Times[] = []
  const removed: Partial<Record<TableKey, number>> = {}
  for (const [table, ids] of remove ?? []) {
    times.push(await timesOf(transaction, table, pair.company, ids))
    const count = await retire(transaction, table, pair.company, change, ids)
    await countTable(transaction, pair.company, table, -count)
    removed[table] = count
  }
  times.push(standing?.times ?? (await touchedTimes(transaction, tables, pair)))
  const before = await conflictsOfStaged(transaction, pair, tables)
  const { counts: committed, withoutRegion: lost } = await commitStaging(transaction, pair, change, tables, standing?.compared)
  const counts: Partial<Record<TableKey, TableCounts>> = { ...committed }
  const withoutRegion = [...lost]
  for (const table of TABLE_KEYS) {
    const gone = removed[table]
    if (gone !== undefined) counts[table] = { new: 0, changed: 0, same: 0, ...counts[table], removed: gone }
  }
  if (removed.client_reps !== undefined) withoutRegion.push(...(await deriveAgain(transaction, pair, change)))
  const after = {
    leftBehind: await leftBehind(transaction, pair.company, change),
    aliasedClients: await aliasedClients(transaction, [pair.company]),
  }
  return { counts, times: joinedTimes(...times), conflicts: { ...before, ...after, withoutRegion } }
}

/** What of the staged records contradicts the records in force. */
export async function conflictsOfStaged(
  transaction: WriteTransaction,
  pair: Pair,
  tables: ReadonlySet<TableKey>,
): Promise<Pick<Conflicts, 'secondMarks' | 'otherwiseLined' | 'overlappingSpells' | 'dangling'>> {
  const book = await findBook(transaction, COMPANY)
  const given = new Set([...TABLE_KEYS.filter((table) => book?.rows[table] !== undefined), ...tables])
  return {
    secondMarks: tables.has('evaluations') ? await secondMarks(transaction, pair) : [],
    otherwiseLined: await otherwiseLined(transaction, tables, pair),
    overlappingSpells: tables.has('spells') ? await overlappingSpells(transaction, pair) : [],
    dangling: await danglingReferences(transaction, pair, tables, given),
  }
}
