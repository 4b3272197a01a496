import { z } from 'zod'
import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import { snapshotRegions } from '../../store/aggregates/snapshots.ts'
import { auditEntries } from '../../store/trail/audit-entries.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import type { downloadSchema } from './document-schema.ts'
import { DOWNLOAD } from './read-documents.ts'

/** Who took which workbook, and when. */
export type DownloadView = ShapeOf<typeof downloadSchema>

/** What a download writes of itself into the audit trail. */
const written = z.object({ name: z.string(), region: z.string().nullish(), archive: z.boolean().optional() })

/** Downloads of a period's documents, newest first; one more than the limit where there are more. Problems: period_must_exist. */
export const listDownloads = useCase(
  'document.downloads',
  async (
    service,
    _,
    { period, before, limit }: { readonly period: Period; readonly before?: number | undefined; readonly limit: number },
  ): Promise<Answer<{ readonly ok: true; readonly downloads: readonly DownloadView[] }>> => {
    const opened = await findPeriod(service.store, period.text)
    if (!opened) return { ok: false, problems: [serviceProblem('period_must_exist', { period: period.text })] }
    const regions = opened.publishedRun === undefined ? [] : await snapshotRegions(service.store, opened.publishedRun)
    const names = new Map(regions.map(({ region, name }) => [region, name]))
    const entries = await auditEntries(service.store, { period: period.text, action: DOWNLOAD, before, limit: limit + 1 })
    const downloads = entries.map(({ sequence, at, actorName, address, after }): DownloadView => {
      const { name, region = null, archive = false } = written.parse(JSON.parse(after ?? '{"name":""}'))
      const regionName = region === null ? null : (names.get(region) ?? region)
      return { entry: sequence, at, by: actorName, address, name, region, regionName, archive }
    })
    return { ok: true, downloads }
  },
)
