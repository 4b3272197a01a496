import type { Aggregate } from '../../engine/rule/measure-rule.ts'
import type { Words } from '../../engine/rule/rule-file.ts'
import type { MeasureUnit } from '../sales/sales-result.ts'
import type { Owner } from './measure-owner.ts'
import type { Field, MeasuredTable } from './measured-tables.ts'

/** A value of a field: fen, millionths, days as yyyymmdd, counts and flags are whole numbers, everything else text. */
export type FieldValue = number | string

/** What is looked at: a field, or how many days lie between two days of a record, negative where the second is earlier. */
export type Subject = { readonly field: Field } | { readonly from: Field; readonly to: Field }

/** Which values each operator takes stands in read-measure.ts. An empty field meets no comparison, not even `differs`. */
export type Test =
  | { readonly all: readonly Test[] }
  | { readonly any: readonly Test[] }
  | { readonly not: Test }
  | { readonly subject: Subject; readonly operator: FieldOperator; readonly values: readonly FieldValue[] }

export const FIELD_OPERATORS = ['equals', 'differs', 'oneOf', 'atLeast', 'above', 'atMost', 'below', 'between', 'given', 'empty'] as const
export type FieldOperator = (typeof FIELD_OPERATORS)[number]

export type MeasureWindow =
  | { readonly days: 'period' | 'previous' | 'lastYear' | 'yearToDate' }
  /** So many months that end with the period. */
  | { readonly days: 'lastMonths'; readonly months: number }

/** A measure of the company's own, its fields known and its values read. */
export interface MeasureDefinition {
  readonly table: MeasuredTable
  /** Of whom it has a figure. */
  readonly per: Owner
  /** The column of the day that lies in the window; none of records that have no day. */
  readonly day: string | undefined
  readonly where: Test | undefined
  readonly aggregate: Aggregate
  /** What is counted, added up or compared; documents are counted without one. */
  readonly subject: Subject | undefined
  readonly window: MeasureWindow
  readonly unit: MeasureUnit
}

/** A measure 计量 that a company defined, by the key that KPIs take it by. */
export interface CompanyMeasure {
  readonly key: string
  readonly title: Words
  readonly definition: MeasureDefinition
}

/** Whether there is no figure where nothing was counted; otherwise it is 0. */
export function needsRecords({ aggregate }: Pick<MeasureDefinition, 'aggregate'>): boolean {
  return aggregate === 'smallest' || aggregate === 'largest' || aggregate === 'average'
}
