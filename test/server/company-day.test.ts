import { beforeAll, expect, test } from 'vitest'
import { present } from '../../src/base/assert.ts'
import { dayFromText, dayText } from '../../src/base/day.ts'
import { companyDayBegins, companyToday } from '../../src/server/kernel/company-day.ts'
import type { ApiClient } from './support/api-client.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

/** The next day in Shanghai already, the same one still in New York. */
const EVENING = '2026-11-30T20:00:00.000Z'

let world: TestService
let hr: ApiClient
beforeAll(async () => {
  world = await makeTestService({ now: EVENING })
  hr = await world.as('hr')
})

const day = (text: string) => present(dayFromText(text), `${text} is a day.`)
const moveTo = async (timeZone: string, effectiveFrom: string) =>
  expect(await hr.post('/settings/changes', { values: { 'company.timeZone': timeZone }, effectiveFrom, reason: '总部迁址' })).toMatchObject(
    { status: 201 },
  )
const today = async () => dayText(await companyToday(world.service))
const typed = async (number: string) => {
  const values = { number, date: EVENING, rep: 'S001', client: 'C0001', amount: '1' }
  const answer = await hr.post('/records/orders', { values, reason: '接口写入' }, { 'idempotency-key': number })
  return (answer.body as { values: { date: string } }).values.date
}

test("today, typed records and what screens are told follow the company's time zone from the day on which it is set", async () => {
  expect([await today(), await typed('DAY-1')]).toEqual(['2026-12-01', '2026-12-01'])
  await moveTo('America/New_York', '2026-12-02')
  expect([await today(), await typed('DAY-2')]).toEqual(['2026-12-01', '2026-12-01'])
  await moveTo('America/New_York', '2026-12-01')
  expect([await today(), await typed('DAY-3')]).toEqual(['2026-11-30', '2026-11-30'])
  expect((await hr.get('/session')).body).toMatchObject({ company: { timeZone: 'America/New_York' } })
  const link = { kind: 'feedback', engineer: 'T001', client: 'C0001', day: '2026-12-01', validDays: 7 }
  expect(await hr.post('/form-links', link, { 'idempotency-key': 'DAY-4' })).toMatchObject({ code: 'service_day_must_have_come' })
})

test('a day begins when clocks of the zone that holds on it say so, also where they are put forward at midnight', async () => {
  const { store } = world.service
  const begins = (text: string) => companyDayBegins(store, day(text))
  expect(await begins('2026-11-01')).toBe('2026-10-31T16:00:00.000Z')
  expect([await begins('2026-12-02'), await begins('2027-07-01')]).toEqual(['2026-12-02T05:00:00.000Z', '2027-07-01T04:00:00.000Z'])
  await moveTo('Africa/Cairo', '2027-01-01')
  expect([await begins('2027-04-30'), await begins('2027-05-01')]).toEqual(['2027-04-29T22:00:00.000Z', '2027-04-30T21:00:00.000Z'])
})
