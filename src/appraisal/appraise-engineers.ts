import { type Fen, fen } from '../base/money.ts'
import type { Period } from '../base/period.ts'
import type { Problem } from '../base/problem.ts'
import type { RegionBonus } from '../domain/appraisal.ts'
import { cell, type TableKey, textCell } from '../domain/dataset/tables.ts'
import type { OnIncomplete } from '../domain/engineers/score-engineer.ts'
import type { IncompleteDecision, ServiceFacts } from '../domain/engineers/service-facts.ts'
import type { ServiceResult } from '../domain/engineers/service-result.ts'
import type { Records } from '../store/database/records.ts'
import type { CollectionTotals } from '../store/measures/measure.ts'
import { appraiseBonus } from './appraise-bonus.ts'
import { appraiseService } from './appraise-service.ts'
import { markedMonths } from './months-of-period.ts'
import type { PeopleTakingPart } from './people-taking-part.ts'
import { type CountedCollections, collectionsByRegion } from './region-collections.ts'
import type { RulesInForce } from './rules-in-force.ts'

export interface EngineersAsked {
  readonly records: Records
  readonly book: number
  readonly given: ReadonlySet<TableKey>
  readonly period: Period
  readonly rules: RulesInForce
  readonly onIncomplete: OnIncomplete
  readonly people: PeopleTakingPart
  readonly facts: (employee: string) => ServiceFacts
  readonly decisions: readonly IncompleteDecision[]
  readonly totals: readonly CollectionTotals[]
  /** The sales commissions of a period by region, as plans or the table commissions say. */
  readonly commissionsIn: CommissionsIn
}

export type CommissionsIn = (period: Period) => Promise<ReadonlyMap<string, Fen>>

/** What service engineers are scored and paid 技术客服考核与奖金 in one period. */
export interface AppraisedEngineers {
  readonly service: readonly ServiceResult[]
  readonly bonus: readonly RegionBonus[]
  readonly collections: ReadonlyMap<string, CountedCollections>
  readonly problems: readonly Problem[]
}

/** Module scores, final scores, pools and splits of one period, computed over its days (POLICY A). */
export async function appraiseEngineers(asked: EngineersAsked): Promise<AppraisedEngineers> {
  const { records, book, given, period, rules, onIncomplete, people, facts, decisions, totals, commissionsIn } = asked
  const serviceRules = { ...rules.service, attendanceGiven: given.has('attendance') }
  const months = await markedMonths(records, book, period)
  const service = appraiseService(people, facts, decisions, onIncomplete, serviceRules, rules.book, period, months)
  const collections = collectionsByRegion(totals, people, rules.readings)
  const { bonus, problems } = appraiseBonus(people, service.results, collections, await commissionsIn(period), rules, period)
  return { service: service.results, bonus, collections, problems: [...service.problems, ...problems] }
}

/** The sales commissions 提成 that are typed in for exactly the period, by region. */
export async function commissionsOf(records: Records, book: number, period: Period): Promise<Map<string, Fen>> {
  const found = await records.readPeriods(book, 'commissions', [period.text])
  return new Map(
    found.map((record) => [textCell('commissions', record, 'region'), fen(BigInt(cell('commissions', record, 'amount') ?? 0))]),
  )
}
