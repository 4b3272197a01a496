import { fen, yuanText } from '../../base/money.ts'
import type { Rational } from '../../base/rational.ts'
import { decimalText, roundToUnits } from '../../base/rounding.ts'
import type { Pipeline, Volume } from '../../domain/opportunities/pipeline.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import type { pipelineSchema } from './pipeline-schema.ts'

/** A pipeline in text: amounts in yuan, the weighted ones rounded half up to the fen once, shares with 4 decimals, days with 1. */
export function pipelineView({ stages, forecast, open, closed, remarks }: Pipeline): ShapeOf<typeof pipelineSchema> {
  return {
    stages: stages.map(({ stage, open: inStage, stays, averageDays, longestDays, moves }) => ({
      ...{ stage, open: volumeView(inStage), stays, averageDays: averageDays ? decimalText(averageDays, 1) : null },
      longestDays: longestDays ?? null,
      moves: moves.map(({ to, count, share, back }) => ({
        ...(typeof to === 'string' ? { stage: null, end: to } : { stage: to.stage, end: null }),
        ...{ count, share: decimalText(share, 4), back },
      })),
    })),
    forecast: forecast.map(({ month, volume }) => ({ month: month ?? null, ...volumeView(volume) })),
    open: volumeView(open),
    closed: {
      won: volumeView(closed.won),
      lost: volumeView(closed.lost),
      withoutOutcome: volumeView(closed.withoutOutcome),
      winRate: ratioText(closed.winRate),
      winRateByAmount: ratioText(closed.winRateByAmount),
    },
    remarks,
  }
}

function volumeView({ count, amount, weighted, withoutProbability }: Volume) {
  return {
    ...{ count, amount: yuanText(fen(amount)), weighted: yuanText(fen(roundToUnits(weighted, 0))) },
    withoutProbability: { count: withoutProbability.count, amount: yuanText(fen(withoutProbability.amount)) },
  }
}

function ratioText(ratio: Rational | undefined): string | null {
  return ratio === undefined ? null : decimalText(ratio, 4)
}
