import { z } from 'zod'
import { codeField, dayField, periodField, timeText } from '../kernel/fields.ts'
import { paged, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { wordsSchema } from '../rules/rule-schema.ts'
import { DEEDS } from './deed-words.ts'
import { exportAudit } from './export-audit.ts'
import { PROOF_BREAKS, proveAudit } from './prove-audit.ts'
import { readAudit } from './read-audit.ts'

const entrySchema = z
  .object({
    sequence: z.number().int(),
    at: timeText,
    actor: z.string().meta({ description: 'An account’s id, "token:ID" or "system".' }),
    actorName: z.string(),
    address: z.string().nullable(),
    action: z.string().meta({ examples: ['period.advance'] }),
    deed: wordsSchema.meta({ description: 'The action in words.' }),
    subject: z.string(),
    about: wordsSchema.meta({ description: 'The subject in words, names in place of ids.' }),
    period: z.string().nullable(),
    before: z.string().nullable().meta({ description: 'What was, as JSON text.' }),
    after: z.string().nullable().meta({ description: 'What is, as JSON text.' }),
    reason: z.string().nullable(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' })

/** Where a trail does not hold. */
export const trailBreakSchema = z
  .object({ sequence: z.number().int(), kind: z.enum(PROOF_BREAKS) })
  .meta({ id: 'TrailBreak', description: 'The first place at which the trail does not hold; see docs/security.md for the kinds.' })

const filters = {
  period: periodField.optional(),
  actor: codeField.optional(),
  action: codeField.optional().meta({ description: 'An action, or with a dot at its end all that begin with it: "period."' }),
  subject: codeField.optional(),
  person: codeField.optional().meta({ description: 'The employee number of the person whom an entry is about.' }),
  first: dayField.optional().meta({ description: 'From this day of the company’s calendar on.' }),
  last: dayField.optional().meta({ description: 'Up to this day, included.' }),
  search: z.string().trim().min(1).max(100).optional().meta({ description: 'Text that stands in the reason or the subject.' }),
}

export const AUDIT_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/audit',
    elsewhere: 'reading',
    serves: readAudit,
    summary: 'The audit trail 审计日志, newest first',
    query: z.object({ ...pageQuery, ...filters }),
    success: { status: 200, description: 'Entries.', body: pageOf(entrySchema) },
    handler: async ({ service, actor, query: { cursor, limit, period, ...asked } }) => {
      const before = Number(cursor?.[0])
      const found = await readAudit(service, actor, {
        ...asked,
        period: period?.text,
        before: Number.isSafeInteger(before) ? before : undefined,
        limit: limit + 1,
      })
      if (!found.ok) return found
      return {
        ok: true,
        body: paged(
          found.entries,
          limit,
          (entry) => [entry.sequence],
          (entry) => ({ ...entry }),
        ),
      }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/audit/deeds',
    serves: { permission: 'audit.read' },
    summary: 'What can stand in the audit trail, in words: the choices of the filter `action`',
    success: {
      status: 200,
      description: 'Deeds.',
      body: z.object({ items: z.array(z.object({ action: z.string(), zh: z.string(), en: z.string() })), next: z.null() }),
    },
    handler: () => ({ ok: true, body: { items: Object.entries(DEEDS).map(([action, words]) => ({ action, ...words })), next: null } }),
  }),
  defineRoute({
    method: 'GET',
    path: '/audit/export',
    elsewhere: 'reading',
    serves: exportAudit,
    summary: 'The entries looked for as CSV, for a spreadsheet',
    description: 'Filters are those of GET /audit. Who takes an export away stands in the trail.',
    query: z.object({
      ...filters,
      language: z.enum(['zh', 'en']).optional().meta({ description: 'That of Accept-Language unless told.' }),
    }),
    success: { status: 200, description: 'CSV in UTF-8.', mediaType: 'text/csv' },
    handler: async ({ service, actor, query: { period, language: chosen, ...asked }, language }) => {
      const exported = await exportAudit(service, actor, { ...asked, period: period?.text }, chosen ?? language)
      if (!exported.ok) return exported
      return new Response(exported.content, {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': 'attachment; filename="audit.csv"',
        },
      })
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/audit/proof',
    serves: proveAudit,
    summary:
      'Walks the whole trail: whether every entry’s hash follows from its content, the key and the entry before, and whether results, documents, payments and records stand as the entries say',
    success: {
      status: 200,
      description: 'How far the chain holds.',
      body: z.object({
        entries: z.number().int().meta({ description: 'Entries up to which the chain holds.' }),
        lastHash: z.string().meta({ description: 'Write it down elsewhere: `quanheng audit verify --expect` finds it again.' }),
        firstBreak: trailBreakSchema.nullable(),
        keyedFrom: z.number().int().nullable().meta({ description: 'The entry from which on hashes are keyed.' }),
        missingKeys: z.array(z.string()).meta({ description: 'Keys that are not at hand: of their entries only the links were checked.' }),
        compared: z.number().int().nullable().meta({ description: 'How many things were compared with their hashes in the trail.' }),
        contents: z
          .array(
            z.object({
              what: z.string().meta({ examples: ['payments 3', 'runs 0f3c', 'records 17'] }),
              kind: z.enum(['changed', 'unsaid', 'gone']),
              sequence: z.number().int().nullable(),
            }),
          )
          .meta({ description: 'What stands otherwise in the database or the data folder; the first hundred.' }),
        at: timeText.meta({ description: 'When it was walked.' }),
      }),
    },
    handler: async ({ service, actor }) => {
      const proved = await proveAudit(service, actor)
      if (!proved.ok) return proved
      const { entries, lastHash, firstBreak, keyedFrom, missingKeys, compared, contents, at } = proved
      return {
        ok: true,
        body: {
          ...{ entries, lastHash, firstBreak: firstBreak ?? null, at },
          ...{ keyedFrom: keyedFrom ?? null, missingKeys: [...missingKeys], compared: compared ?? null },
          contents: contents.map(({ what, kind, sequence }) => ({ what, kind, sequence: sequence ?? null })),
        },
      }
    },
  }),
]
