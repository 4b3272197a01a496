import { expect, test } from 'vitest'
import { onBothDatabases } from '../store/databases.ts'
import { expectOk, field, items, openPeriod, publishPeriod } from './support/closing-month.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const CLOSED = '2026-10'
const OPEN = '2026-11'

/** October closed and November open, with the ways in which records come late, are reviewed and decided. */
async function lateWorld(database: string) {
  const world = await makeTestService({ now: '2026-11-10T08:00:00.000Z', database })
  expectOk(await (await publishPeriod(world, CLOSED)).advance())
  await openPeriod(world, OPEN)
  const [finance, hr] = [await world.as('finance'), await world.as('hr')]
  const proposed = async () => items(await finance.get(`/periods/${OPEN}/adjustments?limit=500&state=proposed`))
  return {
    world,
    proposed,
    async review() {
      expectOk(await hr.post(`/periods/${OPEN}/adjustments/review`))
      return proposed()
    },
    async decideAll(decision: 'accepted' | 'rejected', reason: string) {
      const adjustments = (await proposed()).map(({ id }) => id)
      return items(expectOk(await finance.post(`/periods/${OPEN}/adjustments/decisions`, { adjustments, decision, reason })))
    },
    collection: (number: string, amount: string, region: string) => save(world, number, { amount, region }),
  }
}

/** Writes a receipt of October, or another version of it. */
async function save(world: TestService, number: string, { amount, region }: { amount: string; region: string }): Promise<void> {
  const finance = await world.as('finance')
  const values = { number, date: '2026-10-20', client: 'C0001', rep: 'S001', region, amount }
  const path = `/records/collections/${number}`
  const standing = await finance.get(path)
  const etag = standing.headers.get('etag')
  if (standing.status === 404) expectOk(await finance.post('/records/collections', { values, reason: 'arrived late' }))
  else expectOk(await finance.put(path, { values, reason: 'corrected' }, { 'if-match': etag ?? '' }))
}

const sumOf = (list: readonly Readonly<Record<string, unknown>>[], region: string) =>
  (
    list.filter((each) => each.region === region).reduce((sum, { difference }) => sum + Math.round(Number(difference) * 100), 0) / 100
  ).toFixed(2)

await onBothDatabases((database) => {
  test('a rejected difference stays rejected until its own cause changes', { timeout: 240_000 }, async () => {
    const late = await lateWorld(await database.fresh())
    await late.collection('LATE-1', '-100000', 'EAST')
    expect(sumOf(await late.review(), 'EAST')).toBe('-100.00')
    const rejected = await late.decideAll('rejected', 'not worth it')
    expect(await late.review()).toEqual([])

    // Another region: nothing of it is said again, to anybody.
    await late.collection('LATE-2', '70000', 'WEST')
    const west = await late.review()
    expect(new Set(west.map(({ region }) => region))).toEqual(new Set(['WEST']))
    await late.decideAll('accepted', 'paid with November')

    // Another cause in the same region: only what it adds is proposed, and what was rejected before is said.
    await late.collection('LATE-3', '30000', 'EAST')
    const beside = await late.review()
    expect([sumOf(beside, 'EAST'), sumOf(beside, 'WEST')]).toEqual(['30.00', '0.00'])
    for (const each of beside) {
      const before = rejected.find(({ employee }) => employee === each.employee)
      expect(each).toMatchObject({
        rejected: before?.difference,
        reasons: ['receipt_added'],
        rejectedBefore: [{ id: before?.id, difference: before?.difference, reason: 'not worth it' }],
      })
    }
    expect(await late.review()).toEqual(beside)
    await late.decideAll('rejected', 'nor this')
    expect(await late.review()).toEqual([])

    // The first one's own cause: it is proposed anew in full, the other stays rejected.
    await late.collection('LATE-1', '-250000', 'EAST')
    const anew = await late.review()
    expect(sumOf(anew, 'EAST')).toBe('-250.00')
    expect(anew.every(({ rejectedBefore }) => Array.isArray(rejectedBefore) && rejectedBefore.length === 2)).toBe(true)

    // As it was rejected: rejected it stays.
    await late.collection('LATE-1', '-100000', 'EAST')
    expect(await late.review()).toEqual([])
    // As good as gone: nothing is to be paid back, as nothing was ever taken; what was rejected apart can differ by one fen together.
    await late.collection('LATE-1', '0.01', 'EAST')
    const rest = await late.review()
    expect([sumOf(rest, 'EAST'), rest.filter(({ difference }) => !/^-?0[.]01$/.test(String(difference)))]).toEqual(['0.00', []])
    expect(late.world.failures).toEqual([])
    await late.world.close()
  })

  test('a rejected difference of a mark is proposed anew when that mark changes, not when a colleague’s does', {
    timeout: 240_000,
  }, async () => {
    const late = await lateWorld(await database.fresh())
    const attendance = async (employee: string, count: number) => {
      const hr = await late.world.as('hr')
      const values = { date: '2026-10-14', employee, kind: 'late', count }
      const path = `/records/attendance/2026-10-14,${employee},late,`
      const standing = await hr.get(path)
      if (standing.status === 404) expectOk(await hr.post('/records/attendance', { values, reason: 'late slip' }))
      else expectOk(await hr.put(path, { values, reason: 'counted again' }, { 'if-match': standing.headers.get('etag') ?? '' }))
    }
    await attendance('T001', 1)
    const first = await late.review()
    const own = (list: typeof first) => list.find(({ employee }) => employee === 'T001')
    expect(own(first)).toMatchObject({ reasons: ['attendance_corrected'] })
    await late.decideAll('rejected', 'forgiven')
    await attendance('T002', 1)
    const colleague = await late.review()
    expect(own(colleague)).toMatchObject({ reasons: ['colleague_changed'], rejected: field(own(first), 'difference') })
    await late.decideAll('rejected', 'forgiven too')
    await attendance('T001', 4)
    const anew = own(await late.review())
    expect(anew).toMatchObject({ reasons: expect.arrayContaining(['attendance_corrected']) })
    expect(Number(field(anew, 'difference'))).toBeLessThan(Number(field(own(first), 'difference')))
    await late.world.close()
  })
})
