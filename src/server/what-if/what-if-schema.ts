import { z } from 'zod'
import { WHAT_IF_STATES } from '../../domain/states.ts'
import { decimalText, timeText } from '../kernel/fields.ts'
import { problemEntry } from '../kernel/problem-response.ts'
import { askedSchema } from './what-if-asked.ts'

const amounts = z.object({ bonus: decimalText, commission: decimalText, performancePay: decimalText, total: decimalText })
const counts = z
  .object({
    gain: z.number().int(),
    lose: z.number().int(),
    same: z.number().int(),
    higherPoints: z.number().int(),
    lowerPoints: z.number().int(),
  })
  .meta({ description: 'How many people get more, less or the same, and whose score or points rise or fall.' })
const amount = decimalText.nullable()
const version = z.object({ effectiveFrom: z.string(), sha256: z.string() }).nullable()
const inPeriods = z.array(z.string()).readonly()
const regionSide = z
  .object({
    status: z.enum(['split', 'held', 'unallocated']),
    netCollections: decimalText,
    pool: decimalText,
    commission: amount,
    paid: decimalText,
    unallocated: decimalText,
  })
  .nullable()

/** simulation.json without its people. */
const summarySchema = z.object({
  change: z.object({
    settings: z
      .array(z.object({ key: z.string(), before: z.string().nullable(), after: z.string().nullable(), periods: inPeriods }))
      .readonly(),
    rules: z.array(z.object({ id: z.string(), before: version, after: version, periods: inPeriods })).readonly(),
  }),
  totals: z.object({ before: amounts, after: amounts, difference: amounts, people: counts }),
  distribution: z
    .array(z.object({ from: amount, to: amount, people: z.number().int() }))
    .readonly()
    .meta({ description: 'How many people’s difference of all periods lies from one amount to below the next, in yuan.' }),
  periods: z
    .array(
      z.object({
        period: z.string(),
        before: amounts.extend({ sha256: z.string() }),
        after: amounts.extend({ sha256: z.string() }),
        difference: amounts,
        people: counts,
      }),
    )
    .readonly()
    .meta({ description: 'sha256 is that of the result.json of either side: before, of a published period, that of its run.' }),
  regions: z
    .array(
      z.object({
        period: z.string(),
        region: z.string(),
        name: z.string(),
        before: regionSide,
        after: regionSide,
        difference: z.object({ pool: decimalText, paid: decimalText, unallocated: decimalText }),
      }),
    )
    .readonly(),
  problems: z
    .array(z.looseObject({ period: z.string(), only: z.enum(['before', 'after']), code: z.string(), message: z.string() }))
    .readonly()
    .meta({ description: 'What only one side has to say.' }),
})

export const whatIfSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    state: z.enum(WHAT_IF_STATES),
    startedBy: z.string(),
    startedAt: timeText,
    finishedAt: timeText.nullable(),
    asked: askedSchema,
    sha256: z.string().nullable().meta({ description: 'Of its simulation.json.' }),
    summary: summarySchema.nullable().meta({ description: 'Null until it is done.' }),
    problems: z.array(problemEntry).readonly().meta({ description: 'What kept it from being computed.' }),
  })
  .meta({ id: 'WhatIf', description: 'A change of settings or rules tried on periods. Nothing is paid by it.' })

const figures = z
  .object({
    status: z.enum(['scored', 'incomplete', 'excluded', 'held']),
    score: amount,
    points: amount,
    bonus: amount,
    commission: amount,
    performancePay: amount,
    total: decimalText,
  })
  .nullable()
const periodsSchema = z
  .array(
    z.object({
      period: z.string(),
      before: figures,
      after: figures,
      difference: z.record(z.string(), decimalText),
      causes: z
        .array(
          z.object({
            figure: z.string(),
            title: z.object({ zh: z.string(), en: z.string() }),
            before: z.string().nullable(),
            after: z.string().nullable(),
            by: z.array(z.string()).readonly(),
          }),
        )
        .readonly()
        .meta({
          description:
            'The figures that differ, in the order in which they follow from each other; by: the changes that each follows itself.',
        }),
    }),
  )
  .readonly()
export const whatIfPersonSchema = z
  .object({
    employee: z.string(),
    name: z.string(),
    region: z.string(),
    before: decimalText,
    after: decimalText,
    difference: decimalText,
    periods: periodsSchema,
  })
  .meta({ id: 'WhatIfPerson', description: 'What a what-if would make of one person: all periods, and those in which something differs.' })

/** Rows keep them as JSON that we wrote. */
export const SUMMARY = summarySchema
export const PERIODS = periodsSchema
