import { PLAIN_CALENDAR } from '../base/company-calendar.ts'
import { dayBefore } from '../base/day.ts'
import { groupBy } from '../base/group-by.ts'
import { type Fen, fen, yuan } from '../base/money.ts'
import { monthOfDay, type Period, previousPeriod } from '../base/period.ts'
import type { Problem } from '../base/problem.ts'
import { sortedBy } from '../base/text-order.ts'
import { earned, planAmount, settle, sumOfFen } from '../domain/pay/commission.ts'
import type { CommissionPlan } from '../domain/pay/commission-plan.ts'
import { type MatchedRefunds, matchRefunds, type Receipt } from '../domain/pay/match-refunds.ts'
import { payProblem } from '../domain/pay/pay-problems.ts'
import type { CommissionResult, TakenBack } from '../domain/pay/pay-result.ts'
import { type Employee, employedIn } from '../domain/people/employee.ts'
import { refundedCollections } from '../store/measures/plan-documents.ts'
import { basesOf, collected, partsOfMatch } from './pay-bases.ts'
import { documentLines } from './pay-by-document.ts'
import { figuresOf, type KnownFacts, type PayAsked, PayDocuments, type PayFacts, payFacts, peopleOf } from './pay-facts.ts'
import type { RulesInForce } from './rules-in-force.ts'

/** What the plans of one month pay, before the service bonus is taken out of it (POLICY P9). */
export interface MonthPay {
  readonly commissions: readonly CommissionResult[]
  readonly problems: readonly Problem[]
}

/**
 * Commissions 提成 month by month (POLICY P1-P8). A month whose plan has a draw, a reserve or refunds of earlier months looks back at those
 * months, which are computed from the same records and the versions in force then.
 */
export class PayMonths {
  readonly asked: PayAsked
  /** Those in force on the last day of the period that is appraised. */
  readonly rules: RulesInForce
  readonly #known: ReadonlyMap<string, KnownFacts>
  readonly #facts = new Map<string, Promise<PayFacts | undefined>>()
  readonly #paid = new Map<string, Promise<MonthPay | undefined>>()
  #documents: Promise<PayDocuments> | undefined

  constructor(asked: PayAsked, rules: RulesInForce, known: ReadonlyMap<string, KnownFacts> = new Map()) {
    this.asked = asked
    this.rules = rules
    this.#known = known
  }

  /** Undefined where the rules of that month do not load. */
  month(period: Period): Promise<MonthPay | undefined> {
    const found = this.#paid.get(period.text) ?? this.#pay(period)
    this.#paid.set(period.text, found)
    return found
  }

  documents(): Promise<PayDocuments> {
    this.#documents ??= PayDocuments.of(this.asked)
    return this.#documents
  }

  /** The facts of a month; without those of representatives where nobody asks for them, which are most of the work. */
  facts(period: Period, withSales = true): Promise<PayFacts | undefined> {
    const key = `${period.text} ${withSales}`
    const found = this.#facts.get(key) ?? this.#read(period, withSales)
    this.#facts.set(key, found)
    return found
  }

  async #read(period: Period, withSales: boolean): Promise<PayFacts | undefined> {
    const loaded = this.rules.on(period)
    return loaded.ok ? payFacts(this.asked, period, loaded.rules, this.#known.get(period.text), withSales) : undefined
  }

