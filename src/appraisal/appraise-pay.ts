import { type Day, daysBetween } from '../base/day.ts'
import { groupBy } from '../base/group-by.ts'
import { type Fen, fen, yuan, yuanText } from '../base/money.ts'
import { monthsOf, type Period } from '../base/period.ts'
import type { Problem } from '../base/problem.ts'
import { divide, multiply, rational, ZERO } from '../base/rational.ts'
import { decimalText } from '../base/rounding.ts'
import { sortedBy } from '../base/text-order.ts'
import type { RegionBonus } from '../domain/appraisal.ts'
import { workingDayCount } from '../domain/company/working-days.ts'
import { cell, textCell } from '../domain/dataset/tables.ts'
import type { ServiceResult } from '../domain/engineers/service-result.ts'
import { sumOfFen } from '../domain/pay/commission.ts'
import { type Graded, type GradesRule, gradeOf, performancePay } from '../domain/pay/grade.ts'
import { payProblem } from '../domain/pay/pay-problems.ts'
import type { CommissionResult, GradeResult, PaidByPlans } from '../domain/pay/pay-result.ts'
import type { Employee } from '../domain/people/employee.ts'
import { largestRemainder } from '../engine/rule/largest-remainder.ts'
import type { Records } from '../store/database/records.ts'
import { type CommissionsIn, commissionsOf } from './appraise-engineers.ts'
import { type KnownFacts, type PayAsked, type PayFacts, peopleOf } from './pay-facts.ts'
import { type MonthPay, PayMonths } from './pay-months.ts'
import type { RulesInForce } from './rules-in-force.ts'
import { calendarOf } from './working-calendar.ts'

/** The plans of a period, with the facts that its appraisal has at hand. */
export function payMonths(
  asked: PayAsked,
  { period, rules, ...known }: KnownFacts & { readonly period: Period; readonly rules: RulesInForce },
) {
  return new PayMonths(asked, rules, period.kind === 'month' ? new Map([[period.text, known]]) : new Map())
}

/** The sales commissions of any period by region, as plans or the table commissions say. */
export function commissionsIn(asked: PayAsked, rules: RulesInForce): CommissionsIn {
  return commissionsOfMonths(new PayMonths(asked, rules), asked.records, asked.book)
}

export function commissionsOfMonths(months: PayMonths, records: Records, book: number): CommissionsIn {
  return async (period) =>
    commissionsInForce(await commissionsOf(records, book, period), await periodCommissions(months, period)).commissions
}

/** What the plans in force pay, the service bonus taken out; undefined where there is none. */
export async function paidByPlans(
  months: PayMonths,
  found: { readonly paid: readonly CommissionResult[]; readonly service: readonly ServiceResult[]; readonly bonus: readonly RegionBonus[] },
  period: Period,
): Promise<(PaidByPlans & { readonly problems: readonly Problem[] }) | undefined> {
  const { commissions: plans, grades: rules } = months.rules.book.pay
  if (plans.length === 0 && rules.length === 0) return undefined
  const commissions = lessServiceBonus(found.paid, found.bonus, (id) =>
    plans.some((plan) => plan.id === id && plan.serviceBonus === 'proportion'),
  )
  const facts = rules.length === 0 ? undefined : await months.facts(period)
  const { grades, problems } = facts ? await appraiseGrades(months.asked, facts, found.service) : { grades: [], problems: [] }
  return { commissions, grades, problems }
}

/** What plans pay in a period, before the service bonus is taken out of it, and what that comes to by region. */
export interface PeriodCommissions {
  readonly commissions: readonly CommissionResult[]
  /** The region's commission 提成, of each region where somebody is paid by a plan. */
  readonly byRegion: ReadonlyMap<string, Fen>
  readonly problems: readonly Problem[]
}

/** Commissions of a period: of a longer one the sums of its months, as they are paid. */
export async function periodCommissions(months: PayMonths, period: Period): Promise<PeriodCommissions> {
  const paid: MonthPay[] = []
  for (const month of monthsOf(period)) {
    const found = await months.month(month)
    if (found) paid.push(found)
  }
  const all = paid.flatMap(({ commissions }) => commissions)
  const sums = new Map<string, Fen>()
  for (const { region, amount } of all) sums.set(region, fen((sums.get(region) ?? 0n) + amount))
  const own = groupBy(all, ({ employee, plan }) => `${employee}\u0000${plan}`)
  return {
    commissions: sortedBy(own, ([key]) => key).map(([, each]) => added(each)),
    byRegion: sums,
    problems: paid.flatMap(({ problems }) => problems),
  }
}

/** The months of one person and plan as one: amounts added up, the balance and the region that stand at the end. */
function added(months: readonly CommissionResult[]): CommissionResult {
  const [last] = months.slice(-1)
  if (!last) throw new RangeError('A group has a member.')
  if (months.length === 1) return last
  const total = (of: (each: CommissionResult) => Fen) => sumOfFen(months.map(of))
  return {
    ...last,
    bands: [],
    coefficients: [],
    lines: months.flatMap(({ lines }) => lines),
    takenBack: months.flatMap(({ takenBack }) => takenBack),
    base: total(({ base }) => base),
    earned: total(({ earned }) => earned),
    amount: total(({ amount }) => amount),
    advance: total(({ advance }) => advance),
    recovered: total(({ recovered }) => recovered),
    reserve: total(({ reserve }) => reserve),
    released: total(({ released }) => released),
    paid: total(({ paid }) => paid),
  }
}

