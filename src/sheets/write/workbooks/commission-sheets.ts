import { dayText } from '../../../base/day.ts'
import type { Fen } from '../../../base/money.ts'
import { fen, yuan } from '../../../base/money.ts'
import { exactText } from '../../../base/rounding.ts'
import type { Appraisal } from '../../../domain/appraisal.ts'
import type { CommissionResult, PaidByPlans } from '../../../domain/pay/pay-result.ts'
import { earnedCell } from './commission-formulas.ts'
import { GRADE_WIDTHS, gradeRows } from './grade-sheet.ts'
import { moneyCell, ROW_HEIGHT, STYLE } from './house-style.ts'
import { live, total } from './live-formula.ts'
import { type Context, FIRST, planHeading, planLayout } from './plan-sheet.ts'
import { type Say, sayIn } from './words.ts'
import type { WorkbookOptions } from './workbook-options.ts'
import { blank, type Cell, cellName, number, type Row, text } from './xlsx/cell.ts'
import { heightOf } from './xlsx/sheet-layout.ts'
import { XlsxFile } from './xlsx/xlsx-file.ts'

const TITLES = [
  ...(['ordinal', 'number', 'name', 'region', 'plan', 'payBase', 'earned', 'takenBack', 'commissionAmount'] as const),
  ...(['advance', 'recovered', 'reserve', 'released', 'serviceBonusTaken', 'paidOut', 'drawBalance', 'signature'] as const),
]
const WIDTHS = [6, 10, 10, 11, 20, 15, 13, 12, 13, 11, 11, 11, 11, 12, 13, 12, 12]
const LINE_TITLES = ['number', 'name', 'plan', 'document', 'date', 'client', 'payBase', 'coefficients', 'commissionAmount'] as const
const LINE_WIDTHS = [10, 10, 20, 18, 12, 14, 15, 34, 14]
const BACK_TITLES = ['number', 'name', 'plan', 'earnedIn', 'baseBefore', 'baseAfter', 'before', 'after', 'difference'] as const
const BACK_WIDTHS = [10, 10, 20, 12, 15, 15, 14, 14, 14]

/** 提成与绩效工资表: what plans pay each person, document by document and refund by refund, and grades with performance pay (POLICY P). */
export async function writeCommissionSheets(path: string, appraisal: Appraisal, pay: PaidByPlans, options: WorkbookOptions): Promise<void> {
  const say = sayIn(options.language)
  const context: Context = {
    appraisal,
    regions: new Map(appraisal.bonus.map(({ region, name }) => [region, name || region])),
    options,
    say,
  }
  const { commissions, grades } = pay
  const lines = commissions.flatMap((each) => each.lines.map((line) => ({ each, line })))
  const taken = commissions.flatMap((each) => each.takenBack.map((back) => ({ each, back })))
  await XlsxFile.write(path, async (file) => {
    if (commissions.length > 0)
      await file.sheet(planLayout('commissionSheet', WIDTHS, say), commissionRows(commissions, lines.length, context))
    if (lines.length > 0) await file.sheet(planLayout('documentSheet', LINE_WIDTHS, say), lineRows(lines, context))
    if (taken.length > 0) await file.sheet(planLayout('takenBackSheet', BACK_WIDTHS, say), takenRows(taken, context))
    if (grades.length > 0) await file.sheet(planLayout('gradeSheet', GRADE_WIDTHS, say), gradeRows(grades, context))
  })
}

