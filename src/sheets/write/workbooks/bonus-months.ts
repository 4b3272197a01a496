import { yuan } from '../../../base/money.ts'
import { sum } from '../../../base/rational.ts'
import { roundHalfUp } from '../../../base/rounding.ts'
import type { BonusShare } from '../../../domain/appraisal.ts'
import { type BonusLine, FIRST_ROW, lastRow, type RegionPlan, VALUES_ROW } from './bonus-plan.ts'
import { moneyCell, STYLE, scoreCell } from './house-style.ts'
import { hundredths, live, total } from './live-formula.ts'
import type { Say } from './words.ts'
import { blank, type Cell, formula, number, text } from './xlsx/cell.ts'

/** The columns of one figure of all months, side by side, beyond those that are printed. */
interface Block {
  readonly letters: readonly string[]
  /** "S7:U7" */
  range(row: number): string
}

/** Where a longer period that is made of its months has their days, scores and bonuses. */
function blocksOf(plan: RegionPlan): Readonly<Record<'days' | 'scores' | 'amounts', Block>> {
  const months = plan.bonus.months?.length ?? 0
  const printed = 16 + Number(plan.withDays) + Number(plan.withPercent)
  const block = (at: number): Block => {
    const letters = Array.from({ length: months }, (_, index) => columnLetters(printed + 1 + at * months + index))
    return { letters, range: (row) => `${letters[0]}${row}:${letters.at(-1)}${row}` }
  }
  return { days: block(0), scores: block(1), amounts: block(2) }
}

/** "A" for 0, "AA" for 26. */
function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : `${columnLetters(Math.floor(index / 26) - 1)}${letter}`
}

export function monthWidths({ bonus }: RegionPlan): number[] {
  const months = bonus.months ?? []
  return months.length === 0 ? [] : [2, ...months.map(() => 7), ...months.map(() => 9), ...months.map(() => 12)]
}

/** The headings, month by month: days employed, final score, bonus. */
export function monthHeadings({ bonus }: RegionPlan, say: Say): Cell[] {
  const months = bonus.months ?? []
  const titled = (word: Parameters<Say>[0]) => months.map(({ period }) => text(`${period} ${say(word)}`, STYLE.workingHeader))
  return [blank(STYLE.gap), ...titled('daysEmployed'), ...titled('finalScore'), ...titled('bonus')]
}

/** Above the table, the pool of each month. */
export function monthsAbove({ bonus }: RegionPlan, say: Say): readonly [labels: Cell[], values: Cell[]] {
  const months = bonus.months ?? []
  const before = Array.from({ length: 1 + 2 * months.length }, () => blank(STYLE.gap))
  return [
    [...before, ...months.map(({ period }) => text(`${period} ${say('pool')}`, STYLE.workingHeader))],
    [...before, ...months.map((month) => moneyCell(month.bonus.pool))],
  ]
}

/** The pool of the period as the sum of its months'. */
export function poolOfMonths(plan: RegionPlan): Cell {
  const { letters } = blocksOf(plan).amounts
  const pools = (plan.bonus.months ?? []).map((month) => yuan(month.bonus.pool))
  return total(`${letters[0]}${VALUES_ROW}`, `${letters.at(-1)}${VALUES_ROW}`, pools, yuan(plan.bonus.pool), STYLE.totalMoney)
}

/** What somebody's months are: those in which they take no part are blank. */
export function monthCells(plan: RegionPlan, { employee, result }: Pick<BonusLine, 'employee' | 'result'>): Cell[] {
  const months = plan.bonus.months ?? []
  const own = months.map(({ period }) => result?.months?.find((month) => month.period === period && month.result.final !== undefined))
  return [
    blank(STYLE.gap),
    ...own.map((month) => (month ? number(String(month.days), STYLE.integer) : blank(STYLE.integer))),
    ...own.map((month) => (month?.result.final ? scoreCell(month.result.final) : blank(STYLE.score))),
    ...months.map(({ bonus }) => {
      const share = bonus.shares.find((each) => each.employee === employee)
      return share ? moneyCell(share.amount) : blank(STYLE.money)
    }),
  ]
}

/** The final score as the mean of the months' by days, to 2 decimals. */
export function finalOfMonths(plan: RegionPlan, share: BonusShare, row: number): Cell {
  const { days, scores } = blocksOf(plan)
  const words = `ROUND(SUMPRODUCT(${days.range(row)},${hundredths(scores.range(row))})/SUM(${days.range(row)}),0)/100`
  return live(words, share.score, share.score, STYLE.score)
}

/** The bonus as the sum of the months'. */
export function bonusOfMonths(plan: RegionPlan, share: BonusShare, row: number): Cell {
  const { amounts } = blocksOf(plan)
  const paid = (plan.bonus.months ?? []).flatMap(({ bonus }) => bonus.shares.filter(({ employee }) => employee === share.employee))
  const given = roundHalfUp(sum(paid.map(({ amount }) => yuan(amount))), 2)
  return live(`ROUND(SUM(${amounts.range(row)}),2)`, given, yuan(share.amount), STYLE.money)
}

/** The months' bonuses, added up over the region. */
export function monthTotals(plan: RegionPlan): Cell[] {
  const { amounts } = blocksOf(plan)
  const months = plan.bonus.months ?? []
  return [
    ...Array.from({ length: 1 + 2 * months.length }, () => blank(STYLE.gap)),
    ...months.map(({ bonus }, index) => {
      const paid = bonus.shares.reduce((all, { amount }) => all + amount, 0n)
      const letter = amounts.letters[index]
      return formula(
        `ROUND(SUM(${letter}${FIRST_ROW}:${letter}${lastRow(plan)}),2)`,
        { number: String(Number(paid) / 100) },
        STYLE.totalMoney,
      )
    }),
  ]
}
