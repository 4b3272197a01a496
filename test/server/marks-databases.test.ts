import { expect, test } from 'vitest'
import { sendDue } from '../../src/server/messages/send-due.ts'
import { webhookTransport } from '../../src/server/messages/send-webhook.ts'
import { writeReminders } from '../../src/server/messages/write-reminders.ts'
import { CHANNELS } from '../../src/store/aggregates/messages.ts'
import { onBothDatabases } from '../store/databases.ts'
import { itemsOf, movePeriod, openPeriod } from './marks-world.ts'
import { httpReceiver } from './messages-receivers.ts'
import { makeTestService } from './support/test-service.ts'

await onBothDatabases((database) => {
  test('a month is marked, decided and reminded of, on either database', { timeout: 120_000 }, async () => {
    const world = await makeTestService({ now: '2026-12-01T08:00:00.000Z', database: await database.fresh() })
    await openPeriod(world, '2026-11', 'evaluating', { evaluating: '2026-12-02T08:00:00.000Z' })
    const [hr, east, deputy] = [await world.as('hr'), await world.as('managerEast'), await world.as('standIn')]
    const named = await hr.post('/deputies', {
      manager: 'M001',
      account: 'standin',
      first: '2026-12-01',
      last: '2026-12-03',
      reason: 'leave',
    })
    expect(named.status).toBe(201)

    const mark = '/periods/2026-11/marks/T001/overall'
    expect((await east.put(mark, { score: '91.5', comment: 'good' })).status).toBe(200)
    expect((await deputy.put(mark, { score: '92' }, { 'if-match': '"1"' })).body).toMatchObject({ version: 2, evaluator: 'M001' })
    expect((await east.put(mark, { score: '93' }, { 'if-match': '"1"' })).status).toBe(412)
    expect((await east.post('/periods/2026-11/marks/submit', {})).body).toMatchObject({ marks: [{ score: '92.00', state: 'submitted' }] })
    expect((await deputy.post(`${mark}/withdraw`, {})).body).toMatchObject({ state: 'draft', version: 4 })
    expect((await deputy.post(`${mark}/submit`, { version: 4 })).status).toBe(200)
    const engineers = itemsOf<{ employee: string; evaluations: unknown[] }>(await east.get('/periods/2026-11/engineers?limit=2'))
    expect(engineers.map(({ evaluations }) => evaluations.length)).toEqual([1, 0])

    expect((await hr.get('/periods/2026-11/outstanding')).body).toMatchObject({
      managers: [{ employee: 'M001', submitted: 1 }, {}, {}, {}],
    })
    const reminded = await writeReminders(world.service, new Set(CHANNELS))
    expect(reminded).toBeGreaterThan(0)
    expect(await writeReminders(world.service, new Set(CHANNELS))).toBe(0)
    const receiver = await httpReceiver()
    const webhook = webhookTransport({ url: receiver.url, format: 'wecom' })
    expect(await sendDue(world.service, { webhook })).toEqual({ sent: 1, failed: 0 })
    await receiver.close()
    const [message] = itemsOf<{ id: number }>(await east.get('/messages'))
    expect((await east.post(`/messages/${message?.id}/read`)).status).toBe(204)

    await movePeriod(world, '2026-11', 'review')
    const decision = { module: 'customer', decision: 'value', value: '80', reason: 'agreed' }
    expect((await hr.post('/periods/2026-11/incomplete/T001/decision', decision)).status).toBe(200)
    expect((await hr.post('/periods/2026-11/incomplete/T002/decision', { decision: 'exclude', reason: 'left' })).status).toBe(200)
    expect((await hr.post('/periods/2026-11/incomplete/T002/decision', { decision: 'exclude', reason: 'left us' })).status).toBe(200)
    const kind = await hr.post('/periods/2026-11/attendance-kinds/missing_punch', { as: 'late', reason: 'as lateness' })
    expect(kind.body).toMatchObject({ effectiveFrom: '2026-11-01' })
    expect(itemsOf(await hr.get('/periods/2026-11/incomplete?limit=3'))).toMatchObject([
      { employee: 'T001', module: 'customer', state: 'value' },
      { employee: 'T001', module: 'problemSolving', state: 'held' },
      { employee: 'T002', state: 'excluded', decision: { reason: 'left us' } },
    ])
    await world.close()
  })
})
