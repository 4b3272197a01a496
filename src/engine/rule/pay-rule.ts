import { z } from 'zod'

/**
 * Rules that turn figures into pay 薪酬方案 (POLICY P): a commission plan 提成方案 (P1-P9) and grades with performance pay 等级与绩效工资
 * (P10, P11). Amounts are yuan and rates fractions, both decimal text. What a plan can name - tables, positions, KPIs - is checked where
 * the rule book is checked, with what the program knows.
 */
const decimalText = z.string().regex(/^-?\d{1,30}(\.\d{1,30})?$/, 'must be decimal text such as "0.40"')
const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const name = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be a name such as "lateArrivals"')
const clause = z.string().regex(/^[A-Z]?\d+[a-z]?(\.\d+)*$/, 'must be the number of a clause such as "P2"')

/** Half-open `[from, next)`; the first may be open below. */
const from = decimalText.optional()

/** Whose plan it is: everybody of a position, or some of its regions or people only. */
const people = z.strictObject({
  position: z.string().min(1),
  regions: z.array(z.string().min(1)).min(1).optional(),
  employees: z.array(z.string().min(1)).min(1).optional(),
})

const base = z.discriminatedUnion('of', [
  /** A money measure of the person and the period. */
  z.strictObject({ of: z.literal('measure'), measure: name }),
  /** The documents that count for the person, summed up over the period or each paid by itself (P1); shared ones by their credits (P6). */
  z.strictObject({ of: z.literal('documents'), table: z.enum(['orders', 'collections']), paid: z.enum(['period', 'document']) }),
  /** The documents of the region that was the person's on their day (P7), with or without their own. */
  z.strictObject({ of: z.literal('region'), table: z.enum(['orders', 'collections']), own: z.enum(['included', 'excluded']) }),
])

const coefficient = z.strictObject({
  title: words,
  clause,
  /** What chooses it: a field of the document, or the person's grade, points or a KPI. */
  by: z.string().min(1),
  /** By a word: every one that there is has its coefficient; one without is an error, not 1 (P3). */
  values: z.record(z.string().min(1), decimalText).optional(),
  /** By a figure: the band that it lies in. */
  bands: z
    .array(z.strictObject({ from, value: decimalText }))
    .min(1)
    .optional(),
  /** The figure itself over this one: points over 100. */
  over: decimalText.optional(),
})

const dayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as "2026-01-01"')
const dated = {
  effectiveFrom: dayText,
  issuedOn: dayText,
  clause,
  why: words,
}

const commissionVersion = z.strictObject({
  ...dated,
  people,
  base,
  tiers: z.strictObject({
    clause,
    /** 超额累进: each band's rate on the part inside of it; 全额累进: the rate of the band reached on the whole base. */
    mode: z.enum(['marginal', 'whole']),
    /** What chooses the band where it is not the base itself: a KPI such as quota completion, or points. */
    by: z.string().min(1).optional(),
    bands: z.array(z.strictObject({ from, rate: decimalText })).min(1),
  }),
  coefficients: z.array(coefficient).default([]),
  floor: decimalText.optional(),
  cap: decimalText.optional(),
  guarantee: z.strictObject({ amount: decimalText, recoverable: z.boolean() }).optional(),
  reserve: z
    .strictObject({
      share: decimalText,
      /** After so many months it is paid; never by itself where it is left out. */
      releasedAfterMonths: z.int().min(1).max(36).optional(),
      /** What becomes of it when the person has left by then. */
      whenLeft: z.enum(['paid', 'forfeited']).default('forfeited'),
    })
    .optional(),
  refunds: z.enum(['originalPeriod', 'currentPeriod']).default('originalPeriod'),
  /** From whom the region's service bonus 5.3.1 is taken (P9). */
  serviceBonus: z.enum(['proportion', 'regionLine']).default('proportion'),
  examples: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        source: z.string().min(1),
        base: decimalText,
        /** The figures and words that choose bands and coefficients. */
        figures: z.record(z.string(), z.string()).default({}),
        /** The draw still owed when the period begins. */
        balance: decimalText.optional(),
        /** What each band gives, in their order, before coefficients. */
        bands: z.array(decimalText).optional(),
        amount: decimalText,
        reserve: decimalText.optional(),
        paid: decimalText.optional(),
        balanceAfter: decimalText.optional(),
      }),
    )
    .min(1),
})

const gradesVersion = z.strictObject({
  ...dated,
  people,
  /** From the total points to a grade 等级, and from the grade to a coefficient. */
  grades: z.array(z.strictObject({ grade: z.string().min(1).max(20), title: words.optional(), from, coefficient: decimalText })).min(1),
  /** 一票否决: where it holds the points count as at most so many. */
  vetoes: z
    .array(
      z.strictObject({
        name,
        clause,
        words,
        kpi: name,
        operator: z.enum(['atLeast', 'above', 'atMost', 'below']),
        value: decimalText,
        points: decimalText,
      }),
    )
    .default([]),
  /** Whether the pay base counts whole, or for the days employed in the period. */
  prorate: z.enum(['whole', 'calendarDays', 'workingDays']).default('calendarDays'),
  examples: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        source: z.string().min(1),
        points: decimalText,
        kpis: z.record(z.string(), decimalText).default({}),
        base: decimalText,
        /** Days employed, of the days of the period. */
        days: z.tuple([z.int().min(0), z.int().min(1)]).optional(),
        grade: z.string().min(1),
        amount: decimalText,
      }),
    )
    .min(1),
})

export type CommissionVersion = z.infer<typeof commissionVersion>
export type GradesVersion = z.infer<typeof gradesVersion>

const ruleId = z.string().regex(/^pay\.[a-z][a-z0-9-]*$/, 'must be an id such as "pay.sales-commission"')
const heading = {
  $schema: z.string().optional(),
  id: ruleId,
  title: words,
  /** A file to copy from: its examples are tried, and nobody is paid by it. */
  template: z.literal(true).optional(),
}

/** The shape of a file of rules/pay: one plan 薪酬方案 with all its versions, oldest first, as rule files have them. */
export const planFileSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...heading, kind: z.literal('commission'), versions: z.array(commissionVersion).min(1) }),
  z.strictObject({ ...heading, kind: z.literal('grades'), versions: z.array(gradesVersion).min(1) }),
])
export type PlanFile = z.infer<typeof planFileSchema>
