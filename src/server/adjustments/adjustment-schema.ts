import { z } from 'zod'
import { ADJUSTMENT_REASONS } from '../../domain/adjustment/adjustment-reasons.ts'
import { ADJUSTMENT_STATES } from '../../domain/states.ts'
import { decimalText, timeText } from '../kernel/fields.ts'

export const state = z.enum(ADJUSTMENT_STATES)
const reasonWords = Object.entries(ADJUSTMENT_REASONS).map(([code, { zh, en }]) => `${code}: ${zh}, ${en}`)

export const adjustmentSchema = z
  .object({
    id: z.number().int(),
    closedPeriod: z.string(),
    openPeriod: z.string(),
    employee: z.string(),
    name: z.string(),
    region: z.string(),
    due: decimalText,
    paid: decimalText.meta({ description: 'The published bonus and the adjustments of the closed period accepted before.' }),
    difference: decimalText.meta({ description: 'due - paid, without what was rejected before and stands.' }),
    rejected: decimalText.meta({
      description: 'Differences that finance rejected before and that stand, as their own causes are the same: no part of this one.',
    }),
    rejectedBefore: z
      .array(z.object({ id: z.number().int(), difference: decimalText, reason: z.string().nullable(), decidedAt: timeText.nullable() }))
      .meta({ description: 'All that finance rejected of this person and closed period before.' }),
    reasons: z.array(z.string()).meta({ description: `${reasonWords.join('; ')}.` }),
    run: z.string().meta({ description: 'The run that appraised the closed period again.' }),
    state,
    at: timeText,
    decidedBy: z.string().nullable(),
    decidedAt: timeText.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Adjustment' })

const jsonRecord = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
const regionFigures = z
  .object({ netCollections: decimalText, pool: decimalText, scoreTotal: decimalText, score: decimalText, share: decimalText })
  .meta({ id: 'AdjustmentRegionFigures' })

export const explainedSchema = z
  .object({
    adjustment: adjustmentSchema,
    published: decimalText.meta({ description: 'The published bonus of the closed period.' }),
    accepted: decimalText.meta({ description: 'Adjustments of it accepted before this one; with the bonus that is what was paid.' }),
    regions: z.array(
      z.object({ region: z.string(), name: z.string(), before: regionFigures.nullable(), after: regionFigures.nullable() }).meta({
        description: 'Regions that pay the person, as published and by today’s records.',
      }),
    ),
    facts: z.array(
      z.object({
        fact: z.string(),
        before: z.string().nullable(),
        after: z.string().nullable(),
        changes: z.array(z.number().int()).meta({ description: 'The changes of the data that touched it.' }),
      }),
    ),
    changes: z.array(
      z.object({
        change: z.number().int(),
        kind: z.string(),
        at: timeText,
        by: z.string().meta({ description: 'The name of who made it.' }),
        reason: z.string().nullable(),
        records: z.array(
          z.object({ table: z.string(), before: jsonRecord.nullable(), after: jsonRecord.nullable() }).meta({
            description: 'A late record; null before it was new, null after it was removed.',
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'ExplainedAdjustment' })

export const reviewedSchema = z
  .object({
    closedPeriod: z.string(),
    /** The run that appraised it again. */
    run: z.string(),
    proposals: z.number().int(),
    heldRegions: z.array(z.string()).meta({ description: 'Regions held by today’s records: nothing can be proposed for their people.' }),
  })
  .meta({ id: 'ReviewedPeriod' })
