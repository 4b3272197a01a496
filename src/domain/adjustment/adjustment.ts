import { type Fen, fen } from '../../base/money.ts'
import { byCodePoint } from '../../base/text-order.ts'
import type { RegionBonus } from '../appraisal.ts'
import { type AdjustmentReason, adjustmentReasons } from './adjustment-reasons.ts'
import type { AppraisedPeriod } from './appraised-period.ts'

/** A proposed adjustment 调整: what a person is due for a closed period by today's records, against what was paid for it. */
export interface ProposedAdjustment {
  readonly employee: string
  readonly name: string
  /** The home region of the closed period, by today's records where the person is in them. */
  readonly region: string
  /** 应付 */
  readonly due: Fen
  /** 已付: the published bonus and the adjustments of this closed period accepted so far. */
  readonly paid: Fen
  /** due - paid, less what finance rejected before and stands; never 0. Negative is to be paid back. */
  readonly difference: Fen
  /** Never empty; in the order of ADJUSTMENT_REASONS. */
  readonly reasons: readonly AdjustmentReason[]
}

/** What finance rejected of a person's closed period before, for causes that are still the same: it is not proposed again. */
export interface StandingRejection {
  /** The sum of the rejected differences. */
  readonly amount: Fen
  /** The newest appraisal that was decided on: what is proposed beside it comes of what changed since. */
  readonly since: AppraisedPeriod
}

export interface AdjustmentsFound {
  /** By employee number, in code point order. */
  readonly proposals: readonly ProposedAdjustment[]
  /** Regions that are held by today's records: nobody can say what their people are due, so nothing is proposed for them. */
  readonly heldRegions: readonly string[]
}

/**
 * Compares a closed period appraised again with what was published and paid for it. `accepted` is the sum of accepted adjustments
 * of this closed period by employee number. Once every proposal is accepted, what was paid in the end is what is due, to the fen;
 * whoever is paid right already gets no proposal, whatever inputs changed. What was `rejected` and stands stays out: beside it only
 * what came since is proposed.
 */
export function findAdjustments(
  published: AppraisedPeriod,
  today: AppraisedPeriod,
  accepted: ReadonlyMap<string, Fen>,
  rejected: ReadonlyMap<string, StandingRejection> = new Map(),
): AdjustmentsFound {
  const heldRegions = [...today.regions.values()].filter(({ status }) => status === 'held').map(({ region }) => region)
  const held = new Set(heldRegions.flatMap((region) => peopleOf(region, published, today)))
  const due = amountsOf(today.regions.values())
  const bonus = amountsOf(published.regions.values())
  const numbers = new Set([...due.keys(), ...bonus.keys(), ...accepted.keys()])
  const proposals = [...numbers].sort(byCodePoint).flatMap((employee): ProposedAdjustment[] => {
    const theirs = due.get(employee) ?? fen(0n)
    const paid = fen((bonus.get(employee) ?? 0n) + (accepted.get(employee) ?? 0n))
    const standing = rejected.get(employee)
    const difference = fen(theirs - paid - (standing?.amount ?? 0n))
    if (held.has(employee) || difference === 0n) return []
    const person = today.people.get(employee)?.result ?? published.people.get(employee)?.result
    return [
      {
        employee,
        name: person?.name ?? employee,
        region: person?.region ?? '',
        due: theirs,
        paid,
        difference,
        reasons: adjustmentReasons(employee, standing?.since ?? published, today),
      },
    ]
  })
  return { proposals, heldRegions }
}

/** What each person is paid over all regions; a mover can have a share in several (POLICY A14). */
function amountsOf(regions: Iterable<RegionBonus>): Map<string, Fen> {
  const amounts = new Map<string, Fen>()
  for (const { shares } of regions) {
    for (const { employee, amount } of shares) amounts.set(employee, fen((amounts.get(employee) ?? 0n) + amount))
  }
  return amounts
}

function peopleOf(region: string, ...periods: readonly AppraisedPeriod[]): string[] {
  return periods.flatMap(({ people, regions }) => [
    ...[...people.values()].filter(({ result }) => result.region === region).map(({ result }) => result.employee),
    ...(regions.get(region)?.shares ?? []).map(({ employee }) => employee),
  ])
}
