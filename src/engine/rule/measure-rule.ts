import { z } from 'zod'

/**
 * A measure 计量 that a company defines itself: which records of one table it counts, what of them, over which days. Values of fields are
 * text as people write them: amounts in yuan, days as 2026-01-31, yes and no as "true" and "false". What tables, fields and choices there
 * are is checked where the rule book is checked (src/domain/measures).
 */
const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const dayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as "2026-01-01"')
const name = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be a name such as "largeOrders"')
const ruleId = z.string().regex(/^measures(\.[a-z][a-z0-9-]*)+$/, 'must be an id such as "measures.large-orders"')
const clause = z.string().regex(/^[A-Z]?\d+[a-z]?(\.\d+)*$/, 'must be the number of a clause such as "D1"')
const fieldName = z.string().min(1)

/** A field of the record, of its client, of its opportunity or of its representative or engineer on its day; or how many days lie between two fields. */
const days = z.strictObject({ from: fieldName, to: fieldName })

/** Either all, any or not of conditions, or one on a field; which properties belong together is checked with the fields. */
const condition = z.strictObject({
  get all() {
    return z.array(condition).min(1).optional()
  },
  get any() {
    return z.array(condition).min(1).optional()
  },
  get not() {
    return condition.optional()
  },
  field: fieldName.optional(),
  days: days.optional(),
  operator: z.string().optional(),
  /** What it is compared with: one for most operators, two for `between` (both count), any number for `oneOf`, none for `given` and `empty`. */
  values: z.array(z.string()).default([]),
})

const AGGREGATES = ['count', 'distinct', 'sum', 'smallest', 'largest', 'average'] as const
/** Of whom a measure has a figure; the representative unless told. */
export const OWNERS = ['rep', 'engineer', 'client', 'region', 'company'] as const
const WINDOWS = ['period', 'previous', 'lastYear', 'lastMonths', 'yearToDate'] as const

const example = z.strictObject({
  name: z.string().min(1),
  source: z.string().min(1),
  /** The period appraised, of the plain calendar: "2026-10". */
  period: z.string().min(1),
  /** The records of one of those that the measure is of, field by field; what is left out is empty, and they are audited. */
  records: z.array(z.record(fieldName, z.string())),
  /** Exactly, in yuan, units or as a number: "1200.5", "1/3"; null where there is no figure. */
  value: z.string().nullable(),
})

const version = z.strictObject({
  effectiveFrom: dayText,
  issuedOn: dayText,
  clause,
  why: words,
  /** The table whose records are counted. */
  module: z.string().min(1),
  /** Of whom: each representative unless told. Which of them a table has is checked with its fields. */
  per: z.enum(OWNERS).optional(),
  /** The day of the record that lies in the window; left out, the one that all measures of the module go by. */
  day: fieldName.optional(),
  /** Which records count; all audited ones unless told. */
  conditions: condition.optional(),
  value: z.strictObject({ aggregate: z.enum(AGGREGATES), field: fieldName.optional(), days: days.optional() }),
  window: z.strictObject({ days: z.enum(WINDOWS), months: z.int().min(1).max(120).optional() }),
  examples: z.array(example).min(1),
})

export const measureFileSchema = z.strictObject({
  $schema: z.string().optional(),
  id: ruleId,
  title: words,
  /** Under what KPIs take it as an input. */
  key: name,
  kind: z.literal('measure'),
  /** A template is checked with everything else and never in force: copy it, and leave this out. */
  template: z.literal(true).optional(),
  versions: z.array(version).min(1),
})

export type Aggregate = (typeof AGGREGATES)[number]
export type MeasureFile = z.infer<typeof measureFileSchema>
export type MeasureVersion = MeasureFile['versions'][number]
export type MeasureCondition = z.infer<typeof condition>
export type MeasuredField = {
  readonly field?: string | undefined
  readonly days?: { readonly from: string; readonly to: string } | undefined
}
