import { fen, fenFromRational, yuan, yuanText } from '../../../base/money.ts'
import { larger, multiply, type Rational, rational, smaller, subtract, sum, ZERO } from '../../../base/rational.ts'
import { roundHalfUp } from '../../../base/rounding.ts'
import type { RegionBonus } from '../../../domain/appraisal.ts'
import { amountInWords } from '../../../domain/bonus/amount-in-words.ts'
import { MODULES } from '../../../domain/engineers/service-facts.ts'
import { amountInWordsFormula, MOST_FEN_IN_FORMULA } from './amount-in-words-formula.ts'
import { finalOfMonths, monthCells, monthWidths, poolOfMonths } from './bonus-months.ts'
import { ABOVE, type BonusLine, FIRST_ROW, lastRow, lettersOf, payableOf, payables, type RegionPlan, totalRow } from './bonus-plan.ts'
import { bonusRemark, regionAlert, regionNote } from './bonus-remark.ts'
import { checkCell, shareCells, unallocatedCell, workingCells, workingHeadings, workingsAbove, workingTotals } from './bonus-split.ts'
import { numberText, wholeScale } from './exact-number.ts'
import {
  HEADER_HEIGHT,
  headerCell,
  metaRow,
  moduleHeading,
  moneyCell,
  perMilleText,
  plainCell,
  ROW_HEIGHT,
  STYLE,
  scoreCell,
  spread,
  titleRow,
} from './house-style.ts'
import { hundredths, live, total, weightedScore } from './live-formula.ts'
import { signatures } from './signatures.ts'
import type { Say } from './words.ts'
import type { WorkbookOptions } from './workbook-options.ts'
import { blank, type Cell, formula, number, type Row, text } from './xlsx/cell.ts'
import { heightOf, type SheetLayout } from './xlsx/sheet-layout.ts'

const WIDTHS_BEFORE_DAYS = [6, 11, 10, 9, 9, 9, 9, 10]
const WIDTHS_AFTER_DAYS = [9, 13, 7, 12, 10]
const WIDTHS_FROM_PAYABLE = [12, 13, 24]
const REMARK_WIDTH = 24
/** A gap, then what the split is worked out in; not printed. */
const WORKING_WIDTHS = [2, 12, 12, 14, 7, 7]
const MODULE_LETTERS = { attendance: 'D', customer: 'E', manager: 'F', problemSolving: 'G' } as const

function widthsOf(plan: RegionPlan): number[] {
  const added = [...(plan.withDays ? [8] : []), ...(plan.withPercent ? [8] : [])]
  return [...WIDTHS_BEFORE_DAYS, ...added, ...WIDTHS_AFTER_DAYS, ...(plan.settled ? [11] : []), ...WIDTHS_FROM_PAYABLE]
}

export function bonusTableLayout(plan: RegionPlan, say: Say): SheetLayout {
  return {
    name: plan.sheet,
    widths: [...widthsOf(plan), ...(plan.split ? WORKING_WIDTHS : monthWidths(plan))],
    printedColumns: widthsOf(plan).length,
    landscape: true,
    frozen: { rows: FIRST_ROW - 1, columns: 3 },
    repeatedRows: { from: FIRST_ROW - 1, to: FIRST_ROW - 1 },
    footer: `&C${say('footer')}`,
  }
}

