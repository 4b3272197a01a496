import { yuan } from '../../../base/money.ts'
import { divide, multiply, rational, sum, ZERO } from '../../../base/rational.ts'
import type { BonusShare } from '../../../domain/appraisal.ts'
import { basisOf } from '../../../domain/bonus/split-pool.ts'
import { bonusOfMonths, monthHeadings, monthsAbove, monthTotals } from './bonus-months.ts'
import { ABOVE, FIRST_ROW, HEADER_ROW, lastRow, lettersOf, type RegionPlan, totalRow, VALUES_ROW } from './bonus-plan.ts'
import { moneyCell, plainCell, STYLE } from './house-style.ts'
import { hundredths, live } from './live-formula.ts'
import type { Say } from './words.ts'
import { blank, type Cell, formula, text } from './xlsx/cell.ts'

/** 占比, 应分, 尾差 and 奖金 of one share. */
export function shareCells(plan: RegionPlan, share: BonusShare, row: number): Cell[] {
  const { split, allWeights } = plan
  const letters = lettersOf(plan)
  const ratio = divide(basisOf(share), allWeights) ?? ZERO
  const line = split?.lines.get(share.employee)
  if (plan.bonus.months) {
    const paid = sum(plan.bonus.shares.map(({ amount }) => yuan(amount)))
    const part = divide(yuan(share.amount), paid) ?? ZERO
    return [plainCell(part, STYLE.ratio), plainCell(share.exact, STYLE.unrounded), moneyCell(share.extra), bonusOfMonths(plan, share, row)]
  }
  if (!split || !line) {
    return [plainCell(ratio, STYLE.ratio), plainCell(share.exact, STYLE.unrounded), moneyCell(share.extra), moneyCell(share.amount)]
  }
  const weights = `${letters.weight}$${totalRow(plan)}`
  const weight = `${letters.weight}${row}`
  const extra = `IF(${letters.place}${row}<=${letters.rest}$${totalRow(plan)},0.01,0)`
  return [
    live(`IF(${weights}=0,0,${weight}/${weights})`, ratio, ratio, STYLE.ratio),
    live(
      `IF(${weights}=0,0,${poolFenCell(plan)}*${weight}/(${weights}*100))`,
      multiply(yuan(plan.bonus.pool), ratio),
      share.exact,
      STYLE.unrounded,
    ),
    live(extra, yuan(share.extra), yuan(share.extra), STYLE.money),
    live(
      `(${letters.wholeFen}${row}+${hundredths(`${letters.extra}${row}`)})/100`,
      rational(line.wholeFen + share.extra, 100n),
      yuan(share.amount),
      STYLE.money,
    ),
  ]
}

/** Where the pool stands in whole fen, never below 0. */
function poolFenCell(plan: RegionPlan): string {
  return `$${lettersOf(plan).wholeFen}$${VALUES_ROW}`
}

/** What the columns that are not printed hold in the two rows above the table: the pool in fen. */
export function workingsAbove(plan: RegionPlan, say: Say): readonly [labels: Cell[], values: Cell[]] {
  if (plan.bonus.months) return monthsAbove(plan, say)
  if (!plan.split) return [[], []]
  const pool = formula(`MAX(0,${hundredths(ABOVE.pool)})`, { number: String(plan.split.poolFen) }, STYLE.working)
  return [
    [blank(STYLE.gap), blank(STYLE.gap), text(say('workingPool'), STYLE.workingHeader)],
    [blank(STYLE.gap), blank(STYLE.gap), pool],
  ]
}

/** Their headings. */
export function workingHeadings(plan: RegionPlan, say: Say): Cell[] {
  if (plan.bonus.months) return monthHeadings(plan, say)
  if (!plan.split) return []
  const words = [
    plan.withPercent
      ? plan.withDays
        ? 'workingWeightByDaysInPart'
        : 'workingWeightInPart'
      : plan.withDays
        ? 'workingWeightByDays'
        : 'workingWeight',
    'workingWholeFen',
    'workingRest',
    'workingPlace',
    'workingWrong',
  ] as const
  return [blank(STYLE.gap), ...words.map((word) => text(say(word), STYLE.workingHeader))]
}

/**
 * Weight, whole fen, remainder, place in the queue of one share, and 1 where somebody typed over an amount. Whole numbers
 * throughout; the quotient of two of them may round up to a whole number it does not reach, which the comparison takes back.
 */
