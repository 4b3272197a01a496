import { z } from 'zod'
import { CLASSES, OPEN_KINDS } from '../../domain/engineers/attendance-classes.ts'
import { DECISIONS, MODULES } from '../../domain/engineers/service-facts.ts'
import { decimalText } from '../kernel/fields.ts'
import { eventsSchema } from '../marks/mark-schema.ts'

export const moduleField = z.enum(MODULES)
export const decisionField = z.enum(DECISIONS)

export const caseSchema = z
  .object({
    employee: z.string(),
    name: z.string(),
    /** The home region of the period, which waits while the person is held. */
    region: z.string(),
    module: moduleField,
    moduleTitle: z.string(),
    reason: z.string().meta({ description: 'Why there is no score, as a key of the rule.' }),
    reasonZh: z.string(),
    reasonEn: z.string(),
    events: z.array(eventsSchema).readonly().meta({ description: 'Attendance events that nobody has classified.' }),
    decision: z.object({ decision: decisionField, value: decimalText.nullable(), reason: z.string() }).nullable(),
    state: z
      .enum(['held', 'reweight', 'zero', 'value', 'excluded'])
      .meta({ description: 'held: the person has no final score, and the region waits, until something is decided.' }),
  })
  .meta({ id: 'IncompleteCase' })

export const kindSchema = z
  .object({
    kind: z.enum(OPEN_KINDS),
    title: z.string(),
    setting: z.string(),
    as: z.enum(CLASSES).nullable().meta({ description: 'What it counts as in the period; null while nobody has said.' }),
    /** The period's events of the kind, and how many people have one. */
    events: z.number().int(),
    people: z.number().int(),
  })
  .meta({ id: 'AttendanceKind' })
