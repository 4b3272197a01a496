import { type Fen, fen } from '../../../../base/money.ts'
import type { RegionBonus } from '../../../../domain/appraisal.ts'
import { moneyCell, ROW_HEIGHT, STYLE } from '../house-style.ts'
import type { Say } from '../words.ts'
import { blank, type Row, text } from '../xlsx/cell.ts'
import { columnTotal, differenceCell, FIRST, listHeading, type SimulationContext } from './simulation-sheet.ts'

const TITLES = [
  ...(['periodColumn', 'regionCode', 'region', 'valueBefore', 'valueAfter', 'poolBefore', 'poolAfter'] as const),
  ...(['poolDifference', 'bonusBefore', 'bonusAfter', 'difference'] as const),
]
export const REGION_WIDTHS = [11, 11, 16, 12, 12, 14, 14, 14, 14, 14, 14]

/** Each region's pool and what of it is paid, period by period. */
export function* regionRows(context: SimulationContext): Generator<Row> {
  const { simulation, say } = context
  yield* listHeading(TITLES, context)
  const lines = simulation.periods.flatMap(({ period, regions }) => regions.map((each) => ({ period, ...each, ...amountsOf(each) })))
  for (const [index, { period, region, name, before, after, pools, paid }] of lines.entries()) {
    const row = FIRST + index
    yield {
      cells: [
        text(period, STYLE.centre),
        text(region, STYLE.id),
        text(name || region, STYLE.centre),
        text(statusWords(before, say), STYLE.centre),
        text(statusWords(after, say), STYLE.centre),
        moneyCell(pools[0]),
        moneyCell(pools[1]),
        differenceCell(...pools, [5, 6], row),
        moneyCell(paid[0]),
        moneyCell(paid[1]),
        differenceCell(...paid, [8, 9], row),
      ],
      height: ROW_HEIGHT,
    }
  }
  const sums = [
    lines.map(({ pools }) => pools[0]),
    lines.map(({ pools }) => pools[1]),
    lines.map(({ pools }) => fen(pools[1] - pools[0])),
    lines.map(({ paid }) => paid[0]),
    lines.map(({ paid }) => paid[1]),
    lines.map(({ paid }) => fen(paid[1] - paid[0])),
  ]
  yield {
    cells: [
      text(say('total'), STYLE.totalLabel),
      ...Array.from({ length: 4 }, () => blank(STYLE.totalLabel)),
      ...sums.map((amounts, index) => columnTotal(5 + index, amounts)),
    ],
    height: ROW_HEIGHT,
  }
}

type Two = readonly [before: Fen, after: Fen]

function amountsOf({ before, after }: { readonly before: RegionBonus | undefined; readonly after: RegionBonus | undefined }) {
  const paid = (bonus: RegionBonus | undefined) => fen((bonus?.shares ?? []).reduce((sum, { amount }) => sum + amount, 0n))
  const pools: Two = [before?.pool ?? fen(0n), after?.pool ?? fen(0n)]
  return { pools, paid: [paid(before), paid(after)] satisfies Two as Two }
}

function statusWords(bonus: RegionBonus | undefined, say: Say): string {
  if (!bonus) return say('none')
  return say(bonus.status === 'unallocated' ? 'unallocatedStatus' : bonus.status)
}
