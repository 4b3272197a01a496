import { beforeAll, expect, test } from 'vitest'
import { expectOk, field } from './support/closing-month.ts'
import type { DemoPerson } from './support/demo-people.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
beforeAll(async () => {
  world = await makeTestService()
  const hr = await world.as('hr')
  const put = async (table: string, values: object) => expectOk(await hr.post(`/records/${table}`, { values, reason: 'the pipeline' }))
  await put('clients', { code: 'PC', name: '商机客户' })
  const opportunity = { client: 'PC', stage: '谈判', created_on: '2026-08-01' }
  await put('opportunities', {
    ...opportunity,
    number: 'P1',
    rep: 'S001',
    amount: '1000.01',
    probability: '0.5',
    expected_on: '2026-12-15',
  })
  await put('opportunities', { ...opportunity, number: 'P2', rep: 'S001', amount: '300.00' })
  await put('opportunities', { ...opportunity, number: 'P3', rep: 'S021', amount: '70.00', closed_on: '2026-10-05', outcome: 'won' })
  await put('opportunities', { ...opportunity, number: 'P4', rep: 'S021', amount: '20.00', closed_on: '2026-10-06', outcome: 'lost' })
  await put('opportunity_stages', { number: 'P1', stage: '初访', from: '2026-08-01' })
  await put('opportunity_stages', { number: 'P1', stage: '谈判', from: '2026-10-11' })
}, 120_000)

async function pipelineOf(person: DemoPerson, query = 'from=2026-07-01&to=2026-10-31') {
  return (await world.as(person)).get(`/opportunities/pipeline?${query}`)
}

test('HR reads the funnel of all, with the weighted forecast to the fen and what lacks a probability', async () => {
  const { body } = expectOk(await pipelineOf('hr'))
  const volume = { count: 2, amount: '1300.01', weighted: '500.01', withoutProbability: { count: 1, amount: '300.00' } }
  expect(field(body, 'open')).toEqual(volume)
  expect(field(body, 'forecast')).toEqual([
    { month: '2026-12', count: 1, amount: '1000.01', weighted: '500.01', withoutProbability: { count: 0, amount: '0.00' } },
    { month: null, count: 1, amount: '300.00', weighted: '0.00', withoutProbability: { count: 1, amount: '300.00' } },
  ])
  expect(field(field(body, 'closed'), 'winRate')).toBe('0.5000')
  const stages = field(body, 'stages') as readonly object[]
  expect(stages.map((line) => [field(line, 'stage'), field(line, 'stays'), field(line, 'averageDays')])).toEqual([
    ['初访', 1, '71.0'],
    ['谈判', 4, '65.5'],
  ])
  expect(field(body, 'remarks')).toMatchObject({ withoutStages: 3, overdue: 0 })
})

test('a manager reads those of the region, whoever else asks is refused', async () => {
  const count = (answer: Awaited<ReturnType<typeof pipelineOf>>) => field(field(expectOk(answer).body, 'open'), 'count')
  expect(count(await pipelineOf('managerEast'))).toBe(2)
  expect(count(await pipelineOf('managerSouth'))).toBe(0)
  expect(field(field(expectOk(await pipelineOf('managerSouth')).body, 'closed'), 'winRate')).toBe('0.5000')
  expect((await pipelineOf('managerEast', 'from=2026-07-01&to=2026-10-31&region=SOUTH')).status).toBe(404)
  expect(count(await pipelineOf('hr', 'from=2026-07-01&to=2026-10-31&rep=S021'))).toBe(0)
  for (const person of ['salesRep', 'engineer', 'rdManager', 'administrator'] as const) expect((await pipelineOf(person)).status).toBe(403)
})

test('days the wrong way round are refused with both', async () => {
  const answer = await pipelineOf('hr', 'from=2026-10-31&to=2026-07-01')
  expect(answer.status).toBe(422)
  expect(JSON.stringify(answer.body)).toContain('2026-10-31')
})
