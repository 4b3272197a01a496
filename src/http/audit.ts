import { z } from 'zod'
import { proveAudit, readAudit } from '../app/service/audit/read-audit.ts'
import { codeField, periodField, timeText } from './fields.ts'
import { paged, pageOf, pageQuery } from './pagination.ts'
import { defineRoute } from './route.ts'

const entrySchema = z
  .object({
    sequence: z.number().int(),
    at: timeText,
    actor: z.string().meta({ description: 'An account’s id, "token:ID" or "system".' }),
    actorName: z.string(),
    address: z.string().nullable(),
    action: z.string().meta({ examples: ['period.advance'] }),
    subject: z.string(),
    period: z.string().nullable(),
    before: z.string().nullable().meta({ description: 'What was, as JSON text.' }),
    after: z.string().nullable().meta({ description: 'What is, as JSON text.' }),
    reason: z.string().nullable(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' })

export const AUDIT_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/audit',
    permission: 'audit.read',
    summary: 'The audit trail 审计日志, newest first',
    query: z.object({
      ...pageQuery,
      period: periodField.optional(),
      actor: codeField.optional(),
      action: codeField.optional().meta({ description: 'An action, or with a dot at its end all that begin with it: "period."' }),
      subject: codeField.optional(),
    }),
    success: { status: 200, description: 'Entries.', body: pageOf(entrySchema) },
    handler: async ({ service, actor, query }) => {
      const before = Number(query.cursor?.[0])
      const found = await readAudit(service, actor, {
        period: query.period?.text,
        actor: query.actor,
        action: query.action,
        subject: query.subject,
        before: Number.isSafeInteger(before) ? before : undefined,
        limit: query.limit + 1,
      })
      if (!found.ok) return found
      return {
        ok: true,
        body: paged(
          found.entries,
          query.limit,
          (entry) => [entry.sequence],
          (entry) => ({ ...entry }),
        ),
      }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/audit/proof',
    permission: 'audit.read',
    summary: 'Walks the whole trail: whether every entry’s hash follows from its content and the entry before',
    success: {
      status: 200,
      description: 'How far the chain holds.',
      body: z.object({
        entries: z.number().int().meta({ description: 'Entries up to which the chain holds.' }),
        lastHash: z.string(),
        firstBreak: z.object({ sequence: z.number().int(), kind: z.enum(['missing', 'changed', 'unlinked']) }).nullable(),
      }),
    },
    handler: async ({ service, actor }) => {
      const proved = await proveAudit(service, actor)
      if (!proved.ok) return proved
      const { entries, lastHash, firstBreak } = proved
      return { ok: true, body: { entries, lastHash, firstBreak: firstBreak ?? null } }
    },
  }),
]
