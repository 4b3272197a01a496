import { yuan } from '../../../base/money.ts'
import { multiply, rational } from '../../../base/rational.ts'
import { roundHalfUp } from '../../../base/rounding.ts'
import type { GradeResult } from '../../../domain/pay/pay-result.ts'
import { wholeScale } from './exact-number.ts'
import { moneyCell, plainCell, ROW_HEIGHT, STYLE, scoreCell } from './house-style.ts'
import { hundredths, live } from './live-formula.ts'
import { type Context, FIRST, planHeading } from './plan-sheet.ts'
import { blank, type Cell, number, type Row, text } from './xlsx/cell.ts'
import { heightOf } from './xlsx/sheet-layout.ts'

const TITLES = [
  ...(['ordinal', 'number', 'name', 'region', 'totalPoints', 'countedPoints', 'grade', 'coefficient'] as const),
  ...(['performanceBase', 'daysEmployed', 'daysOfPeriod', 'performancePay', 'remark', 'signature'] as const),
]
export const GRADE_WIDTHS = [6, 10, 10, 11, 9, 10, 8, 8, 13, 9, 9, 14, 30, 12]

/** 绩效工资表: points, grade, coefficient, pay base and what they come to (POLICY P10, P11). */
export function* gradeRows(grades: readonly GradeResult[], context: Context): Generator<Row> {
  const { regions, options, say } = context
  yield* planHeading('gradeSheet', TITLES, context)
  for (const [index, each] of grades.entries()) {
    const reasons = each.vetoes.map(({ words }) => words[options.language]).join(say('sentenceEnd'))
    const [employed, of] = each.days ?? []
    yield {
      cells: [
        number(String(index + 1), STYLE.integer),
        text(each.employee, STYLE.id),
        text(each.name, STYLE.centre),
        text(regions.get(each.region) ?? each.region, STYLE.centre),
        scoreCell(each.points),
        scoreCell(each.counted),
        text(each.grade, STYLE.centre),
        plainCell(each.coefficient, STYLE.right),
        each.base === undefined ? text(say('none'), STYLE.centre) : moneyCell(each.base),
        ...[employed, of].map((days) => (days === undefined ? text(say('none'), STYLE.centre) : number(String(days), STYLE.integer))),
        payCell(each, FIRST + index),
        text(reasons, STYLE.left),
        blank(STYLE.left),
      ],
      height: Math.max(ROW_HEIGHT, heightOf(reasons, GRADE_WIDTHS[12] ?? 0, 10)),
    }
  }
}

function payCell({ base, coefficient, days, amount }: GradeResult, row: number): Cell {
  if (base === undefined || amount === undefined) return blank(STYLE.money)
  const scale = wholeScale([coefficient])
  const gives = roundHalfUp(
    multiply(multiply(yuan(base), coefficient), days ? rational(BigInt(days[0]), BigInt(days[1])) : rational(1n)),
    2,
  )
  const inPart = days ? `*J${row}/(${scale}*K${row})` : `/${scale}`
  const words = `ROUND(${hundredths(`I${row}`)}*ROUND(H${row}*${scale},0)${inPart},0)/100`
  return live(words, scale === undefined ? undefined : gives, yuan(amount), STYLE.money)
}
