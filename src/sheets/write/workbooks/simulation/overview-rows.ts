import type { Fen } from '../../../../base/money.ts'
import type { Money, Sides } from '../../../../domain/what-if/compared.ts'
import { type Amounts, type Counts, moneyOf, type Simulation } from '../../../../domain/what-if/simulation.ts'
import { HEADER_HEIGHT, headerCell, moneyCell, ROW_HEIGHT, STYLE } from '../house-style.ts'
import type { Word } from '../words.ts'
import { blank, type Cell, number, type Row, text } from '../xlsx/cell.ts'
import { heightOf } from '../xlsx/sheet-layout.ts'
import { differenceCell, SIDES, type SimulationContext, simulationTitle } from './simulation-sheet.ts'

const CHANGE_WIDTHS = [34, 18, 18, 18]
const CHANGE_TITLES = ['changedWhat', 'valueBefore', 'valueAfter', 'applicablePeriods'] as const
const BUCKET_TITLES = ['differenceFrom', 'differenceTo', 'headcount'] as const

export function overviewWidths(simulation: Simulation): number[] {
  const amounts = moneyOf(simulation).flatMap(() => [18, 18])
  return [34, ...amounts, 16, 12, 12, 12]
}

/** What was changed, what it costs period by period, and how many people it moves how far. */
export function* overviewRows(context: SimulationContext): Generator<Row> {
  const { simulation, say } = context
  const kinds = moneyOf(simulation)
  const titles: readonly Word[] = ['periodColumn', ...kinds.flatMap((of) => SIDES[of]), 'difference', 'gain', 'lose', 'same']
  const rows = numbered()
  yield* rows(simulationTitle(titles.length, context))
  yield* rows([heading(CHANGE_TITLES, context)])
  yield* rows(changeRows(context))
  yield* rows([gap(), heading(titles, context)])
  for (const { period, totals, counts } of simulation.periods) yield* rows((row) => [amountsRow(period, { kinds, totals, counts }, row)])
  yield* rows((row) => [amountsRow(say('total'), { kinds, ...simulation }, row)])
  yield* rows([gap(), heading(BUCKET_TITLES, context)])
  for (const { from, to, people } of simulation.distribution) {
    const bound = (amount: Fen | undefined) => (amount === undefined ? text(say('none'), STYLE.centre) : moneyCell(amount))
    yield* rows([{ cells: [bound(from), bound(to), number(String(people), STYLE.integer)], height: ROW_HEIGHT }])
  }
}

/** Hands rows on and knows the number of the next one. */
function numbered() {
  let next = 1
  return function* (rows: Iterable<Row> | ((row: number) => Iterable<Row>)): Generator<Row> {
    for (const row of typeof rows === 'function' ? rows(next) : rows) {
      next += 1
      yield row
    }
  }
}

function gap(): Row {
  return { cells: [], height: 12 }
}

function heading(titles: readonly Word[], { say }: SimulationContext): Row {
  return { cells: titles.map((word) => headerCell(say(word))), height: HEADER_HEIGHT }
}

function* changeRows({ simulation, say }: SimulationContext): Generator<Row> {
  const { settings, rules } = simulation
  const versions = rules.map(({ change: { id, before, after }, periods }) => {
    const words = (version: typeof before) => (version ? `${version.effectiveFrom} ${version.sha256.slice(0, 8)}` : undefined)
    return { key: id, before: words(before), after: words(after), periods }
  })
  const values = settings.map(({ change: { key, before, after }, periods }) => ({ key, before, after, periods }))
  const all = [...values, ...versions]
  if (all.length === 0) yield { cells: [text(say('noChange'), STYLE.left), ...blanks(3)], height: ROW_HEIGHT }
  for (const { key, before, after, periods } of all) {
    const cells = [key, before ?? say('none'), after ?? say('none'), periods.join(say('listComma'))].map((words) => text(words, STYLE.left))
    const heights = cells.map((cell, index) => heightOf(cell.kind === 'text' ? cell.text : '', CHANGE_WIDTHS[index] ?? 0, 10))
    yield { cells, height: Math.max(ROW_HEIGHT, ...heights) }
  }
}

function blanks(count: number): Cell[] {
  return Array.from({ length: count }, () => blank(STYLE.left))
}

interface Summed {
  readonly kinds: readonly Money[]
  readonly totals: Sides<Amounts>
  readonly counts: Counts
}

function amountsRow(label: string, { kinds, totals: { before, after }, counts: { gain, lose, same } }: Summed, row: number): Row {
  const pairs = kinds.flatMap((of) => [moneyCell(before[of]), moneyCell(after[of])])
  return {
    cells: [
      text(label, STYLE.centre),
      ...pairs,
      differenceCell(before.total, after.total, [pairs.length - 1, pairs.length], row),
      ...[gain, lose, same].map((count) => number(String(count), STYLE.integer)),
    ],
    height: ROW_HEIGHT,
  }
}
