import { z } from 'zod'
import { MODULES } from '../../domain/engineers/service-facts.ts'
import { decimalText, timeText } from '../kernel/fields.ts'
import { resultLineSchema, wordsSchema } from './result-schema.ts'
import { commissionSchema, gradeSchema } from './sheet-pay.ts'

const moduleField = z.enum(MODULES)
const kpiField = z.string().meta({ description: 'The key of a KPI, as its rule gives it: "salesGrowth".' })
const ratio = z.string().meta({ description: 'A number as text: "0.95", or "1/3" where decimals do not end.' })

export const kpiHeadSchema = z
  .object({
    kpi: kpiField,
    title: wordsSchema,
    clause: z.string(),
    unit: z.enum(['yuan', 'quantity', 'count', 'points', 'ratio']).meta({ description: 'What numerator and denominator count.' }),
    better: z.enum(['higher', 'lower']),
  })
  .meta({ id: 'KpiHead' })

export const kpiFigureSchema = z
  .object({
    kpi: kpiField,
    value: decimalText.nullable().meta({ description: 'A ratio with 4 decimals; null when not applicable.' }),
    reason: wordsSchema.nullable().meta({ description: 'Why it is not applicable.' }),
    numerator: ratio,
    denominator: ratio,
    target: ratio.nullable(),
    weight: ratio.nullable().meta({ description: 'On the scorecard; null for a KPI that is not on it.' }),
    points: decimalText.nullable(),
    counted: z.boolean().nullable(),
  })
  .meta({ id: 'KpiFigure' })

export const originSchema = z
  .object({
    score: decimalText,
    /** Days in post, where the company splits by days. */
    days: z.number().int().nullable(),
    percent: z.number().int().nullable().meta({ description: 'At how many of a hundred the person takes part; null is whole.' }),
    basis: decimalText.meta({
      description: 'What the share goes by: the score, times days and per cent where the company splits by them.',
    }),
    basisTotal: decimalText.meta({ description: 'The same, added up over the region.' }),
    exact: decimalText.meta({ description: 'What the rule bonus.split gives exactly, to six decimals.' }),
    isProportional: z.boolean().meta({ description: 'Whether that is pool x basis / basisTotal.' }),
    roundedDown: decimalText,
    /** What rounding down took off, to six decimals. */
    remainder: decimalText,
    leftOver: z.number().int().meta({ description: 'Fen that rounding down left over in the region.' }),
    claimants: z.number().int(),
    place: z.number().int().nullable().meta({ description: 'In the queue for the fen left over, from 1.' }),
    /** "0.01" for who got one of the fen left over. */
    extra: decimalText,
  })
  .meta({ id: 'ShareOrigin' })

export const shareSchema = z
  .object({
    region: z.string(),
    regionName: z.string(),
    status: z.string(),
    netCollections: decimalText,
    /** 提取比例: "0.001". */
    rate: ratio,
    pool: decimalText,
    isPoolByRate: z.boolean().meta({ description: 'Whether that is net collections x rate, rounded to the fen.' }),
    scoreTotal: decimalText,
    /** Null while the region is held, and for who takes no part in the split. */
    amount: decimalText.nullable(),
    months: z
      .array(z.object({ period: z.string(), pool: decimalText, amount: decimalText.nullable() }))
      .readonly()
      .nullable()
      .meta({ description: 'The months that a longer period is made of, where the company sets it so.' }),
    origin: originSchema.nullable(),
  })
  .meta({ id: 'SheetShare' })

export const answersSchema = z
  .object({
    person: z
      .object({ state: z.enum(['confirmed', 'objected']), at: timeText, by: z.string(), text: z.string().nullable() })
      .nullable()
      .meta({ description: 'Of the person appraised.' }),
    responsible: z.object({ at: timeText, by: z.string() }).nullable().meta({ description: 'Of the person responsible.' }),
  })
  .meta({ id: 'SheetAnswers' })

const sheetPart = resultLineSchema.extend({
  result: z.looseObject({}).meta({ description: "The person's entry of result.json." }),
  remarks: z.record(z.string(), z.array(wordsSchema)).meta({ description: 'By module; on the person as a whole under "person".' }),
  shares: z.array(shareSchema),
  modules: z
    .array(
      z.object({ module: moduleField, weight: ratio, score: decimalText.nullable(), counted: z.boolean() }).meta({ id: 'SheetModule' }),
    )
    .meta({ description: "The rows of an engineer's form." }),
  figures: z.array(kpiFigureSchema).meta({ description: 'What a representative reached.' }),
  answers: answersSchema,
})

export const sheetSchema = z
  .object({
    run: z.string(),
    period: z.string(),
    employee: z.string(),
    name: z.string(),
    region: z.string(),
    regionName: z.string(),
    isPublished: z.boolean(),
    periodState: z.enum(['collecting', 'evaluating', 'review', 'published', 'closed']),
    confirmBy: timeText.nullable(),
    parts: z.array(sheetPart.meta({ id: 'ResultSheetPart' })),
    kpis: z.array(kpiHeadSchema),
    pay: z
      .object({ commissions: z.array(commissionSchema), grades: z.array(gradeSchema) })
      .meta({ description: 'What plans 薪酬方案 pay the person; empty where the company has none.' }),
  })
  .meta({ id: 'ResultSheet' })

export const oneMorePointSchema = z
  .object({
    run: z.string(),
    period: z.string(),
    employee: z.string(),
    final: decimalText.nullable(),
    share: decimalText.nullable(),
    modules: z.array(
      z.object({
        module: moduleField,
        weight: ratio,
        score: decimalText.nullable(),
        raised: z
          .object({
            score: decimalText.meta({ description: 'One point more, 100 at most.' }),
            final: decimalText,
            finalChange: decimalText,
            share: decimalText.nullable().meta({ description: 'In yuan; null while a region that pays the person is held.' }),
            shareChange: decimalText.nullable(),
          })
          .nullable()
          .meta({ description: 'Null where the module does not count.' }),
      }),
    ),
  })
  .meta({ id: 'OneMorePoint' })

export const pastResultSchema = resultLineSchema
  .extend({
    period: z.string(),
    first: z.string(),
    last: z.string(),
    run: z.string(),
    modules: z.record(z.string(), decimalText.nullable()),
    kpis: z.record(z.string(), decimalText.nullable()),
  })
  .meta({ id: 'PastResult' })

const measure = z.object({
  measure: z.string(),
  title: wordsSchema,
  unit: z.string(),
  value: ratio.nullable().meta({ description: 'The representative’s own figure; the clients’ add up to it.' }),
  byClient: z.boolean().meta({ description: 'False for what no client stands behind: quotas, expenses.' }),
})

export const kpiClientSchema = z
  .object({ client: z.string().nullable(), name: z.string().nullable(), figures: z.record(z.string(), ratio) })
  .meta({ id: 'KpiClient' })
export const clientMeasureSchema = measure.meta({ id: 'ClientMeasure' })
