import { differenceOverall, moneyOf, type PersonOverall, type Simulation } from '../../../../domain/what-if/simulation.ts'
import { moneyCell, ROW_HEIGHT, STYLE } from '../house-style.ts'
import { blank, type Row, text } from '../xlsx/cell.ts'
import { columnTotal, differenceCell, FIRST, listHeading, SIDES, type SimulationContext } from './simulation-sheet.ts'

export function peopleWidths(simulation: Simulation): number[] {
  return [11, 12, 12, ...moneyOf(simulation).flatMap(() => [15, 15]), 14]
}

/** Everybody's amounts of all periods, the largest gain first and the largest loss last. */
export function* peopleRows(context: SimulationContext): Generator<Row> {
  const { simulation, say } = context
  const kinds = moneyOf(simulation)
  yield* listHeading(['number', 'name', 'region', ...kinds.flatMap((of) => SIDES[of]), 'difference'], context)
  const last = 3 + 2 * kinds.length
  const sorted = [...simulation.people].sort(byGain)
  for (const [index, { employee, name, region, before, after }] of sorted.entries()) {
    yield {
      cells: [
        text(employee, STYLE.id),
        text(name, STYLE.centre),
        text(region, STYLE.centre),
        ...kinds.flatMap((of) => [moneyCell(before[of]), moneyCell(after[of])]),
        differenceCell(before.total, after.total, [last - 2, last - 1], FIRST + index),
      ],
      height: ROW_HEIGHT,
    }
  }
  const sides = kinds.flatMap((of) => [sorted.map(({ before }) => before[of]), sorted.map(({ after }) => after[of])])
  yield {
    cells: [
      text(say('total'), STYLE.totalLabel),
      blank(STYLE.totalLabel),
      blank(STYLE.totalLabel),
      ...[...sides, sorted.map(differenceOverall)].map((amounts, index) => columnTotal(3 + index, amounts)),
    ],
    height: ROW_HEIGHT,
  }
}

function byGain(a: PersonOverall, b: PersonOverall): number {
  const [own, other] = [differenceOverall(a), differenceOverall(b)]
  return own === other ? 0 : own > other ? -1 : 1
}