  async #pay(period: Period): Promise<MonthPay | undefined> {
    const loaded = this.rules.on(period)
    if (!loaded.ok) return undefined
    const plans = loaded.rules.book.pay.commissions
    const facts = plans.length === 0 ? undefined : await this.facts(period, needsSales(plans))
    if (!facts) return { commissions: [], problems: [] }
    const documents = await this.documents()
    const problems: Problem[] = [...documents.problems, ...doubled(plans, facts)]
    const commissions: CommissionResult[] = []
    for (const plan of plans) commissions.push(...(await this.#byPlan(plan, facts, documents, problems)))
    return { commissions: sortedBy(commissions, ({ employee, plan }) => `${employee}\u0000${plan}`), problems }
  }

  async #byPlan(plan: CommissionPlan, facts: PayFacts, documents: PayDocuments, problems: Problem[]): Promise<CommissionResult[]> {
    const people = peopleOf(plan, facts)
    const refunds = plan.refunds === 'originalPeriod' ? await this.#refunds(facts, problems, people) : undefined
    const bases = await basesOf(plan, facts, documents, refunds)
    const lines =
      plan.base.of === 'documents' && plan.base.paid === 'document' ? await documentLines(plan, facts, documents, people) : undefined
    if (lines) problems.push(...lines.problems)
    const before = await this.#before(plan, facts.period)
    const released = await this.#released(plan, facts, people)
    const backOf = refunds && (await this.#takenBack(plan, facts, documents, refunds))
    const results: CommissionResult[] = []
    for (const { number, name } of people) {
      const of = { employee: number, name, region: facts.people.homeOf(number) ?? '', plan: plan.id, planTitle: plan.title }
      const base = bases.get(number) ?? fen(0n)
      const own = lines?.byPerson.get(number) ?? []
      const found = lines ? undefined : planAmount(plan, yuan(base), figuresOf(number, facts), { employee: number })
      if (found && !found.ok) {
        problems.push(...found.problems)
        continue
      }
      const amountNow = found ? earned(plan, found.exact) : earned(plan, yuan(sumOfFen(own.map(({ amount }) => amount))))
      const takenBack = backOf?.get(number) ?? []
      const amount = fen(amountNow + sumOfFen(takenBack.map((each) => fen(each.after - each.before))))
      const settled = settle(plan, amount, before.get(number)?.balance ?? fen(0n))
      const back = released.get(number) ?? fen(0n)
      results.push({
        ...of,
        base,
        bands: found?.bands ?? [],
        coefficients: found?.coefficients ?? [],
        lines: own,
        earned: amountNow,
        takenBack,
        amount,
        ...settled,
        released: back,
        serviceBonus: fen(0n),
        paid: fen(settled.paid + back),
      })
    }
    return results
  }

  /** What the same plan paid the month before, for the balance of a draw. */
  async #before(plan: CommissionPlan, period: Period): Promise<ReadonlyMap<string, CommissionResult>> {
    if (!plan.guarantee?.recoverable) return new Map()
    return this.#resultsIn(plan, previousPeriod(period))
  }

