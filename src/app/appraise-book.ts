import { type Fen, fen } from '../base/money.ts'
import type { Period } from '../base/period.ts'
import { byContent, type Language, type Problem } from '../base/problem.ts'
import type { Appraisal } from '../domain/appraisal.ts'
import { appraisalProblem } from '../domain/appraisal-problems.ts'
import { columnIndex, TABLES, type TableKey } from '../domain/dataset/tables.ts'
import type { OnIncomplete } from '../domain/service/score-engineer.ts'
import type { Book } from '../store/book.ts'
import type { Store } from '../store/open-store.ts'
import { appraiseBonus } from './appraise-bonus.ts'
import { appraiseSales } from './appraise-sales.ts'
import { appraiseService, decisionsFrom } from './appraise-service.ts'
import { collectSalesFacts } from './collect-sales-facts.ts'
import { collectServiceFacts } from './collect-service-facts.ts'
import { cell, peopleOfPeriod, textCell } from './people-of-period.ts'
import { regionCollections } from './region-collections.ts'
import type { RulesInForce } from './rules-in-force.ts'

export interface AppraisalRequest {
  readonly store: Store
  readonly book: Book
  readonly period: Period
  readonly rules: RulesInForce
  readonly onIncomplete: OnIncomplete
  readonly language: Language
  /** Found while the data were read; they become part of the result. */
  readonly problems: readonly Problem[]
}

/** The tables that are in the data at all, with rows or without. */
export function tablesGiven(book: Book): ReadonlySet<TableKey> {
  return new Set((Object.keys(TABLES) as TableKey[]).filter((table) => book.rows[table] !== undefined))
}

/** Appraises one period of a book: facts by set-based SQL, then rules, pools and splits in memory, person by person. */
export async function appraiseBook({ store, book, period, rules, onIncomplete, language, problems }: AppraisalRequest): Promise<Appraisal> {
  const given = tablesGiven(book)
  const people = await peopleOfPeriod(store, book.id, given, period)
  const serviceFacts = await collectServiceFacts(store, book.id, period)
  const decisions = decisionsFrom(await store.readPeriods(book.id, 'decisions', [period.text]))
  const serviceRules = { ...rules.service, attendanceGiven: given.has('attendance') }
  const service = appraiseService(people, serviceFacts, decisions, onIncomplete, serviceRules, rules.book, period)
  const sales = appraiseSales(people, await collectSalesFacts(store, book.id, period, rules.readings), given, rules)
  const collections = await regionCollections(store, book.id, period, rules.readings, people)
  const { bonus, problems: bonusProblems } = appraiseBonus(
    people,
    service.results,
    collections,
    await commissionsOf(store, book.id, period),
    rules,
    period,
  )
  return {
    period,
    settings: { ...rules.book.settings, onIncomplete, language },
    service: service.results,
    sales,
    bonus,
    problems: [...problems, ...people.problems, ...service.problems, ...bonusProblems, ...(await emptyTables(store, book, period))].sort(
      byContent,
    ),
  }
}

async function commissionsOf(store: Store, book: number, period: Period): Promise<Map<string, Fen>> {
  const records = await store.readPeriods(book, 'commissions', [period.text])
  return new Map(
    records.map((record) => [textCell('commissions', record, 'region'), fen(BigInt(cell('commissions', record, 'amount') ?? 0))]),
  )
}

/** Tables that are there but have no row of the period: a likely slip when a month's file was forgotten (POLICY A8). */
const WATCHED = ['orders', 'collections', 'attendance', 'feedback', 'followups', 'evaluations'] as const

async function emptyTables(store: Store, book: Book, period: Period): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const table of WATCHED) {
    if (book.rows[table] === undefined) continue
    const byPeriod = TABLES[table].columns.some((column) => column.key === 'period')
    const rows = byPeriod
      ? await store.all(`SELECT 1 FROM ${table} WHERE book = $1 AND period = $2 LIMIT 1`, [book.id, period.text])
      : await store.all(`SELECT 1 FROM ${table} WHERE book = $1 AND date BETWEEN $2 AND $3 LIMIT 1`, [book.id, period.first, period.last])
    if (rows.length === 0) {
      const values = { table, title: TABLES[table].title, period: period.text }
      problems.push(appraisalProblem('table_should_have_rows_in_period', values, { table, column: columnKey(table, byPeriod) }))
    }
  }
  return problems
}

function columnKey(table: (typeof WATCHED)[number], byPeriod: boolean): string {
  const key = byPeriod ? 'period' : 'date'
  return TABLES[table].columns[columnIndex(table, key)]?.key ?? key
}
