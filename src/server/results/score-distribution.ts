import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import { groupBy } from '../../base/group-by.ts'
import { type Rational, rationalFromText } from '../../base/rational.ts'
import { decimalText } from '../../base/rounding.ts'
import { byCodePoint } from '../../base/text-order.ts'
import { histogram, spreadOf } from '../../domain/review/histogram.ts'
import type { PersonKind } from '../../store/aggregates/snapshots.ts'
import { regionNames, type SnapshotScore, snapshotScores } from '../../store/aggregates/snapshots-history.ts'
import { reachOf } from '../kernel/reach.ts'
import { recordReading } from '../kernel/record-reading.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { type ViewedRun, viewedRun } from './viewed-run.ts'

export interface AskedDistribution extends ViewedRun {
  readonly kind: PersonKind
  readonly region?: string | undefined
  /** Points that a bar of the histogram is wide. */
  readonly width: number
}

/** How the scores of a run lie 分数分布. Decimal text; null where nobody has a score. */
export interface ScoreDistribution extends SpreadView {
  readonly run: string
  readonly kind: PersonKind
  readonly width: number
  readonly withoutScore: number
  readonly bins: readonly { readonly from: string; readonly to: string; readonly count: number }[]
  readonly regions: readonly (SpreadView & { readonly region: string; readonly name: string; readonly withoutScore: number })[]
}

export interface SpreadView {
  readonly count: number
  readonly lowest: string | null
  readonly highest: string | null
  readonly mean: string | null
  readonly median: string | null
}

/** The distribution of the final scores, or points, within reach. Problems: of viewedRun; thing_must_exist for a region out of reach. */
export const scoreDistribution = useCase(
  'distribution.read',
  async (
    service,
    actor,
    { kind, region, width, ...view }: AskedDistribution,
  ): Promise<Answer<{ readonly ok: true; readonly value: ScoreDistribution }>> => {
    const viewed = await viewedRun(service, actor, view)
    if (!viewed.ok) return viewed
    const { run } = viewed
    const reach = await reachOf(service, actor, view.period)
    const reached = reach.kind === 'regions' ? reach.regions : reach.kind === 'all' ? undefined : []
    if (region !== undefined && reached !== undefined && !reached.includes(region)) {
      return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `region ${region} of run ${run.id}` })] }
    }
    const people = await snapshotScores(service.store, run.id, kind, region === undefined ? reached : [region])
    await recordReading(service, actor, {
      action: 'result.distribution',
      subject: `run ${run.id}`,
      period: view.period.text,
      asked: { kind, region },
    })
    const names = await regionNames(service.store, run.id)
    const byRegion = [...groupBy(people, ({ region: code }) => code)].sort(([a], [b]) => byCodePoint(a, b))
    const scores = scoresOf(people)
    const bins = histogram(scores, BigInt(width)).map(({ from, to, count }) => ({
      from: decimalText(from, 0),
      to: decimalText(to, 0),
      count,
    }))
    const value: ScoreDistribution = {
      ...{ run: run.id, kind, width, bins },
      ...spreadView(scores),
      withoutScore: people.length - scores.length,
      regions: byRegion.map(([code, theirs]) => {
        const own = scoresOf(theirs)
        return { region: code, name: names.get(code) ?? code, ...spreadView(own), withoutScore: theirs.length - own.length }
      }),
    }
    return { ok: true, value }
  },
)

function scoresOf(people: readonly SnapshotScore[]): Rational[] {
  return people.flatMap(({ score }) =>
    score === undefined ? [] : [present(rationalFromText(score), 'A score of a snapshot is decimal text.')],
  )
}

function spreadView(scores: readonly Rational[]): SpreadView {
  const { count, lowest, highest, mean, median } = spreadOf(scores)
  const text = (value: Rational | undefined) => (value === undefined ? null : decimalText(value, 2))
  return { count, lowest: text(lowest), highest: text(highest), mean: text(mean), median: text(median) }
}
