import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import type { Answer } from '../../base/answer.ts'
import type { RunRow } from '../../store/aggregates/runs.ts'
import { zipFiles } from '../documents/zip-documents.ts'
import { recordReading } from '../kernel/record-reading.ts'
import type { Actor, Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { operationProblem } from '../operation/operation-problems.ts'
import { type ViewedRun, viewedRun } from '../results/viewed-run.ts'
import { seesEveryKpi } from '../results/visible-kpis.ts'
import { writeInThread } from './dataset-worker.ts'
import { writeRunDataset } from './write-run-dataset.ts'

/** A zip that is made while it is read. */
export interface RunArchive {
  readonly name: string
  readonly content: ReadableStream<Uint8Array>
}

/**
 * The records of a run as a dataset in a zip, for whoever is to derive its result again without the server. It is entered into
 * the audit trail before the first byte. Problems: those of viewedRun; thing_must_exist for who may not see all KPIs of the run.
 */
export const archiveRun = useCase(
  'run.export',
  async (service, actor, input: ViewedRun): Promise<Answer<{ readonly ok: true } & RunArchive>> => {
    const found = await exportedRun(service, actor, input)
    if (!found.ok) return found
    const { run } = found
    if (!(await seesEveryKpi(service, run, actor))) {
      return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `dataset of run ${run.id}` })] }
    }
    const folder = await mkdtemp(join(tmpdir(), 'quanheng-export-'))
    const remove = () => rm(folder, { recursive: true, force: true })
    try {
      const { rulesFolder, dataFolder, trail } = service
      await writeInThread({ address: service.store.address, rulesFolder, dataFolder, trail, run: run.id, folder })
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
      const named = files.sort().map((path) => ({ path, name: relative(folder, path) }))
      return { ok: true, name: `dataset-${run.period}.zip`, content: zipFiles(named, new Date(run.finishedAt ?? run.startedAt), remove) }
    } catch (failure) {
      await remove()
      throw failure
    }
  },
)

/** The same into a folder, which must be new or empty; whole or not at all. Problems: those of viewedRun, export_folder_must_be_new. */
export const exportRun = useCase(
  'run.export',
  async (service, actor, input: ViewedRun, folder: string): Promise<Answer<{ readonly ok: true; readonly run: RunRow }>> => {
    if (existsSync(folder) && (await readdir(folder)).length > 0) {
      return { ok: false, problems: [operationProblem('export_folder_must_be_new', { path: folder })] }
    }
    const found = await exportedRun(service, actor, input)
    if (!found.ok) return found
    const unfinished = `${folder}.${process.pid}.unfinished`
    try {
      await writeRunDataset(service, found.run, unfinished)
      await rename(unfinished, folder)
    } catch (failure) {
      await rm(unfinished, { recursive: true, force: true })
      if (failure instanceof Error && 'syscall' in failure && 'code' in failure) {
        return { ok: false, problems: [operationProblem('export_folder_must_be_writable', { path: folder, cause: String(failure.code) })] }
      }
      throw failure
    }
    return found
  },
)

async function exportedRun(service: Service, actor: Actor, input: ViewedRun): Promise<Answer<{ readonly ok: true; readonly run: RunRow }>> {
  const viewed = await viewedRun(service, actor, input)
  if (!viewed.ok) return viewed
  await recordReading(service, actor, { action: 'run.export', subject: `run ${viewed.run.id}`, period: input.period.text })
  return viewed
}
