import { type Fen, yuan } from '../../../base/money.ts'
import type { Period } from '../../../base/period.ts'
import { type Rational, sum } from '../../../base/rational.ts'
import type { Appraisal, RegionBonus } from '../../../domain/appraisal.ts'
import { ABOVE, lettersOf, payableOf, payables, planBonusSheets, type RegionPlan, totalRow } from './bonus-plan.ts'
import { regionAlert } from './bonus-remark.ts'
import { bonusTable, bonusTableLayout, wordsCell } from './bonus-table.ts'
import { HEADER_HEIGHT, headerCell, metaRow, ROW_HEIGHT, STYLE, spread, titleRow } from './house-style.ts'
import { live, total } from './live-formula.ts'
import { signatures } from './signatures.ts'
import { type Say, sayIn } from './words.ts'
import type { WorkbookOptions } from './workbook-options.ts'
import { blank, type Cell, formula, number, type Row, sheetReference, text } from './xlsx/cell.ts'
import { heightOf, type SheetLayout } from './xlsx/sheet-layout.ts'
import { XlsxFile } from './xlsx/xlsx-file.ts'

const WIDTHS = [6, 11, 13, 10, 7, 14, 13, 14, 8, 13, 12, 13, 11, 13, 13, 13, 34]
const FIRST = 4
/** What is carried on or deducted stands behind the others, where there is any. */
const CARRIED = { letter: 'R', width: 14 }

/** 奖金分配表: the summary first, then one table a region. */
export async function writeBonusSheets(path: string, appraisal: Appraisal, options: WorkbookOptions): Promise<void> {
  const say = sayIn(options.language)
  const plans = planBonusSheets(appraisal, options, say)
  await XlsxFile.write(path, async (file) => {
    await file.sheet(summaryLayout(plans, say), summary(plans, appraisal.period, options, say))
    for (const plan of plans) await file.sheet(bonusTableLayout(plan, say), bonusTable(plan, appraisal.period, options, say))
  })
}

function widthsOf(plans: readonly RegionPlan[]): number[] {
  return [...WIDTHS, ...(plans.some(({ settled }) => settled) ? [CARRIED.width] : [])]
}

function summaryLayout(plans: readonly RegionPlan[], say: Say): SheetLayout {
  return {
    name: say('summary'),
    widths: widthsOf(plans),
    landscape: true,
    frozen: { rows: FIRST - 1, columns: 3 },
    repeatedRows: { from: FIRST - 1, to: FIRST - 1 },
    footer: `&C${say('footer')}`,
  }
}

/** 汇总: one line a region, each figure taken live from its sheet. */
function* summary(plans: readonly RegionPlan[], period: Period, options: WorkbookOptions, say: Say): Generator<Row> {
  const columns = widthsOf(plans).length
  yield titleRow(say('bonusSummaryTitle'), period, columns, options)
  yield metaRow(undefined, say('unitYuanBeforeTax'), period, columns, 11, say)
  const titles = [
    ...(['ordinal', 'regionCode', 'region', 'status', 'people', 'receipts', 'refunds', 'netCollections', 'rate', 'pool'] as const),
    ...(['unallocated', 'bonusTotal', 'adjustment', 'payable', 'commission', 'commissionLeft', 'remark'] as const),
    ...(columns > WIDTHS.length ? (['carried'] as const) : []),
  ]
  yield { cells: titles.map((word) => headerCell(say(word))), height: HEADER_HEIGHT }
  for (const [index, plan] of plans.entries()) yield regionRow(plan, index, options, say)
  const last = FIRST - 1 + plans.length
  if (plans.length === 0) return
  yield totals(plans, last, say)
  const payable = sum(plans.flatMap(payables))
  yield {
    cells: [...spread(text(say('totalInWords'), STYLE.totalLabel), 3), ...spread(wordsCell(`N${last + 1}`, payable), columns - 3)],
    merges: [
      { column: 0, columns: 3 },
      { column: 3, columns: columns - 3 },
    ],
    height: 24,
  }
  yield {
    cells: [...spread(text(say('checkSummary'), STYLE.totalLabel), 3), ...spread(checkCell(plans, last, say), columns - 3)],
    merges: [
      { column: 0, columns: 3 },
      { column: 3, columns: columns - 3 },
    ],
    height: 44,
  }
  yield { cells: spread(text(say('scoresByRun'), STYLE.note), columns), merges: [{ column: 0, columns }], height: ROW_HEIGHT }
  yield { cells: [], height: 16 }
  yield signatures(columns, say)
}

/** Whether the regions add up: what is paid, unallocated or held to the pools, and bonuses with adjustments to what is payable. */
function checkCell(plans: readonly RegionPlan[], last: number, say: Say): Cell {
  const row = last + 1
  const held = `SUMIF(D${FIRST}:D${last},"${say('held')}",J${FIRST}:J${last})`
  const carried = plans.some(({ settled }) => settled) ? `+${CARRIED.letter}${row}` : ''
  const words = `IF(AND(ROUND(L${row}+K${row}+${held}-J${row},2)=0,ROUND(L${row}+M${row}${carried}-N${row},2)=0),"${say('agrees')}","${say('differs')}")`
  const agrees = plans.every(({ bonus }) => bonus.status === 'held' || paidOf(bonus) + bonus.unallocated === bonus.pool)
  return formula(words, { text: say(agrees ? 'agrees' : 'differs') }, STYLE.totalLeft)
}

