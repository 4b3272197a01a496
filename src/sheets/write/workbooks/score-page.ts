import type { Period } from '../../../base/period.ts'
import { MODULES, type Module } from '../../../domain/engineers/service-facts.ts'
import type { ModuleResult, ServiceResult } from '../../../domain/engineers/service-result.ts'
import { missingText, said } from './bonus-remark.ts'
import { daysOfPeriod, headerCell, plainCell, ROW_HEIGHT, STYLE, scoreCell, spread, titleRow } from './house-style.ts'
import { weightedScore } from './live-formula.ts'
import type { Say } from './words.ts'
import type { WorkbookOptions } from './workbook-options.ts'
import { type Cell, type Row, text } from './xlsx/cell.ts'
import { heightOf } from './xlsx/sheet-layout.ts'
import type { Style } from './xlsx/style.ts'

/** Together they stay inside the 180 mm that A4 has between the margins, at full size. */
export const PAGE_WIDTHS = [21, 9, 11, 39] as const
const COLUMNS = PAGE_WIDTHS.length
const REMARK_WIDTH = PAGE_WIDTHS[3]
const ROWS_BEFORE_MODULES = 4
/** Points left for the four module rows and the row of the final score, on a page of 740 points of which the rest takes 226. */
const ROOM = 490
const LEAST_MODULE_HEIGHT = 62
const LEAST_FINAL_HEIGHT = 44
/** Of any row, once remarks have to be cut. */
const LEAST_CUT_HEIGHT = 36
/** Sizes a remark is tried in before anything is cut. */
const SIZES = [10, 8, 7] as const
const REMARK_STYLES: ReadonlyMap<number, Style> = new Map(SIZES.map((size) => [size, { ...STYLE.left, size }]))
const WEIGHT_FORMAT: Style = { ...STYLE.centre, format: '0.##%' }
const WHOLE_WEIGHT: Style = { ...STYLE.centre, format: '0%' }

/** What stands in the remark column of the five rows, and in which size it fits one page. */
interface FittedRemarks {
  readonly size: number
  readonly texts: readonly string[]
  readonly heights: readonly number[]
  readonly cut: boolean
}

/**
 * The form of policy 5.4 for one person: exactly one printed page, whatever the length of the remarks. `first` is
 * the row of the sheet it begins in.
 */
export function* scorePage(
  person: ServiceResult,
  region: string,
  first: number,
  period: Period,
  options: WorkbookOptions,
  say: Say,
): Generator<Row> {
  const remarks = fittedRemarks(person, options, say)
  const remarkStyle = REMARK_STYLES.get(remarks.size) ?? STYLE.left
  yield titleRow(say('scoreTitle'), period, COLUMNS, options)
  const days = daysOfPeriod(period, say)
  yield line(`${say('serviceRegion')}${say('colon')}${region}    ${days}`, say('unitPoints'))
  yield line(`${say('name')}${say('colon')}${person.name}`, `${say('number')}${say('colon')}${person.employee}`)
  yield { cells: (['module', 'weight', 'score', 'remark'] as const).map((word) => headerCell(say(word))), height: 28 }
  for (const [index, module] of MODULES.entries()) {
    const result = person.modules[module]
    yield {
      cells: [
        text(say(module), STYLE.totalLabel),
        plainCell(result.weight, wholePercent(result) ? WHOLE_WEIGHT : WEIGHT_FORMAT),
        result.score === undefined ? text(say('notScored'), STYLE.centre) : scoreCell(result.score, CENTRED_SCORE),
        text(remarks.texts[index] ?? '', remarkStyle),
      ],
      height: remarks.heights[index] ?? LEAST_MODULE_HEIGHT,
    }
  }
  yield {
    cells: [
      ...spread(text(say('finalScoreSum'), STYLE.totalLabel), 2),
      finalCell(person, first, say),
      text(remarks.texts[MODULES.length] ?? '', remarkStyle),
    ],
    merges: [{ column: 0, columns: 2 }],
    height: remarks.heights[MODULES.length] ?? LEAST_FINAL_HEIGHT,
  }
  yield { cells: [], height: 20 }
  yield signature('personSign', say)
  yield { ...signature('responsibleSign', say), breakAfter: true }
}

/** Rows that one page takes. */
export const PAGE_ROWS = ROWS_BEFORE_MODULES + MODULES.length + 4

const CENTRED_SCORE: Style = { ...STYLE.score, horizontal: 'center' }
const FINAL_SCORE: Style = { ...STYLE.totalScore, horizontal: 'center', size: 12 }

