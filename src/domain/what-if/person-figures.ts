import type { Fen } from '../../base/money.ts'
import { fen } from '../../base/money.ts'
import { decimalText } from '../../base/rounding.ts'
import type { BonusShare, ListedAppraisal, RegionBonus } from '../appraisal.ts'
import type { ServiceResult } from '../engineers/service-result.ts'
import type { CommissionResult, GradeResult } from '../pay/pay-result.ts'
import type { SalesResult } from '../sales/sales-result.ts'

/** All that one appraisal says of one person. */
export interface PersonResults {
  readonly employee: string
  readonly name: string
  readonly region: string
  readonly service: ServiceResult | undefined
  readonly sales: SalesResult | undefined
  /** Their shares of pools, with the region that each is of. */
  readonly shares: readonly { readonly bonus: RegionBonus; readonly share: BonusShare }[]
  readonly commissions: readonly CommissionResult[]
  readonly grades: readonly GradeResult[]
}

/** What a person's results come to. */
export interface PersonFigures {
  /** `held`: points that cannot be made, or a pool that waits. */
  readonly status: 'scored' | 'incomplete' | 'excluded' | 'held'
  /** 最终考核评分, two decimals. */
  readonly score: string | null
  /** 考核得分 of a representative, two decimals. */
  readonly points: string | null
  /** Undefined where the person has none. */
  readonly bonus: Fen | undefined
  readonly commission: Fen | undefined
  readonly performancePay: Fen | undefined
  /** What of it is known, added up. */
  readonly total: Fen
}

/** Everybody that an appraisal says something of, by number. */
export function resultsByPerson({ service, sales, bonus, pay }: ListedAppraisal): Map<string, PersonResults> {
  const found = new Map<string, { -readonly [key in keyof PersonResults]: PersonResults[key] }>()
  const of = (each: { readonly employee: string; readonly name: string; readonly region: string }) => {
    const { employee, name, region } = each
    const own = found.get(employee) ?? {
      ...{ employee, name, region, service: undefined, sales: undefined },
      ...{ shares: [], commissions: [], grades: [] },
    }
    found.set(employee, own)
    return own
  }
  for (const each of service) of(each).service = each
  for (const each of sales) of(each).sales = each
  for (const region of bonus) {
    for (const share of region.shares) {
      const own = of({ ...share, region: region.region })
      own.shares = [...own.shares, { bonus: region, share }]
    }
  }
  for (const each of pay?.commissions ?? []) {
    const own = of(each)
    own.commissions = [...own.commissions, each]
  }
  for (const each of pay?.grades ?? []) {
    const own = of(each)
    own.grades = [...own.grades, each]
  }
  return found
}

export function figuresOf({ service, sales, shares, commissions, grades }: PersonResults, heldRegions: ReadonlySet<string>): PersonFigures {
  const bonus = sumOf(shares.map(({ share }) => share.amount))
  const commission = sumOf(commissions.map(({ paid }) => paid))
  const performancePay = sumOf(grades.flatMap(({ amount }) => amount ?? []))
  return {
    status: statusOf(service, sales, heldRegions),
    score: service?.final === undefined ? null : decimalText(service.final, 2),
    points: sales?.points === undefined ? null : decimalText(sales.points, 2),
    ...{ bonus, commission, performancePay },
    total: fen((bonus ?? 0n) + (commission ?? 0n) + (performancePay ?? 0n)),
  }
}

function statusOf(service: ServiceResult | undefined, sales: SalesResult | undefined, held: ReadonlySet<string>): PersonFigures['status'] {
  if (service && service.status !== 'scored') return service.status
  if (service && held.has(service.region)) return 'held'
  return sales && sales.points === undefined ? 'held' : 'scored'
}

/** Undefined where there is nothing to add up. */
export function sumOf(amounts: readonly Fen[]): Fen | undefined {
  return amounts.length === 0 ? undefined : fen(amounts.reduce((sum, amount) => sum + amount, 0n))
}

export function heldRegions({ bonus }: Pick<ListedAppraisal, 'bonus'>): ReadonlySet<string> {
  return new Set(bonus.flatMap(({ region, status }) => (status === 'held' ? [region] : [])))
}
