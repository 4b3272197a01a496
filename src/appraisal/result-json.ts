import { createHash } from 'node:crypto'
import { dayText } from '../base/day.ts'
import { type Fen, yuanText } from '../base/money.ts'
import { isPlain, type Period } from '../base/period.ts'
import { type Language, messageOf, type Problem } from '../base/problem.ts'
import type { Rational } from '../base/rational.ts'
import { decimalText, exactText } from '../base/rounding.ts'
import { byCodePoint } from '../base/text-order.ts'
import type { BonusShare, ListedAppraisal, RegionBonus } from '../domain/appraisal.ts'
import { MODULES } from '../domain/engineers/service-facts.ts'
import type { Remark, ServiceResult } from '../domain/engineers/service-result.ts'
import type { KpiResult, KpiUnit, SalesResult } from '../domain/sales/sales-result.ts'
import { type PayJson, payJson } from './pay-json.ts'
import { ResultBytes } from './result-bytes.ts'

/** The published result, as CONTRACT section 3 fixes it: every number a decimal string, every list in the order of its keys; what plans pay where there are plans. */
export interface Result extends Partial<PayJson> {
  readonly format: 1
  readonly period: string
  /** The days of the period, where they are not those that the calendar on the wall gives its name. */
  readonly days?: { readonly first: string; readonly last: string }
  readonly settings: Readonly<Record<string, string>>
  /** By id; after the version in force on the last day those that only months were computed by, of a period that is made of its months. */
  readonly rules: readonly {
    readonly id: string
    readonly effectiveFrom: string
    readonly sha256: string
    readonly months?: readonly string[]
  }[]
  readonly inputs: { readonly sha256: string; readonly rows: Readonly<Record<string, number>> }
  /** The company's name in the titles of the workbooks, where it was given and there are workbooks. */
  readonly company?: string
  readonly service: readonly object[]
  readonly sales: readonly object[]
  readonly bonus: readonly object[]
  readonly problems: readonly object[]
  /** The workbooks with the SHA-256 of their bytes. */
  readonly files: readonly { readonly kind: string; readonly path: string; readonly sha256: string }[]
}

/** A result whose lists are made while they are written: ten thousand people as JSON need not be in memory at once. */
export type ListedResult = Omit<Result, ResultList> & { readonly [list in ResultList]: Iterable<object> }
type ResultList = 'service' | 'sales' | 'bonus'

export interface ResultSource {
  readonly appraisal: ListedAppraisal
  readonly rules: Result['rules']
  readonly inputs: Result['inputs']
  readonly language: Language
  readonly company?: string | undefined
}

/** The result without its workbooks, whose folder is named after this result's hash. */
export function resultOf(source: ResultSource): Result {
  return wholeResult(listedResult(source))
}

export function wholeResult(result: ListedResult): Result {
  return { ...result, service: [...result.service], sales: [...result.sales], bonus: [...result.bonus] }
}

/** The same with lists that can be walked any number of times. */
export function listedResult({ appraisal, rules, inputs, language, company }: ResultSource): ListedResult {
  const remark = (remarks: readonly Remark[]) =>
    remarks.length === 0 ? {} : { remark: remarks.map((each) => each[language]).join(language === 'zh' ? '；' : '; ') }
  return {
    format: 1,
    period: appraisal.period.text,
    ...daysStated(appraisal.period),
    settings: sortedRecord(appraisal.settings),
    rules,
    inputs: { sha256: inputs.sha256, rows: sortedRecord(inputs.rows) },
    ...(company === undefined ? {} : { company }),
    service: listOf(appraisal.service, (person) => serviceJson(person, remark)),
    sales: listOf(appraisal.sales, salesJson),
    bonus: listOf(appraisal.bonus, regionJson),
    ...(appraisal.pay && payJson(appraisal.pay, language)),
    problems: onceEach(appraisal.problems).map((problem) => problemJson(problem, language)),
    files: [],
  }
}

/** The days of a period as a result states them: where they are not those that the calendar on the wall gives its name. */
export function daysStated(period: Period): Pick<Result, 'days'> {
  return isPlain(period) ? {} : { days: { first: dayText(period.first), last: dayText(period.last) } }
}

function listOf<T>(items: Iterable<T>, json: (item: T) => object): Iterable<object> {
  return {
    *[Symbol.iterator]() {
      for (const item of items) yield json(item)
    },
  }
}

function salesJson({ employee, name, region, kpis, points }: SalesResult): object {
  const figures = Object.fromEntries(Object.entries(kpis).map(([kpi, result]) => [kpi, kpiJson(result)]))
  return { employee, name, region, kpis: figures, points: text(points, 2) }
}

