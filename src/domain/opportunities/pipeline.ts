import type { Day } from '../../base/day.ts'
import { groupBy } from '../../base/group-by.ts'
import type { Days } from '../../base/period.ts'
import { add, multiply, type Rational, rational, ZERO } from '../../base/rational.ts'
import { byCodePoint } from '../../base/text-order.ts'
import { daysFrom, isClosedBy, isDecidedWithoutDay, type Opportunity, type Stay, staysOf } from './opportunity.ts'

/** Opportunities added up; amounts in fen. */
export interface Volume {
  readonly count: number
  readonly amount: bigint
  /** Amounts by their probability, exactly; of those that have one. */
  readonly weighted: Rational
  /** How many of them have no probability and how much they are: they stand in no forecast. */
  readonly withoutProbability: { readonly count: number; readonly amount: bigint }
}

/** A stage: what is open in it at the end of the days, and the stays in it that began on them. */
export interface StageLine {
  readonly stage: string
  readonly open: Volume
  readonly stays: number
  /** Of those stays that ended by the end of the days; undefined where none did. */
  readonly averageDays: Rational | undefined
  readonly longestDays: number | undefined
  /** Into what the stays went on, most first: another stage, a closing, or nothing yet. */
  readonly moves: readonly StageMove[]
}

export interface StageMove {
  readonly to: { readonly stage: string } | 'won' | 'lost' | 'no_outcome' | 'open'
  readonly count: number
  /** Of all stays in the stage that began on the days. */
  readonly share: Rational
  /** How many of them went back to where the opportunity had been before. */
  readonly back: number
}

export interface Pipeline {
  /** In the order in which opportunities come to them: by the mean of the days from creation, then by code point. */
  readonly stages: readonly StageLine[]
  /** What is open by the month of the expected day; those without one last. */
  readonly forecast: readonly { readonly month: string | undefined; readonly volume: Volume }[]
  readonly open: Volume
  /** Closed on the days. The rate is of those with an outcome; undefined where there are none. */
  readonly closed: {
    readonly won: Volume
    readonly lost: Volume
    readonly withoutOutcome: Volume
    readonly winRate: Rational | undefined
    readonly winRateByAmount: Rational | undefined
  }
  /** What was not counted, or may be otherwise than it looks, so that nobody has to guess: how many opportunities. */
  readonly remarks: {
    /** An outcome and no closing day: neither open nor closed. */
    readonly outcomeWithoutDay: number
    /** No stage was written down: taken to have been in its own stage since its creation. */
    readonly withoutStages: number
    /** Open, and its first stage was written down for a later day: in no stage. */
    readonly stageUnknown: number
    /** The stage of the opportunity is not the one written down last. */
    readonly stageDiffers: number
    /** Stages written down for days after the closing, which do not count. */
    readonly stagesAfterClosing: number
    /** Open, and expected before the end of the days. */
    readonly overdue: number
  }
}

/** The sales pipeline 销售漏斗 of some opportunities over some days: what is open at their end, where stays led, and what was closed. */
export function pipelineOf(all: readonly Opportunity[], { first, last }: Days): Pipeline {
  const known = all.filter(({ createdOn }) => createdOn <= last)
  const counted = known.filter((each) => !isDecidedWithoutDay(each))
  const open = counted.filter((each) => !isClosedBy(each, last))
  const closed = counted.filter(({ closedOn }) => closedOn !== undefined && closedOn >= first && closedOn <= last)
  const stays = new Map(counted.map((each) => [each, staysOf(each, last)]))
  const begun = [...stays.values()].flat().filter(({ from }) => from >= first)
  const inStage = groupBy(
    open.flatMap((each) => {
      const now = stays.get(each)?.at(-1)
      return now ? [{ stage: now.stage, each }] : []
    }),
    ({ stage }) => stage,
  )
  const ofStage = groupBy(begun, ({ stage }) => stage)
  const names = inOrder([...new Set([...inStage.keys(), ...ofStage.keys()])], stays)
  return {
    stages: names.map((stage) =>
      stageLine(
        stage,
        (inStage.get(stage) ?? []).map(({ each }) => each),
        ofStage.get(stage) ?? [],
        stays,
      ),
    ),
    forecast: forecastOf(open),
    open: volumeOf(open),
    closed: closedOf(closed),
    remarks: {
      outcomeWithoutDay: known.length - counted.length,
      withoutStages: counted.filter((each) => each.stages.length === 0).length,
      stageUnknown: open.filter((each) => stays.get(each)?.length === 0).length,
      stageDiffers: counted.filter(({ stage, stages }) => stages.length > 0 && stages.at(-1)?.stage !== stage).length,
      stagesAfterClosing: counted.filter(({ closedOn, stages }) => closedOn !== undefined && stages.some(({ from }) => from > closedOn))
        .length,
      overdue: open.filter(({ expectedOn }) => expectedOn !== undefined && expectedOn < last).length,
    },
  }
}