function line(left: string, right: string): Row {
  return {
    cells: [...spread(text(left, STYLE.metaLeft), COLUMNS - 1), text(right, STYLE.metaRight)],
    merges: [{ column: 0, columns: COLUMNS - 1 }],
    height: ROW_HEIGHT + 4,
  }
}

function wholePercent({ weight }: ModuleResult): boolean {
  return (weight.numerator * 100n) % weight.denominator === 0n
}

function finalCell(person: ServiceResult, first: number, say: Say): Cell {
  if (person.final === undefined) return text(say(person.status === 'excluded' ? 'none' : 'pending'), FINAL_SCORE)
  const parts = MODULES.flatMap((module, index) => {
    const { score, weight, counted } = person.modules[module]
    const row = first + ROWS_BEFORE_MODULES + index
    return counted && score !== undefined ? [{ cell: `C${row}`, score, weight, weightCell: `B${row}` }] : []
  })
  return weightedScore(parts, person.final, FINAL_SCORE)
}

function signature(word: 'personSign' | 'responsibleSign', say: Say): Row {
  return {
    cells: [...spread(text(say(word), STYLE.totalLabel), 2), ...spread(text(say('dateLine'), SIGNATURE), 2)],
    merges: [
      { column: 0, columns: 2 },
      { column: 2, columns: 2 },
    ],
    height: 48,
  }
}

const SIGNATURE: Style = { ...STYLE.right, indent: 1 }

/** All that is to be said of a module: what was counted, and how a gap was treated. */
export function moduleRemark(person: ServiceResult, module: Module, options: WorkbookOptions, say: Say): string {
  return said(person.modules[module].remarks, options.language).join(say('sentenceEnd'))
}

/** What is to be said of the person as a whole. */
export function personRemark(person: ServiceResult, options: WorkbookOptions, say: Say): string {
  const parts =
    person.status === 'incomplete'
      ? [missingText(person, say)]
      : person.status === 'excluded' && person.remarks.length === 0
        ? [say('excluded')]
        : []
  return [...parts, ...said(person.remarks, options.language)].join(say('sentenceEnd'))
}

/** Whether the remarks had to be cut to fit the page; the overview then carries them in full. */
export function pageIsCut(person: ServiceResult, options: WorkbookOptions, say: Say): boolean {
  return fittedRemarks(person, options, say).cut
}

function fittedRemarks(person: ServiceResult, options: WorkbookOptions, say: Say): FittedRemarks {
  const texts = [...MODULES.map((module) => moduleRemark(person, module, options, say)), personRemark(person, options, say)]
  const least = (index: number) => (index < MODULES.length ? LEAST_MODULE_HEIGHT : LEAST_FINAL_HEIGHT)
  for (const size of SIZES) {
    const heights = texts.map((words, index) => Math.max(least(index), heightOf(words, REMARK_WIDTH, size) + 6))
    if (heights.reduce((sum, height) => sum + height, 0) <= ROOM) return { size, texts, heights, cut: false }
  }
  const size = SIZES[SIZES.length - 1] ?? 7
  const needs = texts.map((words) => Math.max(LEAST_CUT_HEIGHT, heightOf(words, REMARK_WIDTH, size) + 6))
  const heights = shared(needs, ROOM)
  return { size, texts: texts.map((words, index) => cutTo(words, heights[index] ?? 0, size, say)), heights, cut: true }
}

/** Heights that together fill the room: whoever needs less than an even share has what it needs, the others share the rest. */
function shared(needs: readonly number[], room: number): number[] {
  let rest = room
  let open = needs.length
  const heights = needs.map(() => 0)
  for (const { need, index } of needs.map((need, index) => ({ need, index })).sort((a, b) => a.need - b.need)) {
    const height = Math.min(need, Math.floor(rest / open))
    heights[index] = height
    rest -= height
    open -= 1
  }
  return heights
}

function cutTo(words: string, height: number, size: number, say: Say): string {
  if (heightOf(words, REMARK_WIDTH, size) + 6 <= height) return words
  const characters = [...words]
  let [fits, tooMany] = [0, characters.length]
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1
    const tried = characters.slice(0, middle).join('') + say('restInOverview')
    if (heightOf(tried, REMARK_WIDTH, size) + 6 <= height) fits = middle
    else tooMany = middle
  }
  return characters.slice(0, fits).join('') + say('restInOverview')
}
