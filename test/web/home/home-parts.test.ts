import { expect, test } from 'vitest'
import { deviceIn } from '../../../src/web/home/device-name.ts'
import { messageTarget } from '../../../src/web/home/message-target.ts'
import { nextMonth, periodParts, periodText } from '../../../src/web/home/period-parts.ts'
import { greetingAt, timeLeft } from '../../../src/web/home/time-left.ts'
import { hitTarget } from '../../../src/web/search/hit-target.ts'

const NOW = '2026-12-01T08:00:00.000Z'

test.each`
  deadline                      | left           | isOver   | isNear   | why
  ${'2026-12-05T10:00:00.000Z'} | ${'4 days'}    | ${false} | ${false} | ${'whole days, never one too many'}
  ${'2026-12-03T07:59:59.000Z'} | ${'1 days'}    | ${false} | ${true}  | ${'near within two days'}
  ${'2026-12-01T09:59:00.000Z'} | ${'1 hours'}   | ${false} | ${true}  | ${'hours on the last day'}
  ${'2026-12-01T08:00:20.000Z'} | ${'1 minutes'} | ${false} | ${true}  | ${'never "0 minutes left"'}
  ${'2026-12-01T07:00:00.000Z'} | ${'1 hours'}   | ${true}  | ${true}  | ${'passed'}
  ${'2026-11-20T08:00:00.000Z'} | ${'11 days'}   | ${true}  | ${true}  | ${'long passed'}
`('$deadline: $left, $why', ({ deadline, left, isOver, isNear }) => {
  const found = timeLeft(deadline, NOW)
  expect(`${found.count} ${found.unit}`).toBe(left)
  expect(found).toMatchObject({ isOver, isNear })
})

test('a greeting for every hour of the day', () => {
  expect([0, 4, 5, 10, 11, 12, 13, 17, 18, 23].map(greetingAt)).toEqual([
    ...['night', 'night', 'morning', 'morning', 'noon', 'noon'],
    ...['afternoon', 'afternoon', 'evening', 'evening'],
  ])
})

test.each(['2026-10', '2026-Q4', '2026-H2', '2026'])('%s is taken apart and put together again', (text) => {
  expect(periodText(periodParts(text) ?? { kind: 'year', year: 0, number: 1 })).toBe(text)
})
test.each(['', '2026-13x', 'Q4', undefined])('%s is no period', (text) => {
  expect(periodParts(text)).toBeUndefined()
})

test.each`
  opened                            | today           | next         | why
  ${[]}                             | ${'2026-12-01'} | ${'2026-11'} | ${'the month that has passed'}
  ${['2026-11']}                    | ${'2026-12-01'} | ${'2026-12'} | ${'opened already: this one'}
  ${['2026-11', '2026-12']}         | ${'2026-12-01'} | ${'2027-01'} | ${'over the end of the year'}
  ${['2026-12']}                    | ${'2027-01-15'} | ${'2027-01'} | ${'over the beginning of the year'}
  ${['2026-Q4', '2026', '2026-10']} | ${'2026-12-01'} | ${'2026-11'} | ${'quarters and years are no months'}
`('after $opened on $today: $next, $why', ({ opened, today, next }) => {
  expect(periodText(nextMonth(opened, new Date(`${today}T12:00:00`)))).toBe(next)
})

test.each`
  program                                                                                                                    | device
  ${'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0'} | ${'Edge Windows'}
  ${'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Mobile/15E148 MicroMessenger/8.0'}             | ${'WeChat iPhone'}
  ${'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit/605.1 (KHTML, like Gecko) Version/17.0 Safari/605.1'}         | ${'Safari macOS'}
  ${'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36'}              | ${'Chrome Android'}
  ${'curl/8.0'}                                                                                                              | ${'undefined undefined'}
`('$device', ({ program, device }) => {
  const { browser, system } = deviceIn(program)
  expect(`${browser} ${system}`).toBe(device)
})

test.each`
  kind                   | period       | target
  ${'sheet.published'}   | ${'2026-10'} | ${'/periods/2026-10/my-sheet'}
  ${'sheet.changed'}     | ${'2026-10'} | ${'/periods/2026-10/my-sheet'}
  ${'appeal.decided'}    | ${'2026-10'} | ${'/periods/2026-10/my-sheet'}
  ${'appeal.opened'}     | ${'2026-10'} | ${'/periods/2026-10/appeals'}
  ${'evaluating.before'} | ${'2026-10'} | ${'/periods/2026-10/marks'}
  ${'collecting.after'}  | ${'2026-10'} | ${'/uploads'}
  ${'review.before'}     | ${'2026-10'} | ${'/periods/2026-10'}
  ${'whatever'}          | ${'2026-10'} | ${undefined}
  ${'sheet.published'}   | ${null}      | ${undefined}
`('a message $kind leads to $target', ({ kind, period, target }) => {
  expect(messageTarget({ kind, period })).toBe(target)
})

test.each`
  hit                                                           | scope    | target                           | why
  ${{ kind: 'person', key: 'T001' }}                            | ${'all'} | ${'/people/T001'}                | ${'HR goes to the person'}
  ${{ kind: 'person', key: 'T001' }}                            | ${'own'} | ${'/periods/2026-10/my-sheet'}   | ${'oneself: the own sheet'}
  ${{ kind: 'client', key: 'C/1' }}                             | ${'all'} | ${'/records/clients/C%2F1'}      | ${'a code with a slash stays one part of the address'}
  ${{ kind: 'record', key: 'N001', table: 'orders' }}           | ${'all'} | ${'/records/orders/N001'}        | ${'a document'}
  ${{ kind: 'region', key: 'EAST' }}                            | ${'all'} | ${'/periods/2026-10/bonus/EAST'} | ${'a region: its bonus'}
  ${{ kind: 'account', key: 'x1', values: { username: 'hr' } }} | ${'all'} | ${'/accounts?search=hr'}         | ${'an account by its user name, never by its id'}
  ${{ kind: 'period', key: '2026-09' }}                         | ${'own'} | ${'/periods/2026-09/my-sheet'}   | ${'staff look at a period through their sheet'}
`('$why', ({ hit, scope, target }) => {
  const permissions: Readonly<Record<string, 'all' | 'own' | undefined>> = {
    'record.read': scope,
    'result.read': scope,
    'outstanding.read': scope === 'all' ? 'all' : undefined,
  }
  const seeker = { scopeOf: (permission: string) => permissions[permission], employee: 'T001', period: '2026-10' }
  expect(hitTarget({ title: '', table: null, values: {}, ...hit }, seeker)).toBe(target)
})