/** The 奖金分配表 of one region, ready to check and to sign. */
export function* bonusTable(plan: RegionPlan, period: Parameters<typeof titleRow>[1], options: WorkbookOptions, say: Say): Generator<Row> {
  const columns = widthsOf(plan).length
  yield titleRow(say('bonusTitle'), period, columns, options)
  yield metaRow(plan.title, say('unitYuanBeforeTax'), period, columns, 11, say)
  yield* aboveTable(plan, options, say)
  const note = regionNote(plan, options, say)
  const noteStyle = regionAlert(plan, say, options.language) === '' ? STYLE.note : STYLE.alert
  yield { cells: spread(text(note, noteStyle), columns), merges: [{ column: 0, columns }], height: Math.max(18, heightOf(note, 180, 9)) }
  yield headerRow(plan, options, say)
  if (plan.lines.length === 0) {
    yield { cells: spread(text(say('noEngineers'), STYLE.centre), columns), merges: [{ column: 0, columns }], height: ROW_HEIGHT }
  }
  for (const [index, line] of plan.lines.entries()) yield personRow(plan, line, index, options, say)
  yield totalsRow(plan, say)
  yield* belowTable(plan, columns, say)
}

function* aboveTable(plan: RegionPlan, options: WorkbookOptions, say: Say): Generator<Row> {
  const { bonus } = plan
  const labels = [
    say('receipts'),
    say('refunds'),
    say('netCollections'),
    `${say('rate')} ${perMilleText(bonus.rate)}`,
    say('pool'),
    say('commission'),
    say('commissionLeft'),
    say('unallocated'),
  ]
  const net = total('A4', 'C4', [yuan(bonus.receipts), yuan(bonus.refunds)], yuan(bonus.netCollections), STYLE.totalMoney)
  const values: Cell[] = [
    moneyCell(bonus.receipts),
    moneyCell(bonus.refunds),
    net.kind === 'formula' ? { ...net, formula: `ROUND(${ABOVE.receipts}+${ABOVE.refunds},2)` } : net,
    plainCell(bonus.rate, STYLE.permille),
    bonus.months ? poolOfMonths(plan) : poolCell(bonus, options),
    bonus.commission === undefined ? text(say('notGiven'), STYLE.right) : moneyCell(bonus.commission),
    bonus.commission === undefined || bonus.commissionLeft === undefined
      ? text(say('none'), STYLE.right)
      : live(
          `ROUND(${ABOVE.commission}-${ABOVE.pool},2)`,
          subtract(yuan(bonus.commission), yuan(bonus.pool)),
          yuan(bonus.commissionLeft),
          STYLE.money,
        ),
    unallocatedCell(plan),
  ]
  const spans = values.map((_, index) => (index < values.length - 1 ? 2 : 1))
  const merges = values.slice(0, -1).map((_, index) => ({ column: index * 2, columns: 2 }))
  const gap = widthsOf(plan).length - spans.reduce((columns, span) => columns + span, 0)
  const [workingLabels, workingValues] = workingsAbove(plan, say).map((cells) => [
    ...Array.from({ length: gap }, () => undefined),
    ...cells,
  ])
  yield {
    cells: [...labels.flatMap((label, index) => spread(headerCell(label), spans[index] ?? 1)), ...(workingLabels ?? [])],
    merges,
    height: ROW_HEIGHT,
  }
  yield { cells: [...values.flatMap((cell, index) => spread(cell, spans[index] ?? 1)), ...(workingValues ?? [])], merges, height: 24 }
}

/** The pool 奖金总额: net collections times the rate, not below 0, and under the setting not above the commission (POLICY 5.3.1, A12, A13). */
function poolCell(bonus: RegionBonus, { bonusRules }: WorkbookOptions): Cell {
  const scale = wholeScale([bonus.rate])
  const engine = yuan(bonus.pool)
  if (scale === undefined) return number(numberText(engine), STYLE.totalMoney)
  const uncapped = larger(ZERO, roundHalfUp(multiply(yuan(bonus.netCollections), bonus.rate), 2))
  const words = `MAX(0,ROUND(${hundredths(ABOVE.netCollections)}*ROUND(${ABOVE.rate}*${scale},0)/${scale},0)/100)`
  if (!bonusRules.isCapped || bonus.commission === undefined) return live(words, uncapped, engine, STYLE.totalMoney)
  const cap = larger(ZERO, yuan(bonus.commission))
  return live(`MIN(${words},MAX(0,${ABOVE.commission}))`, smaller(uncapped, cap), engine, STYLE.totalMoney)
}