export function workingCells(plan: RegionPlan, share: BonusShare, row: number): Cell[] {
  const line = plan.split?.lines.get(share.employee)
  if (!line) return []
  const letters = lettersOf(plan)
  const { weight, wholeFen, rest, place, final, days, percent, bonus } = letters
  const pool = poolFenCell(plan)
  const weights = `${weight}$${totalRow(plan)}`
  const product = `${pool}*${weight}${row}`
  const whole = (words: string, value: bigint) => formula(words, { number: String(value) }, STYLE.working)
  return [
    blank(STYLE.gap),
    whole(
      `${hundredths(`${final}${row}`)}${plan.withDays ? `*${days}${row}` : ''}${plan.withPercent ? `*${percent}${row}` : ''}`,
      line.weight,
    ),
    whole(`IF(${weights}=0,0,INT(${product}/${weights})-IF(${product}<${weights}*INT(${product}/${weights}),1,0))`, line.wholeFen),
    whole(`IF(${weights}=0,0,${product}-${weights}*${wholeFen}${row})`, line.rest),
    whole(placeFormula(plan, row), BigInt(line.place)),
    whole(
      `IF(AND(${hundredths(`${bonus}${row}`)}=${wholeFen}${row}+IF(${place}${row}<=${rest}$${totalRow(plan)},1,0),` +
        `${isPayable(plan, row)}),0,1)`,
      0n,
    ),
  ]
}

/** Whether bonus, adjustment and what is carried make the payable amount of a row. */
function isPayable(plan: RegionPlan, row: number): string {
  const { bonus, adjustment, carried, payable } = lettersOf(plan)
  const parts = [bonus, adjustment, ...(plan.settled ? [carried] : [])].map((letter) => `${letter}${row}`)
  return `ROUND(${parts.join('+')}-${payable}${row},2)=0`
}

/** How many stand before this one in the queue for the fen left over, and one: larger remainders, then as the rule decides ties. */
function placeFormula(plan: RegionPlan, row: number): string {
  const { rest, final } = lettersOf(plan)
  const column = (letter: string) => `${letter}$${FIRST_ROW}:${letter}$${lastRow(plan)}`
  const above = (letter: string) => `${letter}$${HEADER_ROW}:${letter}${row - 1}`
  const larger = `1+COUNTIF(${column(rest)},">"&${rest}${row})`
  const same = (range: (letter: string) => string) => `${range(rest)},${rest}${row}`
  if (!plan.split?.higherScoreFirst) return `${larger}+COUNTIFS(${same(above)})`
  return (
    `${larger}+COUNTIFS(${same(column)},${column(final)},">"&${final}${row})` + `+COUNTIFS(${same(above)},${above(final)},${final}${row})`
  )
}

/** The row of totals: weights together, whole fen together, the fen left over, nothing, and how many rows are wrong. */
export function workingTotals(plan: RegionPlan): Cell[] {
  const { split } = plan
  if (plan.bonus.months) return monthTotals(plan)
  if (!split) return []
  const { weight, wholeFen, wrong } = lettersOf(plan)
  const row = totalRow(plan)
  const sum = (letter: string) => `SUM(${letter}${FIRST_ROW}:${letter}${lastRow(plan)})`
  const whole = (words: string, value: bigint) => formula(words, { number: String(value) }, STYLE.working)
  return [
    blank(STYLE.gap),
    whole(sum(weight), split.weights),
    whole(
      sum(wholeFen),
      [...split.lines.values()].reduce((fen, line) => fen + line.wholeFen, 0n),
    ),
    whole(`IF(${weight}${row}=0,0,${poolFenCell(plan)}-${wholeFen}${row})`, split.leftOver),
    blank(STYLE.working),
    whole(sum(wrong), 0n),
  ]
}

/** What nobody can claim: the whole pool where the weights add up to nothing (POLICY A13). */
export function unallocatedCell(plan: RegionPlan): Cell {
  const { bonus, split } = plan
  if (!split || bonus.status === 'held') return moneyCell(bonus.unallocated)
  const gives = split.weights === 0n ? bonus.pool : 0n
  return live(
    `IF(${lettersOf(plan).weight}${totalRow(plan)}=0,${poolFenCell(plan)}/100,0)`,
    rational(gives, 100n),
    yuan(bonus.unallocated),
    STYLE.money,
  )
}

/** Whether the sheet adds up: to the pool, and row by row, so that an amount typed over another is seen. */
export function checkCell(plan: RegionPlan, say: Say): Cell {
  const { bonus, split } = plan
  const letters = lettersOf(plan)
  const row = totalRow(plan)
  const conditions = [
    `ROUND(${letters.bonus}${row}+${ABOVE.unallocated}-${ABOVE.pool},2)=0`,
    isPayable(plan, row),
    ...(split ? [`${letters.wrong}${row}=0`] : []),
  ]
  const paid = bonus.shares.reduce((paid, share) => paid + share.amount, 0n) + bonus.unallocated
  return formula(
    `IF(AND(${conditions.join(',')}),"${say('agrees')}","${say('differs')}")`,
    { text: say(paid === bonus.pool ? 'agrees' : 'differs') },
    STYLE.totalLeft,
  )
}
