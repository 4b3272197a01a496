import { z } from 'zod'
import { BALANCE_STATES } from '../../domain/states.ts'
import { decimalText, timeText } from '../kernel/fields.ts'
import { stateField } from '../periods/period-schema.ts'

/** Everything that a home page can ask somebody to do; what they mean is told by the finders beside this file. */
export const TODO_KEYS = [
  'period.open',
  'step.ready',
  'tables.missing',
  'uploads.waiting',
  'marks.owed',
  'regions.unmanaged',
  'incomplete.decide',
  'odd.look',
  'run.make',
  'correction.publish',
  'appeals.open',
  'sheets.unconfirmed',
  'adjustments.review',
  'rows.waiting',
  'accounts.missing',
  'forms.held',
  'marks.give',
  'marks.submit',
  'ratings.give',
  'appeals.answer',
  'sheets.sign',
  'tables.finance',
  'adjustments.decide',
  'balances.decide',
  'payments.mark',
  'sheet.confirm',
  'plan.sign',
  'accounts.locked',
] as const
export type TodoKey = (typeof TODO_KEYS)[number]

/** Everything that a home page tells of. */
export const NEWS_KEYS = [
  'period.opened',
  'period.moved',
  'period.republished',
  'message',
  'data.upload',
  'data.row',
  'data.mark',
  'data.decision',
  'data.correction',
  'data.take_back',
  'data.merge',
  'data.form',
  'run.done',
  'run.failed',
  'sheets.answered',
  'settings.changed',
] as const
export type NewsKey = (typeof NEWS_KEYS)[number]

const values = z.record(z.string(), z.string()).meta({ description: 'What its words and its link need, by name.' })

export const todoSchema = z
  .object({
    key: z.enum(TODO_KEYS),
    /** Null for what belongs to no period. */
    period: z.string().nullable(),
    /** How many wait. */
    count: z.number().int(),
    total: z.number().int().nullable().meta({ description: 'Out of how many; null where that says nothing.' }),
    /** Whether it may be left undone: an R&D manager's ratings, a step that could be taken now. */
    optional: z.boolean(),
    /** The time by which the step it belongs to is to be done. */
    deadline: timeText.nullable(),
    overdue: z.boolean(),
    /** What else its words and its link need, such as the missing tables. */
    values,
  })
  .meta({ id: 'Todo', description: 'Something that waits for the caller 待办.' })

export const newsSchema = z
  .object({
    key: z.enum(NEWS_KEYS),
    at: timeText,
    period: z.string().nullable(),
    count: z.number().int(),
    by: z.string().nullable().meta({ description: 'The name of who did it, where it was a person.' }),
    values,
  })
  .meta({ id: 'News' })

export const stageSchema = z
  .object({
    period: z.string(),
    state: stateField,
    steps: z.array(z.object({ state: stateField, since: timeText.nullable(), deadline: timeText.nullable() })).readonly(),
  })
  .meta({ id: 'Stage', description: 'Where an open period stands.' })

export const homeBalances = z
  .object({
    whose: z.enum(['all', 'own']),
    parts: z
      .array(z.object({ state: z.enum(BALANCE_STATES), people: z.number().int(), amount: decimalText }))
      .readonly()
      .meta({
        description: 'What is open, by what becomes of it; what was paid back or written off, of the last 90 days. Only what there is.',
      }),
  })
  .meta({ id: 'HomeBalances', description: "Money that goes back 待扣余额: everybody's to those who see adjustments, else one's own." })
