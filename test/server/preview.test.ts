import { beforeAll, describe, expect, test } from 'vitest'
import { expectOk, field, items, openPeriod, publishPeriod } from './support/closing-month.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const REGIONS = ['EAST', 'NORTH', 'SOUTH', 'WEST']
let world: TestService
let run = ''
beforeAll(async () => {
  world = await makeTestService({ now: '2026-11-03T08:00:00.000Z' })
  run = await (await publishPeriod(world, '2026-10')).run()
  expectOk(await (await openPeriod(world, '2026-11')).advance())
}, 120_000)

interface Preview {
  readonly status: string
  readonly pool: string
  readonly draftsCounted: number
  readonly heldBy: readonly string[]
  readonly engineers: readonly {
    readonly employee: string
    readonly name: string
    readonly status: string
    readonly final: string | null
    readonly share: string | null
    readonly overallMark: string
    readonly modules: readonly { readonly module: string; readonly score: string | null; readonly missing: unknown }[]
  }[]
}

async function preview(period: string, region: string, query = ''): Promise<Preview> {
  return expectOk(await (await world.as('hr')).get(`/periods/${period}/regions/${region}/preview${query}`)).body as Preview
}

test.each(REGIONS)('%s: the figures are to the fen and the hundredth those of the run over the same records', async (region) => {
  const hr = await world.as('hr')
  const now = await preview('2026-10', region)
  const [stored] = items(await hr.get(`/periods/2026-10/runs/${run}/regions?region=${region}`))
  const result = stored?.result as Readonly<Record<string, unknown>>
  for (const key of ['status', 'netCollections', 'pool', 'scoreTotal', 'commission', 'commissionLeft', 'unallocated']) {
    expect(field(now, key), key).toEqual(result[key])
  }
  const lines = items(await hr.get(`/periods/2026-10/runs/${run}/results?kind=service&region=${region}&limit=500`))
  expect(lines.length).toBeGreaterThan(2)
  expect(now.engineers.map(({ employee, name, status, final, share }) => ({ employee, name, status, score: final, bonus: share }))).toEqual(
    lines.map(({ employee, name, status, score, bonus }) => ({ employee, name, status, score, bonus })),
  )
})

describe('while marks are being given', () => {
  test('who has no mark holds the region, with the reason; a draft of the caller counts, and only where drafts are asked for', async () => {
    const east = await world.as('managerEast')
    const path = '/periods/2026-11/regions/EAST/preview'
    const before = expectOk(await east.get(path)).body as Preview
    expect(before.status).toBe('held')
    expect(before.heldBy).toContain('T001')
    const lacking = before.engineers.find(({ employee }) => employee === 'T001')
    expect(lacking).toMatchObject({ overallMark: 'missing', final: null, share: null })
    expect(lacking?.modules.find(({ module }) => module === 'manager')).toMatchObject({ score: null, missing: { zh: expect.any(String) } })

    expectOk(await east.put('/periods/2026-11/marks/T001/overall', { score: '91' }))
    const managerOf = (answer: Preview) =>
      answer.engineers.find(({ employee }) => employee === 'T001')?.modules.find(({ module }) => module === 'manager')?.score
    const drafted = expectOk(await east.get(path)).body as Preview
    expect(managerOf(drafted)).toBe('91.00')
    expect(drafted.draftsCounted).toBe(1)
    expect(drafted.engineers.find(({ employee }) => employee === 'T001')?.overallMark).toBe('draft')
    const recorded = expectOk(await east.get(`${path}?drafts=false`)).body as Preview
    expect(managerOf(recorded)).toBeNull()
    expect(recorded.draftsCounted).toBe(0)
  })

  test('drafts give what submitting them gives', async () => {
    const west = await world.as('managerWest')
    const people = items(await west.get('/periods/2026-11/engineers?limit=500')).map(({ employee }) => String(employee))
    const marks = people.flatMap((engineer, index) => [
      { engineer, item: 'overall', score: `${90 - index}.5`, comment: null, version: null },
      { engineer, item: 'on_site_resolution', score: `${80 + index}`, comment: null, version: null },
    ])
    expectOk(await west.put('/periods/2026-11/marks', { marks }))
    const drafted = await preview('2026-11', 'WEST')
    expectOk(await west.post('/periods/2026-11/marks/submit', {}))
    const submitted = await preview('2026-11', 'WEST')
    expect(drafted.draftsCounted).toBe(marks.length)
    expect(submitted.engineers.every(({ overallMark }) => overallMark === 'submitted')).toBe(true)
    const bare = ({ draftsCounted: _, ...rest }: Preview) => ({
      ...rest,
      engineers: rest.engineers.map(({ overallMark: _state, ...each }) => each),
    })
    expect(bare(submitted)).toEqual(bare(drafted))
  })

  test('of a quarter that is made of its months the drafts of each count, and give what submitting them gives', async () => {
    const quarterly = await makeTestService({ now: '2026-11-03T08:00:00.000Z' })
    await quarterly.service.store.write(async (transaction) => {
      const decided = { effective_from: 20260101, reason: 'decided', at: '2026-01-01T00:00:00.000Z', by: 'hr' }
      await transaction.insert('setting_changes', { key: 'bonus.pool.longerPeriods', value: 'months', ...decided })
      await transaction.insert('setting_changes', { key: 'onIncomplete', value: 'reweight', ...decided })
      return { ok: true }
    })
    for (const period of ['2026-11', '2026-Q4']) expectOk(await (await openPeriod(quarterly, period)).advance())
    const east = await quarterly.as('managerEast')
    const north = await quarterly.as('managerNorth')
    const engineers = items(await east.get('/periods/2026-11/engineers?limit=500')).map(({ employee }) => String(employee))
    const path = '/periods/2026-Q4/regions/EAST/preview'
    const seen = async (query = '') => expectOk(await east.get(`${path}${query}`)).body as Preview
    const before = await seen()
    expect(before).toMatchObject({ draftsCounted: 0 })
    expectOk(await north.put('/periods/2026-11/marks/T008/overall', { score: '1' }))
    for (const engineer of engineers) expectOk(await east.put(`/periods/2026-11/marks/${engineer}/overall`, { score: '71' }))
    const drafted = await seen()
    expect(drafted.draftsCounted).toBe(engineers.length)
    expect(drafted.engineers.map(({ final }) => final)).not.toEqual(before.engineers.map(({ final }) => final))
    // October is marked, November a draft, and of December there is nothing yet.
    expect(new Set(drafted.engineers.map(({ overallMark }) => overallMark))).toEqual(new Set(['missing']))
    expect(await seen('?drafts=false')).toMatchObject({ draftsCounted: 0, engineers: before.engineers })
    expectOk(await east.post('/periods/2026-11/marks/submit', {}))
    expect((await seen()).engineers).toEqual(drafted.engineers)
    await quarterly.close()
  })

  test('an R&D manager and staff see no region, a manager no other', async () => {
    const path = (region: string) => `/periods/2026-11/regions/${region}/preview`
    expect((await (await world.as('rdManager')).get(path('EAST'))).status).toBe(403)
    expect((await (await world.as('engineer')).get(path('EAST'))).status).toBe(403)
    expect((await (await world.as('managerEast')).get(path('WEST'))).status).toBe(404)
    expect((await (await world.as('hr')).get(path('NOWHERE'))).status).toBe(404)
  })
})
