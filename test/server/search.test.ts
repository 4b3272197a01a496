import { beforeAll, expect, test } from 'vitest'
import { openPeriod } from './marks-world.ts'
import type { DemoPerson } from './support/demo-people.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
beforeAll(async () => {
  world = await makeTestService()
  await openPeriod(world, '2026-10', 'evaluating')
})

interface Hit {
  readonly kind: string
  readonly key: string
  readonly title: string
  readonly table: string | null
  readonly values: Readonly<Record<string, string>>
}

async function hitsOf(person: DemoPerson, q: string): Promise<readonly Hit[]> {
  const answer = await (await world.as(person)).get(`/search?q=${encodeURIComponent(q)}`)
  expect(answer.status).toBe(200)
  return (answer.body as { items: Hit[] }).items
}
const brief = (hits: readonly Hit[]) => hits.map(({ kind, key }) => `${kind} ${key}`)

test.each`
  person             | q             | expected                                           | why
  ${'finance'}       | ${'T001'}     | ${['person T001']}                                 | ${'a number'}
  ${'finance'}       | ${'t001'}     | ${['person T001']}                                 | ${'in small letters'}
  ${'finance'}       | ${'Ｔ００１'} | ${['person T001']}                                 | ${'in full width'}
  ${'hr'}            | ${'梁平'}     | ${['person T001']}                                 | ${'a name'}
  ${'finance'}       | ${'EAST'}     | ${['region EAST']}                                 | ${'a region'}
  ${'hr'}            | ${'2026-1'}   | ${['period 2026-10']}                              | ${'the beginning of a period'}
  ${'hr'}            | ${'manager'}  | ${expect.arrayContaining(['account managereast'])} | ${'an account, for who keeps them'}
  ${'hr'}            | ${'%'}        | ${[]}                                              | ${'a wildcard is a character like any other'}
  ${'hr'}            | ${' '}        | ${[]}                                              | ${'nothing'}
  ${'managerEast'}   | ${'T001'}     | ${['person T001']}                                 | ${'one of the own region'}
  ${'managerEast'}   | ${'T020'}     | ${[]}                                              | ${'nobody of another region'}
  ${'engineer'}      | ${'T0'}       | ${['person T001']}                                 | ${'staff find themselves alone'}
  ${'engineer'}      | ${'EAST'}     | ${[]}                                              | ${'and no region'}
  ${'administrator'} | ${'T001'}     | ${['account engineer']}                            | ${'administrators keep accounts, not people'}
`('$person looks for "$q": $why', async ({ person, q, expected }) => {
  expect(brief(await hitsOf(person, q))).toEqual(expected)
})

test('people of one family name, no more than asked', async () => {
  const hits = await hitsOf('hr', '王')
  const people = hits.filter(({ kind }) => kind === 'person')
  expect(people.length).toBeGreaterThan(0)
  expect(people.length).toBeLessThanOrEqual(6)
  expect(people.every(({ title }) => title.includes('王'))).toBe(true)
})

test('a record by its number, with what tells it from its like', async () => {
  const [[number]] = (await world.service.store.all(
    `SELECT number FROM orders WHERE book = (SELECT id FROM books WHERE sha256 = 'company') AND rep = 'S001' ORDER BY number LIMIT 1`,
  )) as [[string]]
  const [hit] = (await hitsOf('salesRep', String(number).toLowerCase())).filter(({ key }) => key === number)
  expect(hit).toMatchObject({ kind: 'record', table: 'orders', title: number, values: { rep: 'S001' } })
  expect(hit?.values.amount).toMatch(/^-?\d+\.\d\d$/)
  expect((await hitsOf('engineer', String(number))).filter(({ kind }) => kind === 'record')).toEqual([])
})
