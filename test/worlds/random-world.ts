import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type RandomStream, randomStream } from '../../fixtures/worlds/generator/random-stream.ts'
import { present } from '../../src/base/assert.ts'
import { type Period, periodFromText } from '../../src/base/period.ts'
import type { From } from './model/calendar.ts'
import { COLUMNS, type TableName } from './model/columns.ts'
import { CHINESE_NAMES } from './model/dataset.ts'
import type { Classification, ModelSettings } from './model/settings.ts'
import { type Company, dayAround, randomCompany } from './random-company.ts'
import { randomDocuments } from './random-documents.ts'
import { randomSalesTables } from './random-sales.ts'
import { randomServiceTables } from './random-service.ts'
import { fileBytes, fileForm, writtenDay, writtenFlag } from './written-forms.ts'

/** Rows under English keys; a key that a row lacks is blank. */
export type TableRows = readonly Readonly<Record<string, string>>[]
export type Tables = Partial<Record<TableName, TableRows>>

export interface RandomWorld {
  readonly seed: number
  readonly period: string
  readonly settings: Partial<ModelSettings>
  readonly tables: Tables
}

/** A small company and its records, without mistakes but with every awkward case that POLICY and CONTRACT know; the same for the same seed. */
export function randomWorld(seed: number): RandomWorld {
  const draw = randomStream(`world ${seed}`)
  const period = randomPeriod(draw)
  const settings = {
    ...randomSettings(draw),
    ...randomCalendar(randomStream(`calendar ${seed}`), period),
    ...randomParticipation(randomStream(`participation ${seed}`)),
    ...(randomStream(`months ${seed}`).chance(400)
      ? { longerPeriods: 'months' as const, onIncomplete: draw.pick(['reweight', 'zero', 'reweight', 'hold'] as const) }
      : {}),
  }
  const company = randomCompany(draw)
  const tables: Tables = {
    ...company.tables,
    ...randomSalesTables(draw, company, period),
    ...randomServiceTables(draw, company, period, settings),
  }
  const holidays = randomHolidays(randomStream(`holidays ${seed}`), period)
  const documents = randomDocuments(randomStream(`documents ${seed}`), { ...tables, ...(holidays.length > 0 ? { holidays } : {}) })
  const aliased = randomAliases(randomStream(`aliases ${seed}`), documents, company)
  const kept = Object.entries(aliased).filter(([name]) => name === 'employees' || name.startsWith('client') || !draw.chance(60))
  return { seed, period: period.text, settings, tables: Object.fromEntries(kept) }
}

function randomPeriod(draw: RandomStream): Period {
  const year = draw.between(2025, 2027)
  const month = `${year}-${String(draw.between(1, 12)).padStart(2, '0')}`
  const text = draw.pick([month, month, month, month, `${year}-Q${draw.between(1, 4)}`, `${year}-H${draw.between(1, 2)}`, String(year)])
  return present(periodFromText(text), 'A period that was just written can be read.')
}

function randomSettings(draw: RandomStream): Partial<ModelSettings> {
  if (draw.chance(350)) return {}
  const classification: readonly Classification[] = ['late', 'call_absence', 'ignore']
  const choices: readonly (() => Partial<ModelSettings>)[] = [
    () => ({ onIncomplete: draw.pick(['reweight', 'zero'] as const) }),
    () => ({ leaveKinds: draw.pick([['leave', 'sick_leave'], ['sick_leave'], ['leave', 'time_off']]) }),
    () => ({ absence: draw.pick(classification) }),
    () => ({ missingPunch: draw.pick(classification) }),
    () => ({ seriousLate: draw.pick(classification) }),
    () => ({ deductFrom: 'both' }),
    () => ({ zeroScope: 'onTimeArrival' }),
    () => ({ feedbackScale: 5 }),
    () => ({ excludedKinds: draw.pick([['deposit'], ['prepayment', 'bill'], ['deposit', 'prepayment', 'bill']]) }),
    () => ({ internalClients: 'exclude' }),
    () => ({ regionOfReceipt: 'home' }),
    () => ({ capAtCommission: true }),
    () => ({ movers: 'days_in_post' }),
    () => ({ growthBase: 'previous_period' }),
    () => ({ expenseDenominator: 'net_collections' }),
    () => ({ receivablesOwner: 'client' }),
    () => ({ lookBackMonths: draw.pick([1, 6, 12, 24]) }),
    () => ({ windowMonths: draw.pick([1, 3, 6, 24]) }),
    () => ({ whenNotApplicable: draw.pick(['reweight', 'full', 'zero'] as const) }),
  ]
  return Object.assign({}, ...choices.filter(() => draw.chance(250)).map((choice) => choice()))
}

