import { z } from 'zod'
import { codeField, idField, periodField, reasonField, timeText } from '../kernel/fields.ts'
import { paged, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { changeRetention, endHold, holdBack } from './change-retention.ts'
import { listRemovals, previewRemoval, REMOVABLE, readRetention } from './read-retention.ts'
import { removeOld } from './remove-old.ts'

const kindField = z.enum(REMOVABLE).meta({ description: 'The table.' })
const count = z.number().int()

const stateSchema = z
  .object({
    kinds: z.array(
      z.object({
        kind: kindField,
        years: z.number().int().nullable().meta({ description: 'Null is for ever.' }),
        least: z.number().int(),
        proposed: z.number().int(),
        by: z.string().nullable(),
        at: timeText.nullable(),
        reason: z.string().nullable(),
      }),
    ),
    alwaysKept: z
      .array(z.object({ kind: z.string(), why: z.string() }))
      .meta({ description: 'What is kept in any case, and the code of why.' }),
    holds: z.array(
      z.object({
        id: z.number().int(),
        employee: z.string().nullable(),
        period: z.string().nullable(),
        reason: z.string(),
        by: z.string(),
        at: timeText,
        endedAt: timeText.nullable(),
      }),
    ),
  })
  .meta({ id: 'Retention', description: 'How long data are kept 留存.' })

const previewSchema = z
  .object({
    plan: z.string().meta({ description: 'Names what is shown; a removal names it again.' }),
    kinds: z.array(
      z.object({
        kind: kindField,
        until: z.string().meta({ description: 'The last day of what goes.' }),
        keptFor: z.string().nullable().meta({ description: 'The period for whose sake more is kept than the years say.' }),
      }),
    ),
    lines: z.array(
      z.object({
        kind: kindField,
        month: z.string(),
        rows: count.meta({ description: 'What would go.' }),
        held: count.meta({ description: 'What a hold keeps.' }),
        needed: count.meta({ description: 'What something still needs.' }),
        neededFor: z.string().nullable().meta({ description: 'The code of what needs it.' }),
      }),
    ),
  })
  .meta({ id: 'RemovalPreview' })

const removed = z.object({ kind: z.string(), month: z.string(), rows: count, sha256: z.string() })

/** Keeping data no longer than needed 留存与清除: years by table, what would go, holds, and the record of what went. */
export const RETENTION_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/retention',
    serves: readRetention,
    summary: 'For how many years each table is kept, and what is held back',
    success: { status: 200, description: 'Years and holds.', body: stateSchema },
    handler: async ({ service, actor }) => {
      const found = await readRetention(service, actor)
      if (!found.ok) return found
      const holds = found.holds.map(({ employee, period, endedAt, ...hold }) => ({
        ...hold,
        employee: employee ?? null,
        period: period ?? null,
        endedAt: endedAt ?? null,
      }))
      return { ok: true, body: { kinds: found.kinds, alwaysKept: found.alwaysKept, holds } }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/retention/preview',
    elsewhere: 'reading',
    serves: previewRemoval,
    summary: 'What would be removed today, by table and month',
    success: { status: 200, description: 'Counts.', body: previewSchema },
    handler: async ({ service, actor }) => {
      const found = await previewRemoval(service, actor)
      return found.ok ? { ok: true, body: { plan: found.plan, kinds: found.kinds, lines: found.lines } } : found
    },
  }),
  defineRoute({
    method: 'PUT',
    path: '/retention/years/{kind}',
    serves: changeRetention,
    summary: 'Says for how many years a table is kept',
    description: 'Nothing goes by it alone: it is previewed and removed.',
    params: z.object({ kind: kindField }),
    body: z.strictObject({
      years: z.number().int().min(1).max(100).nullable().meta({ description: 'Null is for ever.' }),
      reason: reasonField,
    }),
    success: { status: 204, description: 'It holds.' },
    problems: ['retention_must_be_long_enough'],
    handler: async ({ service, actor, params, body }) =>
      changeRetention(service, actor, { kind: params.kind, years: body.years ?? undefined, reason: body.reason }),
  }),
  defineRoute({
    method: 'POST',
    path: '/retention/holds',
    serves: holdBack,
    summary: 'Holds back 冻结 everything about a person, of a period, or both',
    body: z.strictObject({ employee: codeField.optional(), period: periodField.optional(), reason: reasonField }),
    success: { status: 201, description: 'The hold.', body: z.object({ id: z.number().int() }) },
    problems: ['hold_must_name_something', 'thing_must_exist'],
    creates: true,
    handler: async ({ service, actor, body: { employee, period, reason } }) => {
      const held = await holdBack(service, actor, { employee, period: period?.text, reason })
      return held.ok ? { ok: true, body: { id: held.id } } : held
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/retention/holds/{id}/end',
    serves: endHold,
    summary: 'Ends a hold',
    params: z.object({ id: idField }),
    body: z.strictObject({ reason: reasonField }),
    success: { status: 204, description: 'It has ended.' },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, params, body }) => endHold(service, actor, { id: params.id, reason: body.reason }),
  }),
  defineRoute({
    method: 'GET',
    path: '/retention/removals',
    serves: listRemovals,
    summary: 'What was removed, by whom, when and why, newest first',
    query: z.object(pageQuery),
    success: {
      status: 200,
      description: 'One line a table and month.',
      body: pageOf(removed.extend({ id: z.number().int(), reason: z.string(), by: z.string(), at: timeText })),
    },
    handler: async ({ service, actor, query: { cursor, limit } }) => {
      const before = Number(cursor?.[0])
      const found = await listRemovals(service, actor, { before: Number.isSafeInteger(before) ? before : undefined, limit })
      if (!found.ok) return found
      const body = paged(
        found.removals,
        limit,
        ({ id }) => [id],
        (line) => line,
      )
      return { ok: true, body }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/retention/removals',
    elsewhere: 'work',
    serves: removeOld,
    summary: 'Removes for good what the preview showed, or nothing',
    body: z.strictObject({ plan: z.string().min(1).max(64).meta({ description: 'Of the preview.' }), reason: reasonField }),
    success: { status: 201, description: 'What was removed.', body: z.object({ removed: z.array(removed) }) },
    problems: ['retention_plan_must_be_current', 'removal_must_have_something'],
    creates: true,
    handler: async ({ service, actor, body }) => {
      const done = await removeOld(service, actor, body)
      return done.ok ? { ok: true, body: { removed: done.removed } } : done
    },
  }),
]
