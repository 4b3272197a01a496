import { groupBy } from '../base/group-by.ts'
import { type Fen, fen, yuanText } from '../base/money.ts'
import type { Period } from '../base/period.ts'
import { messageOf, type Problem } from '../base/problem.ts'
import { sortedBy } from '../base/text-order.ts'
import type { RegionBonus } from '../domain/appraisal.ts'
import { appraisalProblem } from '../domain/appraisal-problems.ts'
import { type Participant, type RegionCollections, regionBonus } from '../domain/bonus/region-bonus.ts'
import type { ServiceResult } from '../domain/engineers/service-result.ts'
import { regionDays } from '../domain/people/home-region.ts'
import type { PeopleOfPeriod } from './people-of-period.ts'
import type { RulesInForce } from './rules-in-force.ts'

/** Pool and split of every region 区域 (POLICY 5.3), regions without engineers too. */
export function appraiseBonus(
  people: PeopleOfPeriod,
  service: readonly ServiceResult[],
  collections: ReadonlyMap<string, RegionCollections>,
  commissions: ReadonlyMap<string, Fen>,
  rules: RulesInForce,
  period: Period,
): { readonly bonus: readonly RegionBonus[]; readonly problems: readonly Problem[] } {
  const participants = rules.readings.sharesByDays ? participantsByDays(people, service, period) : participantsAtHome(service)
  const appraised = sortedBy(people.regions, ([code]) => code).map(([code, name]) =>
    regionBonus(
      {
        code,
        name,
        collections: collections.get(code) ?? { receipts: fen(0n), refunds: fen(0n) },
        commission: commissions.get(code),
        participants: participants.get(code) ?? [],
      },
      rules.bonus,
    ),
  )
  return {
    bonus: appraised.map((each) => each.bonus),
    problems: appraised.flatMap(({ bonus, problem }) => (problem ? [brokenRule(bonus, problem)] : poolProblem(bonus, period))),
  }
}

function participantsAtHome(service: readonly ServiceResult[]): Map<string, Participant[]> {
  return groupBy(
    service.map((result) => ({ result })),
    ({ result }) => result.region,
  )
}

/** Where the company splits by days in post, a mover takes part in the split of every region of the period (POLICY A14). */
function participantsByDays(people: PeopleOfPeriod, service: readonly ServiceResult[], period: Period): Map<string, Participant[]> {
  const byRegion = new Map<string, Participant[]>()
  for (const result of service) {
    const employee = people.employees.get(result.employee)
    for (const { region, days } of employee ? regionDays(employee, people.postings, period) : []) {
      byRegion.set(region, [...(byRegion.get(region) ?? []), { result, days }])
    }
  }
  return byRegion
}

/** A rule that gives no pool or no share is an error: nobody is paid by guessing. */
function brokenRule({ region, name }: RegionBonus, cause: Problem): Problem {
  const values = { region: name || region, causeZh: messageOf(cause, 'zh'), causeEn: messageOf(cause, 'en') }
  return appraisalProblem('bonus_must_suit_its_rule', values, {
    table: 'commissions',
    record: region,
    ...(cause.place ? { place: cause.place } : {}),
  })
}

function poolProblem(region: RegionBonus, period: Period): Problem[] {
  if (region.commission === undefined || region.pool <= region.commission) return []
  const values = { region: region.region, pool: yuanText(region.pool), commission: yuanText(region.commission) }
  return [
    appraisalProblem('pool_should_not_exceed_commission', values, {
      table: 'commissions',
      record: `${period.text} ${region.region}`,
      column: 'amount',
    }),
  ]
}
