import { z } from 'zod'
import { TIES } from './largest-remainder.ts'
import { UNITS } from './units.ts'

/**
 * The shape of a rule file: one rule with all its versions, oldest first. A version holds from its `effectiveFrom`
 * until the day before the next, so neither gap nor overlap can be written. Numbers are decimal text throughout,
 * because JSON numbers are binary fractions. The JSON Schema that editors use is made from this (rules/rule.schema.json).
 */
const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const decimalText = z.string().regex(/^-?\d{1,30}(\.\d{1,30})?$/, 'must be decimal text such as "0.40"')
const dayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as "2026-01-01"')
const name = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be a name such as "lateArrivals"')
const ruleId = z.string().regex(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$/, 'must be an id such as "service.attendance"')
const clause = z.string().regex(/^[A-Z]?\d+[a-z]?(\.\d+)*$/, 'must be the number of a clause such as "5.1.1"')
const reasonKey = z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be a key such as "no_quota"')

const unit = z.enum(UNITS)

const input = z.strictObject({
  name,
  title: words,
  unit,
  /** Decimals the input can carry: one unit of it is 10^-places. Thresholds are tried one unit to either side. */
  places: z.int().min(0).max(6).default(2),
  min: decimalText.optional(),
  max: decimalText.optional(),
})

const setting = z.strictObject({
  title: words,
  clause,
  kind: z.enum(['choice', 'list', 'number']),
  /** One choice; choices joined by commas, or nothing, for a list; a whole number for a number. */
  default: z.string(),
  choices: z.array(z.strictObject({ value: z.string().regex(/^[A-Za-z0-9_]+$/), title: words })).default([]),
  min: z.int().min(0).optional(),
  max: z.int().min(0).optional(),
})

const parameter = z.strictObject({
  title: words,
  value: decimalText,
  clause,
  /** Between what it must lie, wherever it is written or set: above a number, from one, up to one, with so many decimals. */
  above: decimalText.optional(),
  min: decimalText.optional(),
  max: decimalText.optional(),
  places: z.int().min(0).max(12).optional(),
  /** The parameter above which it must lie: the bound of the next tier. */
  greaterThan: name.optional(),
  /** Parameters of one group add up to exactly 1. */
  weightGroup: z.string().min(1).optional(),
})

const step = z.strictObject({ name, title: words, formula: z.string().min(1), unit: unit.optional(), clause: clause.optional() })

export const OPERATORS = ['atLeast', 'above', 'atMost', 'below', 'equals', 'differs', 'given', 'is'] as const
export type Operator = (typeof OPERATORS)[number]

/** A condition as json-rules-engine writes it. Which properties belong together is checked when it is read (read-condition.ts). */
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
  fact: z.string().optional(),
  operator: z.string().optional(),
  value: z.union([z.string(), z.boolean(), z.strictObject({ fact: z.string() })]).optional(),
})

const decision = z.strictObject({
  name,
  clause,
  words,
  /** `before` (unless told) sees inputs, parameters, settings and steps; `result` also the formula's value, as the fact "result". */
  stage: z.enum(['before', 'result']).default('before'),
  conditions: condition,
  event: z.discriminatedUnion('type', [
    /** The value is this decimal, or that of the input, parameter or step of this name, whatever the formula says. */
    z.strictObject({ type: z.literal('override'), params: z.strictObject({ value: z.string().min(1) }) }),
    z.strictObject({ type: z.literal('notApplicable'), params: z.strictObject({ reason: reasonKey }) }),
    z.strictObject({ type: z.literal('missing'), params: z.strictObject({ reason: reasonKey }) }),
    /** The inputs contradict the rule: no value, and a problem for whoever asked. */
    z.strictObject({ type: z.literal('refuse'), params: z.strictObject({ reason: reasonKey }) }),
    /** Stands in place of a formula; exactly one grade must apply. */
    z.strictObject({ type: z.literal('grade'), params: z.strictObject({ value: z.string().min(1) }) }),
  ]),
})

const expected = {
  name: z.string().min(1),
  source: z.string().min(1),
  settings: z.record(z.string(), z.string()).default({}),
  /** Settings as they are in force here, so that an example holds a default that no figure of it shows. */
  inForce: z.record(name, z.string()).optional(),
}

const example = z.strictObject({
  ...expected,
  parameters: z.record(z.string(), decimalText).default({}),
  /** An input that is left out is not given. */
  inputs: z.record(z.string(), z.string()),
  /** Exactly as published: with the decimals of the rule's result; a fraction such as "1/3" where the rule does not round. */
  value: z.string().nullable(),
  reason: reasonKey.optional(),
  numerator: z.string().optional(),
  denominator: z.string().optional(),
  /** True where the inputs contradict the rule and are refused, so that whoever asked has a problem. */
  refused: z.literal(true).optional(),
  /** Of a ratio: the name of another example that this one is better than. */
  betterThan: z.string().optional(),
  /** Names of the decisions that gave the value, in order. */
  decisions: z.array(z.string()).default([]),
})

const dated = {
  effectiveFrom: dayText,
  issuedOn: dayText,
  clause,
  why: words,
}

const computing = {
  ...dated,
  inputs: z.array(input).min(1),
  settings: z.record(name, setting).default({}),
  parameters: z.record(name, parameter).default({}),
  steps: z.array(step).default([]),
  /** `scale`: decimals, rounded half up; left out, the value stays exact. */
  result: z.strictObject({ title: words, unit, scale: z.int().min(0).max(12).optional(), clause }),
  decisions: z.array(decision).default([]),
  /** Where several decisions can hold at once: their names, the one that goes first first. */
  precedence: z.array(z.string()).default([]),
  reasons: z.record(reasonKey, words).default({}),
}

