import type { Problem } from '../../base/problem.ts'
import type { MeasureCondition, MeasuredField, MeasureVersion } from '../../engine/rule/measure-rule.ts'
import type { Words } from '../../engine/rule/rule-file.ts'
import type { RulePlace } from '../../engine/rule/rule-problem.ts'
import type { ColumnType } from '../dataset/table.ts'
import type { MeasureUnit } from '../sales/sales-result.ts'
import { fieldValue, TYPE_WORDS, wantedValue } from './field-value.ts'
import {
  FIELD_OPERATORS,
  type FieldOperator,
  type FieldValue,
  type MeasureDefinition,
  type MeasureWindow,
  type Subject,
  type Test,
} from './measure-definition.ts'
import type { Owner } from './measure-owner.ts'
import { type MeasureProblemCode, measureProblem } from './measure-problems.ts'
import { type Field, fieldsOf, isMeasuredTable, MEASURED_TABLES, type MeasuredTable, measuredTable, ownersOf } from './measured-tables.ts'

/** What a version says of the counting. */
type Counting = Pick<MeasureVersion, 'module' | 'per' | 'day' | 'conditions' | 'value' | 'window'>

export type ReadMeasure =
  | { readonly ok: true; readonly definition: MeasureDefinition }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Conditions and values of one measure: databases take only so many parts of a statement. */
const MOST_CONDITIONS = 500

const ORDERED: readonly FieldOperator[] = [...FIELD_OPERATORS]
const NAMED: readonly FieldOperator[] = ['equals', 'differs', 'oneOf', 'given', 'empty']
const OPERATORS: Readonly<Partial<Record<ColumnType, readonly FieldOperator[]>>> = {
  money: ORDERED,
  quantity: ORDERED,
  count: ORDERED,
  score: ORDERED,
  day: ORDERED,
  flag: ['equals', 'given', 'empty'],
  // The same share can be written in several ways.
  share: ['given', 'empty'],
}
const UNITS: Readonly<Partial<Record<ColumnType, MeasureUnit>>> = { money: 'yuan', quantity: 'quantity', count: 'count', score: 'points' }

/** What conditions can ask of a field of a type. */
export function operatorsOf(type: ColumnType): readonly FieldOperator[] {
  return OPERATORS[type] ?? NAMED
}

/** Whether fields of a type can be added up, and the smallest or largest of them found. */
export function isFigure(type: ColumnType): boolean {
  return UNITS[type] !== undefined
}

/** What is compared where days between two days are. */
const DAYS_BETWEEN = { type: 'count' } as const

/**
 * A version of a measure with its fields known and its values read. Every problem at once, each with the place inside of the version:
 * unknown tables, fields, choices and operators, values that are none of their field, windows and aggregates without meaning.
 */
export function readMeasure(version: Counting, at: RulePlace): ReadMeasure {
  const { module } = version
  if (!isMeasuredTable(module)) {
    const values = { found: module, known: Object.keys(MEASURED_TABLES).join(', ') }
    return { ok: false, problems: [measureProblem('measure_module_must_be_known', at, values)] }
  }
  const problems: Problem[] = []
  const report = (code: MeasureProblemCode, values: Readonly<Record<string, string>>) => problems.push(measureProblem(code, at, values))
  const reader = new MeasureReader(fieldsOf(module), module, report)
  const per = reader.owner(version.per ?? 'rep', module)
  const dayName = version.day ?? measuredTable(module).day
  const day = dayName === undefined ? undefined : reader.day(dayName, 'day', isOfRecord)
  const where = version.conditions && reader.test(version.conditions, 'conditions')
  const value = reader.value(version.value)
  const window = reader.window(version.window, module)
  const size = version.conditions ? sizeOf(version.conditions) : 0
  if (size > MOST_CONDITIONS) report('measure_conditions_must_be_fewer', { found: String(size), most: String(MOST_CONDITIONS) })
  if (problems.length > 0 || !per || !value || !window) return { ok: false, problems }
  return { ok: true, definition: { table: module, per, day: day?.column, where, aggregate: version.value.aggregate, ...value, window } }
}

