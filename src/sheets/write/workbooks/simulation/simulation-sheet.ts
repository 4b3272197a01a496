import type { Fen } from '../../../../base/money.ts'
import { fen, yuan } from '../../../../base/money.ts'
import type { Language } from '../../../../base/problem.ts'
import type { Money } from '../../../../domain/what-if/compared.ts'
import type { Simulation } from '../../../../domain/what-if/simulation.ts'
import { HEADER_HEIGHT, headerCell, ROW_HEIGHT, STYLE, spread } from '../house-style.ts'
import { live, total } from '../live-formula.ts'
import type { Say, Word } from '../words.ts'
import { type Cell, cellName, type Row, text } from '../xlsx/cell.ts'
import type { SheetLayout } from '../xlsx/sheet-layout.ts'

export interface SimulationContext {
  readonly simulation: Simulation
  readonly language: Language
  readonly say: Say
}

/** The headings of an amount as it is and as it would be. */
export const SIDES = {
  bonus: ['bonusBefore', 'bonusAfter'],
  commission: ['commissionBefore', 'commissionAfter'],
  performancePay: ['performanceBefore', 'performanceAfter'],
  total: ['totalBefore', 'totalAfter'],
} as const satisfies Readonly<Record<Money, readonly [Word, Word]>>

/** The first row below the headings of the sheets that are lists. */
export const FIRST = 4

export function simulationLayout(name: Word, widths: readonly number[], say: Say): SheetLayout {
  return { name: say(name), widths, landscape: true, footer: `&C${say('footer')}` }
}

/** Title, what it is, and the headings. */
export function* listHeading(titles: readonly Word[], context: SimulationContext): Generator<Row> {
  yield* simulationTitle(titles.length, context)
  yield { cells: titles.map((word) => headerCell(context.say(word))), height: HEADER_HEIGHT }
}

export function* simulationTitle(columns: number, { simulation, say }: SimulationContext): Generator<Row> {
  const names = simulation.periods.map(({ period }) => period)
  const title = [simulation.company, say('simulationTitle'), spanText(names)].filter((part) => part !== undefined && part !== '').join(' ')
  yield { cells: spread(text(title, STYLE.title), columns), height: 34, merges: [{ column: 0, columns }] }
  const note = text(`${say('simulationNote')}  ${say('unitYuanBeforeTax')}`, STYLE.note)
  yield { cells: spread(note, columns), height: ROW_HEIGHT, merges: [{ column: 0, columns }] }
}

/** "2026-01-2026-12", or one period alone. */
export function spanText(names: readonly string[]): string {
  const [first = '', last = first] = [names.at(0), names.at(-1)]
  return first === last ? first : `${first}-${last}`
}

/** After less before, as two cells of one row. */
export function differenceCell(before: Fen, after: Fen, columns: readonly [before: number, after: number], row: number): Cell {
  const difference = yuan(fen(after - before))
  return live(`ROUND(${cellName(columns[1], row)}-${cellName(columns[0], row)},2)`, difference, difference, STYLE.money)
}

/** The sum of a column of a list that begins in its first row. */
export function columnTotal(column: number, amounts: readonly Fen[]): Cell {
  const sum = yuan(fen(amounts.reduce((added, amount) => added + amount, 0n)))
  const last = FIRST + amounts.length - 1
  return total(cellName(column, FIRST), cellName(column, last), amounts.map(yuan), sum, STYLE.totalMoney)
}
