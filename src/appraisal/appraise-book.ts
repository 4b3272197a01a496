import { daysFor, type Period } from '../base/period.ts'
import { byContent, type Language, type Problem } from '../base/problem.ts'
import type { ListedAppraisal } from '../domain/appraisal.ts'
import { appraisalProblem } from '../domain/appraisal-problems.ts'
import { columnIndex, TABLES, type TableKey } from '../domain/dataset/tables.ts'
import type { OnIncomplete } from '../domain/engineers/score-engineer.ts'
import type { Book } from '../store/book/book.ts'
import type { Records } from '../store/database/records.ts'
import { AUDITED, isAudited } from '../store/measures/audited.ts'
import { collectionTotals } from '../store/measures/collection-totals.ts'
import type { AppraisalFacts } from './appraisal-facts.ts'
import { appraiseEngineers, commissionsOf } from './appraise-engineers.ts'
import { appraiseMonths, isFromMonths } from './appraise-months.ts'
import { commissionsInForce, commissionsOfMonths, paidByPlans, payMonths, periodCommissions } from './appraise-pay.ts'
import { appraiseSales } from './appraise-sales.ts'
import { decisionsFrom } from './appraise-service.ts'
import { collectSalesFacts } from './collect-sales-facts.ts'
import { collectServiceFacts } from './collect-service-facts.ts'
import { historyOf } from './history-of.ts'
import { monthsIgnored } from './months-of-period.ts'
import { effectTeller } from './odd-effect.ts'
import type { PlaceOf } from './odd-problem.ts'
import { oddProblems } from './odd-records.ts'
import { peopleOfPeriod } from './people-of-period.ts'
import { peopleTakingPart } from './people-taking-part.ts'
import { type RulesInForce, unknownRegions } from './rules-in-force.ts'
import { calendarOf } from './working-calendar.ts'

export interface AppraisalRequest {
  readonly records: Records
  readonly book: Pick<Book, 'id' | 'rows'>
  readonly period: Period
  readonly rules: RulesInForce
  readonly onIncomplete: OnIncomplete
  readonly language: Language
  /** Found while the data were read; they become part of the result. */
  readonly problems: readonly Problem[]
  /** Where a record stands in the user's files, for problems of single records; there are none on the server. */
  readonly place?: PlaceOf | undefined
  /** Told before each stage, in the order of APPRAISAL_STAGES; a failure it throws ends the appraisal. */
  readonly onStage?: ((stage: AppraisalStage) => void) | undefined
}

/** What an appraisal does one after the other. */
const APPRAISAL_STAGES = ['people', 'service_facts', 'sales_facts', 'scores', 'bonus'] as const
export type AppraisalStage = (typeof APPRAISAL_STAGES)[number]

/** An appraisal with the facts that it follows from. */
export interface AppraisedBook {
  readonly appraisal: ListedAppraisal
  readonly facts: AppraisalFacts
}

/** The tables that are in the data at all, with rows or without. */
export function tablesGiven(book: Pick<Book, 'rows'>): ReadonlySet<TableKey> {
  return new Set((Object.keys(TABLES) as TableKey[]).filter((table) => book.rows[table] !== undefined))
}

