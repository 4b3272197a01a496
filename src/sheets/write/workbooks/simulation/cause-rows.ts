import { type Fen, fen } from '../../../../base/money.ts'
import { differenceOf } from '../../../../domain/what-if/compared.ts'
import type { PersonFigures } from '../../../../domain/what-if/person-figures.ts'
import { moneyCell, ROW_HEIGHT, STYLE } from '../house-style.ts'
import { type Row, text } from '../xlsx/cell.ts'
import { heightOf } from '../xlsx/sheet-layout.ts'
import { differenceCell, FIRST, listHeading, type SimulationContext } from './simulation-sheet.ts'

const TITLES = [
  ...(['periodColumn', 'number', 'name', 'region', 'scoreBefore', 'scoreAfter', 'totalBefore', 'totalAfter'] as const),
  ...(['difference', 'figure', 'byChange'] as const),
]
export const CAUSE_WIDTHS = [11, 11, 12, 11, 11, 11, 14, 14, 14, 70, 34]
const FIGURE = 9
const BY = 10
/** A cell holds 32,767 signs; nobody reads as many. */
const MOST_FIGURES = 24

/** Everybody for whom a period is otherwise, the largest difference of each period first, with the figures that lead to it. */
export function* causeRows(context: SimulationContext): Generator<Row> {
  const { simulation, language, say } = context
  yield* listHeading(TITLES, context)
  let row = FIRST
  for (const { period, people } of simulation.periods) {
    const changed = people
      .filter(({ causes }) => causes.length > 0)
      .map((person) => ({ person, difference: differenceOf(person, 'total') }))
      .sort((a, b) => Number(magnitude(b.difference) - magnitude(a.difference)))
    for (const { person } of changed) {
      const { employee, name, region, before, after, causes } = person
      const told = causes.slice(0, MOST_FIGURES).map(({ title, ...values }) => {
        return `${title[language]} ${values.before ?? say('none')} → ${values.after ?? say('none')}`
      })
      const figures = [...told, ...(causes.length > MOST_FIGURES ? ['…'] : [])].join('\n')
      const by = [...new Set(causes.flatMap((cause) => cause.by))].join('\n')
      yield {
        cells: [
          text(period, STYLE.centre),
          text(employee, STYLE.id),
          text(name, STYLE.centre),
          text(region, STYLE.centre),
          text(scoreOf(before) ?? say('none'), STYLE.right),
          text(scoreOf(after) ?? say('none'), STYLE.right),
          moneyCell(before?.total ?? fen(0n)),
          moneyCell(after?.total ?? fen(0n)),
          differenceCell(before?.total ?? fen(0n), after?.total ?? fen(0n), [6, 7], row),
          text(figures, STYLE.left),
          text(by, STYLE.left),
        ],
        height: Math.min(
          MOST_HEIGHT,
          Math.max(ROW_HEIGHT, heightOf(figures, CAUSE_WIDTHS[FIGURE] ?? 0, 10), heightOf(by, CAUSE_WIDTHS[BY] ?? 0, 10)),
        ),
      }
      row += 1
    }
  }
}

/** Points; spreadsheets know no higher row. */
const MOST_HEIGHT = 409

function scoreOf(figures: PersonFigures | undefined): string | null | undefined {
  return figures?.score ?? figures?.points
}

function magnitude(amount: Fen): bigint {
  return amount < 0n ? -amount : amount
}
