import { type Fen, fen, yuanText } from '../../base/money.ts'
import type { Language } from '../../base/problem.ts'
import type { RegionBonus } from '../../domain/appraisal.ts'
import { type ComparedPerson, type ComparedRegion, differenceOf, MONEY, type Sides } from '../../domain/what-if/compared.ts'
import { type PersonFigures, sumOf } from '../../domain/what-if/person-figures.ts'
import type { Amounts, Simulation } from '../../domain/what-if/simulation.ts'
import { problemJson } from '../result-json.ts'

/**
 * simulation.json (CONTRACT section 7): every number a decimal string, every list in the order of its keys. It is no result: `format` is a word,
 * which `verify` and everything else that takes results refuses.
 */
export function simulationJson({ language, company, inputs, periods, ...simulation }: Simulation) {
  const { before, after } = inputs
  const state = ({ sha256, rows }: typeof before) => ({ sha256, rows })
  return {
    format: 'simulation',
    language,
    ...(company === undefined ? {} : { company }),
    inputs: before.sha256 === after.sha256 ? state(before) : { before: state(before), after: state(after) },
    change: {
      settings: simulation.settings.map(({ change, periods: of }) => ({ ...change, periods: of })),
      rules: simulation.rules.map(({ change, periods: of }) => ({ ...change, periods: of })),
    },
    totals: { ...sidesJson(simulation.totals), people: simulation.counts },
    distribution: simulation.distribution.map(({ from, to, people }) => ({ from: yuanOrNull(from), to: yuanOrNull(to), people })),
    periods: periods.map(({ period, sha256, totals, counts }) => {
      const { before: was, after: is, difference } = sidesJson(totals)
      const hashed = { before: { sha256: sha256.before, ...was }, after: { sha256: sha256.after, ...is } }
      return { period, ...hashed, difference, people: counts }
    }),
    regions: periods.flatMap(({ period, regions }) => regions.map((each) => ({ period, ...regionJson(each) }))),
    people: listOf(periods, ({ period, people }) => people.map((each) => ({ period, ...personJson(each, language) }))),
    problems: periods.flatMap(({ period, problems }) =>
      (['before', 'after'] as const).flatMap((side) =>
        problems[side].map((problem) => ({ period, only: side, ...problemJson(problem, language) })),
      ),
    ),
    files: [],
  }
}

/** A list that is made while it is written: ten thousand people by twelve months need not be in memory as JSON. */
function listOf<T>(items: readonly T[], json: (item: T) => readonly object[]): Iterable<object> {
  return {
    *[Symbol.iterator]() {
      for (const item of items) yield* json(item)
    },
  }
}

function sidesJson({ before, after }: Sides<Amounts>) {
  const json = (of: (each: (typeof MONEY)[number]) => Fen) => Object.fromEntries(MONEY.map((each) => [each, yuanText(of(each))]))
  return { before: json((of) => before[of]), after: json((of) => after[of]), difference: json((of) => fen(after[of] - before[of])) }
}

/** What a change would make of one person in one period. */
export function personJson({ employee, name, region, before, after, causes }: ComparedPerson, language: Language) {
  const [score, points] = [scoreDifference(before, after, 'score'), scoreDifference(before, after, 'points')]
  return {
    ...{ employee, name, region },
    before: figuresJson(before),
    after: figuresJson(after),
    difference: {
      ...(score === undefined ? {} : { score }),
      ...(points === undefined ? {} : { points }),
      ...Object.fromEntries(MONEY.map((of) => [of, yuanText(differenceOf({ before, after }, of))])),
    },
    causes: causes.map(({ figure, title, ...values }) => ({ figure, title: title[language], ...values })),
  }
}

function figuresJson(figures: PersonFigures | undefined): object | null {
  if (!figures) return null
  const { status, score, points, bonus, commission, performancePay, total } = figures
  return {
    ...{ status, score, points, bonus: yuanOrNull(bonus), commission: yuanOrNull(commission) },
    ...{ performancePay: yuanOrNull(performancePay), total: yuanText(total) },
  }
}

/** In points with two decimals; undefined where one side has none. */
function scoreDifference(before: PersonFigures | undefined, after: PersonFigures | undefined, of: 'score' | 'points'): string | undefined {
  const [was, is] = [before?.[of], after?.[of]]
  if (was === undefined || was === null || is === undefined || is === null) return undefined
  const hundredths = (text: string) => BigInt(text.replace('.', ''))
  return yuanText(fen(hundredths(is) - hundredths(was)))
}

function regionJson({ region, name, before, after }: ComparedRegion): object {
  const [was, is] = [amountsOfRegion(before), amountsOfRegion(after)]
  const keys = ['pool', 'paid', 'unallocated'] as const
  return {
    ...{ region, name, before: was?.json ?? null, after: is?.json ?? null },
    difference: Object.fromEntries(keys.map((key) => [key, yuanText(fen((is?.[key] ?? 0n) - (was?.[key] ?? 0n)))])),
  }
}

function amountsOfRegion(bonus: RegionBonus | undefined) {
  if (!bonus) return undefined
  const { status, netCollections, pool, unallocated, commission, shares } = bonus
  const paid = sumOf(shares.map(({ amount }) => amount)) ?? fen(0n)
  const amounts = { netCollections: yuanText(netCollections), pool: yuanText(pool), commission: yuanOrNull(commission) }
  return { pool, paid, unallocated, json: { status, ...amounts, paid: yuanText(paid), unallocated: yuanText(unallocated) } }
}

function yuanOrNull(amount: Fen | undefined): string | null {
  return amount === undefined ? null : yuanText(amount)
}
