import { fen } from '../base/money.ts'
import type { Period } from '../base/period.ts'
import type { Problem } from '../base/problem.ts'
import { add, compare, ONE, type Rational, rationalFromText, ZERO } from '../base/rational.ts'
import { exactText } from '../base/rounding.ts'
import { sortedBy } from '../base/text-order.ts'
import { TABLES, type TableKey, textCell } from '../domain/dataset/tables.ts'
import type { FigureOf } from '../domain/pay/commission.ts'
import type { CommissionPlan } from '../domain/pay/commission-plan.ts'
import { type Credit, splitByCredits } from '../domain/pay/credits.ts'
import { gradeOf } from '../domain/pay/grade.ts'
import { payProblem } from '../domain/pay/pay-problems.ts'
import { type Employee, employedIn } from '../domain/people/employee.ts'
import type { SalesFacts } from '../domain/sales/sales-facts.ts'
import type { SalesResult } from '../domain/sales/sales-result.ts'
import { windowsOf } from '../domain/sales/windows.ts'
import type { Records } from '../store/database/records.ts'
import { newClientsOn } from '../store/measures/new-clients-by-rep.ts'
import { clientClasses, type PlanDocument, type PlanTable, planDocuments } from '../store/measures/plan-documents.ts'
import { appraiseSales } from './appraise-sales.ts'
import { collectSalesFacts } from './collect-sales-facts.ts'
import { historyOf } from './history-of.ts'
import { type PeopleOfPeriod, peopleOfPeriod } from './people-of-period.ts'
import type { RulesInForce } from './rules-in-force.ts'

export interface PayAsked {
  readonly records: Records
  readonly book: number
  readonly given: ReadonlySet<TableKey>
}

/** What plans are computed from in one month: people, KPIs and points of representatives, and the documents that count. */
export interface PayFacts {
  readonly period: Period
  readonly rules: RulesInForce
  readonly people: PeopleOfPeriod
  readonly salesFacts: (employee: string) => SalesFacts
  readonly sales: ReadonlyMap<string, SalesResult>
}

/** Facts that an appraisal has at hand already. */
export type KnownFacts = Pick<PayFacts, 'people' | 'salesFacts'> & { readonly sales: Iterable<SalesResult> }

/** What a month's plans are computed from; what representatives did is left out where it is not asked for. */
export async function payFacts(
  asked: PayAsked,
  period: Period,
  rules: RulesInForce,
  known: KnownFacts | undefined,
  withSales: boolean,
): Promise<PayFacts> {
  const { records, book, given } = asked
  const people = known?.people ?? (await peopleOfPeriod(records, book, given, period))
  if (!withSales) return { period, rules, people, salesFacts: (employee) => ({ employee, measures: {} }), sales: new Map() }
  const salesFacts = known?.salesFacts ?? (await collectSalesFacts(records, book, period, rules, people.homeOf))
  const history = known ? undefined : await historyOf(records, book, given, period, rules)
  const sales = known?.sales ?? appraiseSales(people, salesFacts, given, rules, history?.isLacking ?? (() => false))
  return { period, rules, people, salesFacts, sales: new Map([...sales].map((result) => [result.employee, result])) }
}

/** Whom a plan is for in a month: of its position, region and list, by number. */
export function peopleOf({ people }: Pick<CommissionPlan, 'people'>, facts: Pick<PayFacts, 'people' | 'period'>): Employee[] {
  const { position, regions, employees } = people
  const found = [...facts.people.employees.values()].filter(
    (employee) =>
      employee.position === position &&
      employedIn(employee, facts.period) &&
      (!regions || regions.includes(facts.people.homeOf(employee.number) ?? '')) &&
      (!employees || employees.includes(employee.number)),
  )
  return sortedBy(found, ({ number }) => number)
}

/** KPIs by their keys, total points, and the grade that they give. */
export function figuresOf(employee: string, { sales, rules }: Pick<PayFacts, 'sales' | 'rules'>): FigureOf {
  const result = sales.get(employee)
  return (name) => {
    if (name === 'points') return result?.points
    if (name !== 'grade') return result?.kpis[name]?.exact
    const points = result?.points
    const graded = points && rules.book.pay.grades.map((rule) => gradeOf(rule, points, (kpi) => result?.kpis[kpi]?.exact))[0]
    return graded?.grade
  }
}

