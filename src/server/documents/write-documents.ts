import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { publishWorkbooks } from '../../appraisal/publish-workbooks.ts'
import { acceptedIn } from '../../store/aggregates/adjustments.ts'
import type { RunRow } from '../../store/aggregates/runs.ts'
import type { Service } from '../kernel/service.ts'
import { payablesOf } from '../payments/payables.ts'
import { appraisalOfRun } from '../results/appraisal-of-run.ts'
import { rulesOfRun } from '../results/run-rules.ts'
import { LIST } from './documents-worker.ts'
import { regionAppraisal } from './region-appraisal.ts'

/**
 * Writes the workbooks of a snapshot with the adjustments accepted in its period and how it was settled, of the company or of one region. The folder
 * stands under its name only when it is complete; one that is there already stays, having the same bytes.
 */
export async function writeDocuments(service: Service, run: RunRow, region: string | undefined, folder: string): Promise<void> {
  const settled = (await payablesOf(service.store, run.id, run.period)).filter(({ carried, balance }) => carried !== 0n || balance !== 0n)
  const whole = { ...(await appraisalOfRun(service, run)), adjustments: await acceptedIn(service.store, run.period), settled }
  const appraisal = region === undefined ? whole : regionAppraisal(whole, region)
  const language = whole.settings.language === 'en' ? 'en' : 'zh'
  const unfinished = join(dirname(folder), `.unfinished-${randomUUID()}`)
  await mkdir(unfinished, { recursive: true })
  try {
    const files = await publishWorkbooks(appraisal, await rulesOfRun(service, run), language)(unfinished)
    await writeFile(join(unfinished, LIST), JSON.stringify(files))
    if (!existsSync(folder)) await rename(unfinished, folder)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}
