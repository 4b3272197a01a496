import { type Fen, fen } from '../../base/money.ts'
import { add, HUNDRED, ONE, type Rational, smaller, subtract } from '../../base/rational.ts'
import type { RegionBonus } from '../appraisal.ts'
import type { ServiceRules } from '../engineers/module-outcomes.ts'
import { finalInputs } from '../engineers/score-engineer.ts'
import { MODULES, type Module } from '../engineers/service-facts.ts'
import type { ServiceResult } from '../engineers/service-result.ts'
import { sharesAgain } from './share-origin.ts'
import type { SplitRule } from './split-pool.ts'

/** What one more point in one module would have been worth. */
export interface OneMorePoint {
  readonly module: Module
  readonly weight: Rational
  /** The printed score; undefined where the module has none. */
  readonly score: Rational | undefined
  /** What one more point comes to; undefined where the module does not count, and one more point means nothing. */
  readonly raised: RaisedScore | undefined
}

export interface RaisedScore {
  /** The printed score and one point more, 100 at most. */
  readonly score: Rational
  readonly final: Rational
  readonly finalChange: Rational
  /** Over all regions that pay the person; undefined while one of them is held. */
  readonly share: Fen | undefined
  readonly shareChange: Fen | undefined
}

/**
 * Per module, the final score and the share that a person would have had with one point more in that module's printed score,
 * 100 at most, all else equal: other people's scores and the pools stay as they are (POLICY 5.2, 5.3.3, A15, A16). `regions`
 * are those that the person is at home in or paid by.
 */
export function oneMorePoint(
  person: ServiceResult,
  regions: readonly RegionBonus[],
  rules: Pick<ServiceRules, 'finalScore'>,
  split: SplitRule,
): readonly OneMorePoint[] {
  const now = shareIn(regions, person.employee, person.final, split)
  return MODULES.map((module): OneMorePoint => {
    const { score, weight, counted } = person.modules[module]
    // Of a period that is made of its months one point is worth something in one of them only.
    const isOpen = person.final !== undefined && person.months === undefined
    if (!isOpen || !counted || score === undefined) return { module, weight, score, raised: undefined }
    const more = smaller(add(score, ONE), HUNDRED)
    const modules = { ...person.modules, [module]: { ...person.modules[module], score: more } }
    const final = rules.finalScore.evaluate(finalInputs(modules, rules)).value
    if (final === undefined) return { module, weight, score, raised: undefined }
    const share = shareIn(regions, person.employee, final, split)
    const shareChange = share === undefined || now === undefined ? undefined : fen(share - now)
    return {
      module,
      weight,
      score,
      raised: { score: more, final, finalChange: subtract(final, person.final ?? final), share, shareChange },
    }
  })
}

/** What the regions pay a person who has that final score, everybody else's being what it was. */
function shareIn(regions: readonly RegionBonus[], employee: string, final: Rational | undefined, split: SplitRule): Fen | undefined {
  const paying = regions.filter(({ shares }) => shares.some((share) => share.employee === employee))
  if (final === undefined || paying.length === 0 || regions.some(({ status }) => status === 'held')) return undefined
  const amounts = paying.map(({ pool, shares }): bigint => {
    const changed = shares.map((share) => (share.employee === employee ? { ...share, score: final } : share))
    return sharesAgain(pool, changed, split).find((share) => share.employee === employee)?.amount ?? 0n
  })
  return fen(amounts.reduce((sum, amount) => sum + amount, 0n))
}
