import { z } from 'zod'
import { messageOf } from '../../base/problem.ts'
import { codeField, periodField } from '../kernel/fields.ts'
import { defineRoute } from '../kernel/route.ts'
import { spread } from './many-marks-schema.ts'
import { markDistribution } from './mark-distribution.ts'
import { itemField, markSchema } from './mark-schema.ts'
import { saveMarks } from './save-marks.ts'
import { withdrawMarks } from './withdraw-marks.ts'

const ofPeriod = z.object({ period: periodField })

const draft = z.object({
  engineer: codeField,
  item: itemField,
  evaluator: codeField.optional().meta({ description: 'For whom the mark counts; your own comes first.' }),
  score: z.string().max(20).nullable().meta({ description: '0 to 100 with at most two decimals; null for a comment alone.' }),
  comment: z.string().max(2000).nullable().default(null),
  version: z.number().int().min(1).nullable().meta({ description: 'The version that was read; null where there was no mark yet.' }),
})

const savedDraft = z
  .object({
    engineer: z.string(),
    item: itemField,
    outcome: z.enum(['saved', 'unchanged', 'conflict', 'refused']).meta({
      description: 'conflict: somebody else saved in between, `mark` is theirs. refused: `problem` says why.',
    }),
    mark: markSchema.nullable().meta({ description: 'The mark as it stands now.' }),
    problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  })
  .meta({ id: 'SavedDraft' })

export const MANY_MARKS_ROUTES = [
  defineRoute({
    method: 'PUT',
    path: '/periods/{period}/marks',
    elsewhere: 'work',
    serves: saveMarks,
    summary: 'Saves many drafts of marks at once, each answered by itself',
    description:
      'For a block pasted from a spreadsheet: one transaction, and a draft that cannot be saved keeps no other from it. A mark that says already what is asked stays as it is, so that the same request twice is once.',
    params: ofPeriod,
    body: z.object({ marks: z.array(draft).min(1).max(2000) }),
    success: {
      status: 200,
      description: 'What became of each, in the order of the request.',
      body: z.object({ items: z.array(savedDraft).readonly() }),
    },
    problems: ['period_must_exist', 'period_must_be_in_state'],
    handler: async ({ service, actor, params, body, language }) => {
      const saved = await saveMarks(service, actor, { period: params.period.text, marks: body.marks })
      if (!saved.ok) return saved
      const items = saved.items.map(({ problem, ...item }) => ({
        ...item,
        problem: problem && { code: problem.code, message: messageOf(problem, language) },
      }))
      return { ok: true, body: { items } }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/periods/{period}/marks/withdraw',
    elsewhere: 'work',
    serves: withdrawMarks,
    summary: 'Takes many submitted marks back at once, all of them or none',
    description: 'They are drafts again. Only while the period is evaluating; drafts among them stay as they are.',
    params: ofPeriod,
    body: z.object({
      marks: z
        .array(z.object({ engineer: codeField, item: itemField, evaluator: codeField.optional() }))
        .min(1)
        .max(5000),
      reason: z.string().trim().max(1000).optional(),
    }),
    success: {
      status: 200,
      description: 'The marks as they stand now.',
      body: z.object({ marks: z.array(markSchema).readonly() }),
    },
    problems: [
      ...['period_must_exist', 'thing_must_exist', 'mark_must_not_be_ones_own', 'mark_item_must_be_yours'],
      ...['mark_must_be_there', 'period_must_be_in_state'],
    ],
    handler: async ({ service, actor, params, body }) => {
      const withdrawn = await withdrawMarks(service, actor, { period: params.period.text, ...body })
      return withdrawn.ok ? { ok: true, body: { marks: withdrawn.marks } } : withdrawn
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/marks/distribution',
    elsewhere: 'reading',
    serves: markDistribution,
    summary: 'How the caller marked, beside all other managers',
    description: 'Own marks with drafts, those of others as they are in force: counts and figures, nobody is named.',
    params: ofPeriod,
    success: {
      status: 200,
      description: 'A histogram for each item that is the caller’s to give.',
      body: z
        .object({
          buckets: z.array(z.object({ from: z.number().int(), to: z.number().int() })).readonly(),
          items: z.array(z.object({ item: itemField, own: spread, others: spread })).readonly(),
        })
        .meta({ id: 'MarkDistribution' }),
    },
    problems: ['period_must_exist'],
    handler: async ({ service, actor, params }) => {
      const found = await markDistribution(service, actor, params.period.text)
      return found.ok ? { ok: true, body: { buckets: found.buckets, items: found.items } } : found
    },
  }),
]
