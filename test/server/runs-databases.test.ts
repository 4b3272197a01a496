import { expect, test } from 'vitest'
import { compareRuns } from '../../src/server/results/compare-runs.ts'
import { explainPerson, listFactRecords } from '../../src/server/results/explain-person.ts'
import { listKpiClients } from '../../src/server/results/list-kpi-clients.ts'
import { listKpis } from '../../src/server/results/list-kpis.ts'
import { listResults } from '../../src/server/results/list-results.ts'
import { readOneMorePoint } from '../../src/server/results/one-more-point.ts'
import { readSheet } from '../../src/server/results/read-sheet.ts'
import { resultFile } from '../../src/server/results/result-file.ts'
import { scoreDistribution } from '../../src/server/results/score-distribution.ts'
import { cancelRun } from '../../src/server/runs/cancel-run.ts'
import { runToPublish } from '../../src/server/runs/publish-guards.ts'
import { runControl } from '../../src/server/runs/run-control.ts'
import { startRun } from '../../src/server/runs/start-run.ts'
import { SHIPPED_KPIS } from '../shipped-kpis.ts'
import { onBothDatabases } from '../store/databases.ts'
import { HR, PERIOD, runWorld } from './run-world.ts'

const told = new Map<string, unknown>()

await onBothDatabases((database) => {
  test('a run gives the same bytes and the same workings, whatever database holds the records', async () => {
    const { service, close } = await runWorld({ url: await database.fresh() })
    const started = await startRun(service, HR, { period: PERIOD })
    if (!started.ok) throw new Error(JSON.stringify(started.problems))
    const { run } = started.value
    await runControl(service).finished(run)
    const asked = { period: PERIOD, run }
    const file = await resultFile(service, HR, asked)
    if (!file.ok) throw new Error(JSON.stringify(file.problems))
    let text = ''
    for await (const part of file.value.parts) text += part
    const without = (value: unknown) => JSON.parse(JSON.stringify(value).replaceAll(run, 'RUN')) as unknown
    const answers = without([
      text,
      await listResults(service, HR, { ...asked, kind: 'service', limit: 100 }),
      await explainPerson(service, HR, { ...asked, employee: 'T007', perFact: 20 }),
      await explainPerson(service, HR, { ...asked, employee: 'S001', perFact: 20 }),
      await listFactRecords(service, HR, { ...asked, employee: 'S001', fact: 'netSales', offset: 3, limit: 5 }),
      await compareRuns(service, HR, { period: PERIOD, before: run, after: run, limit: 10 }),
      await readSheet(service, HR, { ...asked, employee: 'T007' }),
      await readOneMorePoint(service, HR, { ...asked, employee: 'T007' }),
      await listKpis(service, HR, { ...asked, search: 's0', sort: 'collectionRate', order: 'descending', offset: 0, limit: 20 }),
      await listResults(service, HR, { ...asked, search: 't00', limit: 100 }),
      await scoreDistribution(service, HR, { ...asked, kind: 'service', width: 5 }),
      await Promise.all(SHIPPED_KPIS.map((kpi) => listKpiClients(service, HR, { ...asked, employee: 'S001', kpi, offset: 0, limit: 50 }))),
    ])
    for (const other of told.values()) expect(answers).toEqual(other)
    told.set(database.name, answers)
    expect(await runToPublish(service.store, PERIOD)).toMatchObject({ ok: true, run: { id: run } })

    const next = await startRun(service, HR, { period: PERIOD })
    if (!next.ok) throw new Error(JSON.stringify(next.problems))
    expect(await cancelRun(service, HR, { period: PERIOD, run: next.value.run })).toMatchObject({ ok: true })
    await close()
  })
})