function regionJson(region: RegionBonus): object {
  return {
    region: region.region,
    status: region.status,
    netCollections: yuanText(region.netCollections),
    pool: yuanText(region.pool),
    scoreTotal: decimalText(region.scoreTotal, 2),
    commission: money(region.commission),
    commissionLeft: money(region.commissionLeft),
    unallocated: yuanText(region.unallocated),
    shares: region.shares.map(shareJson),
    ...(region.heldBy.length === 0 ? {} : { heldBy: region.heldBy }),
    ...(region.months === undefined
      ? {}
      : {
          months: region.months.map(({ period, bonus }) => ({
            period,
            status: bonus.status,
            pool: yuanText(bonus.pool),
            shares: bonus.shares.map(shareJson),
          })),
        }),
  }
}

function shareJson({ employee, score, amount, days, percent }: BonusShare): object {
  return {
    employee,
    score: decimalText(score, 2),
    amount: yuanText(amount),
    ...(days === undefined ? {} : { days: String(days) }),
    ...(percent === undefined ? {} : { percent: String(percent) }),
  }
}

function serviceJson(person: ServiceResult, remark: (remarks: readonly Remark[]) => object): object {
  const listed = MODULES.filter((module) => person.modules[module].score !== undefined)
  return {
    employee: person.employee,
    name: person.name,
    region: person.region,
    status: person.status,
    ...(person.missing.length === 0 ? {} : { missing: person.missing }),
    modules: Object.fromEntries(
      listed.map((module) => [module, { score: text(person.modules[module].score, 2), ...remark(person.modules[module].remarks) }]),
    ),
    final: text(person.final, 2),
    ...(person.months === undefined
      ? {}
      : {
          months: person.months.map(({ period, days, result }) => ({
            period,
            days: String(days),
            status: result.status,
            final: text(result.final, 2),
          })),
        }),
    ...remark([...person.remarks, ...reweighted(person)]),
  }
}

/** A reweighted module has no line of its own in `modules`, so its remark stands with the person. */
function reweighted(person: ServiceResult): Remark[] {
  return MODULES.filter((module) => person.modules[module].treated === 'reweight').flatMap((module) => person.modules[module].remarks)
}

function kpiJson(kpi: KpiResult): object {
  const numerator = figure(kpi.numerator, kpi.unit)
  const denominator = figure(kpi.denominator, kpi.unit)
  if (kpi.value === undefined) return { value: null, reason: kpi.reason, numerator, denominator }
  return { value: decimalText(kpi.value, 4), numerator, denominator }
}

/** Money with its two decimals, quantities in full, counts as whole numbers. */
export function figure(value: Rational, unit: KpiUnit): string {
  return unit === 'yuan' ? decimalText(value, 2) : exactText(value)
}

/** Problems that say the same of the same record in different places of the files are one: a result names no places. */
function onceEach(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify({ ...problem, place: undefined }), problem])).values()]
}

/** A problem as result.json lists it: it names no file and no row. */
export function problemJson(problem: Problem, language: Language): object {
  return {
    code: problem.code,
    severity: problem.severity,
    message: messageOf(problem, language),
    ...(problem.table === undefined ? {} : { table: problem.table }),
    ...(problem.record === undefined ? {} : { record: problem.record }),
    ...(problem.column === undefined ? {} : { column: problem.column }),
  }
}

/** The bytes of result.json piece by piece, or of another file of fields and lists. */
export function* resultPieces(result: object): Generator<Uint8Array> {
  const bytes = new ResultBytes()
  for (const [key, value] of Object.entries(result)) {
    if (typeof value !== 'object' || !(Symbol.iterator in value)) {
      bytes.field(key, value)
      continue
    }
    bytes.beginList(key)
    for (const item of value) {
      bytes.entry(item)
      yield* bytes.ready()
    }
    bytes.endList()
  }
  yield bytes.end()
}

/** The text of result.json. */
export function resultText(result: ListedResult): string {
  return Buffer.concat([...resultPieces(result)]).toString()
}

/** SHA-256 over the result without its list of files, which is named after it. */
export function resultHash(result: ListedResult): string {
  const hash = createHash('sha256')
  for (const piece of resultPieces({ ...result, files: [] })) hash.update(piece)
  return hash.digest('hex')
}

function text(value: Rational | undefined, places: number): string | null {
  return value === undefined ? null : decimalText(value, places)
}

function money(amount: Fen | undefined): string | null {
  return amount === undefined ? null : yuanText(amount)
}

function sortedRecord<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => byCodePoint(a, b)))
}