function sizeOf({ all, any, not, values }: MeasureCondition): number {
  const parts = [...(all ?? []), ...(any ?? []), ...(not ? [not] : [])]
  return parts.reduce((total, part) => total + sizeOf(part), 1 + values.length)
}

type Report = (code: MeasureProblemCode, values: Readonly<Record<string, string>>) => void

class MeasureReader {
  readonly #fields: ReadonlyMap<string, Field>
  readonly #module: string
  readonly #report: Report

  constructor(fields: ReadonlyMap<string, Field>, module: string, report: Report) {
    this.#fields = fields
    this.#module = module
    this.#report = report
  }

  owner(per: Owner, table: MeasuredTable): Owner | undefined {
    const known = ownersOf(table)
    if (known.includes(per)) return per
    this.#report('measure_must_be_of_somebody_known', { found: per, module: table, known: known.join(', ') })
    return undefined
  }

  test(condition: MeasureCondition, path: string): Test | undefined {
    const { all, any, not, operator } = condition
    const forms = [all, any, not, operator].filter((part) => part !== undefined)
    const isField = operator !== undefined && (condition.field === undefined) !== (condition.days === undefined)
    if (forms.length !== 1 || (operator !== undefined ? !isField : condition.field !== undefined || condition.days !== undefined)) {
      this.#report('measure_condition_must_have_one_form', { path })
      return undefined
    }
    const each = (parts: readonly MeasureCondition[], name: string) =>
      parts.flatMap((part, index) => this.test(part, `${path}.${name}.${index}`) ?? [])
    if (all) return { all: each(all, 'all') }
    if (any) return { any: each(any, 'any') }
    if (not) {
      const inner = this.test(not, `${path}.not`)
      return inner && { not: inner }
    }
    return this.#comparison(condition, operator ?? '', path)
  }

  #comparison({ values: texts, ...what }: MeasureCondition, operator: string, path: string): Test | undefined {
    const subject = this.#subject(what, path)
    if (!subject) return undefined
    const field = 'field' in subject ? subject.field : { ...DAYS_BETWEEN, name: `${subject.from.name} ... ${subject.to.name}` }
    const known = operatorsOf(field.type)
    const asked = known.find((one) => one === operator)
    if (asked === undefined) {
      const { zh, en } = TYPE_WORDS[field.type]
      this.#report('measure_operator_must_fit', { path, operator, field: field.name, type: en, typeZh: zh, known: known.join(', ') })
      return undefined
    }
    const wanted = COUNTS[asked] ?? ONE_VALUE
    if (texts.length < wanted.least || texts.length > wanted.most) {
      const values = { path, operator, wanted: wanted.en, wantedZh: wanted.zh, found: String(texts.length) }
      this.#report('measure_values_must_be_as_many', values)
      return undefined
    }
    const values = texts.flatMap((text) => this.#value(field, text, path) ?? [])
    const [first, last] = values
    if (asked === 'between' && typeof first === 'number' && typeof last === 'number' && first > last) {
      this.#report('measure_values_must_be_in_order', { path, first: texts[0] ?? '', last: texts[1] ?? '' })
    }
    return { subject, operator: asked, values }
  }