function volumeOf(list: readonly Opportunity[]): Volume {
  const without = list.filter(({ probability }) => probability === undefined)
  return {
    count: list.length,
    amount: sumOf(list),
    weighted: list.reduce((sum, { amount, probability }) => (probability ? add(sum, multiply(rational(amount), probability)) : sum), ZERO),
    withoutProbability: { count: without.length, amount: sumOf(without) },
  }
}

function sumOf(list: readonly Opportunity[]): bigint {
  return list.reduce((sum, { amount }) => sum + amount, 0n)
}

type Stays = ReadonlyMap<Opportunity, readonly Stay[]>

function stageLine(stage: string, open: readonly Opportunity[], begun: readonly Stay[], stays: Stays): StageLine {
  const ended = begun.filter(({ end }) => end !== 'open').map(({ days }) => days)
  const total = ended.reduce((sum, days) => sum + days, 0)
  return {
    ...{ stage, open: volumeOf(open), stays: begun.length, moves: movesOf(begun, stays) },
    averageDays: ended.length === 0 ? undefined : rational(BigInt(total), BigInt(ended.length)),
    longestDays: ended.length === 0 ? undefined : ended.reduce((most, days) => Math.max(most, days), 0),
  }
}

function movesOf(begun: readonly Stay[], stays: Stays): StageMove[] {
  const next = new Map<Stay, Stay>()
  for (const list of stays.values()) {
    for (const [index, stay] of list.entries()) {
      const after = list[index + 1]
      if (after) next.set(stay, after)
    }
  }
  const groups = groupBy(begun, ({ end }) => JSON.stringify(end))
  return [...groups.values()]
    .flatMap((group): StageMove[] => {
      const [one] = group
      if (!one) return []
      const { end } = one
      const to = end === 'open' ? 'open' : 'to' in end ? { stage: end.to } : end.closed
      const back = group.filter((stay) => next.get(stay)?.again).length
      return [{ to, count: group.length, share: rational(BigInt(group.length), BigInt(begun.length)), back }]
    })
    .sort((a, b) => b.count - a.count || byCodePoint(JSON.stringify(a.to), JSON.stringify(b.to)))
}

/** Stages by how many days after its creation an opportunity first comes to them, on average. */
function inOrder(names: readonly string[], stays: Stays): string[] {
  const reached = new Map<string, { days: number; count: number }>()
  for (const [{ createdOn }, list] of stays) {
    for (const stay of list) {
      if (stay.again) continue
      const known = reached.get(stay.stage) ?? { days: 0, count: 0 }
      reached.set(stay.stage, { days: known.days + daysFrom(createdOn, stay.from), count: known.count + 1 })
    }
  }
  const place = (name: string) => reached.get(name) ?? { days: 0, count: 1 }
  return [...names].sort((a, b) => place(a).days * place(b).count - place(b).days * place(a).count || byCodePoint(a, b))
}

function forecastOf(open: readonly Opportunity[]): Pipeline['forecast'] {
  const months = groupBy(open, ({ expectedOn }) => (expectedOn === undefined ? '' : monthText(expectedOn)))
  const named = [...months].sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : byCodePoint(a, b)))
  return named.map(([month, list]) => ({ month: month === '' ? undefined : month, volume: volumeOf(list) }))
}

function monthText(day: Day): string {
  return `${Math.floor(day / 10_000)}-${String(Math.floor(day / 100) % 100).padStart(2, '0')}`
}

function closedOf(closed: readonly Opportunity[]): Pipeline['closed'] {
  const of = (outcome: Opportunity['outcome']) => volumeOf(closed.filter((each) => each.outcome === outcome))
  const [won, lost] = [of('won'), of('lost')]
  const decided = won.count + lost.count
  const amount = won.amount + lost.amount
  return {
    ...{ won, lost, withoutOutcome: of(undefined) },
    winRate: decided === 0 ? undefined : rational(BigInt(won.count), BigInt(decided)),
    winRateByAmount: amount <= 0n ? undefined : rational(won.amount, amount),
  }
}