/** A person's part of a document, in fen. */
export interface OwnDocument {
  readonly document: PlanDocument
  readonly rep: string
  readonly share: Rational
  readonly amount: bigint
  readonly isNewClient: boolean
}

/** The documents that count and whose they are, of all months, by what the table credits says (POLICY P6). */
export class PayDocuments {
  readonly #asked: PayAsked
  readonly #credits: ReadonlyMap<string, readonly Credit[]>
  readonly #known = new Map<string, Promise<readonly OwnDocument[]>>()
  #classes: Promise<ReadonlyMap<string, string>> | undefined
  readonly problems: readonly Problem[]

  private constructor(asked: PayAsked, credits: ReadonlyMap<string, readonly Credit[]>, problems: readonly Problem[]) {
    this.#asked = asked
    this.#credits = credits
    this.problems = problems
  }

  static async of(asked: PayAsked): Promise<PayDocuments> {
    const credits = new Map<string, Credit[]>()
    for (const record of await asked.records.readTable(asked.book, 'credits')) {
      const key = `${textCell('credits', record, 'table')} ${textCell('credits', record, 'number')}`
      const credit = { rep: textCell('credits', record, 'rep'), share: rationalFromText(textCell('credits', record, 'share')) ?? ZERO }
      credits.set(key, [...(credits.get(key) ?? []), credit])
    }
    const problems = [...credits].flatMap(([record, parts]) => {
      const total = parts.reduce((sum, { share }) => add(sum, share), ZERO)
      const at = { table: 'credits', record, column: 'share' }
      return compare(total, ONE) === 0 ? [] : [payProblem('credits_must_add_up_to_one', { record, found: exactText(total) }, at)]
    })
    return new PayDocuments(asked, problems.length > 0 ? new Map() : credits, [
      ...problems,
      ...(await unknownDocuments(asked, [...credits.keys()])),
    ])
  }

  /** Everybody's parts of the documents of a period; nobody's have none. */
  in(table: PlanTable, { period, rules }: Pick<PayFacts, 'period' | 'rules'>): Promise<readonly OwnDocument[]> {
    const key = `${table} ${period.text}`
    const found = this.#known.get(key) ?? this.#read(table, period, rules)
    this.#known.set(key, found)
    return found
  }

  async #read(table: PlanTable, period: Period, rules: RulesInForce): Promise<readonly OwnDocument[]> {
    const { records, book } = this.#asked
    const documents = await planDocuments(records, book, table, period, rules.readings)
    const fresh = new Set(await newClientsOn(records, book, period, windowsOf(period, rules.readings).lookBackFirst))
    return documents.flatMap((document) =>
      this.parts(table, document).map((part) => ({ ...part, isNewClient: fresh.has(document.client) })),
    )
  }

  classes(): Promise<ReadonlyMap<string, string>> {
    this.#classes ??= clientClasses(this.#asked.records, this.#asked.book)
    return this.#classes
  }

  /** Whose a document is, and for how much of it, or of so much of it. */
  parts(table: PlanTable, document: PlanDocument, amount = document.amount): Omit<OwnDocument, 'isNewClient'>[] {
    const credits = this.#credits.get(`${table} ${document.number}`)
    if (!credits) return document.rep === undefined ? [] : [{ document, rep: document.rep, share: ONE, amount }]
    const parts = splitByCredits(fen(amount), credits)
    return credits.map(({ rep, share }) => ({ document, rep, share, amount: parts.get(rep) ?? 0n }))
  }
}

/** Credits whose document is none that counts: most likely a slip in its number. */
async function unknownDocuments({ records, book }: PayAsked, credited: readonly string[]): Promise<Problem[]> {
  if (credited.length === 0) return []
  const rows = await records.all(
    `SELECT DISTINCT "table", "number" FROM credits WHERE book = $1 AND NOT EXISTS (
       SELECT 1 FROM orders WHERE orders.book = $1 AND credits."table" = 'orders' AND orders."number" = credits."number")
     AND NOT EXISTS (
       SELECT 1 FROM collections WHERE collections.book = $1 AND credits."table" = 'collections' AND collections."number" = credits."number")
     ORDER BY 1, 2`,
    [book],
  )
  return rows.map(([table, number]) => {
    const record = `${table} ${number}`
    const title = TABLES[table === 'orders' ? 'orders' : 'collections'].title
    return payProblem('credited_document_must_exist', { record: String(number), title, table: String(table) }, { table: 'credits', record })
  })
}