/** Appraises one period of a book: facts by set-based SQL, then rules, pools and splits in memory, person by person. */
export async function appraiseBook(request: AppraisalRequest): Promise<AppraisedBook> {
  const { records, book, period, rules, onIncomplete, language, onStage = () => undefined } = request
  const given = tablesGiven(book)
  onStage('people')
  const people = await peopleTakingPart(records, book.id, await peopleOfPeriod(records, book.id, given, period), { period, rules })
  const decisions = decisionsFrom(await records.readPeriods(book.id, 'decisions', [period.text]))
  onStage('service_facts')
  const serviceFacts = await collectServiceFacts(records, book.id, period)
  onStage('sales_facts')
  const totals = await collectionTotals(records, book.id, period, rules.readings)
  const salesFacts = await collectSalesFacts(records, book.id, period, rules, people.homeOf, totals)
  // Of a period that is made of its months the months' marks count, and what lacks there is said person by person.
  const empty = (await emptyTables(records, book, period)).filter(({ column }) => column !== 'period' || !isFromMonths({ period, rules }))
  const ignored = await monthsIgnored(records, book.id, { period, people, isFromMonths: isFromMonths({ period, rules }) })
  const calendar = await calendarOf(records, book.id)
  const lacking = people.engineers.length > 0 && !given.has('collections') ? [COLLECTIONS_LACKING] : []
  onStage('scores')
  const history = await historyOf(records, book.id, given, period, rules)
  const sales = appraiseSales(people, salesFacts, given, rules, history.isLacking)
  onStage('bonus')
  const months = payMonths({ records, book: book.id, given }, { period, rules, people, salesFacts, sales })
  const paid = await periodCommissions(months, period)
  const typed = await commissionsOf(records, book.id, period)
  const asked = {
    records,
    book: book.id,
    given,
    period,
    rules,
    onIncomplete,
    people,
    commissionsIn: commissionsOfMonths(months, records, book.id),
  }
  const anew = isFromMonths(asked) ? undefined : await appraiseEngineers({ ...asked, facts: serviceFacts, decisions, totals })
  const { service, bonus, collections, problems } = anew ?? (await appraiseMonths(asked))
  const pay = await paidByPlans(months, { paid: paid.commissions, service, bonus }, period)
  // What something odd comes to in a period made of its months is told in the month that it lies in.
  const tell =
    anew &&
    effectTeller({
      ...{ people, factsOf: serviceFacts, decisions, onIncomplete, rules, period, collections, bonus, results: service },
      serviceRules: { ...rules.service, attendanceGiven: given.has('attendance') },
      commissions: commissionsInForce(typed, paid).commissions,
    })
  const odd = await oddProblems({ reader: records, book: book.id, given, period, rules, calendar, place: request.place }, tell)
  return {
    appraisal: {
      period,
      settings: { ...rules.book.settings, onIncomplete, language },
      service,
      sales,
      bonus,
      ...(pay && pay.commissions.length + pay.grades.length > 0 && { pay: { commissions: pay.commissions, grades: pay.grades } }),
      problems: [
        ...unknownRegions(rules.book, people.regions.keys()),
        ...request.problems,
        ...people.problems,
        ...problems,
        ...paid.problems,
        ...commissionsInForce(typed, paid).problems,
        ...(pay?.problems ?? []),
        ...empty,
        ...ignored,
        ...odd,
        ...lacking,
        ...(people.representatives.length > 0 ? history.problems : []),
      ].sort(byContent),
    },
    facts: {
      given,
      service: serviceFacts,
      sales: salesFacts,
      decisions,
      creditedReps: new Map([...collections].map(([region, { creditedReps }]) => [region, creditedReps])),
    },
  }
}

/** Without collections every pool is 0.00, which nobody should learn from the sheets (POLICY 5.3.1). */
const COLLECTIONS_LACKING = appraisalProblem(
  'table_should_be_in_the_data',
  { table: 'collections', title: TABLES.collections.title },
  { table: 'collections' },
)

const WATCHED = ['orders', 'collections', 'attendance', 'feedback', 'followups', 'evaluations'] as const

/** Tables that are there but have no row of the period that counts: a likely slip when a month's file was forgotten (POLICY A8). */
export async function emptyTables(records: Records, book: Pick<Book, 'id' | 'rows'>, period: Period): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const table of WATCHED) {
    if (book.rows[table] === undefined) continue
    const { first, last } = daysFor(table, period)
    const byPeriod = TABLES[table].columns.some((column) => column.key === 'period')
    const rows = byPeriod
      ? await records.all(`SELECT 1 FROM ${table} WHERE book = $1 AND period = $2 LIMIT 1`, [book.id, period.text])
      : await records.all(
          `SELECT 1 FROM ${table} WHERE book = $1 AND date BETWEEN $2 AND $3${isAudited(table) ? ` AND ${AUDITED}` : ''} LIMIT 1`,
          [book.id, first, last],
        )
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
