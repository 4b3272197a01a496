import { beforeAll, expect, test } from 'vitest'
import type { DemoPerson } from './support/demo-people.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
beforeAll(async () => {
  world = await makeTestService()
  await world.service.store.write(async (transaction) => {
    const token = { token_sha256: 'x', scopes: '[]', created_by: 'administrator', created_at: '2026-11-01T00:00:00.000Z' }
    await transaction.insert('api_tokens', { id: 'payroll-1', name: 'Payroll', ...token })
    return { ok: true }
  })
})

async function names(person: DemoPerson, ids: string): Promise<string> {
  const { body, status } = await (await world.as(person)).get(`/people-names?ids=${ids}`)
  expect(status).toBe(200)
  return (body as { items: { id: string; kind: string; name: string }[] }).items
    .map(({ id, kind, name }) => `${id} ${kind} ${name}`)
    .join(', ')
}

test.each`
  person           | ids                                     | expected                                                 | why
  ${'hr'}          | ${'finance,hr,finance'}                 | ${'finance account finance, hr account hr'}              | ${'accounts, each once, in the order asked for'}
  ${'engineer'}    | ${'hr'}                                 | ${'hr account hr'}                                       | ${'whoever was shown an account id may know its name'}
  ${'hr'}          | ${'system,token:payroll-1,token:other'} | ${'system system system, token:payroll-1 token Payroll'} | ${'the server itself and tokens'}
  ${'hr'}          | ${'nobody'}                             | ${''}                                                    | ${'an id that nobody has'}
  ${'hr'}          | ${'M001,T001'}                          | ${'M001 employee 郑静, T001 employee 梁平'}              | ${'employee numbers'}
  ${'managerEast'} | ${'M001,T020'}                          | ${'M001 employee 郑静, T020 employee 许桂英'}            | ${'a manager knows the staff by name'}
  ${'engineer'}    | ${'M001,T001,T020'}                     | ${'M001 employee 郑静, T001 employee 梁平'}              | ${'staff: their managers and themselves, no colleague'}
`('$person asks for $ids: $why', async ({ person, ids, expected }) => {
  expect(await names(person, ids)).toBe(expected)
})

test('too many ids, or none, are refused', async () => {
  const hr = await world.as('hr')
  expect(await hr.get('/people-names?ids=,')).toMatchObject({ status: 422 })
  expect(await hr.get(`/people-names?ids=${Array.from({ length: 201 }, (_, index) => `x${index}`).join()}`)).toMatchObject({ status: 422 })
})
