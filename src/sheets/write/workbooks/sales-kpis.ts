import { present } from '../../../base/assert.ts'
import type { Period } from '../../../base/period.ts'
import type { Appraisal } from '../../../domain/appraisal.ts'
import type { Kpi } from '../../../domain/sales/sales-facts.ts'
import type { SalesResult } from '../../../domain/sales/sales-result.ts'
import { kpiNamed } from '../../../domain/sales/score-points.ts'
import { HEADER_HEIGHT, headerCell, metaRow, STYLE, spread, titleRow } from './house-style.ts'
import { kpiCells } from './kpi-cells.ts'
import { LINE_COLUMNS, lineCells, totalPointsCell } from './points-cells.ts'
import { SheetNames } from './sheet-name.ts'
import { type Say, sayIn } from './words.ts'
import type { WorkbookOptions } from './workbook-options.ts'
import { blank, type Cell, number, type Row, text } from './xlsx/cell.ts'
import { heightOf, type SheetLayout } from './xlsx/sheet-layout.ts'
import { XlsxFile } from './xlsx/xlsx-file.ts'

const IDENTITY = ['ordinal', 'number', 'name', 'region'] as const
const IDENTITY_WIDTHS = [6, 10, 10, 11]
const FIRST = 5
const VALUE_WIDTH = 11
const LEGEND_WIDTHS = [8, 26, 32, 42, 30, 11, 9]

/** 销售人员考核表: the legend, the points by scorecard, and every KPI with numerator and denominator. */
export async function writeSalesKpis(path: string, appraisal: Appraisal, options: WorkbookOptions): Promise<void> {
  const say = sayIn(options.language)
  const regions = new Map(appraisal.bonus.map((bonus) => [bonus.region, bonus.name || bonus.region]))
  const card = scorecardOf(appraisal)
  const context: Context = { appraisal, regions, options, say }
  await XlsxFile.write(path, async (file) => {
    await file.sheet(legendLayout(say), legend(appraisal.period, options, say))
    if (card.length > 0) await file.sheet(pointsLayout(card, context), pointsRows(card, context))
    const names = new SheetNames()
    for (const taken of [say('legend'), say('pointsSheet')]) names.nameFor(taken)
    for (const [title, kpis] of sheetsOf(options, say)) {
      const widths = [...IDENTITY_WIDTHS, ...kpis.flatMap((kpi) => tableWidths(kpi, kpis.length, options))]
      await file.sheet(tableLayout(names.nameFor(title), widths, say), tableRows(kpis, widths.length, context))
    }
  })
}

/**
 * The KPIs that stand on one printed sheet together, by its title; each sheet carries its own numerators and denominators, so that it
 * can be sorted alone. A KPI whose rule names no sheet stands with the one before it.
 */
function sheetsOf({ kpis, language }: WorkbookOptions, say: Say): ReadonlyMap<string, readonly Kpi[]> {
  const sheets = new Map<string, Kpi[]>()
  let title = say('kpisSheet')
  for (const [kpi, { sheet }] of kpis) {
    title = sheet?.[language] ?? title
    sheets.set(title, [...(sheets.get(title) ?? []), kpi])
  }
  return sheets
}

/** Counts are short; a sheet of few KPIs has room for long amounts. English headings are longer than the figures under them. */
function tableWidths(kpi: Kpi, together: number, { kpis, language }: WorkbookOptions): number[] {
  const amount = kpis.get(kpi)?.unit === 'count' ? 9 : together > 3 ? 14 : 15
  const width = Math.max(amount, language === 'en' ? 12 : 0)
  return [width, width, VALUE_WIDTH]
}

interface Context {
  readonly appraisal: Appraisal
  readonly regions: ReadonlyMap<string, string>
  readonly options: WorkbookOptions
  readonly say: Say
}

function tableLayout(name: string, widths: readonly number[], say: Say): SheetLayout {
  return {
    name,
    widths,
    landscape: true,
    frozen: { rows: FIRST - 1, columns: 3 },
    repeatedRows: { from: FIRST - 2, to: FIRST - 1 },
    filter: { row: FIRST - 1, lastColumn: widths.length - 1 },
    footer: `&C${say('footer')}`,
  }
}

function legendLayout(say: Say): SheetLayout {
  return {
    name: say('legend'),
    widths: LEGEND_WIDTHS,
    landscape: true,
    frozen: { rows: 3, columns: 0 },
    repeatedRows: { from: 3, to: 3 },
    footer: `&C${say('footer')}`,
  }
}

function* legend(period: Period, options: WorkbookOptions, say: Say): Generator<Row> {
  const columns = LEGEND_WIDTHS.length
  yield titleRow(say('legendTitle'), period, columns, options)
  yield metaRow(undefined, say('salesUnit'), period, columns, 3, say)
  yield {
    cells: (['clause', 'kpi', 'numerator', 'denominator', 'readings', 'better', 'unit'] as const).map((word) => headerCell(say(word))),
    height: 24,
  }
  for (const meaning of options.kpis.values()) {
    const words = [meaning.numerator, meaning.denominator].map((each) => each[options.language])
    const readings = meaning.readings.map((each) => each[options.language]).join(say('sentenceEnd'))
    yield {
      cells: [
        text(meaning.clause, STYLE.centre),
        text(meaning.title[options.language], STYLE.left),
        ...words.map((each) => text(each, STYLE.left)),
        text(readings, STYLE.left),
        text(say(meaning.better), STYLE.centre),
        text(say(meaning.unit), STYLE.centre),
      ],
      height: Math.max(24, ...[...words, readings].map((each, index) => heightOf(each, LEGEND_WIDTHS[index + 2] ?? 0, 10))),
    }
  }
}