  #value(field: Pick<Field, 'name' | 'type' | 'choices'>, text: string, path: string): FieldValue | undefined {
    const value = fieldValue(field, text)
    const { zh, en } = wantedValue(field)
    if (value === undefined) this.#report('measure_value_must_fit', { path, found: text, field: field.name, wanted: en, wantedZh: zh })
    return value
  }

  #subject({ field, days }: MeasuredField, path: string): Subject | undefined {
    if (!days) {
      const found = this.#field(field ?? '', path)
      return found && { field: found }
    }
    const from = this.day(days.from, `${path}.days.from`)
    const to = this.day(days.to, `${path}.days.to`)
    return from && to && { from, to }
  }

  #field(name: string, path: string): Field | undefined {
    const field = this.#fields.get(name)
    const known = [...this.#fields.keys()].join(', ')
    if (!field) this.#report('measure_field_must_be_known', { path, found: name, module: this.#module, known })
    return field
  }

  /** A day, of the record itself or also of what is looked up by it. */
  day(name: string, path: string, fits: (field: Field) => boolean = () => true): Field | undefined {
    const days = [...this.#fields.values()].filter((field) => field.type === 'day' && fits(field))
    const found = days.find((field) => field.name === name)
    if (found) return found
    const known = days.map((one) => one.name)
    this.#report('measure_field_must_be_a_day', { path, found: name, known: known.join(', ') || '-' })
    return undefined
  }

  value({ aggregate, ...what }: MeasureVersion['value']): Pick<MeasureDefinition, 'subject' | 'unit'> | undefined {
    const isTold = what.field !== undefined || what.days !== undefined
    const refuse = ({ zh, en }: Words) => {
      const found = what.field ?? (what.days ? `${what.days.from} ... ${what.days.to}` : '-')
      this.#report('measure_aggregate_must_fit', { aggregate, wanted: en, wantedZh: zh, found })
      return undefined
    }
    if (aggregate === 'count') return isTold ? refuse(NO_FIELD) : { subject: undefined, unit: 'count' }
    if (!isTold || (what.field !== undefined && what.days !== undefined)) return refuse(aggregate === 'distinct' ? A_FIELD : A_FIGURE)
    const subject = this.#subject(what, 'value')
    if (!subject) return undefined
    if (aggregate === 'distinct') return 'field' in subject ? { subject, unit: 'count' } : refuse(A_FIELD)
    const unit = 'field' in subject ? UNITS[subject.field.type] : 'count'
    return unit === undefined ? refuse(A_FIGURE) : { subject, unit }
  }

  window({ days, months }: MeasureVersion['window'], table: MeasuredTable): MeasureWindow | undefined {
    if (measuredTable(table).day === undefined && days !== 'period') {
      this.#report('measure_window_must_have_meaning', { days, wanted: PERIOD_ONLY.en, wantedZh: PERIOD_ONLY.zh })
      return undefined
    }
    if (days === 'lastMonths' && months !== undefined) return { days, months }
    if (days !== 'lastMonths' && months === undefined) return { days }
    const { zh, en } = days === 'lastMonths' ? MONTHS_NEEDED : NO_MONTHS
    this.#report('measure_window_must_have_meaning', { days, wanted: en, wantedZh: zh })
    return undefined
  }
}

const isOfRecord = ({ of }: Field) => of === 'record'

interface Count extends Words {
  readonly least: number
  readonly most: number
}
const ONE_VALUE: Count = { least: 1, most: 1, zh: '一个值', en: 'one value' }
const NO_VALUE: Count = { least: 0, most: 0, zh: '零个值', en: 'no value' }
const COUNTS: Readonly<Partial<Record<FieldOperator, Count>>> = {
  oneOf: { least: 1, most: Number.POSITIVE_INFINITY, zh: '至少一个值', en: 'at least one value' },
  between: { least: 2, most: 2, zh: '两个值', en: 'two values' },
  given: NO_VALUE,
  empty: NO_VALUE,
}

const NO_FIELD: Words = { zh: '不带字段：它数单据', en: 'no field: it counts documents' }
const A_FIELD: Words = { zh: '须有一个字段', en: 'one field' }
const A_FIGURE: Words = {
  zh: '须有一个金额、数量、分数字段，或两个日期之间的天数',
  en: 'one field that is an amount, a quantity or a score, or days between two days',
}
const MONTHS_NEEDED: Words = { zh: '须写 months，即以期末为止的几个月', en: 'needs months: how many, up to the end of the period' }
const PERIOD_ONLY: Words = {
  zh: '不能用于没有日期的表；请写 period，按期末时点计',
  en: 'has no meaning for records without a day; write period: they are as they stand at its end',
}
const NO_MONTHS: Words = { zh: '不写 months；要几个月请用 lastMonths', en: 'takes no months; write lastMonths for so many' }
