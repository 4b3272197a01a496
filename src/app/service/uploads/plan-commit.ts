import { TABLE_KEYS, type TableKey } from '../../../domain/dataset/tables.ts'
import { type Compared, type Pair, touchedTimes } from '../../../store/company-book/compare-staging.ts'
import type { Reader } from '../../../store/connection.ts'
import { allPeriods } from '../../../store/periods.ts'
import { type ChangeFacts, isMasterTable, ruleChange } from '../records/change-rules.ts'
import type { Actor } from '../service.ts'
import type { UploadPlan } from './upload-view.ts'

/** What committing staged records would mean as things are; nothing is written. */
export async function planCommit(
  reader: Reader,
  actor: Actor,
  pair: Pair,
  tables: Readonly<Partial<Record<TableKey, Compared>>>,
  wanted: string | undefined,
): Promise<UploadPlan> {
  const given = TABLE_KEYS.filter((table) => tables[table] !== undefined)
  const masterData = given.some((table) => isMasterTable(table) && (tables[table]?.new ?? 0) + (tables[table]?.changed ?? 0) > 0)
  const facts: ChangeFacts = { times: await touchedTimes(reader, given, pair), masterData, reason: undefined, wanted, correction: false }
  const periods = await allPeriods(reader)
  const asItIs = ruleChange(actor, periods, facts)
  const withReason = ruleChange(actor, periods, { ...facts, reason: 'given' })
  return {
    period: withReason.ok ? (withReason.period ?? null) : null,
    lateFor: withReason.ok ? withReason.lateFor : [],
    needsReason: !asItIs.ok && asItIs.problems.some(({ code }) => code === 'data_change_must_have_a_reason'),
    obstacles: withReason.ok ? [] : withReason.problems,
  }
}
