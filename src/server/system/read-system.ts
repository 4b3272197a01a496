import { statfs } from 'node:fs/promises'
import { engineVersion } from '../../appraisal/engine-version.ts'
import type { Answer } from '../../base/answer.ts'
import {
  type ChannelCount,
  countThings,
  type DatabaseFacts,
  databaseFacts,
  interruptedRuns,
  messagesByChannel,
  periodsByState,
  runsByState,
  type StateCount,
  type ThingCounts,
  uploadsByState,
} from '../../store/aggregates/operation-counts.ts'
import { auditEntries, auditExtent } from '../../store/trail/audit-entries.ts'
import { type AuditProof, lastFullProof, recentProof } from '../audit/prove-audit.ts'
import type { Service } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { rulesProblems } from '../operation/rules-problems.ts'

/** How the server stands, for those who look after it. Nothing in it is secret: no address, no path, no name of a person. */
export interface SystemView {
  readonly version: string
  readonly node: string
  readonly startedAt: string
  readonly uptimeSeconds: number
  readonly memoryBytes: number
  readonly database: DatabaseFacts
  /** The disk that the data folder is on; undefined where the system does not say. */
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number } | undefined
  /** The last backup that `quanheng backup` made of this database; undefined when it made none. */
  readonly backup: { readonly at: string; readonly file: string } | undefined
  readonly rulesLoad: boolean
  readonly audit: {
    readonly entries: number
    readonly lastAt: string | undefined
    readonly proof: AuditProof
    readonly fullProof: AuditProof | undefined
  }
  readonly periods: readonly StateCount[]
  readonly runs: readonly StateCount[]
  readonly interruptedRuns: { readonly count: number; readonly lastAt: string | undefined }
  readonly uploads: readonly StateCount[]
  readonly channels: readonly (ChannelCount & { readonly on: boolean })[]
  readonly counts: ThingCounts
}

/** Reads how the server stands. The audit trail's proof is the last one while it is fresh. */
export const readSystem = useCase('system.read', async (service): Promise<Answer<{ readonly ok: true; readonly system: SystemView }>> => {
  const { store } = service
  const now = service.now()
  const [backup] = await auditEntries(store, { action: 'database.backup', limit: 1 })
  const uptimeSeconds = Math.floor(process.uptime())
  return {
    ok: true,
    system: {
      version: engineVersion(),
      node: process.versions.node,
      startedAt: new Date(now.getTime() - uptimeSeconds * 1000).toISOString(),
      uptimeSeconds,
      memoryBytes: process.memoryUsage.rss(),
      database: await databaseFacts(store),
      disk: await diskOf(service.dataFolder),
      backup: backup && { at: backup.at, file: backup.subject.slice('backup '.length) },
      rulesLoad: (await rulesProblems(service.rulesFolder)).length === 0,
      audit: { ...(await auditExtent(store)), proof: await recentProof(service), fullProof: lastFullProof(service) },
      periods: await periodsByState(store),
      runs: await runsByState(store),
      interruptedRuns: await interruptedRuns(store),
      uploads: await uploadsByState(store),
      channels: await channelsOf(service),
      counts: await countThings(store, now.toISOString()),
    },
  }
})

const CHANNELS = ['product', 'mail', 'webhook'] as const

async function channelsOf({ store, channels }: Service): Promise<SystemView['channels']> {
  const counted = await messagesByChannel(store)
  return CHANNELS.map((channel) => {
    const known = counted.find((each) => each.channel === channel)
    const none = { channel, sent: 0, waiting: 0, failing: 0, lastSentAt: undefined }
    return { ...none, ...known, on: channel === 'product' || (channels?.has(channel) ?? false) }
  })
}

async function diskOf(folder: string): Promise<SystemView['disk']> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder)
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
  } catch {
    return undefined
  }
}
