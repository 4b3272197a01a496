import type { AppraisalFacts } from '../../appraisal/appraisal-facts.ts'
import type { Result } from '../../appraisal/result-json.ts'
import { present } from '../../base/assert.ts'
import { groupBy } from '../../base/group-by.ts'
import { fen, yuanText } from '../../base/money.ts'
import { decimalText } from '../../base/rounding.ts'
import type { Appraisal } from '../../domain/appraisal.ts'
import type { RunPay } from '../../store/aggregates/run-pay.ts'
import type { SnapshotPerson, SnapshotRegion } from '../../store/aggregates/snapshots.ts'
import { storedPayText } from './stored-pay.ts'
import { storedRegionText } from './stored-region.ts'
import { storedSalesText } from './stored-sales.ts'
import { storedServiceText } from './stored-service.ts'

/** The rows of a snapshot 快照: everybody with result, remarks and facts, and every region. */
export interface Snapshot {
  readonly people: readonly SnapshotPerson[]
  readonly regions: readonly SnapshotRegion[]
  readonly pay: readonly RunPay[]
  readonly summary: RunSummary
}

/** What a list of runs says of each. */
export interface RunSummary {
  readonly engineers: number
  readonly representatives: number
  readonly scored: number
  readonly incomplete: number
  readonly excluded: number
  /** Codes of the regions that are held. */
  readonly held: readonly string[]
  /** Pools and what was split of them, in yuan. */
  readonly pools: string
  readonly paid: string
}

/** Turns an appraisal and what it followed from into rows. Entries of `result` are those of result.json, in the same order. */
export function buildSnapshot(appraisal: Appraisal, facts: AppraisalFacts, result: Result): Snapshot {
  const shares = groupBy(
    appraisal.bonus.flatMap((region) => region.shares),
    (share) => share.employee,
  )
  const decisions = groupBy(facts.decisions, (decision) => decision.employee)
  const entry = (list: readonly object[], index: number) => present(list[index], 'Results and their entries are in the same order.')
  const bonusOf = (employee: string) => shares.get(employee)?.reduce((total, share) => total + share.amount, 0n)
  const engineers = appraisal.service.map((person, index): SnapshotPerson => {
    const { employee, name, region, status, final } = person
    return {
      ...{ kind: 'service', employee, name, region, status },
      score: final && decimalText(final, 2),
      bonus: bonusOf(employee),
      result: JSON.stringify(entry(result.service, index)),
      facts: storedServiceText({ facts: facts.service(employee), decisions: decisions.get(employee) ?? [], result: person }),
    }
  })
  const representatives = appraisal.sales.map((person, index): SnapshotPerson => {
    const { employee, name, region, points } = person
    return {
      ...{ kind: 'sales', employee, name, region, status: points === undefined ? 'held' : 'scored' },
      score: points && decimalText(points, 2),
      bonus: undefined,
      result: JSON.stringify(entry(result.sales, index)),
      facts: storedSalesText({ facts: facts.sales(employee), result: person }),
    }
  })
  return {
    people: [...engineers, ...representatives],
    regions: appraisal.bonus.map((bonus, index) => ({
      region: bonus.region,
      name: bonus.name,
      status: bonus.status,
      result: storedRegionText({
        bonus,
        creditedReps: facts.creditedReps.get(bonus.region) ?? [],
        result: entry(result.bonus, index),
      }),
    })),
    pay: payRows(appraisal, result),
    summary: summaryOf(appraisal),
  }
}

/** What plans pay, each with its entry of result.json. */
function payRows({ pay }: Appraisal, result: Result): RunPay[] {
  const commissions = (pay?.commissions ?? []).map((each, index): RunPay => {
    const { employee, name, region, plan, paid } = each
    const entry = JSON.stringify(result.commissions?.[index])
    return { kind: 'commission', employee, name, region, plan, amount: paid, result: entry, facts: storedPayText(each) }
  })
  const grades = (pay?.grades ?? []).map((each, index): RunPay => {
    const { employee, name, region, rule, amount } = each
    const entry = JSON.stringify(result.grades?.[index])
    return { kind: 'grade', employee, name, region, plan: rule, amount, result: entry, facts: storedPayText(each) }
  })
  return [...commissions, ...grades]
}

function summaryOf({ service, sales, bonus }: Appraisal): RunSummary {
  const count = (status: string) => service.filter((person) => person.status === status).length
  const total = (amounts: readonly bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n)
  return {
    engineers: service.length,
    representatives: sales.length,
    scored: count('scored'),
    incomplete: count('incomplete'),
    excluded: count('excluded'),
    held: bonus.filter((region) => region.status === 'held').map((region) => region.region),
    pools: moneyText(total(bonus.map((region) => region.pool))),
    paid: moneyText(total(bonus.flatMap((region) => region.shares.map((share) => share.amount)))),
  }
}

function moneyText(amount: bigint): string {
  return yuanText(fen(amount))
}