function paidOf({ shares }: RegionBonus): bigint {
  return shares.reduce((paid, { amount }) => paid + amount, 0n)
}

function regionRow(plan: RegionPlan, index: number, options: WorkbookOptions, say: Say): Row {
  const { bonus } = plan
  const sheet = sheetReference(plan.sheet)
  const letters = lettersOf(plan)
  const paid = sum(bonus.shares.map((share) => yuan(share.amount)))
  const adjusted = sum(adjustmentsOf(plan))
  const payable = sum(payables(plan))
  const carried = sum(carriedOf(plan).map((each) => yuan(each)))
  const amount = (cell: string, value: Fen | undefined, otherwise: 'none' | 'notGiven'): Cell =>
    value === undefined
      ? formula(`${sheet}${cell}`, { text: say(otherwise) }, STYLE.right)
      : live(`${sheet}${cell}`, yuan(value), yuan(value), STYLE.money)
  const pending = bonus.status === 'held' ? text(say('pending'), STYLE.right) : undefined
  const remark = regionAlert(plan, say, options.language)
  return {
    cells: [
      number(String(index + 1), STYLE.integer),
      text(bonus.region, STYLE.id),
      text(plan.title, STYLE.centre),
      statusCell(bonus.status, FIRST + index, say),
      number(String(bonus.shares.length), STYLE.integer),
      amount(ABOVE.receipts, bonus.receipts, 'none'),
      amount(ABOVE.refunds, bonus.refunds, 'none'),
      amount(ABOVE.netCollections, bonus.netCollections, 'none'),
      live(`${sheet}${ABOVE.rate}`, bonus.rate, bonus.rate, STYLE.ratio),
      amount(ABOVE.pool, bonus.pool, 'none'),
      amount(ABOVE.unallocated, bonus.unallocated, 'none'),
      pending ?? live(`${sheet}${letters.bonus}${totalRow(plan)}`, paid, paid, STYLE.money),
      live(`${sheet}${letters.adjustment}${totalRow(plan)}`, adjusted, adjusted, STYLE.money),
      (plan.adjustments.size > 0 ? undefined : pending) ??
        live(`${sheet}${letters.payable}${totalRow(plan)}`, payable, payable, STYLE.money),
      amount(ABOVE.commission, bonus.commission, 'notGiven'),
      amount(ABOVE.commissionLeft, bonus.commissionLeft, 'none'),
      text(remark, STYLE.left),
      ...(plan.settled ? [live(`${sheet}${letters.carried}${totalRow(plan)}`, carried, carried, STYLE.money)] : []),
    ],
    height: Math.max(24, heightOf(remark, WIDTHS[WIDTHS.length - 1] ?? 0, 10)),
  }
}

/** What is held stays held; otherwise a pool that nobody can claim is unallocated, also where scores on the region's sheet are changed. */
function statusCell(status: RegionBonus['status'], row: number, say: Say): Cell {
  if (status === 'held') return text(say('held'), STYLE.centre)
  const word = say(status === 'unallocated' ? 'unallocatedStatus' : 'split')
  return formula(`IF(K${row}>0,"${say('unallocatedStatus')}","${say('split')}")`, { text: word }, STYLE.centre)
}

function totals(plans: readonly RegionPlan[], last: number, say: Say): Row {
  const all = (letter: string, amounts: readonly (Fen | undefined)[]): Cell => {
    const addends = amounts.flatMap((amount) => (amount === undefined ? [] : [yuan(amount)]))
    return total(`${letter}${FIRST}`, `${letter}${last}`, addends, sum(addends), STYLE.totalMoney)
  }
  const bonuses = plans.map((plan) => plan.bonus)
  const paid = bonuses.flatMap((bonus) => bonus.shares.map((share) => share.amount))
  const people = bonuses.reduce((people, bonus) => people + bonus.shares.length, 0)
  return {
    cells: [
      ...spread(text(say('total'), STYLE.totalLabel), 4),
      formula(`SUM(E${FIRST}:E${last})`, { number: String(people) }, STYLE.totalInteger),
      all(
        'F',
        bonuses.map((bonus) => bonus.receipts),
      ),
      all(
        'G',
        bonuses.map((bonus) => bonus.refunds),
      ),
      all(
        'H',
        bonuses.map((bonus) => bonus.netCollections),
      ),
      blank(STYLE.totalLabel),
      all(
        'J',
        bonuses.map((bonus) => bonus.pool),
      ),
      all(
        'K',
        bonuses.map((bonus) => bonus.unallocated),
      ),
      all('L', paid),
      all(
        'M',
        plans.flatMap((plan) => [...plan.adjustments.values()].map((adjustment) => adjustment.amount)),
      ),
      all(
        'N',
        plans.flatMap((plan) => plan.lines.map((line) => payableOf(plan, line))),
      ),
      all(
        'O',
        bonuses.map((bonus) => bonus.commission),
      ),
      all(
        'P',
        bonuses.map((bonus) => bonus.commissionLeft),
      ),
      blank(STYLE.totalLabel),
      ...(plans.some(({ settled }) => settled) ? [all(CARRIED.letter, plans.flatMap(carriedOf))] : []),
    ],
    merges: [{ column: 0, columns: 4 }],
    height: 24,
  }
}

function carriedOf({ settled }: RegionPlan): Fen[] {
  return [...(settled?.values() ?? [])].map(({ carried }) => carried)
}

function adjustmentsOf(plan: RegionPlan): Rational[] {
  return [...plan.adjustments.values()].map(({ amount }) => yuan(amount))
}