function* commissionRows(commissions: readonly CommissionResult[], lines: number, context: Context): Generator<Row> {
  const { regions, options, say } = context
  yield* planHeading('commissionSheet', TITLES, context)
  const documents = { sheet: say('documentSheet'), last: FIRST + lines - 1 }
  for (const [index, each] of commissions.entries()) {
    const row = FIRST + index
    const back = fen(each.takenBack.reduce((sum, { before, after }) => sum + after - before, 0n))
    const title = each.planTitle[options.language]
    yield {
      cells: [
        number(String(index + 1), STYLE.integer),
        text(each.employee, STYLE.id),
        text(each.name, STYLE.centre),
        text(regions.get(each.region) ?? each.region, STYLE.centre),
        text(title, STYLE.left),
        moneyCell(each.base),
        earnedCell(each, row, documents),
        moneyCell(back),
        live(`ROUND(G${row}+H${row},2)`, yuan(fen(each.earned + back)), yuan(each.amount), STYLE.money),
        ...[each.advance, each.recovered, each.reserve, each.released, each.serviceBonus].map((amount) => moneyCell(amount)),
        live(`ROUND(I${row}+J${row}-K${row}-L${row}+M${row}-N${row},2)`, yuan(paidBy(each)), yuan(each.paid), STYLE.money),
        moneyCell(each.balance),
        blank(STYLE.left),
      ],
      height: Math.max(ROW_HEIGHT, heightOf(title, WIDTHS[4] ?? 0, 10)),
    }
  }
  yield totals(commissions, FIRST + commissions.length, say)
}

function paidBy({ amount, advance, recovered, reserve, released, serviceBonus }: CommissionResult): Fen {
  return fen(amount + advance - recovered - reserve + released - serviceBonus)
}

function totals(commissions: readonly CommissionResult[], row: number, say: Say): Row {
  const summed: readonly ((each: CommissionResult) => Fen)[] = [
    ({ base }) => base,
    ({ earned }) => earned,
    ({ takenBack }) => fen(takenBack.reduce((sum, { before, after }) => sum + after - before, 0n)),
    ({ amount }) => amount,
    ({ advance }) => advance,
    ({ recovered }) => recovered,
    ({ reserve }) => reserve,
    ({ released }) => released,
    ({ serviceBonus }) => serviceBonus,
    ({ paid }) => paid,
    ({ balance }) => balance,
  ]
  const sums = summed.map((of, index): Cell => {
    const column = 5 + index
    const addends = commissions.map((each) => yuan(of(each)))
    const engine = yuan(fen(commissions.reduce((sum, each) => sum + of(each), 0n)))
    return total(cellName(column, FIRST), cellName(column, row - 1), addends, engine, STYLE.totalMoney)
  })
  return {
    cells: [text(say('total'), STYLE.totalLabel), ...Array.from({ length: 4 }, () => blank(STYLE.totalLabel)), ...sums],
    height: ROW_HEIGHT,
  }
}

type Line = { readonly each: CommissionResult; readonly line: CommissionResult['lines'][number] }

function* lineRows(lines: readonly Line[], context: Context): Generator<Row> {
  const { options } = context
  yield* planHeading('documentSheet', LINE_TITLES, context)
  for (const { each, line } of lines) {
    const coefficients = line.coefficients
      .map(({ title, found, value }) => `${title[options.language]} ${found || '-'} ×${exactText(value)}`)
      .join('; ')
    yield {
      cells: [
        text(each.employee, STYLE.id),
        text(each.name, STYLE.centre),
        text(each.planTitle[options.language], STYLE.left),
        text(line.document, STYLE.id),
        text(dayText(line.day), STYLE.centre),
        text(line.client, STYLE.id),
        moneyCell(line.base),
        text(coefficients, STYLE.left),
        moneyCell(line.amount),
      ],
      height: Math.max(ROW_HEIGHT, heightOf(coefficients, LINE_WIDTHS[7] ?? 0, 10)),
    }
  }
}

type Back = { readonly each: CommissionResult; readonly back: CommissionResult['takenBack'][number] }

function* takenRows(taken: readonly Back[], context: Context): Generator<Row> {
  yield* planHeading('takenBackSheet', BACK_TITLES, context)
  for (const [index, { each, back }] of taken.entries()) {
    const row = FIRST + index
    const difference = yuan(fen(back.after - back.before))
    yield {
      cells: [
        text(each.employee, STYLE.id),
        text(each.name, STYLE.centre),
        text(each.planTitle[context.options.language], STYLE.left),
        text(back.period, STYLE.centre),
        ...[back.baseBefore, back.baseAfter, back.before, back.after].map((amount) => moneyCell(amount)),
        live(`ROUND(H${row}-G${row},2)`, difference, difference, STYLE.money),
      ],
      height: ROW_HEIGHT,
    }
  }
}