  /** Reserves of so many months ago that are paid now; of whoever has left by then only where the plan says so (POLICY P5). */
  async #released(plan: CommissionPlan, { period, people }: PayFacts, covered: readonly Employee[]): Promise<ReadonlyMap<string, Fen>> {
    const months = plan.reserve?.releasedAfterMonths
    if (months === undefined) return new Map()
    let then = period
    for (let back = 0; back < months; back++) then = previousPeriod(then)
    const held = await this.#resultsIn(plan, then)
    const here = new Set(covered.map(({ number }) => number))
    return new Map(
      [...held].flatMap(([number, { reserve }]): [string, Fen][] => {
        const employee = people.employees.get(number)
        const isHere = here.has(number) && employee !== undefined && employedIn(employee, period)
        return reserve > 0n && (isHere || plan.reserve?.whenLeft === 'paid') ? [[number, reserve]] : []
      }),
    )
  }

  /** By person, where a version of the plan was in force; what began with this version had nothing before. */
  async #resultsIn(plan: CommissionPlan, period: Period): Promise<ReadonlyMap<string, CommissionResult>> {
    const loaded = this.rules.on(period)
    if (!loaded.ok || !loaded.rules.book.pay.commissions.some(({ id }) => id === plan.id)) return new Map()
    const paid = await this.month(period)
    return new Map((paid?.commissions ?? []).filter((each) => each.plan === plan.id).map((each) => [each.employee, each]))
  }

  async #refunds({ period, rules }: PayFacts, problems: Problem[], people: readonly Employee[]): Promise<MatchedRefunds> {
    const found = await refundedCollections(this.asked.records, this.asked.book, period.last, rules.readings)
    const receipts = found.flatMap((document): (Receipt & { document: typeof document })[] =>
      document.rep === undefined
        ? []
        : [
            {
              document,
              key: `${document.number}\u0000${document.line ?? ''}`,
              rep: document.rep,
              client: document.client,
              day: document.day,
              amount: document.amount,
            },
          ],
    )
    const matched = matchRefunds(receipts)
    const own = new Set(people.map(({ number }) => number))
    for (const { refund, amount } of matched.unmatched) {
      if (refund.day < period.first || !own.has(refund.rep)) continue
      const record = refund.key.split('\u0000')[0] ?? ''
      const values = { record, amount: `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`, period: period.text }
      problems.push(payProblem('refund_has_no_receipt', values, { table: 'collections', record }))
    }
    return matched
  }

  /** What refunds of this month take back of earlier ones, by person: each month computed anew by the version in force then (POLICY P8). */
  async #takenBack(
    plan: CommissionPlan,
    { period }: PayFacts,
    documents: PayDocuments,
    refunds: MatchedRefunds,
  ): Promise<ReadonlyMap<string, readonly TakenBack[]>> {
    const calendar = period.calendar ?? PLAIN_CALENDAR
    const touched = refunds.matches.filter(({ refund, receipt }) => refund.day >= period.first && receipt.day < period.first)
    const byMonth = groupBy(touched, ({ receipt }) => monthOfDay(receipt.day, calendar).text)
    const taken = new Map<string, TakenBack[]>()
    for (const [text, matches] of sortedBy(byMonth, ([month]) => month)) {
      const month = monthOfDay(matches[0]?.receipt.day ?? period.first, calendar)
      const loaded = this.rules.on(month)
      const version = loaded.ok ? loaded.rules.book.pay.commissions.find(({ id }) => id === plan.id) : undefined
      const then = version && (await this.facts(month, needsSales([version])))
      if (!then) continue
      const [before, after] = [
        await collected(then, documents, refunds, dayBefore(period.first)),
        await collected(then, documents, refunds, period.last),
      ]
      const covered = new Set(peopleOf(version, then).map(({ number }) => number))
      const parts = matches.flatMap((match) => partsOfMatch(documents, match))
      for (const employee of new Set(parts.flatMap(({ rep, amount }) => (amount !== 0n && covered.has(rep) ? [rep] : [])))) {
        const amountOf = (base: Fen): Fen => {
          const found = planAmount(version, yuan(base), figuresOf(employee, then), { employee })
          return found.ok ? earned(version, found.exact) : fen(0n)
        }
        const [baseBefore, baseAfter] = [before.get(employee) ?? fen(0n), after.get(employee) ?? fen(0n)]
        const back = { period: text, baseBefore, baseAfter, before: amountOf(baseBefore), after: amountOf(baseAfter) }
        taken.set(employee, [...(taken.get(employee) ?? []), back])
      }
    }
    return taken
  }
}

/** Whether plans go by what representatives did beside their documents: measures, KPIs, points. */
function needsSales(plans: readonly CommissionPlan[]): boolean {
  return plans.some(({ base, by, coefficients }) => base.of === 'measure' || by !== undefined || coefficients.length > 0)
}

/** Two plans that pay the same person for the same. */
function doubled(plans: readonly CommissionPlan[], facts: PayFacts): Problem[] {
  const known = new Map<string, string>()
  return plans.flatMap((plan) =>
    peopleOf(plan, facts).flatMap(({ number }) => {
      const key = JSON.stringify([number, plan.base])
      const other = known.get(key)
      known.set(key, plan.id)
      return other === undefined ? [] : [payProblem('person_must_have_one_plan', { employee: number, plan: other, other: plan.id })]
    }),
  )
}
