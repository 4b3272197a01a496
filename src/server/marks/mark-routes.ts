import { z } from 'zod'
import { codeField, periodField } from '../kernel/fields.ts'
import { cursorText, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { listEngineers } from './list-engineers.ts'
import { engineerSchema, itemField, markSchema } from './mark-schema.ts'
import { readMark } from './read-mark.ts'
import { type ExpectedVersion, saveMark } from './save-mark.ts'
import { submitMarks } from './submit-marks.ts'
import { withdrawMark } from './withdraw-mark.ts'

const ofPeriod = z.object({ period: periodField })
const ofMark = z.object({ period: periodField, engineer: codeField, item: itemField })
const evaluator = codeField
  .optional()
  .meta({ description: 'For whom the mark counts: needed only by who may mark for several managers; your own comes first.' })
const TARGET_PROBLEMS = ['period_must_exist', 'thing_must_exist', 'mark_must_not_be_ones_own', 'mark_item_must_be_yours']
const VERSION_PROBLEMS = ['version_must_be_given', 'version_must_be_current', 'mark_must_not_be_there', 'mark_must_be_there']
const SUBMIT_PROBLEMS = [
  'period_must_be_in_state',
  'mark_must_be_there',
  'mark_must_have_a_score',
  'version_must_be_current',
  'overall_mark_must_be_the_only_one',
]

export const MARK_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/engineers',
    elsewhere: 'reading',
    serves: listEngineers,
    summary: 'The engineers whom the caller marks, with the facts behind them',
    description:
      'Regional managers see those whose home region was theirs in the period, deputies those of the manager, R&D managers, HR and auditors all.',
    params: ofPeriod,
    query: z.object(pageQuery),
    success: { status: 200, description: 'Engineers by number.', body: pageOf(engineerSchema) },
    problems: ['period_must_exist'],
    handler: async ({ service, actor, params, query }) => {
      const after = query.cursor?.[0]
      const found = await listEngineers(service, actor, {
        period: params.period.text,
        after: after === undefined ? undefined : String(after),
        limit: query.limit,
      })
      if (!found.ok) return found
      return { ok: true, body: { items: [...found.items], next: found.next === undefined ? null : cursorText([found.next]) } }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/marks/{engineer}/{item}',
    elsewhere: 'reading',
    serves: readMark,
    summary: 'One mark; its ETag is what If-Match names later',
    params: ofMark,
    query: z.object({ evaluator }),
    success: { status: 200, description: 'The mark.', body: markSchema },
    problems: [...TARGET_PROBLEMS, 'mark_must_be_there'],
    handler: async ({ service, actor, params, query }) => {
      const found = await readMark(service, actor, { ...params, period: params.period.text, evaluator: query.evaluator })
      return found.ok ? { ok: true, body: found.mark, version: found.mark.version } : found
    },
  }),
  defineRoute({
    method: 'PUT',
    path: '/periods/{period}/marks/{engineer}/{item}',
    serves: saveMark,
    summary: 'Saves a draft of a mark 评分草稿',
    description:
      'The first saving sends If-None-Match: * or neither header; every later one sends If-Match with the version that was read. When somebody else saved meanwhile, 412 names them and nothing is changed. Drafts can be saved while the period is collecting or evaluating. Saving a submitted mark makes it a draft again and takes its evaluation record out of force.',
    params: ofMark,
    body: z.object({
      score: z.string().max(20).nullable().meta({ description: '0 to 100 with at most two decimals; null for a comment alone.' }),
      comment: z.string().max(2000).nullable().default(null),
      evaluator,
    }),
    success: { status: 200, description: 'The draft.', body: markSchema },
    problems: [...TARGET_PROBLEMS, ...VERSION_PROBLEMS, 'period_must_be_in_state', 'mark_must_be_within_scale'],
    handler: async ({ service, actor, params, body, request }) => {
      const saved = await saveMark(service, actor, { ...params, period: params.period.text, ...body, expected: expectedVersion(request) })
      return saved.ok ? { ok: true, body: saved.mark, version: saved.mark.version } : saved
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/periods/{period}/marks/{engineer}/{item}/submit',
    serves: submitMarks,
    summary: 'Submits one mark: it becomes an evaluation record',
    description: 'Submitted twice is submitted once. With a version, only the mark that was looked at is submitted.',
    params: ofMark,
    body: z.object({ evaluator, version: z.number().int().min(1).optional() }).default({}),
    success: { status: 200, description: 'The submitted mark.', body: markSchema },
    problems: [...TARGET_PROBLEMS, ...SUBMIT_PROBLEMS],
    handler: async ({ service, actor, params, body }) => {
      const { period, ...mark } = params
      const submitted = await submitMarks(service, actor, { period: period.text, marks: [{ ...mark, ...body }] })
      if (!submitted.ok) return submitted
      const [only] = submitted.marks
      return only ? { ok: true, body: only, version: only.version } : { ok: false, problems: [] }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/periods/{period}/marks/submit',
    elsewhere: 'work',
    serves: submitMarks,
    summary: 'Submits many marks at once, all of them or none',
    description: 'Without a list, every draft of yours that has a score.',
    params: ofPeriod,
    body: z
      .object({
        marks: z
          .array(z.object({ engineer: codeField, item: itemField, evaluator, version: z.number().int().min(1).optional() }))
          .max(5000)
          .optional(),
      })
      .default({}),
    success: {
      status: 200,
      description: 'The marks as they stand now, and the drafts left because they have no score.',
      body: z.object({ marks: z.array(markSchema).readonly(), left: z.array(markSchema).readonly() }),
    },
    problems: [...TARGET_PROBLEMS, ...SUBMIT_PROBLEMS],
    handler: async ({ service, actor, params, body }) => {
      const submitted = await submitMarks(service, actor, { period: params.period.text, marks: body.marks })
      return submitted.ok ? { ok: true, body: { marks: submitted.marks, left: submitted.left } } : submitted
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/periods/{period}/marks/{engineer}/{item}/withdraw',
    serves: withdrawMark,
    summary: 'Takes a submitted mark back: it is a draft again',
    description: 'Only while the period is evaluating. The evaluation record goes out of force and stays readable.',
    params: ofMark,
    body: z.object({ evaluator, reason: z.string().trim().max(1000).optional() }).default({}),
    success: { status: 200, description: 'The draft.', body: markSchema },
    problems: [...TARGET_PROBLEMS, 'mark_must_be_there', 'version_must_be_current', 'period_must_be_in_state'],
    handler: async ({ service, actor, params, body, request }) => {
      const input = { ...params, period: params.period.text, ...body, expected: expectedVersion(request) }
      const withdrawn = await withdrawMark(service, actor, input)
      return withdrawn.ok ? { ok: true, body: withdrawn.mark, version: withdrawn.mark.version } : withdrawn
    },
  }),
]

/** What the headers say of the version that was read: If-Match "3", If-None-Match: *, or nothing. */
function expectedVersion(request: Request): ExpectedVersion {
  const match = request.headers.get('if-match')
  if (match !== null) {
    const number = /^\s*(?:W\/)?"(\d{1,9})"\s*$/.exec(match)?.[1]
    // A version that is none of ours is not the current one.
    return { kind: 'version', version: number === undefined ? 0 : Number(number) }
  }
  return request.headers.get('if-none-match')?.trim() === '*' ? { kind: 'none' } : { kind: 'unsaid' }
}
