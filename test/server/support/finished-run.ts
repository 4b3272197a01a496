import { present } from '../../../src/base/assert.ts'
import { periodFromText } from '../../../src/base/period.ts'
import type { PeriodState } from '../../../src/domain/states.ts'
import { runControl } from '../../../src/server/runs/run-control.ts'
import type { TestService } from './test-service.ts'

/** Opens a period in a state, as if it had come there by its steps. */
export async function openPeriod(test: TestService, text: string, state: PeriodState = 'review'): Promise<void> {
  const { first, last } = present(periodFromText(text), `${text} is a period.`)
  const row = { text, first, last, state, opened_at: test.service.now().toISOString(), opened_by: 'hr' }
  await test.service.store.write(async (transaction) => {
    await transaction.insert('appraisal_periods', row)
    return { ok: true }
  })
}

/** Starts a run as HR and waits until it is over; answers its id. */
export async function finishedRun(test: TestService, period: string): Promise<string> {
  const hr = await test.as('hr')
  const started = await hr.post(`/periods/${period}/runs`, undefined, { 'idempotency-key': crypto.randomUUID() })
  if (started.status !== 202) throw new Error(JSON.stringify(started.body))
  const { run } = started.body as { run: string }
  await runControl(test.service).finished(run)
  return run
}

/** Makes a run the one that people see. */
export async function showRun(test: TestService, period: string, run: string): Promise<void> {
  await test.service.store.write(async (transaction) => {
    await transaction.update('appraisal_periods', { state: 'published', published_run: run }, { text: period })
    return { ok: true }
  })
}
