import { expect, test } from 'vitest'
import { onBothDatabases } from '../store/databases.ts'
import { expectOk, field, items, publishPeriod } from './support/closing-month.ts'
import { makeTestService } from './support/test-service.ts'

await onBothDatabases((database) => {
  test('clients’ forms are made, answered, listed, held and settled, on either database', { timeout: 120_000 }, async () => {
    const world = await makeTestService({ database: await database.fresh() })
    const [hr, east, engineer] = [await world.as('hr'), await world.as('managerEast'), await world.as('engineer')]
    await publishPeriod(world, '2026-10')
    const make = async (body: object) => {
      const { body: made } = expectOk(await hr.post('/form-links', { engineer: 'T001', clientName: '张先生', ...body }))
      return { id: Number(field(field(made, 'link'), 'id')), token: String(field(made, 'url')).split('/f/')[1] ?? '' }
    }
    const marks = { kind: 'feedback', scale: '100', attitude: 95, resolution: 90, dedication: 92, solvedOnSite: null }
    const entered = await make({ day: '2026-11-02' })
    const held = await make({ day: '2026-10-20' })
    const followup = await make({ day: '2026-10-20', kind: 'followup' })
    expect((await world.nobody.get(`/forms/${entered.token}`)).body).toMatchObject({ state: 'open', form: { scale: '100' } })
    for (const { token } of [entered, held]) {
      const twice = await Promise.all([world.nobody.post(`/forms/${token}`, marks), world.nobody.post(`/forms/${token}`, marks)])
      expect(twice.map(({ status }) => status)).toEqual([204, 204])
    }
    expect((await world.nobody.post(`/forms/${followup.token}`, { kind: 'followup', score: 88 })).status).toBe(204)

    const listed = async (query: string) => items(expectOk(await hr.get(`/form-links?${query}`))).map(({ id }) => id)
    expect(await listed('')).toEqual([followup.id, held.id, entered.id])
    expect(await listed('entry=held&state=answered&kind=feedback&engineer=T001&period=2026-10')).toEqual([held.id])
    expect(await listed('state=open')).toEqual([])
    const page = await hr.get('/form-links?limit=1')
    expect(await listed(`limit=1&cursor=${String(field(page.body, 'next'))}`)).toEqual([held.id])
    expect(items(await east.get('/form-links?period=2026-11')).map(({ id }) => id)).toEqual([entered.id])
    expect(items(await engineer.get('/form-links'))).toHaveLength(3)
    const [change] = items(await hr.get('/changes'))
    for (const [table, marks] of [
      ['feedback', { attitude: '90', resolution: '90', dedication: '90' }],
      ['followups', { score: '90' }],
    ] as const) {
      const values = { number: `PAPER-${table}`, date: '2026-11-02', engineer: 'T001', ...marks }
      const typed = expectOk(await hr.post(`/records/${table}`, { values, reason: '纸质表' }))
      const repeated = table === 'feedback' ? [{ code: 'record_must_not_repeat_a_form', severity: 'warning' }] : []
      expect(field(typed.body, 'warnings')).toMatchObject(repeated)
    }
    const names = await hr.get(`/people-names?ids=${String(change?.by)}`)
    expect(items(names)).toMatchObject([{ kind: 'form', name: expect.stringMatching(/^FU-/) }])

    expect((await hr.post('/form-links/999999999999999/entry', {})).status).toBe(404)
    expect((await hr.post(`/form-links/${held.id}/entry`, {})).code).toBe('published_data_must_be_corrected_by_appeal')
    expect((await hr.post(`/form-links/${held.id}/dismissal`, { reason: '重复' })).body).toMatchObject({ entry: 'dismissed' })
    const open = await make({ day: '2026-11-02' })
    expect((await hr.post(`/form-links/${open.id}/renewal`, { validDays: 3 })).status).toBe(200)
    expect((await hr.post(`/form-links/${open.id}/revocation`, { reason: '发错' })).body).toMatchObject({ state: 'revoked' })
    expect(world.failures).toEqual([])
  })
})
