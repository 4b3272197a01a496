import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import { type Period, previousPeriod } from '../../base/period.ts'
import { rational, rationalFromText } from '../../base/rational.ts'
import { cell, textCell } from '../../domain/dataset/tables.ts'
import { type Flag, type FlagThresholds, type GivenMark, markFlags, moveFlags, poolFlags } from '../../domain/review/flags.ts'
import { publishedRunOf, type RunRow } from '../../store/aggregates/runs.ts'
import { snapshotRegions } from '../../store/aggregates/snapshots.ts'
import { movedScores } from '../../store/aggregates/snapshots-compare.ts'
import { asOfReader } from '../../store/company-book/as-of.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import { recordsOf } from '../../store/database/records.ts'
import { recordReading } from '../kernel/record-reading.ts'
import type { Service } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { storedRegionFrom } from '../runs/stored-region.ts'
import { type ViewedRun, viewedRun } from './viewed-run.ts'

export interface FindFlags extends ViewedRun {
  readonly thresholds: FlagThresholds
}

/**
 * What a reviewer should look at before a run is published: pools beyond the commission, marks of a manager that are all alike
 * or far from others', scores that moved against the published run of the period before. In that order. Problems: of viewedRun.
 */
export const findFlags = useCase(
  'run.read',
  async (
    service,
    actor,
    { period, run, thresholds }: FindFlags,
  ): Promise<Answer<{ readonly ok: true; readonly value: { readonly run: string; readonly flags: readonly Flag[] } }>> => {
    const viewed = await viewedRun(service, actor, { period, run })
    if (!viewed.ok) return viewed
    const regions = (await snapshotRegions(service.store, viewed.run.id)).map(({ result }) => storedRegionFrom(result).bonus)
    const flags = [
      ...poolFlags(regions),
      ...markFlags(await marksGiven(service, viewed.run, period), thresholds),
      ...(await flagsOfMoves(service, viewed.run, period, thresholds)),
    ]
    await recordReading(service, actor, { action: 'result.flags', subject: `run ${viewed.run.id}`, period: period.text })
    return { ok: true, value: { run: viewed.run.id, flags } }
  },
)

/** The overall marks 综合评价 that the run counted, as they stood then. */
async function marksGiven(service: Service, run: RunRow, period: Period): Promise<GivenMark[]> {
  const company = await findCompanyBook(service.store)
  if (!company) return []
  const records = recordsOf(asOfReader(service.store, company.id, present(run.asOfChange, 'A run that is done knows its change.')))
  const evaluations = await records.readPeriods(company.id, 'evaluations', [period.text])
  return evaluations
    .filter((record) => textCell('evaluations', record, 'item') === 'overall')
    .map((record) => ({
      manager: textCell('evaluations', record, 'evaluator'),
      score: rational(BigInt(cell('evaluations', record, 'score') ?? 0), 100n),
    }))
}

async function flagsOfMoves(service: Service, run: RunRow, period: Period, thresholds: FlagThresholds): Promise<Flag[]> {
  const before = await publishedRunOf(service.store, previousPeriod(period).text)
  if (before === undefined) return []
  const moved = await movedScores(service.store, { before, after: run.id })
  const number = (text: string) => present(rationalFromText(text), 'A score is decimal text.')
  return moveFlags(
    moved.map(({ employee, before: then, after }) => ({ employee, before: number(then), after: number(after) })),
    thresholds,
  )
}
