import { z } from 'zod'
import { PUBLISHED, type Published } from '../../rulebook/check-examples.ts'

const PUBLISHED_NAMES = Object.keys(PUBLISHED) as Published[]

export const wordsSchema = z.object({ zh: z.string(), en: z.string() })

const kind = z
  .enum(['formula', 'ratio', 'allocation', 'scorecard', 'measure', 'commission', 'grades'])
  .meta({ description: 'A ratio is a KPI; a measure is one of the company’s own; commission and grades are pay plans.' })
const template = z.boolean().meta({ description: 'There to be copied from: its examples are tried, and it is never in force.' })

/** A rule 规则 as the list answers it. */
export const ruleLine = z
  .object({
    id: z.string(),
    kind,
    key: z.string().nullable().meta({ description: 'The KPI, module or measure it stands for in results.' }),
    title: wordsSchema,
    template,
    /** The clause of the version in force; of the first one where none is in force yet. */
    clause: z.string(),
    inForce: z.string().nullable().meta({ description: 'The first day of the version in force; null when none is.' }),
    versions: z.array(z.object({ effectiveFrom: z.string(), issuedOn: z.string(), clause: z.string(), sha256: z.string() })),
    settings: z.number().int(),
    examples: z.object({ total: z.number().int(), equal: z.number().int() }).meta({ description: 'Worked examples, tried on this text.' }),
  })
  .meta({ id: 'RuleLine' })

const formula = z.object({ text: z.string().meta({ description: 'As the rule file writes it.' }), words: wordsSchema })

const setting = z.object({
  name: z.string(),
  key: z.string().meta({ description: 'As GET /settings lists it.' }),
  title: wordsSchema,
  clause: z.string(),
  kind: z.enum(['choice', 'list', 'number']),
  default: z.string(),
  choices: z.array(z.object({ value: z.string(), title: wordsSchema })),
  min: z.number().nullable(),
  max: z.number().nullable(),
})

const decision = z.object({
  name: z.string(),
  clause: z.string(),
  words: wordsSchema,
  stage: z.enum(['before', 'result']),
  condition: wordsSchema,
  outcome: wordsSchema,
})

const scorecardEntry = z.object({
  kpi: z.string(),
  title: wordsSchema,
  second: z.object({ kpi: z.string(), title: wordsSchema }).nullable(),
  of: z.enum(['value', 'numerator']),
  weight: z.string(),
  method: z.object({ id: z.string(), title: wordsSchema }),
  parameters: z.array(z.object({ name: z.string(), value: z.string() })),
  regions: z.array(z.object({ region: z.string(), parameters: z.array(z.object({ name: z.string(), value: z.string() })) })),
})

const figure = z.object({ name: z.string(), title: wordsSchema, value: z.string().nullable() })

export const example = z.object({
  /** As the file names it. */
  name: z.string(),
  source: z.string(),
  /** The clauses that the source names. */
  clauses: z.array(z.string()),
  chosen: z
    .array(z.object({ title: wordsSchema, value: wordsSchema }))
    .meta({ description: 'What it sets otherwise than the file’s defaults.' }),
  inputs: z.array(figure),
  records: z
    .array(z.array(z.object({ name: z.string(), title: wordsSchema, value: wordsSchema })))
    .meta({ description: 'The records that an example of a measure counts, field by field.' }),
  /** What the file says against what comes out; a value that does not apply is null. */
  figures: z.array(
    z.object({
      what: z.enum(PUBLISHED_NAMES),
      expected: z.string().nullable(),
      actual: z.string().nullable(),
      equal: z.boolean(),
    }),
  ),
  /** The words of the decision that gave the value. */
  decision: wordsSchema.nullable(),
  /** The words of the reason why there is no value. */
  reason: wordsSchema.nullable(),
  equal: z.boolean(),
  problems: z.array(wordsSchema),
})

const planRow = z.object({ when: wordsSchema, value: z.string() })
const plan = z
  .object({
    people: wordsSchema,
    base: wordsSchema,
    mode: wordsSchema,
    rows: z.array(planRow).meta({ description: 'Tiers with their rates as fractions, or grades with their coefficients.' }),
    rowsAre: z.enum(['rates', 'coefficients']),
    clause: z.string(),
    coefficients: z.array(z.object({ title: wordsSchema, clause: z.string(), by: wordsSchema, rows: z.array(planRow) })),
    terms: z.array(z.object({ name: z.string(), title: wordsSchema, text: wordsSchema })),
  })
  .meta({ id: 'PlanInWords' })
const counted = z
  .object({ table: wordsSchema, day: wordsSchema, conditions: wordsSchema.nullable(), value: wordsSchema, window: wordsSchema })
  .meta({ id: 'MeasureInWords' })

const version = z
  .object({
    effectiveFrom: z.string(),
    until: z.string().nullable().meta({ description: 'The last day; null for the newest version.' }),
    inForce: z.boolean(),
    issuedOn: z.string(),
    clause: z.string(),
    why: wordsSchema,
    sha256: z.string(),
    inputs: z.array(
      z.object({ name: z.string(), title: wordsSchema, unit: z.string(), min: z.string().nullable(), max: z.string().nullable() }),
    ),
    settings: z.array(setting),
    parameters: z.array(z.object({ name: z.string(), title: wordsSchema, value: z.string(), clause: z.string() })),
    steps: z.array(z.object({ name: z.string(), title: wordsSchema, formula, unit: z.string().nullable(), clause: z.string().nullable() })),
    formula: formula.nullable(),
    numerator: formula.nullable(),
    denominator: formula.nullable(),
    measure: z.enum(['yuan', 'quantity', 'count', 'points', 'ratio']).nullable(),
    better: z.enum(['higher', 'lower']).nullable(),
    decisions: z.array(decision),
    precedence: z.array(z.string()),
    result: z.object({ title: wordsSchema, unit: z.string(), scale: z.number().int().nullable(), clause: z.string() }),
    rounding: z.object({ places: z.number().int(), clause: z.string() }).nullable(),
    entries: z.array(scorecardEntry),
    plan: plan.nullable().meta({ description: 'What a pay plan says; null of other rules.' }),
    counted: counted.nullable().meta({ description: 'What a measure of the company’s own counts; null of other rules.' }),
    examples: z.array(example),
  })
  .meta({ id: 'RuleVersion' })

/** One rule with all its versions. */
export const ruleSchema = z
  .object({
    id: z.string(),
    kind,
    key: z.string().nullable(),
    title: wordsSchema,
    template,
    file: z.object({ path: z.string(), text: z.string() }).meta({ description: 'The rule file as it is.' }),
    /** The first day of the version in force on the day asked for; null when there is none. */
    inForce: z.string().nullable(),
    versions: z.array(version),
    clauses: z
      .array(z.object({ clause: z.string(), zh: z.string(), en: z.string() }))
      .meta({ description: 'The text of every clause it cites.' }),
  })
  .meta({ id: 'Rule' })

/** A policy 制度 with its clauses. */
export const policySchema = z
  .object({
    id: z.string(),
    title: wordsSchema,
    clauses: z.array(
      z.object({
        clause: z.string(),
        text: wordsSchema,
        computed: z.boolean(),
        by: wordsSchema.nullable().meta({ description: 'What looks after a clause that no rule computes.' }),
        rules: z.array(z.object({ id: z.string(), title: wordsSchema })),
        settings: z.array(z.object({ key: z.string(), title: wordsSchema })),
      }),
    ),
  })
  .meta({ id: 'Policy' })
