import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importDataset } from '../../src/appraisal/import-dataset.ts'
import { DEMO_DATASET, DEMO_PERIOD, SHIPPED_RULES } from '../../src/appraisal/shipped.ts'
import { present } from '../../src/base/assert.ts'
import { type Period, periodFromText } from '../../src/base/period.ts'
import type { Actor, Service } from '../../src/server/kernel/service.ts'
import { runControl } from '../../src/server/runs/run-control.ts'
import { COMPANY } from '../../src/store/database/company.ts'
import { openStore } from '../../src/store/open-store.ts'
import { trailFiles } from '../../src/store/trail/trail-files.ts'

export const PERIOD = periodOf(DEMO_PERIOD)
export const HR: Actor = actor('hr-1', ['hr'])
export const NOW = '2026-11-03T08:15:00.000Z'

export function periodOf(text: string): Period {
  return present(periodFromText(text), `${text} is a period.`)
}

function actor(id: string, positions: Actor['positions'], employee?: string): Actor {
  return { kind: 'account', id, name: id, positions, employee, address: '127.0.0.1', scopes: undefined }
}

export interface RunWorld {
  readonly service: Service
  readonly book: number
  close(): Promise<void>
}

/** A service on a database of its own, whose company book holds a dataset; the periods given are open. */
export async function runWorld(
  options: { readonly url?: string; readonly dataset?: string; readonly rules?: string; readonly periods?: readonly Period[] } = {},
): Promise<RunWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'quanheng-runs-'))
  const store = await openStore(options.url ?? `file:${join(folder, 'company.sqlite')}`)
  const imported = await importDataset(options.dataset ?? DEMO_DATASET, store)
  if (!imported.ok) throw new Error(imported.problems.map(({ code }) => code).join())
  await store.write(async (transaction) => {
    await transaction.update('books', { sha256: COMPANY }, { id: imported.book.id })
    for (const { text, first, last } of options.periods ?? [PERIOD]) {
      await transaction.insert('appraisal_periods', { text, first, last, state: 'review', opened_at: NOW, opened_by: 'hr-1' })
    }
    return { ok: true }
  })
  const service = {
    store,
    rulesFolder: options.rules ?? SHIPPED_RULES,
    dataFolder: folder,
    trail: trailFiles(folder),
    now: () => new Date(NOW),
  }
  return {
    service,
    book: imported.book.id,
    async close() {
      await runControl(service).shutDown(0)
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
