import { type Fen, fen, yuanText } from '../base/money.ts'
import type { Period } from '../base/period.ts'
import { messageOf, type Problem } from '../base/problem.ts'
import { sortedBy } from '../base/text-order.ts'
import type { RegionBonus } from '../domain/appraisal.ts'
import { appraisalProblem } from '../domain/appraisal-problems.ts'
import { type Participant, type RegionCollections, regionBonus } from '../domain/bonus/region-bonus.ts'
import type { ServiceResult } from '../domain/engineers/service-result.ts'
import type { PeopleTakingPart } from './people-taking-part.ts'
import type { RulesInForce } from './rules-in-force.ts'

/** Pool and split of every region 区域 (POLICY 5.3), regions without engineers too. */
export function appraiseBonus(
  people: PeopleTakingPart,
  service: readonly ServiceResult[],
  collections: ReadonlyMap<string, RegionCollections>,
  commissions: ReadonlyMap<string, Fen>,
  rules: RulesInForce,
  period: Period,
): { readonly bonus: readonly RegionBonus[]; readonly problems: readonly Problem[] } {
  const participants = participantsByRegion(people, service)
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

/** Who takes part in the split of each region: whoever is at home there, or was in post there on a day of the period (POLICY A14). */
function participantsByRegion(people: PeopleTakingPart, service: readonly ServiceResult[]): Map<string, Participant[]> {
  const byRegion = new Map<string, Participant[]>()
  for (const result of service) {
    const { parts, participation } = people.partsOf(result.employee)
    const percent = participation.takesPart ? participation.percent : undefined
    for (const { region, days } of parts) byRegion.set(region, [...(byRegion.get(region) ?? []), { result, days, percent }])
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