function headerRow(plan: RegionPlan, options: WorkbookOptions, say: Say): Row {
  const titles = [
    say('ordinal'),
    say('number'),
    say('name'),
    ...MODULES.map((module) => moduleHeading(module, options, say)),
    say('finalScore'),
    ...(plan.withDays ? [say('days')] : []),
    ...(plan.withPercent ? [say('percent')] : []),
    say('share'),
    say('due'),
    say('extra'),
    say('bonus'),
    say('adjustment'),
    ...(plan.settled ? [say('carried')] : []),
    say('payable'),
    say('signature'),
    say('remark'),
  ]
  return { cells: [...titles.map(headerCell), ...workingHeadings(plan, say)], height: HEADER_HEIGHT + 12 }
}

function personRow(plan: RegionPlan, line: BonusLine, index: number, options: WorkbookOptions, say: Say): Row {
  const row = FIRST_ROW + index
  const { share, result } = line
  const letters = lettersOf(plan)
  const scores = MODULES.map((module) => {
    const score = result?.modules[module].score
    return score === undefined ? blank(STYLE.score) : scoreCell(score)
  })
  const open = plan.settled?.get(line.employee)?.balance ?? fen(0n)
  const remark = [bonusRemark(plan, line, options.language, say), ...(open === 0n ? [] : [`${say('balance')} ${yuanText(open)}`])]
    .filter((part) => part !== '')
    .join(say('sentenceEnd'))
  const final = share?.score ?? result?.final
  const payable = payableOf(plan, line)
  return {
    cells: [
      number(String(index + 1), STYLE.integer),
      text(line.employee, STYLE.id),
      text(line.name, STYLE.centre),
      ...scores,
      final === undefined
        ? text(say(result?.status === 'excluded' ? 'none' : 'pending'), STYLE.right)
        : share && plan.bonus.months
          ? finalOfMonths(plan, share, row)
          : finalCell(line, final, row),
      ...(plan.withDays ? [share?.days === undefined ? blank(STYLE.integer) : number(String(share.days), STYLE.integer)] : []),
      ...(plan.withPercent ? [share ? number(String(share.percent ?? 100), STYLE.integer) : blank(STYLE.integer)] : []),
      ...(share ? shareCells(plan, share, row) : Array.from({ length: 4 }, () => blank(STYLE.money))),
      payable === undefined ? blank(STYLE.money) : moneyCell(plan.adjustments.get(line.employee)?.amount ?? fen(0n)),
      ...(plan.settled
        ? [payable === undefined ? blank(STYLE.money) : moneyCell(plan.settled.get(line.employee)?.carried ?? fen(0n))]
        : []),
      payable === undefined
        ? blank(STYLE.money)
        : live(
            `ROUND(${[...(share ? [letters.bonus] : []), letters.adjustment, ...(plan.settled ? [letters.carried] : [])].map((letter) => `${letter}${row}`).join('+')},2)`,
            yuan(payable),
            yuan(payable),
            STYLE.money,
          ),
      blank(STYLE.left),
      text(remark, STYLE.left),
      ...(plan.bonus.months ? monthCells(plan, line) : share ? workingCells(plan, share, row) : []),
    ],
    height: Math.max(24, heightOf(remark, REMARK_WIDTH, 10)),
  }
}

function finalCell({ result }: BonusLine, final: Rational, row: number): Cell {
  const parts = MODULES.flatMap((module) => {
    const outcome = result?.modules[module]
    if (!outcome?.counted || outcome.score === undefined) return []
    return [{ cell: `${MODULE_LETTERS[module]}${row}`, score: outcome.score, weight: outcome.weight }]
  })
  return weightedScore(parts, final, STYLE.score)
}

