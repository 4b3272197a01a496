import type { RandomStream } from '../../fixtures/worlds/generator/random-stream.ts'
import { present } from '../../src/base/assert.ts'
import { type Day, dayBefore, dayOf, dayOfMonth, firstOfMonth, lastOfMonth, monthOf, yearOf } from '../../src/base/day.ts'
import { monthsOf, type Period, previousPeriod, samePeriodLastYear } from '../../src/base/period.ts'
import type { Tables } from './random-world.ts'
import { writtenDay, writtenFlag } from './written-forms.ts'

export interface Company {
  readonly tables: Tables
  readonly regions: readonly string[]
  readonly reps: readonly string[]
  readonly engineers: readonly string[]
  readonly managers: readonly string[]
  readonly clients: readonly { readonly code: string; readonly rep: string }[]
  /** A code or number as a record writes it: now and then by its name, where that is unique. */
  named(draw: RandomStream, code: string): string
}

const FIRST_DAY = present(dayOf(2023, 1, 1), 'A day of the calendar.')

const CODES = ['EAST', 'a-1', 'B-1', '东区', '𠮷区', 'R10', 'R9'] as const

/** Regions, people with moves, joiners and leavers, and clients. Codes differ in case, length and script, since lists are ordered by code point. */
export function randomCompany(draw: RandomStream): Company {
  const regions = Array.from(
    { length: draw.between(1, 4) },
    (_, index) => CODES[(index * 3 + draw.below(2)) % CODES.length] ?? 'EAST',
  ).filter((code, index, all) => all.indexOf(code) === index)
  const numbered = (letter: string, count: number) =>
    Array.from({ length: count }, (_, index) =>
      draw.pick([`${letter}${index + 1}`, `${letter.toLowerCase()}0${index + 1}`, `𠮷${letter}${index}`]),
    )
  const reps = numbered('S', draw.between(1, 5))
  const engineers = numbered('T', draw.between(1, 6))
  const managers = numbered('M', 2)
  // Without a table of clients they are taken from the records, have no name and no rep, and every collection says whose it is.
  const listed = draw.chance(920)
  const clients = numbered('C', draw.between(1, 8)).map((code) => ({ code, rep: listed && draw.chance(800) ? draw.pick(reps) : '' }))

  const positions = [
    ...reps.map((number) => ({ number, position: draw.pick(['sales_rep', '业务员']) })),
    ...engineers.map((number) => ({ number, position: draw.pick(['service_engineer', '技术客服']) })),
    ...managers.map((number, index) => ({ number, position: index === 0 ? '区域经理' : 'rd_manager' })),
  ]
  const nameOf = (code: string) => `${code}的名称`
  const employees = positions.map((person, index) => {
    const joined = draw.chance(350) ? draw.pick(EVERY_DAY) : undefined
    const left = draw.chance(250) ? draw.pick(EVERY_DAY.filter((day) => joined === undefined || day >= joined)) : undefined
    return {
      ...person,
      name: index % 5 === 4 ? '张伟' : nameOf(person.number),
      region: draw.pick(regions),
      hired_on: joined ? writtenDay(draw, joined) : '',
      left_on: left ? writtenDay(draw, left) : '',
    }
  })
  const known = new Map(employees.filter((one) => one.name !== '张伟').map((one) => [one.number, one.name]))
  if (listed) for (const client of clients) known.set(client.code, nameOf(client.code))
  const postings = positions.flatMap(({ number }) => {
    const days = new Set(Array.from({ length: draw.pick([0, 0, 0, 1, 1, 2]) }, () => draw.pick(EVERY_DAY)))
    return [...days].map((day) => {
      const position = draw.chance(200) ? draw.pick(['sales_rep', '业务员', 'service_engineer', '技术客服', 'regional_manager']) : ''
      const region = position !== '' && draw.chance(400) ? '' : draw.pick(regions)
      return { employee: number, region, from: writtenDay(draw, day), position }
    })
  })
  const spells = positions.flatMap(({ number }) => (draw.chance(200) ? randomSpells(draw, number) : []))
  const handovers = clients.flatMap(({ code }) => {
    const days = new Set(Array.from({ length: draw.pick([0, 0, 1, 2]) }, () => draw.pick(EVERY_DAY)))
    return [...days].map((day) => ({ client: code, rep: draw.pick(reps), from: writtenDay(draw, day) }))
  })
  return {
    tables: {
      regions: regions.map((code) => ({ code, name: nameOf(code) })),
      employees,
      postings: [...postings, ...postings.slice(0, 1)],
      spells: [...spells, ...spells.slice(0, 1)],
      client_reps: handovers,
      ...(listed
        ? {
            clients: clients.map((client) => ({
              code: client.code,
              name: nameOf(client.code),
              region: draw.chance(500) ? draw.pick(regions) : '',
              rep: client.rep,
              class: draw.pick(['', 'A', 'B"级"']),
              internal: draw.chance(600) ? '' : writtenFlag(draw, draw.chance(300)),
            })),
          }
        : {}),
    },
    regions,
    reps,
    engineers,
    managers,
    clients,
    named: (stream, code) => (stream.chance(40) ? (known.get(code) ?? code) : code),
  }
}

/** One to three spells of employment, one after the other; the last may be open. */
function randomSpells(draw: RandomStream, employee: string) {
  const bounds = [...new Set(Array.from({ length: draw.pick([2, 4, 6]) }, () => draw.pick(EVERY_DAY)))].sort((a, b) => a - b)
  return bounds.flatMap((from, index) => {
    if (index % 2 === 1) return []
    const to = bounds[index + 1]
    return [{ employee, from: writtenDay(draw, from), to: to === undefined ? '' : writtenDay(draw, to) }]
  })
}

/** Days of 2023 to 2027 on which something can begin or end: the first, second, fifteenth and last of every month. */
const EVERY_DAY: readonly Day[] = Array.from({ length: 60 }, (_, month) => firstOfMonth(FIRST_DAY, month)).flatMap((first) => [
  first,
  dayAfter(first, 1),
  dayAfter(first, 14),
  lastOfMonth(first),
])

/** A day that matters to the period: within it, at its edges, in the periods it is compared with, or any time before or soon after. */
export function dayAround(draw: RandomStream, period: Period): Day {
  const anyDay = (first: Day, months: number): Day => {
    const month = firstOfMonth(first, draw.below(months))
    return dayAfter(month, draw.below(dayOfMonth(lastOfMonth(month))))
  }
  const within = (range: Period): Day => anyDay(range.first, monthsOf(range).length)
  const which = draw.below(100)
  if (which < 45) return within(period)
  if (which < 55) return draw.pick([period.first, period.last, dayBefore(period.first), firstOfMonth(period.last, 1)])
  if (which < 65) return within(previousPeriod(period))
  if (which < 75) return within(samePeriodLastYear(period))
  return anyDay(firstOfMonth(period.first, -30), 32 + monthsOf(period).length)
}

/** So many days later in the same month. */
function dayAfter(first: Day, days: number): Day {
  return present(dayOf(yearOf(first), monthOf(first), dayOfMonth(first) + days), 'The month has that day.')
}

/** The period itself, and others whose marks, decisions and commissions must not count for it: a year before, the last month of a longer one. */
export function periodsAround(period: Period): string[] {
  return [
    ...new Set([
      period.text,
      samePeriodLastYear(period).text,
      ...monthsOf(period)
        .slice(-1)
        .map((month) => month.text),
    ]),
  ]
}
