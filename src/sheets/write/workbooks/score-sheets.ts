import type { Appraisal } from '../../../domain/appraisal.ts'
import { MODULES } from '../../../domain/engineers/service-facts.ts'
import type { ServiceResult } from '../../../domain/engineers/service-result.ts'
import { HEADER_HEIGHT, headerCell, metaRow, moduleHeading, STYLE, scoreCell, titleRow } from './house-style.ts'
import { weightedScore } from './live-formula.ts'
import { moduleRemark, PAGE_ROWS, PAGE_WIDTHS, pageIsCut, personRemark, scorePage } from './score-page.ts'
import { fileNamePart, SheetNames } from './sheet-name.ts'
import { type Say, sayIn } from './words.ts'
import { fileNameBase, type WorkbookOptions } from './workbook-options.ts'
import { type Cell, number, type Row, text } from './xlsx/cell.ts'
import { heightOf, MOST_PAGE_BREAKS, type SheetLayout } from './xlsx/sheet-layout.ts'
import { XlsxFile } from './xlsx/xlsx-file.ts'

/** One workbook up to this many people; above, a spreadsheet program takes long to open it, so each region has its own. */
export const MOST_IN_ONE_WORKBOOK = 500
const OVERVIEW_WIDTHS = [6, 11, 12, 13, 9, 10, 12, 12, 11, 11, 34]
const OVERVIEW_FIRST = 4
const MODULE_LETTERS = { attendance: 'E', customer: 'F', manager: 'G', problemSolving: 'H' } as const

interface Region {
  readonly title: string
  readonly people: readonly ServiceResult[]
}

/** One file of score sheets and what it holds. */
interface ScoreFile {
  readonly name: string
  readonly overview: boolean
  readonly regions: readonly Region[]
}

/** 客服人员考核评分表: an overview, then a sheet a region with one printed page a person; above 500 people a workbook a region. */
export async function writeScoreSheets(pathOf: (name: string) => string, appraisal: Appraisal, options: WorkbookOptions): Promise<void> {
  for (const file of scoreFiles(appraisal, options)) await writeScoreFile(pathOf(file.name), file, appraisal, options)
}

/** The names of the files, in the order in which they are written. */
export function scoreFileNames(appraisal: Appraisal, options: WorkbookOptions): string[] {
  return scoreFiles(appraisal, options).map((file) => file.name)
}

function scoreFiles(appraisal: Appraisal, options: WorkbookOptions): ScoreFile[] {
  const say = sayIn(options.language)
  const base = fileNameBase('score-sheets', appraisal.period.text, options)
  const regions = regionsOf(appraisal)
  if (appraisal.service.length <= MOST_IN_ONE_WORKBOOK) return [{ name: `${base}.xlsx`, overview: true, regions }]
  const names = new SheetNames()
  const overview = { name: `${base}-${names.nameFor(say('overview'))}.xlsx`, overview: true, regions: [] }
  return [
    overview,
    ...regions.map((region) => ({
      name: `${base}-${fileNamePart(names.nameFor(fileNamePart(region.title)))}.xlsx`,
      overview: false,
      regions: [region],
    })),
  ]
}

/** The regions that have people, by code; those beyond what a sheet can break into pages stand on further sheets. */
function regionsOf(appraisal: Appraisal): Region[] {
  const titles = new Map(appraisal.bonus.map((bonus) => [bonus.region, bonus.name || bonus.region]))
  const people = new Map<string, ServiceResult[]>([...titles.keys()].map((code) => [code, []]))
  for (const person of appraisal.service) {
    const there = people.get(person.region)
    if (there) there.push(person)
    else people.set(person.region, [person])
  }
  return [...people].filter(([, list]) => list.length > 0).map(([code, list]) => ({ title: titles.get(code) ?? code, people: list }))
}