/** The KPIs of the scorecard, in the order of the lines. */
function scorecardOf(appraisal: Appraisal): Kpi[] {
  return [...new Set(appraisal.sales.flatMap((person) => person.lines.map((line) => line.kpi)))]
}

function pointsLayout(card: readonly Kpi[], { options, say }: Context): SheetLayout {
  const counts = options.language === 'en' ? 12 : 7
  const amounts = (kpi: Kpi) => (options.kpis.get(kpi)?.unit === 'count' ? counts : 13)
  const widths = [...IDENTITY_WIDTHS, ...card.flatMap((kpi) => [amounts(kpi), amounts(kpi), VALUE_WIDTH, 8.5, 8, 8]), 9, 12]
  return tableLayout(say('pointsSheet'), widths, say)
}

function* pointsRows(card: readonly Kpi[], { appraisal, regions, options, say }: Context): Generator<Row> {
  const columns = IDENTITY.length + card.length * LINE_COLUMNS + 2
  yield titleRow(say('salesTitle'), appraisal.period, columns, options)
  yield metaRow(undefined, say('salesUnit'), appraisal.period, columns, Math.ceil(columns / 2), say)
  const last = (['totalPoints', 'signature'] as const).map((word) => headerCell(say(word)))
  yield* headings(card, (['numerator', 'denominator', 'value', 'target', 'weight', 'points'] as const).map(say), last, options, say)
  const begins = new Map(card.map((kpi, index) => [kpi as string, IDENTITY.length + index * LINE_COLUMNS]))
  for (const [index, person] of appraisal.sales.entries()) {
    const row = FIRST + index
    const lines = new Map(person.lines.map((line) => [line.kpi, line]))
    const cells = card.flatMap((kpi): Cell[] => {
      const line = lines.get(kpi)
      if (!line) return Array.from({ length: LINE_COLUMNS }, () => blank(STYLE.right))
      return lineCells(line, kpiNamed(person.kpis, kpi), begins.get(kpi) ?? 0, row, options, say)
    })
    yield {
      cells: [...identity(person, index, regions), ...cells, totalPointsCell(person, begins, row, say), blank(STYLE.left)],
      height: heightFor(cells),
    }
  }
}

function* tableRows(kpis: readonly Kpi[], columns: number, { appraisal, regions, options, say }: Context): Generator<Row> {
  yield titleRow(say('salesTitle'), appraisal.period, columns, options)
  yield metaRow(undefined, say('salesUnit'), appraisal.period, columns, Math.ceil(columns / 2), say)
  yield* headings(kpis, (['numerator', 'denominator', 'value'] as const).map(say), [], options, say)
  for (const [index, person] of appraisal.sales.entries()) {
    const cells = kpis.flatMap((kpi, at) => kpiCells(kpiNamed(person.kpis, kpi), IDENTITY.length + at * 3, FIRST + index, options, say))
    yield { cells: [...identity(person, index, regions), ...cells], height: heightFor(cells) }
  }
}

/** Two rows: the KPI's name over its columns; what stands alone is merged down. */
function* headings(
  kpis: readonly Kpi[],
  under: readonly string[],
  last: readonly Cell[],
  options: WorkbookOptions,
  say: Say,
): Generator<Row> {
  const alone = IDENTITY.map((word) => headerCell(say(word)))
  const groups = kpis.flatMap((kpi) => {
    const { clause, title } = present(options.kpis.get(kpi), 'What is on a sheet has its words.')
    return spread(headerCell(`${clause} ${title[options.language]}`), under.length)
  })
  const lastColumn = alone.length + groups.length
  const merges = [
    ...alone.map((_, column) => ({ column, columns: 1, rows: 2 })),
    ...kpis.map((_, index) => ({ column: alone.length + index * under.length, columns: under.length })),
    ...last.map((_, index) => ({ column: lastColumn + index, columns: 1, rows: 2 })),
  ]
  yield { cells: [...alone, ...groups, ...last], merges, height: 24 }
  const covered = (cells: readonly Cell[]) => cells.map(() => blank(STYLE.header))
  yield { cells: [...covered(alone), ...kpis.flatMap(() => under.map(headerCell)), ...covered(last)], height: HEADER_HEIGHT }
}

function identity(person: SalesResult, index: number, regions: ReadonlyMap<string, string>): Cell[] {
  return [
    number(String(index + 1), STYLE.integer),
    text(person.employee, STYLE.id),
    text(person.name, STYLE.centre),
    text(regions.get(person.region) ?? person.region, STYLE.centre),
  ]
}

/** Words about what is not applicable wrap in the narrow column of the value. */
function heightFor(cells: readonly Cell[]): number {
  let height = 20
  for (const cell of cells) {
    const words = cell.kind === 'text' ? cell.text : cell.kind === 'formula' && 'text' in cell.cached ? cell.cached.text : ''
    if (words.length > 3) height = Math.max(height, heightOf(words, VALUE_WIDTH, 10))
  }
  return height
}
