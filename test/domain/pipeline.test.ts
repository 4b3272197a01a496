import { expect, test } from 'vitest'
import { present } from '../../src/base/assert.ts'
import { type Day, dayFromText, dayText } from '../../src/base/day.ts'
import { rationalFromText } from '../../src/base/rational.ts'
import { exactText } from '../../src/base/rounding.ts'
import type { Opportunity } from '../../src/domain/opportunities/opportunity.ts'
import { pipelineOf } from '../../src/domain/opportunities/pipeline.ts'

const day = (text: string) => present(dayFromText(text), text)
const DAYS = { first: day('2026-01-01'), last: day('2026-06-30') }

function opportunity(more: Partial<Opportunity>): Opportunity {
  return {
    ...{
      number: 'O1',
      rep: 'R1',
      stage: '报价',
      amount: 100_000n,
      createdOn: day('2026-02-01'),
      expectedOn: undefined,
      closedOn: undefined,
    },
    ...{ outcome: undefined, probability: undefined, stages: [], ...more },
  }
}
const at = (stage: string, from: string) => ({ stage, from: day(from) })
const only = (found: Opportunity) => pipelineOf([found], DAYS)
const movesOf = (pipeline: ReturnType<typeof pipelineOf>) =>
  pipeline.stages.map(({ stage, moves, averageDays }) => [
    stage,
    ...moves.map(({ to, back }) => `${typeof to === 'string' ? to : to.stage}${back ? ' back' : ''}`),
    averageDays ? exactText(averageDays) : '-',
  ])

test('stages skipped and gone back to are ways of their own, and a row that names the same stage goes on with it', () => {
  const stages = [
    at('初访', '2026-02-01'),
    at('谈判', '2026-02-11'),
    at('谈判', '2026-02-15'),
    at('初访', '2026-03-01'),
    at('报价', '2026-03-03'),
  ]
  expect(movesOf(only(opportunity({ stages })))).toEqual([
    ['初访', '报价', '谈判', '6'],
    ['谈判', '初访 back', '18'],
    ['报价', 'open', '-'],
  ])
})

test('what nobody wrote down is said and not guessed', () => {
  const withoutDay = only(opportunity({ outcome: 'won' }))
  expect([withoutDay.open.count, withoutDay.closed.won.count, withoutDay.remarks.outcomeWithoutDay]).toEqual([0, 0, 1])
  const closed = only(opportunity({ closedOn: day('2026-03-01') }))
  expect([closed.closed.withoutOutcome.count, closed.closed.winRate]).toEqual([1, undefined])
  expect(movesOf(closed)).toEqual([['报价', 'no_outcome', '28']])
  const blank = only(opportunity({ probability: undefined }))
  expect([exactText(blank.open.weighted), blank.open.withoutProbability]).toEqual(['0', { count: 1, amount: 100_000n }])
  expect(blank.forecast.map(({ month }) => month)).toEqual([undefined])
  expect(only(opportunity({ stages: [at('报价', '2026-08-01')] })).remarks.stageUnknown).toBe(1)
  expect(
    only(opportunity({ closedOn: day('2026-03-01'), outcome: 'lost', stages: [at('报价', '2026-02-01'), at('谈判', '2026-04-01')] }))
      .remarks,
  ).toMatchObject({
    ...{ stagesAfterClosing: 1, stageDiffers: 1 },
  })
})

/** A few hundred invented opportunities with every oddity, the same each time. */
function invented(seed: number): Opportunity[] {
  let state = seed * 6151 + 3
  const below = (count: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * count)
  }
  const some = (): Day => day(`2026-${String(1 + below(9)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`)
  const names = ['初访', '报价', '谈判', '签约']
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T
  return Array.from({ length: 400 }, (_, index) => {
    const days = [...new Set(Array.from({ length: below(6) }, some))].sort((a, b) => a - b)
    const closedOn = below(2) === 0 ? some() : undefined
    return {
      ...{ number: `O${index}`, rep: `R${below(4)}`, stage: pick(names), amount: BigInt(below(1_000_000)), createdOn: some() },
      ...{ expectedOn: below(3) === 0 ? undefined : some(), closedOn, outcome: pick(['won', 'lost', undefined] as const) },
      probability: rationalFromText(pick(['0.3', '1/3', '1', '0', ''])),
      stages: days.map((from) => ({ stage: pick(names), from })),
    }
  })
}

