import { join } from 'node:path'
import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import type { Language } from '../../base/problem.ts'
import { findRun } from '../../store/aggregates/runs.ts'
import { snapshotRegions } from '../../store/aggregates/snapshots.ts'
import { reachOf } from '../kernel/reach.ts'
import { recordReadings } from '../kernel/record-reading.ts'
import { useCase } from '../kernel/use-case.ts'
import { documentProblem } from './document-problems.ts'
import { DOWNLOAD, type DocumentsAsked, type Download, documentSubject, documentsFor, type FoundDocuments } from './read-documents.ts'
import { zipDocuments } from './zip-documents.ts'

export interface ArchiveAsked extends Pick<DocumentsAsked, 'period'> {
  /** One folder for each of these regions; without them the company's workbooks, for managers those of all their regions. */
  readonly regions?: readonly string[] | undefined
  /** Only workbooks of these names; all unless told. */
  readonly names?: readonly string[] | undefined
  /** What the zip itself is named in. */
  readonly language: Language
}

/**
 * Several workbooks of a closed period as one zip. Each of them is entered into the audit trail before the first byte. Problems:
 * those of listDocuments, document_must_be_there.
 */
export const archiveDocuments = useCase(
  'document.read',
  async (service, actor, { period, regions, names, language }: ArchiveAsked): Promise<Answer<Download>> => {
    const reach = await reachOf(service, actor, period)
    const own = reach.kind === 'regions' && reach.regions.length > 0 ? reach.regions : [undefined]
    const sets: FoundDocuments[] = []
    for (const region of regions && regions.length > 0 ? [...new Set(regions)] : own) {
      const found = await documentsFor(service, actor, { period, region })
      if (!found.ok) return found
      sets.push(found)
    }
    const chosen = sets.flatMap((set) =>
      set.documents.files.filter(({ name }) => names === undefined || names.includes(name)).map((file) => ({ set, file })),
    )
    const missing = (names ?? []).filter((name) => !chosen.some(({ file }) => file.name === name))
    if (chosen.length === 0 || missing.length > 0) {
      return { ok: false, problems: [documentProblem('document_must_be_there', { names: missing.join('、') })] }
    }
    const run = present(await findRun(service.store, sets[0]?.run ?? ''), 'Documents are of a run.')
    const titles = new Map((await snapshotRegions(service.store, run.id)).map(({ region, name }) => [region, fileText(name || region)]))
    const titleOf = ({ region }: FoundDocuments) => (region === undefined ? '' : (titles.get(region) ?? fileText(region)))
    const files = chosen.map(({ set, file }) => ({
      path: join(set.documents.folder, file.name),
      name: sets.length > 1 ? `${folderOf(set, sets, titleOf)}/${file.name}` : file.name,
    }))
    await recordReadings(
      service,
      actor,
      chosen.map(({ set, file }) => ({
        action: DOWNLOAD,
        subject: documentSubject(file, set),
        period: period.text,
        asked: { name: file.name, region: set.region ?? null, archive: true },
      })),
    )
    const [only] = sets
    const of = sets.length === 1 && only?.region !== undefined ? `-${titleOf(only)}` : ''
    const name = `${language === 'zh' ? '考核与奖金表' : 'documents'}-${period.text}${of}.zip`
    return { ok: true, name, ...(await zipDocuments(files, new Date(run.finishedAt ?? run.startedAt))) }
  },
)

/** The folder of a region: its name, with its code where two regions have the same. */
function folderOf(set: FoundDocuments, sets: readonly FoundDocuments[], titleOf: (set: FoundDocuments) => string): string {
  const title = titleOf(set)
  const alone = sets.filter((other) => titleOf(other) === title).length === 1
  return alone ? title : `${title} ${fileText(set.region ?? '')}`
}

/** Text as a file name of any system takes it. */
function fileText(text: string): string {
  return text.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/^\.+|[. ]+$/g, '_')
}