/** Months and years of another day or month, for ever or from about the period on, each in every third world. */
function randomCalendar(draw: RandomStream, { text }: Period): Partial<ModelSettings> {
  if (draw.chance(600)) return {}
  const year = Number(text.slice(0, 4))
  const history = (values: readonly number[], names: readonly string[]): From<number> => {
    const ever: From<number> = [['', draw.pick(values)]]
    return draw.chance(500) ? ever : [...ever, [draw.pick(names), draw.pick(values)]]
  }
  const days = [1, 2, 15, 21, 26, 26, 28]
  const months = [`${year - 1}-12`, `${year}-03`, ...(text.length === 7 && !/[QH]/.test(text) ? [text] : [`${year}-10`])]
  return {
    ...(draw.chance(700) ? { monthStartsOn: history(days, months) } : {}),
    ...(draw.chance(300) ? { attendanceStartsOn: history(days, months) } : {}),
    ...(draw.chance(400) ? { yearStartsIn: history([1, 4, 7, 10, 12], [String(year - 1), String(year)]) } : {}),
  }
}

/** Who takes part in the split, and how far (A14), with days and months that the records reach. */
function randomParticipation(draw: RandomStream): Partial<ModelSettings> {
  if (draw.chance(500)) return {}
  const kinds = draw.pick([['leave', 'sick_leave', 'statutory_leave'], ['leave'], ['sick_leave', 'time_off', 'absence']])
  const choices: readonly (() => Partial<ModelSettings>)[] = [
    () => ({ movers: 'days_in_post' }),
    () => ({ joiners: 'days_employed' }),
    () => ({ countedDays: 'working' }),
    () => ({ leastDays: draw.pick([1, 5, 15, 22]) }),
    () => ({ probation: { months: draw.pick([1, 3, 6, 24]), percent: draw.pick([0, 50, 80]) } }),
    () => ({ longAbsence: { days: draw.pick([1, 2, 4]), kinds, percent: draw.pick([0, 33, 50]) } }),
  ]
  return Object.assign({}, ...choices.filter(() => draw.chance(400)).map((choice) => choice()))
}

/** Days that the company says of itself are worked or not, whatever the public calendar says. */
function randomHolidays(draw: RandomStream, period: Period): TableRows {
  if (draw.chance(600)) return []
  const days = new Set(Array.from({ length: draw.between(1, 6) }, () => dayAround(draw, period)))
  return [...days].map((day) => ({
    date: writtenDay(draw, day),
    working: writtenFlag(draw, draw.chance(500)),
    name: draw.pick(['', '厂庆']),
  }))
}

/** Clients that were registered once more, under whose other code or name some of their records still stand. */
function randomAliases(draw: RandomStream, tables: Tables, { clients }: Company): Tables {
  if (draw.chance(600)) return tables
  const aliases = clients
    .filter(() => draw.chance(500))
    .map(({ code }, index) => ({ alias: `别-${index}`, client: code, name: tables.clients && draw.chance(700) ? `别-${index}的旧名` : '' }))
  const written = (code: string) => {
    const also = aliases.find(({ client }) => client === code)
    if (!also || draw.chance(400)) return code
    return also.name !== '' && draw.chance(300) ? also.name : also.alias
  }
  const renamed = Object.entries(tables).map(([table, rows]) => [
    table,
    rows.map((row) =>
      row.client === undefined || table === 'client_reps' || table === 'openings' ? row : { ...row, client: written(row.client) },
    ),
  ])
  // Lists of other programs go on naming them.
  const again = aliases.flatMap(({ alias, client }) =>
    (tables.clients ?? []).filter(({ code }) => code === client && draw.chance(300)).map((row) => ({ ...row, code: alias })),
  )
  return {
    ...Object.fromEntries(renamed),
    ...(tables.clients ? { clients: [...tables.clients, ...again] } : {}),
    client_aliases: aliases,
  }
}