async function writeScoreFile(path: string, file: ScoreFile, appraisal: Appraisal, options: WorkbookOptions): Promise<void> {
  const say = sayIn(options.language)
  const names = new SheetNames()
  await XlsxFile.write(path, async (workbook) => {
    if (file.overview) await workbook.sheet(overviewLayout(names.nameFor(say('overview')), say), overview(appraisal, options, say))
    for (const region of file.regions) {
      for (let from = 0; from < region.people.length; from += MOST_PAGE_BREAKS) {
        const people = region.people.slice(from, from + MOST_PAGE_BREAKS)
        await workbook.sheet(pagesLayout(names.nameFor(region.title), say), pages({ ...region, people }, appraisal, options, say))
      }
    }
  })
}

function pagesLayout(name: string, say: Say): SheetLayout {
  return { name, widths: PAGE_WIDTHS, footer: `&C${say('footer')}` }
}

function* pages({ title, people }: Region, { period }: Appraisal, options: WorkbookOptions, say: Say): Generator<Row> {
  for (const [index, person] of people.entries()) yield* scorePage(person, title, index * PAGE_ROWS + 1, period, options, say)
}

function overviewLayout(name: string, say: Say): SheetLayout {
  return {
    name,
    widths: OVERVIEW_WIDTHS,
    landscape: true,
    frozen: { rows: OVERVIEW_FIRST - 1, columns: 3 },
    repeatedRows: { from: OVERVIEW_FIRST - 1, to: OVERVIEW_FIRST - 1 },
    filter: { row: OVERVIEW_FIRST - 1, lastColumn: OVERVIEW_WIDTHS.length - 1 },
    footer: `&C${say('footer')}`,
  }
}

function* overview(appraisal: Appraisal, options: WorkbookOptions, say: Say): Generator<Row> {
  const columns = OVERVIEW_WIDTHS.length
  yield titleRow(say('scoreOverviewTitle'), appraisal.period, columns, options)
  yield metaRow(undefined, say('unitPoints'), appraisal.period, columns, 7, say)
  const modules = MODULES.map((module) => moduleHeading(module, options, say))
  const titles = [
    say('ordinal'),
    say('number'),
    say('name'),
    say('serviceRegion'),
    ...modules,
    say('finalScore'),
    say('status'),
    say('remark'),
  ]
  yield { cells: titles.map(headerCell), height: HEADER_HEIGHT }
  let index = 0
  for (const region of regionsOf(appraisal)) {
    for (const person of region.people) yield overviewRow(person, region.title, index++, options, say)
  }
}

function overviewRow(person: ServiceResult, region: string, index: number, options: WorkbookOptions, say: Say): Row {
  const row = OVERVIEW_FIRST + index
  const words = overviewRemark(person, options, say)
  return {
    cells: [
      number(String(index + 1), STYLE.integer),
      text(person.employee, STYLE.id),
      text(person.name, STYLE.centre),
      text(region, STYLE.centre),
      ...MODULES.map((module): Cell => {
        const { score } = person.modules[module]
        return score === undefined ? text(say('none'), STYLE.right) : scoreCell(score)
      }),
      finalCell(person, row, say),
      text(say(person.status), STYLE.centre),
      text(words, STYLE.left),
    ],
    height: Math.max(20, heightOf(words, OVERVIEW_WIDTHS[OVERVIEW_WIDTHS.length - 1] ?? 0, 10)),
  }
}

function finalCell(person: ServiceResult, row: number, say: Say): Cell {
  if (person.final === undefined) return text(say(person.status === 'excluded' ? 'none' : 'pending'), STYLE.right)
  const parts = MODULES.flatMap((module) => {
    const { score, weight, counted } = person.modules[module]
    return counted && score !== undefined ? [{ cell: `${MODULE_LETTERS[module]}${row}`, score, weight }] : []
  })
  return weightedScore(parts, person.final, STYLE.totalScore)
}

/** What is out of the ordinary; everything where the person's own page had to be cut. */
function overviewRemark(person: ServiceResult, options: WorkbookOptions, say: Say): string {
  const whole = pageIsCut(person, options, say)
  const modules = MODULES.filter((module) => whole || person.modules[module].treated !== undefined).flatMap((module) => {
    const words = moduleRemark(person, module, options, say)
    return words === '' ? [] : [`${say(module)}${say('colon')}${words}`]
  })
  return [personRemark(person, options, say), ...modules].filter((part) => part !== '').join(say('sentenceEnd'))
}
