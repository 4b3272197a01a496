import { z } from 'zod'
import { MARK_ITEMS } from '../../domain/engineers/mark-items.ts'
import { MARK_STATES } from '../../domain/states.ts'
import { decimalText, timeText } from '../kernel/fields.ts'

export const itemField = z.enum(MARK_ITEMS).meta({ description: 'overall 综合评价, or on_site_resolution 现场解决.' })

export const markSchema = z
  .object({
    period: z.string(),
    engineer: z.string(),
    item: itemField,
    evaluator: z.string().meta({ description: 'The employee number of the manager it counts for, also when a deputy gives it.' }),
    score: decimalText.nullable().meta({ description: '0 to 100 with two decimals; null while only a comment is there.' }),
    comment: z.string().nullable(),
    state: z.enum(MARK_STATES).meta({ description: 'A submitted mark is an evaluation record in force.' }),
    /** What If-Match names. */
    version: z.number().int(),
    updatedAt: timeText,
    updatedBy: z.string().meta({ description: 'Who gave it last: the manager or the deputy.' }),
  })
  .meta({ id: 'Mark' })

const evaluation = z
  .object({ item: itemField, evaluator: z.string(), score: decimalText, comment: z.string().nullable() })
  .meta({ id: 'Evaluation', description: 'An evaluation record in force.' })

export const eventsSchema = z
  .object({ kind: z.string(), title: z.string(), count: z.number().int(), days: z.array(z.string()).readonly() })
  .meta({ id: 'AttendanceEvents', description: 'The events of one kind, with the days they fell on.' })

export const engineerSchema = z
  .object({
    employee: z.string(),
    name: z.string(),
    region: z.string().meta({ description: 'The home region of the period.' }),
    regionName: z.string(),
    facts: z.object({
      attendance: z.array(eventsSchema).readonly().nullable().meta({ description: 'Null for who rates on-site resolution only.' }),
      forms: z.object({
        count: z.number().int(),
        attitude: decimalText.nullable(),
        resolution: decimalText.nullable(),
        dedication: decimalText.nullable(),
        onSiteAnswers: z.number().int().meta({ description: 'Forms that say whether the problem was solved on site.' }),
        onSiteSolved: z.number().int(),
      }),
      suggestedOnSite: decimalText.nullable().meta({ description: 'Solved on site in a hundred forms that answer; a rating replaces it.' }),
      followUps: z.object({ count: z.number().int(), mean: decimalText.nullable() }),
    }),
    /** What the period before brought: the evaluations in force, and the final score where it was published. */
    previous: z.object({ period: z.string(), evaluations: z.array(evaluation).readonly(), final: decimalText.nullable() }),
    evaluations: z.array(evaluation).readonly(),
    /** The caller's marks, drafts too; for HR and auditors everybody's. */
    marks: z.array(markSchema).readonly(),
    yours: z
      .array(z.object({ item: itemField, evaluator: z.string() }))
      .readonly()
      .meta({ description: 'The marks that are yours to give, and for whom they count.' }),
  })
  .meta({ id: 'EngineerToMark' })
