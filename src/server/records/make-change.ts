import type { Answer } from '../../base/answer.ts'
import type { Day } from '../../base/day.ts'
import { type RecordValues, TABLE_KEYS, type TableKey } from '../../domain/dataset/tables.ts'
import { allPeriods } from '../../store/aggregates/periods.ts'
import { type Applied, applyChange, type Edit, hasConflicts } from '../../store/company-book/apply-change.ts'
import { assignPeriod, type ChangeKind, insertChange, settleChange } from '../../store/company-book/changes.ts'
import type { ChangeCounts } from '../../store/company-book/commit-staging.ts'
import { companyBookIn } from '../../store/company-book/company-book.ts'
import { dateSnapshot } from '../../store/company-book/date-snapshot.ts'
import type { Pair } from '../../store/company-book/pair.ts'
import { stageRecords, withScratchBook } from '../../store/company-book/scratch-book.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { companyCalendar } from '../kernel/company-calendar.ts'
import { companyToday } from '../kernel/company-day.ts'
import type { Actor, Service } from '../kernel/service.ts'
import { isMasterTable, ruleChange } from './change-rules.ts'
import { conflictProblems } from './conflict-problems.ts'
import { ownRecordProblems } from './own-records.ts'
import { snapshotDay } from './snapshot-day.ts'
import { touched } from './touched.ts'

export interface ChangeRequest {
  readonly kind: ChangeKind
  readonly reason: string | undefined
  /** The open period to record it in; the one that the records are of unless told. */
  readonly period: string | undefined
  readonly upload?: string | undefined
  /** Of a single record of people or clients: from which day on what it says differently holds; as proposed unless told. */
  readonly heldFrom?: Day | 'ever' | undefined
}

/** What a change came to. */
export interface MadeChange {
  readonly id: number
  readonly period: string | undefined
  readonly lateFor: readonly string[]
  /** The opened periods that it touched. */
  readonly reaches: readonly string[]
  readonly counts: ChangeCounts
}

/** Records to put into force, by table, and ids of records to take out of it. */
export interface RecordEdits {
  readonly put?: ReadonlyMap<TableKey, readonly RecordValues[]>
  readonly remove?: ReadonlyMap<TableKey, readonly number[]>
}

/**
 * Makes a change of some records of the company book inside a transaction, under the rules of who may change when; the caller
 * rolls back when it is not ok. Permissions and tables are the caller's to check: a correction is made by whoever decides
 * the appeal.
 */
export async function editRecords(
  service: Service,
  actor: Actor,
  transaction: WriteTransaction,
  request: ChangeRequest,
  { put, remove }: RecordEdits,
): Promise<Answer<{ readonly ok: true; readonly change: MadeChange }>> {
  const { id: company } = await companyBookIn(transaction)
  return withScratchBook(transaction, async (staging) => {
    for (const [table, records] of put ?? []) await stageRecords(transaction, staging, table, records)
    const pair = { company, staging }
    const given = new Set(put?.keys() ?? [])
    const dated = request.kind === 'row' ? await datedByDay(service, transaction, pair, given, request.heldFrom) : []
    return makeChange(service, actor, transaction, request, { pair, tables: new Set([...given, ...dated]), remove })
  })
}

/** Lets what a single record says differently hold from a day on; answers the tables of the dated rows. */
async function datedByDay(
  service: Service,
  transaction: WriteTransaction,
  pair: Pair,
  given: ReadonlySet<TableKey>,
  heldFrom: Day | 'ever' | undefined,
): Promise<TableKey[]> {
  const proposed = await snapshotDay(transaction)
  if (proposed === undefined || heldFrom === 'ever') return []
  const day = { ...proposed, from: heldFrom ?? proposed.from, today: await companyToday(service, transaction), isList: false }
  const dated = await dateSnapshot(transaction, pair, given, day)
  return TABLE_KEYS.filter((table) => dated && table in dated.rows)
}

/** The same with records that are staged already. */
export async function makeChange(
  service: Service,
  actor: Actor,
  transaction: WriteTransaction,
  request: ChangeRequest,
  edit: Edit,
): Promise<Answer<{ readonly ok: true; readonly change: MadeChange }>> {
  const { kind, reason, upload } = request
  const at = service.now().toISOString()
  const id = await insertChange(transaction, { kind, period: undefined, reason, at, by: actor.id, upload })
  const applied = await applyChange(transaction, id, edit)
  return settle(actor, transaction, id, request, applied)
}

/** Holds what a change did against the rules, and writes down what it came to. */
export async function settle(
  actor: Actor,
  transaction: WriteTransaction,
  id: number,
  { kind, reason, period: wanted }: ChangeRequest,
  { counts, times, conflicts }: Applied,
): Promise<Answer<{ readonly ok: true; readonly change: MadeChange }>> {
  if (hasConflicts(conflicts)) return { ok: false, problems: conflictProblems(conflicts) }
  const masterData = TABLE_KEYS.some((table) => isMasterTable(table) && touched(counts, table) > 0)
  const calendar = await companyCalendar(transaction)
  const facts = { times, calendar, masterData, reason, wanted, correction: kind === 'correction' }
  const ruling = ruleChange(actor, await allPeriods(transaction), facts)
  if (!ruling.ok) return ruling
  const own = await ownRecordProblems(transaction, actor, id, counts)
  if (own.length > 0) return { ok: false, problems: own }
  await settleChange(transaction, id, counts, ruling.lateFor)
  if (ruling.period !== undefined) await assignPeriod(transaction, id, ruling.period)
  return { ok: true, change: { id, period: ruling.period, lateFor: ruling.lateFor, reaches: ruling.reaches, counts } }
}
