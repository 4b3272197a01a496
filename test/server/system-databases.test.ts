import { expect, test } from 'vitest'
import { onBothDatabases } from '../store/databases.ts'
import { makeTestService } from './support/test-service.ts'

await onBothDatabases((database) => {
  test('system health, settings and the audit trail with every filter', async () => {
    const world = await makeTestService({ demo: false, database: await database.fresh() })
    const [hr, auditor] = [await world.as('hr'), await world.as('auditor')]
    const change = { values: { 'service.attendance.absence': 'late' }, effectiveFrom: '2026-12-01', reason: '从十二月起' }
    expect(await hr.post('/settings/changes', change)).toMatchObject({ status: 201 })
    expect((await auditor.get('/system')).body).toMatchObject({
      database: { version: expect.stringMatching(/^\d+\.\d+/), bytes: expect.any(Number) },
      audit: { proof: { firstBreak: null } },
      counts: { settingChanges: 1, accountsClosed: 0 },
    })
    expect((await hr.get('/settings/changes')).body).toMatchObject({ items: [{ reason: '从十二月起' }], next: null })
    const { body } = await hr.get('/settings?day=2026-11-30')
    const { items } = body as { items: { key: string; next: unknown }[] }
    expect(items.find(({ key }) => key === 'service.attendance.absence')?.next).toMatchObject({ effectiveFrom: '2026-12-01' })
    const filters = 'period=2026-10&actor=hr&action=setting.&subject=x&person=T001&first=2026-11-01&last=2026-11-30&search=x'
    expect((await auditor.get(`/audit?${filters}`)).body).toMatchObject({ items: [] })
    expect((await auditor.get('/audit?person=T001')).status).toBe(200)
    expect((await auditor.get('/audit?action=setting.change&search=十二月')).body).toMatchObject({
      items: [{ about: { zh: '旷工如何计' } }],
    })
    expect((await auditor.request('/audit/export')).status).toBe(200)
    expect(world.failures).toEqual([])
    await world.close()
  })
})