function totalsRow(plan: RegionPlan, say: Say): Row {
  const { bonus } = plan
  const letters = lettersOf(plan)
  const amounts = bonus.shares.map((share) => yuan(share.amount))
  const paid = sum(amounts)
  const adjusted = [...plan.adjustments.values()].map(({ amount }) => yuan(amount))
  const carried = [...(plan.settled?.values() ?? [])].map((line) => yuan(line.carried))
  const payable = payables(plan)
  const column = (letter: string, addends: readonly Rational[], engine: Rational, style = STYLE.totalMoney as Cell['style']) =>
    total(`${letter}${FIRST_ROW}`, `${letter}${lastRow(plan)}`, addends, engine, style)
  const finals = plan.lines.flatMap(({ share, result }) => share?.score ?? result?.final ?? [])
  const share = paid.numerator === 0n && bonus.scoreTotal.numerator === 0n ? ZERO : bonus.shares.length > 0 ? rational(1n) : ZERO
  const shareColumn = `ROUND(SUM(${letters.ratio}${FIRST_ROW}:${letters.ratio}${lastRow(plan)}),6)`
  // What is held is not 0.00: nobody knows it yet.
  const pending = bonus.status === 'held' ? text(say('pending'), STYLE.totalLabel) : undefined
  return {
    cells: [
      ...spread(text(say('total'), STYLE.totalLabel), 3),
      ...Array.from({ length: 4 }, () => blank(STYLE.totalScore)),
      column(letters.final, finals, bonus.scoreTotal, STYLE.totalScore),
      ...(plan.withDays ? [blank(STYLE.totalInteger)] : []),
      ...(plan.withPercent ? [blank(STYLE.totalInteger)] : []),
      pending ?? live(shareColumn, share, share, STYLE.totalRatio),
      pending ??
        column(
          letters.due,
          bonus.shares.map((each) => each.exact),
          paid,
        ),
      pending ??
        column(
          letters.extra,
          bonus.shares.map((each) => yuan(each.extra)),
          sum(bonus.shares.map((each) => yuan(each.extra))),
        ),
      pending ?? column(letters.bonus, amounts, paid),
      column(letters.adjustment, adjusted, sum(adjusted)),
      ...(plan.settled ? [column(letters.carried, carried, sum(carried))] : []),
      (plan.adjustments.size > 0 ? undefined : pending) ?? column(letters.payable, payable, sum(payable)),
      blank(STYLE.totalLabel),
      blank(STYLE.totalLabel),
      ...workingTotals(plan),
    ],
    merges: [{ column: 0, columns: 3 }],
    height: 24,
  }
}

function* belowTable(plan: RegionPlan, columns: number, say: Say): Generator<Row> {
  const { bonus } = plan
  const letters = lettersOf(plan)
  const row = totalRow(plan)
  const labelled = (label: string, cell: Cell): Row => ({
    cells: [...spread(text(label, STYLE.totalLabel), 3), ...spread(cell, columns - 3)],
    merges: [
      { column: 0, columns: 3 },
      { column: 3, columns: columns - 3 },
    ],
    height: 30,
  })
  const words = wordsCell(`${letters.payable}${row}`, sum(payables(plan)))
  yield labelled(say('totalInWords'), bonus.status === 'held' ? text(say('pending'), STYLE.totalLeft) : words)
  const check = bonus.status === 'held' ? text(say('held'), STYLE.totalLeft) : checkCell(plan, say)
  yield { ...labelled(say('check'), check), height: 44 }
  yield { cells: [], height: 16 }
  yield signatures(columns, say)
}

/** 合计(大写). */
export function wordsCell(cell: string, engine: Rational): Cell {
  const amount = fenFromRational(engine)
  const words = amountInWords(amount)
  const magnitude = amount < 0n ? -amount : amount
  if (magnitude > MOST_FEN_IN_FORMULA) return text(words, STYLE.totalLeft)
  return formula(amountInWordsFormula(cell), { text: words }, STYLE.totalLeft)
}
