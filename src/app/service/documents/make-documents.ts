import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { acceptedIn } from '../../../store/adjustments.ts'
import type { RunRow } from '../../../store/runs.ts'
import { publishWorkbooks } from '../../publish-workbooks.ts'
import { appraisalOfRun } from '../results/appraisal-of-run.ts'
import { rulesOfRun } from '../results/run-rules.ts'
import type { Service } from '../service.ts'
import { regionAppraisal } from './region-appraisal.ts'

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

const LIST = 'files.json'
const list = z.array(z.object({ kind: z.string(), name: z.string() })).readonly()

/** What is being made now, so that two who ask at once wait for the same. */
const underWay = new Map<string, Promise<MadeDocuments>>()

/**
 * The workbooks of a closed period's published run, of the company or of one region: made of the snapshot and the accepted
 * adjustments alone, once, and kept in the data folder. A folder stands under its name only when it is complete.
 */
export async function makeDocuments(service: Service, run: RunRow, region: string | undefined): Promise<MadeDocuments> {
  const folder = join(service.dataFolder, 'documents', run.id, region === undefined ? 'company' : `region-${folderName(region)}`)
  if (existsSync(folder)) return { folder, files: list.parse(JSON.parse(await readFile(join(folder, LIST), 'utf8'))) }
  const making = underWay.get(folder) ?? make(service, run, region, folder).finally(() => underWay.delete(folder))
  underWay.set(folder, making)
  return making
}

async function make(service: Service, run: RunRow, region: string | undefined, folder: string): Promise<MadeDocuments> {
  const { store } = service
  const whole = { ...(await appraisalOfRun(service, run)), adjustments: await acceptedIn(store, run.period) }
  const appraisal = region === undefined ? whole : regionAppraisal(whole, region)
  const language = whole.settings.language === 'en' ? 'en' : 'zh'
  const unfinished = join(service.dataFolder, 'documents', run.id, `.unfinished-${randomUUID()}`)
  await mkdir(unfinished, { recursive: true })
  try {
    const files = await publishWorkbooks(appraisal, await rulesOfRun(service, run), language)(unfinished)
    await writeFile(join(unfinished, LIST), JSON.stringify(files))
    // Another process may have been faster; its files have the same bytes.
    if (!existsSync(folder)) await rename(unfinished, folder)
    return { folder, files }
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** A region's code may hold what no file name takes. */
function folderName(region: string): string {
  return Buffer.from(region, 'utf8').toString('hex')
}
