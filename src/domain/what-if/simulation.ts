import { type Fen, fen } from '../../base/money.ts'
import type { Language } from '../../base/problem.ts'
import { byCodePoint } from '../../base/text-order.ts'
import {
  type ChangedRule,
  type ChangedSetting,
  type ComparedPeriod,
  type ComparedPerson,
  differenceOf,
  MONEY,
  type Money,
  type Sides,
  sameFigures,
} from './compared.ts'

/** Amounts of many people, by what they are. */
export type Amounts = Readonly<Record<Money, Fen>>

/** How many people get more, less or the same money, and whose score or points rise or fall. */
export interface Counts {
  readonly gain: number
  readonly lose: number
  readonly same: number
  readonly higherPoints: number
  readonly lowerPoints: number
}

export interface PersonOverall extends Sides<Amounts> {
  readonly employee: string
  readonly name: string
  /** The last one in which the person was appraised. */
  readonly region: string
}

/** How many people's difference of all periods lies from one amount to below the next; open at the ends. */
export interface Bucket {
  readonly from: Fen | undefined
  readonly to: Fen | undefined
  readonly people: number
}

/** The records of a side: their hash, and how many each table has. */
export interface Inputs {
  readonly sha256: string
  readonly rows: Readonly<Partial<Record<string, number>>>
}

export interface Changed<T> {
  readonly change: T
  /** The periods in which it is so. */
  readonly periods: readonly string[]
}

/** What a change comes to over some periods. */
export interface Simulation {
  readonly language: Language
  readonly company: string | undefined
  readonly inputs: Sides<Inputs>
  readonly settings: readonly Changed<ChangedSetting>[]
  readonly rules: readonly Changed<ChangedRule>[]
  readonly periods: readonly (ComparedPeriod & { readonly totals: Sides<Amounts>; readonly counts: Counts })[]
  readonly totals: Sides<Amounts>
  readonly counts: Counts
  /** By number; amounts of all periods. */
  readonly people: readonly PersonOverall[]
  readonly distribution: readonly Bucket[]
}

export function simulationOf(
  compared: readonly ComparedPeriod[],
  inputs: Sides<Inputs>,
  { language, company }: { readonly language: Language; readonly company?: string | undefined },
): Simulation {
  const people = overall(compared)
  return {
    ...{ language, company, inputs },
    settings: together(compared.map(({ period, changed }) => [period, changed.settings])),
    rules: together(compared.map(({ period, changed }) => [period, changed.rules])),
    periods: compared.map((each) => ({ ...each, totals: totalsOf(each.people), counts: countsOf(each.people) })),
    totals: { before: added(people.map(({ before }) => before)), after: added(people.map(({ after }) => after)) },
    counts: { ...countsOf(compared.flatMap((each) => each.people)), ...moneyCounts(people.map(differenceOverall)) },
    people,
    distribution: distributionOf(people.map(differenceOverall)),
  }
}

export function differenceOverall({ before, after }: Sides<Amounts>): Fen {
  return fen(after.total - before.total)
}

const NOTHING: Amounts = { bonus: fen(0n), commission: fen(0n), performancePay: fen(0n), total: fen(0n) }

function amountsOf(figures: ComparedPerson['before']): Amounts {
  if (!figures) return NOTHING
  const { bonus = fen(0n), commission = fen(0n), performancePay = fen(0n), total } = figures
  return { bonus, commission, performancePay, total }
}

function added(all: readonly Amounts[]): Amounts {
  const sums = { ...NOTHING }
  for (const each of all) for (const of of MONEY) sums[of] = fen(sums[of] + each[of])
  return sums
}

function totalsOf(people: readonly ComparedPerson[]): Sides<Amounts> {
  return { before: added(people.map(({ before }) => amountsOf(before))), after: added(people.map(({ after }) => amountsOf(after))) }
}

function moneyCounts(differences: readonly Fen[]): Pick<Counts, 'gain' | 'lose' | 'same'> {
  const count = (matches: (difference: Fen) => boolean) => differences.filter(matches).length
  return { gain: count((each) => each > 0n), lose: count((each) => each < 0n), same: count((each) => each === 0n) }
}

function countsOf(people: readonly ComparedPerson[]): Counts {
  const rises = people.map(({ before, after }) =>
    sameFigures({ before, after })
      ? 0
      : Math.sign(Number(after?.score ?? after?.points ?? 0) - Number(before?.score ?? before?.points ?? 0)),
  )
  return {
    ...moneyCounts(people.map((each) => differenceOf(each, 'total'))),
    higherPoints: rises.filter((rise) => rise > 0).length,
    lowerPoints: rises.filter((rise) => rise < 0).length,
  }
}

function overall(compared: readonly ComparedPeriod[]): PersonOverall[] {
  const found = new Map<string, PersonOverall>()
  for (const { employee, name, region, before, after } of compared.flatMap(({ people }) => people)) {
    const known = found.get(employee) ?? { before: NOTHING, after: NOTHING }
    found.set(employee, {
      ...{ employee, name, region },
      before: added([known.before, amountsOf(before)]),
      after: added([known.after, amountsOf(after)]),
    })
  }
  return [...found.values()].sort((a, b) => byCodePoint(a.employee, b.employee))
}

/** In fen: nothing at all has a place of its own. */
const BOUNDS = [-100000n, -50000n, -10000n, 0n, 1n, 10000n, 50000n, 100000n].map(fen)

function distributionOf(differences: readonly Fen[]): Bucket[] {
  return [undefined, ...BOUNDS].map((from, index) => {
    const to = BOUNDS[index]
    return {
      from,
      to,
      people: differences.filter((each) => (from === undefined || each >= from) && (to === undefined || each < to)).length,
    }
  })
}

/** The amounts of which there are any, bonus and total always. */
export function moneyOf({ people }: Pick<Simulation, 'people'>): readonly Money[] {
  const isAny = (of: Money) => people.some(({ before, after }) => before[of] !== 0n || after[of] !== 0n)
  return MONEY.filter((of) => of === 'bonus' || of === 'total' || isAny(of))
}

/** Changes of several periods, each once with the periods that have it. */
function together<T>(byPeriod: readonly (readonly [string, readonly T[]])[]): Changed<T>[] {
  const found = new Map<string, { readonly change: T; readonly periods: string[] }>()
  for (const [period, changes] of byPeriod) {
    for (const change of changes) {
      const key = JSON.stringify(change)
      const known = found.get(key) ?? { change, periods: [] }
      known.periods.push(period)
      found.set(key, known)
    }
  }
  return [...found].sort(([a], [b]) => byCodePoint(a, b)).map(([, each]) => each)
}
