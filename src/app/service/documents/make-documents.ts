import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { RunRow } from '../../../store/runs.ts'
import type { Service } from '../service.ts'
import { makeInThread } from './documents-worker.ts'
import { LIST } from './write-documents.ts'

/** One workbook of a closed period. */
export interface MadeDocument {
  /** score-sheets, bonus-sheets, sales-kpis or payroll */
  readonly kind: string
  readonly name: string
}

export interface MadeDocuments {
  readonly folder: string
  readonly files: readonly MadeDocument[]
}

const list = z.array(z.object({ kind: z.string(), name: z.string() })).readonly()

/** What is being made now, so that two who ask at once wait for the same. */
const underWay = new Map<string, Promise<void>>()

/**
 * The workbooks of a closed period's published run, of the company or of one region: made of the snapshot and the accepted
 * adjustments alone, once, and kept in the data folder.
 */
export async function makeDocuments(service: Service, run: RunRow, region: string | undefined): Promise<MadeDocuments> {
  const folder = join(service.dataFolder, 'documents', run.id, region === undefined ? 'company' : `region-${folderName(region)}`)
  if (!existsSync(folder)) {
    const { rulesFolder, dataFolder } = service
    const job = { address: service.store.address, rulesFolder, dataFolder, run: run.id, region, folder }
    const making = underWay.get(folder) ?? makeInThread(job).finally(() => underWay.delete(folder))
    underWay.set(folder, making)
    await making
  }
  return { folder, files: list.parse(JSON.parse(await readFile(join(folder, LIST), 'utf8'))) }
}

/** A region's code may hold what no file name takes. */
function folderName(region: string): string {
  return Buffer.from(region, 'utf8').toString('hex')
}
