import { daysBetween } from '../base/day.ts'
import { groupBy } from '../base/group-by.ts'
import { monthsOf, type Period } from '../base/period.ts'
import type { Problem } from '../base/problem.ts'
import { sortedBy } from '../base/text-order.ts'
import { bonusFromMonths } from '../domain/bonus/bonus-from-months.ts'
import { scoreFromMonths } from '../domain/engineers/score-from-months.ts'
import type { ScoredMonth } from '../domain/engineers/service-result.ts'
import { regionDays } from '../domain/people/home-region.ts'
import { collectionTotals } from '../store/measures/collection-totals.ts'
import { type AppraisedEngineers, appraiseEngineers, type EngineersAsked } from './appraise-engineers.ts'
import { decisionsFrom } from './appraise-service.ts'
import { collectServiceFacts } from './collect-service-facts.ts'
import { peopleOfPeriod } from './people-of-period.ts'
import { type PeopleTakingPart, peopleTakingPart } from './people-taking-part.ts'
import type { LoadedRules } from './rules-in-force.ts'

interface Month extends AppraisedEngineers {
  readonly period: Period
  readonly people: PeopleTakingPart
}

type FactsOf = EngineersAsked['facts']

interface MonthsAsked extends Omit<EngineersAsked, 'facts' | 'decisions' | 'totals'> {
  /** What of a month counts instead of what is recorded, for previews. */
  readonly factsIn?: (month: Period, recorded: FactsOf) => Promise<FactsOf>
}

/** Whether a period is made of its months (`bonus.pool.longerPeriods`) and not computed over its days anew. */
export function isFromMonths({ period, rules }: Pick<EngineersAsked, 'period' | 'rules'>): boolean {
  return period.kind !== 'month' && rules.readings.longerPeriods === 'months'
}

/**
 * What engineers are scored and paid in a longer period, from the full appraisals of its months: each by the versions of the rules in force on that
 * month's last day, its own marks, decisions and commissions. Everybody who is an engineer in one of the months is in it, at home where they
 * are in the period. Rules that do not load for a month are problems, and then nothing is computed.
 */
export async function appraiseMonths(asked: MonthsAsked): Promise<AppraisedEngineers> {
  const { period, people } = asked
  const months: Month[] = []
  const problems: Problem[] = []
  for (const month of monthsOf(period)) {
    const loaded: LoadedRules = asked.rules.on(month)
    if (!loaded.ok) return { service: [], bonus: [], collections: new Map(), problems: loaded.problems }
    const found = await appraiseMonth({ ...asked, period: month, rules: loaded.rules })
    months.push(found)
    problems.push(...found.problems)
  }
  const byEngineer = groupBy(months.flatMap(scoredIn), ({ result }) => result.employee)
  const service = sortedBy(byEngineer, ([employee]) => employee).map(([number, own]) => {
    const { name = '', region = '' } = own.at(-1)?.result ?? {}
    return scoreFromMonths({ number, name, region: people.homeOf(number) ?? region }, own)
  })
  const commissions = await asked.commissionsIn(period)
  const scores = new Map(service.map((person) => [person.employee, person]))
  const byRegion = groupBy(
    months.flatMap(({ period: { text }, bonus }) => bonus.map((each) => ({ period: text, bonus: each }))),
    ({ bonus }) => bonus.region,
  )
  const bonus = sortedBy(byRegion, ([region]) => region).map(([region, own]) => bonusFromMonths(own, commissions.get(region), scores))
  return { service, bonus, collections: new Map(), problems }
}

async function appraiseMonth(asked: MonthsAsked): Promise<Month> {
  const { records, book, given, period, rules, factsIn } = asked
  const people = await peopleTakingPart(records, book, await peopleOfPeriod(records, book, given, period), { period, rules })
  const recorded = await collectServiceFacts(records, book, period)
  const facts = factsIn ? await factsIn(period, recorded) : recorded
  const decisions = decisionsFrom(await records.readPeriods(book, 'decisions', [period.text]))
  const totals = await collectionTotals(records, book, period, rules.readings)
  return { period, people, ...(await appraiseEngineers({ ...asked, people, facts, decisions, totals })) }
}

/** Everybody's result of a month with the days of it, of the calendar, on which they were employed. */
function scoredIn({ period, people, service }: Month): ScoredMonth[] {
  return service.map((result) => {
    const employee = people.employees.get(result.employee)
    const parts = employee ? regionDays(employee, people.postings, period, daysBetween) : []
    return { period: period.text, days: parts.reduce((sum, { days }) => sum + days, 0), result }
  })
}
