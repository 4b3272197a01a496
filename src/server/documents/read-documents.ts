import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import { findRun } from '../../store/aggregates/runs.ts'
import { snapshotRegions } from '../../store/aggregates/snapshots.ts'
import { reachOf } from '../kernel/reach.ts'
import { recordReading } from '../kernel/record-reading.ts'
import type { Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { type Permitted, useCase } from '../kernel/use-case.ts'
import { seesEveryKpi } from '../results/visible-kpis.ts'
import { documentProblem } from './document-problems.ts'
import { type MadeDocument, type MadeDocuments, makeDocuments } from './make-documents.ts'

export interface DocumentsAsked {
  readonly period: Period
  /** One region's sheets; the whole company's for who reaches all of it, the own region's for a manager, unless told. */
  readonly region?: string | undefined
}

export interface DocumentList {
  readonly ok: true
  readonly run: string
  /** Null for the whole company. */
  readonly region: string | null
  readonly files: readonly (MadeDocument & { readonly bytes: number })[]
}

/**
 * The workbooks of a closed period within the actor's reach. Problems: period_must_exist, documents_must_be_of_a_closed_period,
 * document_region_must_be_chosen, thing_must_exist for a region out of reach, as for one that is not there.
 */
export const listDocuments = useCase('document.read', async (service, actor, asked: DocumentsAsked): Promise<Answer<DocumentList>> => {
  const found = await documentsFor(service, actor, asked)
  if (!found.ok) return found
  const { run, region, documents } = found
  const files = await Promise.all(
    documents.files.map(async (file) => ({ ...file, bytes: (await stat(join(documents.folder, file.name))).size })),
  )
  return { ok: true, run, region: region ?? null, files }
})

export interface Download {
  readonly ok: true
  readonly name: string
  readonly bytes: number
  readonly content: ReadableStream<Uint8Array>
}

/** One workbook as a stream. The download is entered into the audit trail before its first byte. */
export const downloadDocument = useCase(
  'document.read',
  async (service, actor, asked: DocumentsAsked & { readonly name: string }): Promise<Answer<Download>> => {
    const found = await documentsFor(service, actor, asked)
    if (!found.ok) return found
    const { region, documents } = found
    const file = documents.files.find(({ name }) => name === asked.name)
    if (!file) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `document ${asked.name}` })] }
    const path = join(documents.folder, file.name)
    const { size } = await stat(path)
    const subject = documentSubject(file, found)
    const reading = {
      action: DOWNLOAD,
      subject,
      period: asked.period.text,
      asked: { name: file.name, region: region ?? null, archive: false },
    }
    await recordReading(service, actor, reading)
    // Node's type of a web stream and the platform's are the same thing under two names.
    const content = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>
    return { ok: true, name: file.name, bytes: size, content }
  },
)

/** What the audit trail calls a download. */
export const DOWNLOAD = 'document.download'

/** What the audit trail calls a workbook. */
export function documentSubject({ kind }: MadeDocument, { run, region }: Pick<FoundDocuments, 'run' | 'region'>): string {
  return `document ${kind} of run ${run}${region === undefined ? '' : ` region ${region}`}`
}

/** The workbooks of a closed period, of the company or of one region. */
export interface FoundDocuments {
  readonly ok: true
  readonly run: string
  readonly region: string | undefined
  readonly documents: MadeDocuments
}

/** Finds, and makes where that was not done before, the workbooks that somebody asks for. Problems: those of listDocuments. */
export async function documentsFor(
  service: Service,
  actor: Permitted,
  { period, region: asked }: DocumentsAsked,
): Promise<Answer<FoundDocuments>> {
  const opened = await findPeriod(service.store, period.text)
  if (!opened) return { ok: false, problems: [serviceProblem('period_must_exist', { period: period.text })] }
  const reach = await reachOf(service, actor, period)
  const regions = reach.kind === 'regions' ? reach.regions : []
  const unknown = { ok: false as const, problems: [serviceProblem('thing_must_exist', { thing: `documents of ${asked ?? period.text}` })] }
  if (reach.kind !== 'all' && (regions.length === 0 || (asked !== undefined && !regions.includes(asked)))) return unknown
  const values = { period: period.text, state: opened.state }
  if (opened.state !== 'closed') return { ok: false, problems: [documentProblem('documents_must_be_of_a_closed_period', values)] }
  if (reach.kind !== 'all' && asked === undefined && regions.length > 1) {
    return { ok: false, problems: [documentProblem('document_region_must_be_chosen', { regions: regions.join(', ') })] }
  }
  const run = opened.publishedRun === undefined ? undefined : await findRun(service.store, opened.publishedRun)
  if (!run) return unknown
  const region = asked ?? (reach.kind === 'all' ? undefined : regions[0])
  if (region !== undefined && (await snapshotRegions(service.store, run.id, [region])).length === 0) return unknown
  const made = await makeDocuments(service, run, region)
  if (!made.ok) return made
  const seesAll = await seesEveryKpi(service, run, actor)
  const files = made.files.filter(({ kind }) => seesAll || kind !== 'sales-kpis')
  return { ok: true, run: run.id, region, documents: { folder: made.folder, files } }
}
