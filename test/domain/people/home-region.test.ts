import { expect, test } from 'vitest'
import { present } from '../../../src/base/assert.ts'
import { dayFromText, daysBetween } from '../../../src/base/day.ts'
import { periodFromText } from '../../../src/base/period.ts'
import { type Employee, employedIn } from '../../../src/domain/people/employee.ts'
import { homeRegion, postingsByEmployee, regionDays, regionLooksCurrent } from '../../../src/domain/people/home-region.ts'

const day = (text: string) => present(dayFromText(text), text)
const optionalDay = (text: string) => (text === '' ? undefined : day(text))
const period = (text: string) => present(periodFromText(text), text)
const person = (hired = '', left = ''): Employee => ({
  number: 'T1',
  name: '王芳',
  position: 'service_engineer',
  region: 'EAST',
  spells: [{ from: optionalDay(hired), to: optionalDay(left) }],
})
const moves = (text: string) =>
  postingsByEmployee(
    text
      .split(' ')
      .filter(Boolean)
      .map((move) => ({ employee: 'T1', from: day(move.slice(0, 10)), region: move.slice(11), position: undefined })),
  )

test.each`
  postings                              | left            | region     | why
  ${''}                                 | ${''}           | ${'EAST'}  | ${'no posting: the employees table'}
  ${'2026-10-01:WEST'}                  | ${''}           | ${'WEST'}  | ${'the day of effect counts'}
  ${'2026-10-31:WEST'}                  | ${''}           | ${'WEST'}  | ${'the last day of the period counts'}
  ${'2026-11-01:WEST'}                  | ${''}           | ${'EAST'}  | ${'a later posting does not'}
  ${'2026-10-15:SOUTH 2026-03-01:WEST'} | ${''}           | ${'SOUTH'} | ${'the latest counts, in whatever order they come'}
  ${'2026-03-01:WEST 2026-10-20:SOUTH'} | ${'2026-10-19'} | ${'WEST'}  | ${'a posting after the leaving day does not'}
  ${'2026-03-01:WEST 2026-10-20:SOUTH'} | ${'2026-10-20'} | ${'SOUTH'} | ${'a posting on the leaving day does'}
`('home region in 2026-10 with "$postings", left "$left": $why', ({ postings, left, region }: Record<string, string>) => {
  expect(homeRegion(person('', left), moves(present(postings, '')), period('2026-10'))).toBe(region)
})

test.each`
  hired           | left            | employed
  ${''}           | ${''}           | ${true}
  ${'2026-10-31'} | ${''}           | ${true}
  ${'2026-11-01'} | ${''}           | ${false}
  ${''}           | ${'2026-10-01'} | ${true}
  ${''}           | ${'2026-09-30'} | ${false}
`(
  'hired "$hired", left "$left": employed in 2026-10 is $employed',
  ({ hired, left, employed }: { hired: string; left: string; employed: boolean }) => {
    expect(employedIn(person(hired, left), period('2026-10'))).toBe(employed)
  },
)

test.each`
  postings                             | hired           | left            | days
  ${''}                                | ${''}           | ${''}           | ${'EAST 31'}
  ${'2026-10-11:WEST'}                 | ${''}           | ${''}           | ${'EAST 10, WEST 21'}
  ${'2026-10-11:WEST 2026-10-21:EAST'} | ${''}           | ${''}           | ${'EAST 21, WEST 10'}
  ${'2026-09-11:WEST'}                 | ${'2026-10-30'} | ${''}           | ${'WEST 2'}
  ${'2026-10-11:WEST'}                 | ${''}           | ${'2026-10-12'} | ${'EAST 10, WEST 2'}
  ${'2026-10-01:WEST'}                 | ${''}           | ${''}           | ${'WEST 31'}
`('days in post: "$postings", hired "$hired", left "$left"', ({ postings, hired, left, days }: Record<string, string>) => {
  const found = regionDays(person(hired, left), moves(present(postings, '')), period('2026-10'), daysBetween)
  expect(found.map((each) => `${each.region} ${each.days}`).join(', ')).toBe(days)
})

test('an employees table that already shows the later region is pointed out', () => {
  expect(regionLooksCurrent(person(), moves('2026-11-01:EAST'), period('2026-10'))).toBe(true)
  expect(regionLooksCurrent(person(), moves('2026-11-01:WEST'), period('2026-10'))).toBe(false)
  expect(regionLooksCurrent(person(), moves('2026-10-01:WEST 2026-12-01:EAST'), period('2026-10'))).toBe(false)
})