const formulaVersion = z.strictObject({ ...computing, formula: z.string().min(1).optional(), examples: z.array(example).min(1) })

const ratioVersion = z.strictObject({
  ...computing,
  /** What numerator and denominator count. */
  measure: z.enum(['yuan', 'quantity', 'count', 'points', 'ratio']),
  better: z.enum(['higher', 'lower']),
  numerator: z.string().min(1),
  denominator: z.string().min(1),
  examples: z.array(example).min(1),
})

const allocationVersion = z.strictObject({
  ...computing,
  formula: z.string().min(1),
  rounding: z.strictObject({
    method: z.literal('largestRemainder'),
    places: z.int().min(0).max(6),
    /** What decides between equal remainders, one after the other; the key decides every tie, so it comes last. */
    ties: z.array(z.enum(TIES)).min(1),
    clause,
  }),
  examples: z
    .array(
      z.strictObject({
        ...expected,
        pool: decimalText,
        scores: z.array(decimalText),
        /** Days of each in post or employed, of the kind that counts; left out, nobody's matter. */
        days: z.array(z.int().min(0)).optional(),
        /** The day after the probation of whoever is on it, and null for the others. */
        probationUntil: z.array(dayText.nullable()).optional(),
        /** On how many days each was away. */
        daysAway: z.array(z.int().min(0)).optional(),
        /** A dash for whoever takes no part; nobody's where the example shows what can not be set. */
        shares: z.array(z.union([decimalText, z.literal('-')])),
        /** Why nothing is split: "setting_out_of_bounds". */
        reason: reasonKey.optional(),
      }),
    )
    .min(1),
})

const scorecardEntry = z.strictObject({
  kpi: name,
  /** The second KPI of a two-way matrix. */
  second: name.optional(),
  /** What of the KPI becomes points: its ratio, or its numerator where points go by the case. */
  of: z.enum(['value', 'numerator']).default('value'),
  weight: decimalText,
  method: ruleId,
  parameters: z.record(name, decimalText).default({}),
  /** Region code to the parameters that differ there. */
  regions: z.record(z.string(), z.record(name, decimalText)).default({}),
})

const scorecardVersion = z.strictObject({
  ...dated,
  settings: z.record(name, setting),
  entries: z.array(scorecardEntry).min(1),
  result: z.strictObject({ title: words, unit, scale: z.int().min(0).max(12), clause }),
  examples: z
    .array(
      z.strictObject({
        ...expected,
        region: z.string().optional(),
        /** KPI to its exact value, null where it is not applicable. */
        values: z.record(z.string(), z.string().nullable()),
        value: z.string().nullable(),
      }),
    )
    .min(1),
})

const file = { $schema: z.string().optional(), id: ruleId, title: words, key: name.optional() }

export const ruleFileSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...file, kind: z.literal('formula'), versions: z.array(formulaVersion).min(1) }),
  z.strictObject({
    ...file,
    kind: z.literal('ratio'),
    /** Under what results name it: a ratio is a KPI 指标. */
    key: name,
    /** The title of the sheet of the workbook on which it stands; left out, that of the KPI whose clause comes before its own. */
    sheet: words.optional(),
    /** A template is checked with everything else and never in force: copy it, and leave this out. */
    template: z.literal(true).optional(),
    /** Who is shown it on a server: accounts of these positions, and single accounts by their ids; everybody unless told. */
    visibleTo: z.strictObject({ positions: z.array(z.string()).default([]), accounts: z.array(z.string()).default([]) }).optional(),
    versions: z.array(ratioVersion).min(1),
  }),
  z.strictObject({ ...file, kind: z.literal('allocation'), versions: z.array(allocationVersion).min(1) }),
  z.strictObject({ ...file, kind: z.literal('scorecard'), versions: z.array(scorecardVersion).min(1) }),
])

/** A policy 制度: its clauses in our words, and whether a rule of the book computes them or something else looks after them. */
export const policyFileSchema = z.strictObject({
  $schema: z.string().optional(),
  id: ruleId,
  title: words,
  clauses: z
    .array(
      z.strictObject({
        clause,
        text: words,
        computed: z.boolean(),
        /** Who looks after a clause that no rule computes; one text for both languages in older files. */
        by: z.union([words, z.string().min(1)]).optional(),
      }),
    )
    .min(1),
})

export type Words = z.infer<typeof words>
export type RuleInput = z.infer<typeof input>
export type RuleSetting = z.infer<typeof setting>
export type RuleParameter = z.infer<typeof parameter>
export type RuleStep = z.infer<typeof step>
export type ConditionText = z.infer<typeof condition>
export type RuleDecision = z.infer<typeof decision>
export type RuleExample = z.infer<typeof example>
export type FormulaVersion = z.infer<typeof formulaVersion>
export type RatioVersion = z.infer<typeof ratioVersion>
export type AllocationVersion = z.infer<typeof allocationVersion>
export type ScorecardVersion = z.infer<typeof scorecardVersion>
/** A version that turns inputs into a value. */
export type ComputingVersion = FormulaVersion | RatioVersion | AllocationVersion
export type RuleVersion = ComputingVersion | ScorecardVersion
export type RuleFile = z.infer<typeof ruleFileSchema>
export type PolicyFile = z.infer<typeof policyFileSchema>