/** Typed-in commissions count where no plan pays anybody of the region; where one does, what it pays counts, and that is said. */
export function commissionsInForce(
  typed: ReadonlyMap<string, Fen>,
  { byRegion }: Pick<PeriodCommissions, 'byRegion'>,
): { readonly commissions: ReadonlyMap<string, Fen>; readonly problems: readonly Problem[] } {
  const problems = [...byRegion].flatMap(([region, computed]) => {
    const given = typed.get(region)
    if (given === undefined || given === computed) return []
    const values = { region, computed: yuanText(computed), given: yuanText(given) }
    return [payProblem('commission_is_computed', values, { table: 'commissions', record: region, column: 'amount' })]
  })
  return { commissions: new Map([...typed, ...byRegion]), problems }
}

/** Each region's pool taken out of the commissions of its people whose plan says so, in proportion, and never more than there is (POLICY P9). */
function lessServiceBonus(
  commissions: readonly CommissionResult[],
  bonus: readonly RegionBonus[],
  inProportion: (plan: string) => boolean,
): CommissionResult[] {
  const taken = new Map<CommissionResult, Fen>()
  const byRegion = groupBy(
    commissions.filter(({ plan, amount }) => inProportion(plan) && amount > 0n),
    ({ region }) => region,
  )
  for (const { region, pool } of bonus) {
    const own = byRegion.get(region) ?? []
    const total = sumOfFen(own.map(({ amount }) => amount))
    const part = pool < total ? pool : total
    if (part === 0n) continue
    const claims = own.map((each) => ({
      key: `${each.employee}\u0000${each.plan}`,
      exact: divide(multiply(yuan(part), rational(each.amount)), rational(total)) ?? ZERO,
      score: ZERO,
    }))
    const shares = largestRemainder(part, claims, { places: 2, ties: ['smallerKey'] })
    for (const [index, each] of own.entries()) taken.set(each, fen(shares[index]?.units ?? 0n))
  }
  return commissions.map((each) => {
    const serviceBonus = taken.get(each) ?? fen(0n)
    return { ...each, serviceBonus, paid: fen(each.paid - serviceBonus) }
  })
}

/** Grades 等级 and performance pay 绩效工资 of representatives by their points and of engineers by their final scores (POLICY P10, P11). */
async function appraiseGrades(
  asked: PayAsked,
  facts: PayFacts,
  service: readonly ServiceResult[],
): Promise<{ readonly grades: readonly GradeResult[]; readonly problems: readonly Problem[] }> {
  const rules = facts.rules.book.pay.grades
  if (rules.length === 0) return { grades: [], problems: [] }
  const bases = await payBases(asked, facts.period.last)
  const daysOf = await dayCounts(asked, facts.period)
  const finals = new Map(service.map(({ employee, final }) => [employee, final]))
  const problems: Problem[] = []
  const grades = rules.flatMap((rule) =>
    peopleOf(rule, facts).flatMap((employee): GradeResult[] => {
      const { number, name } = employee
      const result = facts.sales.get(number)
      const points = result ? result.points : finals.get(number)
      if (points === undefined) return []
      const graded = gradeOf(rule, points, (kpi) => result?.kpis[kpi]?.exact)
      if (!graded) {
        problems.push(payProblem('grade_must_be_reached', { employee: number, points: decimalText(points, 2) }))
        return []
      }
      const base = bases.get(number)
      if (base === undefined) problems.push(payProblem('pay_base_must_be_given', { employee: number, period: facts.period.text }))
      const days = employedDays(employee, rule, facts.period, daysOf)
      return [resultOf({ number, name, region: facts.people.homeOf(number) ?? '' }, rule, { points, graded, base, days })]
    }),
  )
  return { grades: sortedBy(grades, ({ employee, rule }) => `${employee}\u0000${rule}`), problems }
}

interface Found {
  readonly points: NonNullable<ServiceResult['final']>
  readonly graded: Graded
  readonly base: Fen | undefined
  readonly days: GradeResult['days']
}

function resultOf(
  { number, name, region }: { readonly number: string; readonly name: string; readonly region: string },
  rule: GradesRule,
  { points, graded, base, days }: Found,
): GradeResult {
  return {
    ...{ employee: number, name, region, rule: rule.id, points, base, days },
    counted: graded.points,
    vetoes: graded.vetoes.map((veto) => ({ name: veto.name, words: veto.words })),
    grade: graded.grade,
    coefficient: graded.coefficient,
    amount: base === undefined ? undefined : performancePay(base, graded.coefficient, days),
  }
}

/** Everybody's pay base on a day: that of the latest row on or before it. */
async function payBases({ records, book }: PayAsked, day: Day): Promise<ReadonlyMap<string, Fen>> {
  const rows = await records.readTable(book, 'pay_bases')
  return new Map(
    rows
      .filter((record) => Number(cell('pay_bases', record, 'from')) <= day)
      .map((record) => [textCell('pay_bases', record, 'employee'), fen(BigInt(cell('pay_bases', record, 'amount') ?? 0))]),
  )
}

type DayCounts = Readonly<Record<'calendarDays' | 'workingDays', (first: Day, last: Day) => number>>

async function dayCounts({ records, book }: PayAsked, period: Period): Promise<DayCounts> {
  return { calendarDays: daysBetween, workingDays: workingDayCount(period, await calendarOf(records, book)) }
}

/** The days on which somebody was employed, of those of the period; undefined where all of them, or where the base counts whole. */
function employedDays({ spells }: Employee, { prorate }: GradesRule, period: Period, counts: DayCounts): GradeResult['days'] {
  if (prorate === 'whole') return undefined
  const daysOf = counts[prorate]
  const whole = daysOf(period.first, period.last)
  let days = 0
  for (const { from, to } of spells) {
    const first = from !== undefined && from > period.first ? from : period.first
    const last = to !== undefined && to < period.last ? to : period.last
    if (first <= last) days += daysOf(first, last)
  }
  return days >= whole || whole === 0 ? undefined : [days, whole]
}
