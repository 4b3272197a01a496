import { add, divide, multiply, type Rational, rational, ZERO } from '../../base/rational.ts'
import { decimalText, roundHalfUp } from '../../base/rounding.ts'
import type { Engineer } from './score-engineer.ts'
import { MODULES, type Module } from './service-facts.ts'
import type { ModuleResult, Remark, ScoredMonth, ServiceResult } from './service-result.ts'

/**
 * The appraisal of a longer period from those of its months, where the company sets it so (`bonus.pool.longerPeriods`): the final score is the mean
 * of the months' final scores, weighted by the days that the person was employed in each, rounded half up to 2 decimals; so are the module
 * scores that are printed, over the months that have one. A month that is held holds the period; a month in which the person takes no part in the
 * split counts in no mean, and whoever takes part in none is excluded.
 */
export function scoreFromMonths(
  { number, name, region }: Pick<Engineer, 'number' | 'name' | 'region'>,
  months: readonly ScoredMonth[],
): ServiceResult {
  const taking = months.filter(({ result }) => result.status !== 'excluded')
  const held = taking.filter(({ result }) => result.final === undefined)
  const isHeld = held.length > 0
  const final = isHeld ? undefined : meanOf(taking.map(({ days, result }) => ({ days, score: result.final ?? ZERO })))
  const missing = MODULES.filter((module) => taking.some(({ result }) => result.missing.includes(module)))
  return {
    employee: number,
    name,
    region,
    status: taking.length === 0 ? 'excluded' : isHeld ? 'incomplete' : 'scored',
    modules: Object.fromEntries(MODULES.map((module) => [module, moduleOf(module, taking.length > 0 ? taking : months)])) as Record<
      Module,
      ModuleResult
    >,
    missing,
    final,
    remarks: [...(isHeld ? [heldRemark(held)] : final === undefined ? [] : [meanRemark(taking)]), ...months.flatMap(monthRemarks)],
    months,
  }
}

/** The mean, weighted by days, to 2 decimals; undefined of nothing. */
function meanOf(parts: readonly { readonly days: number; readonly score: Rational }[]): Rational | undefined {
  const total = parts.reduce((sum, { days, score }) => add(sum, multiply(score, rational(BigInt(days)))), ZERO)
  const mean = divide(total, rational(BigInt(parts.reduce((sum, { days }) => sum + days, 0))))
  return mean && roundHalfUp(mean, 2)
}

function moduleOf(module: Module, months: readonly ScoredMonth[]): ModuleResult {
  const own = months.map(({ period, days, result }) => ({ period, days, ...result.modules[module] }))
  const last = own.at(-1)
  const score = meanOf(own.flatMap((month) => (month.score === undefined ? [] : [{ days: month.days, score: month.score }])))
  const treated = score === undefined ? own.find((month) => month.treated !== undefined)?.treated : undefined
  return {
    score,
    weight: last?.weight ?? ZERO,
    counted: own.some(({ counted }) => counted),
    ...(treated === undefined ? {} : { treated }),
    remarks: own.flatMap(({ period, remarks }) => remarks.map((remark) => ofMonth(period, remark))),
  }
}

function ofMonth(period: string, { zh, en }: Remark): Remark {
  return { zh: `${period} ${zh}`, en: `${period} ${en}` }
}

function monthRemarks({ period, result }: ScoredMonth): Remark[] {
  return result.remarks.map((remark) => ofMonth(period, remark))
}

function heldRemark(held: readonly ScoredMonth[]): Remark {
  const names = held.map(({ period }) => period)
  return { zh: `${names.join('、')} 未完成`, en: `${names.join(', ')} incomplete` }
}

function meanRemark(months: readonly ScoredMonth[]): Remark {
  const told = months.map(({ period, days, result }) => ({ period, days, score: decimalText(result.final ?? ZERO, 2) }))
  return {
    zh: `各月评分按在职天数平均：${told.map(({ period, days, score }) => `${period} ${score}（${days} 天）`).join('、')}`,
    en: `mean of the months by days employed: ${told.map(({ period, days, score }) => `${period} ${score} (${days} days)`).join(', ')}`,
  }
}