/**
 * Writes the world into a folder. `writing` decides what must never be seen in a result: the order of rows, and name, packing, encoding, delimiter and
 * line ends of each file. Headers, extra columns and the forms of values are the world's own, since they may be reported.
 */
export function writeWorld(world: RandomWorld, folder: string, writing: number): void {
  mkdirSync(folder, { recursive: true })
  const draw = randomStream(`writing ${world.seed} ${writing}`)
  for (const [name, rows] of Object.entries(world.tables)) {
    const header = randomHeader(randomStream(`header ${world.seed} ${name}`), tableName(name), rows)
    const body = writing === 0 ? rows : shuffled(draw, rows)
    const cells = [
      header.map((column) => column.title),
      ...body.map((row) => header.map((column) => (column.key === UNKNOWN ? 'x' : (row[column.key] ?? '')))),
    ]
    const bytes = fileBytes(fileForm(draw), cells)
    const packed = draw.chance(100)
    const file = `${draw.pick([name, name, CHINESE_NAMES[tableName(name)]])}.csv${packed ? '.gz' : ''}`
    writeFileSync(join(folder, file), packed ? gzipSync(bytes) : bytes)
  }
}

export function tableName(name: string): TableName {
  const found = (Object.keys(COLUMNS) as TableName[]).find((table) => table === name)
  return present(found, `${name} is a table.`)
}

/** Columns in any order, under English or Chinese headers; those that no row uses are mostly left out. */
export function randomHeader(draw: RandomStream, name: TableName, rows: TableRows): { key: string; title: string }[] {
  const chinese = draw.chance(500)
  const used = Object.entries(COLUMNS[name]).filter(
    ([key]) => REQUIRED.has(`${name}.${key}`) || rows.some((row) => (row[key] ?? '') !== '') || draw.chance(400),
  )
  const titled = used.map(([key, titles]) => ({ key, title: chinese ? draw.pick(titles.split('|')) : key }))
  // An unknown column is ignored, with a warning.
  return shuffled(draw, draw.chance(100) ? [...titled, { key: UNKNOWN, title: '打印次数' }] : titled)
}

const UNKNOWN = 'unknown column'

/** What CONTRACT section 1 sets in bold: these columns are there even in a table without rows. */
const REQUIRED = new Set(
  [
    'regions: code name',
    'employees: number name position region',
    'postings: employee from',
    'spells: employee from',
    'client_aliases: alias client',
    'client_reps: client rep from',
    'openings: client rep due_date amount',
    'pay_bases: employee from amount',
    'clients: code name',
    'orders: number date rep client amount',
    'collections: number date client amount',
    'receivables: number due_date client rep amount',
    'quotas: period rep',
    'expenses: number date rep amount',
    'visits: number date rep successful',
    'complaints: number date rep upheld',
    'opportunities: number client rep stage amount created_on',
    'opportunity_stages: number stage from',
    'campaigns: code name',
    'credits: table number rep share',
    'attendance: date employee kind',
    'feedback: number date engineer attitude resolution dedication',
    'followups: number date engineer score',
    'evaluations: period engineer item evaluator score',
    'decisions: period employee module decision reason',
    'commissions: period region amount',
    'holidays: date working',
  ].flatMap((line) => {
    const [table, columns = ''] = line.split(': ')
    return columns.split(' ').map((column) => `${table}.${column}`)
  }),
)

export function shuffled<T>(draw: RandomStream, list: readonly T[]): T[] {
  const rest = [...list]
  return Array.from({ length: rest.length }, () => rest.splice(draw.below(rest.length), 1)).flat()
}
