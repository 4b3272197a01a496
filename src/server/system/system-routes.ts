import { z } from 'zod'
import { trailBreakSchema } from '../audit/audit-routes.ts'
import type { AuditProof } from '../audit/prove-audit.ts'
import { timeText } from '../kernel/fields.ts'
import { defineRoute } from '../kernel/route.ts'
import { readSystem } from './read-system.ts'

const count = z.number().int()
const states = z.array(z.object({ state: z.string(), count }))

const proofSchema = z.object({
  at: timeText,
  entries: count,
  compared: count
    .nullable()
    .meta({ description: 'How many things were compared with their hashes; null where the entries alone were proved.' }),
  firstBreak: trailBreakSchema.nullable(),
})

const systemSchema = z
  .object({
    version: z.string(),
    node: z.string(),
    startedAt: timeText,
    uptimeSeconds: count,
    memoryBytes: count,
    database: z.object({ kind: z.enum(['sqlite', 'postgresql']), version: z.string(), bytes: count, migrations: z.array(z.string()) }),
    disk: z.object({ freeBytes: count, totalBytes: count }).nullable().meta({ description: 'The disk that the data folder is on.' }),
    backup: z
      .object({ at: timeText, file: z.string() })
      .nullable()
      .meta({ description: 'The last one that `quanheng backup` made of this database.' }),
    rulesLoad: z.boolean(),
    audit: z.object({
      entries: count,
      lastAt: timeText.nullable(),
      proof: proofSchema.meta({
        description: 'The last proof, at most a quarter of an hour old; of the entries alone unless a full one was made meanwhile.',
      }),
      fullProof: proofSchema.nullable().meta({
        description: 'The last that compared results, payments, documents and records too (GET /audit/proof), since the server started.',
      }),
    }),
    periods: states,
    runs: states,
    interruptedRuns: z.object({ count, lastAt: timeText.nullable() }),
    uploads: states,
    channels: z.array(
      z.object({ channel: z.string(), on: z.boolean(), sent: count, waiting: count, failing: count, lastSentAt: timeText.nullable() }),
    ),
    counts: z.object({
      accountsOpen: count,
      accountsClosed: count,
      tokens: count,
      employees: count,
      changes: count,
      settingChanges: count,
    }),
  })
  .meta({ id: 'System' })

export const SYSTEM_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/system',
    serves: readSystem,
    summary: 'How the server stands: version, database, disk, backup, audit trail, runs, messages',
    success: { status: 200, description: 'How it stands; nothing in it is secret.', body: systemSchema },
    handler: async ({ service, actor }) => {
      const found = await readSystem(service, actor)
      if (!found.ok) return found
      const { disk, backup, audit, interruptedRuns, channels, ...system } = found.system
      return {
        ok: true,
        body: {
          ...system,
          disk: disk ?? null,
          backup: backup ?? null,
          audit: {
            entries: audit.entries,
            lastAt: audit.lastAt ?? null,
            proof: shownProof(audit.proof),
            fullProof: audit.fullProof ? shownProof(audit.fullProof) : null,
          },
          interruptedRuns: { count: interruptedRuns.count, lastAt: interruptedRuns.lastAt ?? null },
          channels: channels.map((channel) => ({ ...channel, lastSentAt: channel.lastSentAt ?? null })),
        },
      }
    },
  }),
]

function shownProof({ at, entries, compared, firstBreak }: AuditProof): z.input<typeof proofSchema> {
  return { at, entries, compared: compared ?? null, firstBreak: firstBreak ?? null }
}
