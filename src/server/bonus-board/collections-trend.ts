import type { Answer } from '../../base/answer.ts'
import { yuan, yuanText } from '../../base/money.ts'
import { type Period, previousPeriod } from '../../base/period.ts'
import { divide } from '../../base/rational.ts'
import { decimalText } from '../../base/rounding.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import { reaches, reachOf } from '../kernel/reach.ts'
import { recordReading } from '../kernel/record-reading.ts'
import type { Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { type Permitted, useCase } from '../kernel/use-case.ts'
import { sumText } from './board-region.ts'
import { type BoardRun, boardRun } from './board-run.ts'
import type { trendSchema } from './bonus-board-schema.ts'
import { collectionsOfRun, type RegionCollections, together } from './collections-of-run.ts'
import { shownRun } from './read-board.ts'

export interface ReadTrend {
  /** The last period shown. */
  readonly period: Period
  /** How many periods, with the last. */
  readonly periods: number
}

/** Collections 回款 of a region, or of all, in one period; money in yuan as decimal text. */
export interface CollectionsFigures {
  readonly netCollections: string
  readonly pool: string
  /** What clients owed up to the period's end, and what of it was collected in the period (S5b); null where the run has no such measures. */
  readonly due: string | null
  readonly collected: string | null
  /** collected / due, to 4 decimals; null where nothing was due. */
  readonly rate: string | null
}

export type TrendPeriod = ShapeOf<typeof trendSchema>

/**
 * What was collected of what was due, and the pools, region by region over the last periods of one kind: of each the run that the
 * bonus board shows. Oldest first; periods that were never opened are left out. Problems: period_must_exist.
 */
export const readCollectionsTrend = useCase(
  'bonus.read',
  async (
    service,
    actor,
    { period, periods }: ReadTrend,
  ): Promise<Answer<{ readonly ok: true; readonly periods: readonly TrendPeriod[] }>> => {
    if (!(await findPeriod(service.store, period.text))) {
      return { ok: false, problems: [serviceProblem('period_must_exist', { period: period.text })] }
    }
    const trend: TrendPeriod[] = []
    let of = period
    for (let left = periods; left > 0; left--) {
      if (await findPeriod(service.store, of.text)) {
        const shown = await boardRun(service, actor, { period: of })
        if (!shown.ok) return shown
        trend.unshift(await trendPeriod(service, actor, of, shown))
      }
      of = previousPeriod(of)
    }
    await recordReading(service, actor, {
      action: 'bonus.trend',
      subject: `collections ${period.text}`,
      period: period.text,
      asked: { periods },
    })
    return { ok: true, periods: trend }
  },
)

async function trendPeriod(service: Service, actor: Permitted<'bonus.read'>, period: Period, shown: BoardRun): Promise<TrendPeriod> {
  const head = { period: period.text, periodState: shown.opened.state, run: shownRun(shown) }
  if (!shown.run) return { ...head, regions: [], total: null }
  const reach = await reachOf(service, actor, period)
  const regions = (await collectionsOfRun(service, shown.run.id)).filter((region) => reaches(reach, region))
  return {
    ...head,
    regions: regions.map((each) => ({ region: each.region, name: each.name, ...figuresOf([each]) })),
    total: regions.length === 0 ? null : figuresOf(regions),
  }
}

function figuresOf(regions: readonly RegionCollections[]): CollectionsFigures {
  const sums = together(regions.map(({ owed }) => owed).filter((owed) => owed !== undefined))
  const rate = sums && divide(yuan(sums.collected), yuan(sums.due))
  return {
    netCollections: sumText(regions.map(({ netCollections }) => netCollections)),
    pool: sumText(regions.map(({ pool }) => pool)),
    due: sums ? yuanText(sums.due) : null,
    collected: sums ? yuanText(sums.collected) : null,
    rate: rate ? decimalText(rate, 4) : null,
  }
}