test.each([1, 2, 3])('an invented pipeline of four hundred adds up as plain code has it (%d)', (seed) => {
  const all = invented(seed)
  const found = pipelineOf(all, DAYS)
  const first = '2026-01-01'
  const last = '2026-06-30'
  const text = (each: Day | undefined) => (each === undefined ? undefined : dayText(each))
  const known = all.filter(({ createdOn, outcome, closedOn }) => dayText(createdOn) <= last && !(outcome && closedOn === undefined))
  const open = known.filter(({ closedOn }) => closedOn === undefined || dayText(closedOn) > last)
  // Day by day: in which stage each is, from what was written down last.
  const stageOn = (one: Opportunity, on: string): string | undefined =>
    one.stages.length === 0
      ? dayText(one.createdOn) <= on
        ? one.stage
        : undefined
      : one.stages.filter(({ from }) => dayText(from) <= on).at(-1)?.stage
  for (const name of ['初访', '报价', '谈判', '签约']) {
    const line = present(
      found.stages.find(({ stage }) => stage === name),
      name,
    )
    const inStage = open.filter((one) => stageOn(one, last) === name)
    expect(line.open.count).toBe(inStage.length)
    expect(line.open.amount).toBe(inStage.reduce((sum, { amount }) => sum + amount, 0n))
    // In ninths and tenths of a fen, so that all is whole.
    const ninetieths = inStage.reduce(
      (sum, { amount, probability: p }) => sum + (p ? (amount * p.numerator * 90n) / p.denominator : 0n),
      0n,
    )
    expect((line.open.weighted.numerator * 90n) / line.open.weighted.denominator).toBe(ninetieths)
  }
  const days: string[] = []
  for (let time = Date.parse('2026-01-01'); time <= Date.parse(last); time += 86_400_000)
    days.push(new Date(time).toISOString().slice(0, 10))
  const ways = new Map<string, number>()
  const lengths = new Map<string, number[]>()
  for (const one of known) {
    const end = one.closedOn !== undefined && dayText(one.closedOn) <= last ? dayText(one.closedOn) : last
    const walk = days.filter((each) => each <= end).map((each) => stageOn(one, each))
    let begin = -1
    for (const [place, stage] of walk.entries()) {
      if (stage !== walk[place - 1]) begin = place
      const next = walk[place + 1]
      const isLast = place === walk.length - 1
      if (stage === undefined || (!isLast && next === stage)) continue
      const way = isLast ? (end === last && text(one.closedOn) !== last ? 'open' : (one.outcome ?? 'no_outcome')) : next
      ways.set(`${stage} ${way}`, (ways.get(`${stage} ${way}`) ?? 0) + 1)
      if (way !== 'open') lengths.set(stage, [...(lengths.get(stage) ?? []), (isLast ? place : place + 1) - begin])
    }
  }
  const moves = found.stages.flatMap(({ stage, moves: all }) =>
    all.map(({ to, count }) => [`${stage} ${typeof to === 'string' ? to : to.stage}`, count] as const),
  )
  expect(new Map(moves)).toEqual(ways)
  for (const { stage, averageDays, longestDays } of found.stages) {
    const own = lengths.get(stage) ?? []
    expect([stage, longestDays]).toEqual([stage, Math.max(...own)])
    expect(Number(averageDays?.numerator) / Number(averageDays?.denominator)).toBeCloseTo(
      own.reduce((sum, each) => sum + each, 0) / own.length,
      9,
    )
  }
  const closed = known.filter(({ closedOn }) => closedOn !== undefined && dayText(closedOn) >= first && dayText(closedOn) <= last)
  const [won, lost] = ['won', 'lost'].map((wanted) => closed.filter(({ outcome }) => outcome === wanted).length) as [number, number]
  expect([found.closed.won.count, found.closed.lost.count]).toEqual([won, lost])
  expect(Number(found.closed.winRate?.numerator) / Number(found.closed.winRate?.denominator)).toBeCloseTo(won / (won + lost), 9)
  expect(found.forecast.reduce((sum, { volume }) => sum + volume.count, 0)).toBe(open.length)
  for (const { month, volume } of found.forecast) {
    expect([month, volume.count]).toEqual([month, open.filter(({ expectedOn }) => text(expectedOn)?.slice(0, 7) === month).length])
  }
})
