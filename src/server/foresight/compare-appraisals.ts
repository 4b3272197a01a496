import { fen, yuanText } from '../../base/money.ts'
import type { ListedAppraisal } from '../../domain/appraisal.ts'
import { figuresOf as moneyAndScores, resultsByPerson } from '../../domain/what-if/person-figures.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import type { personEffectSchema, regionEffectSchema } from './foresight-schema.ts'

export type PersonEffect = ShapeOf<typeof personEffectSchema>
export type RegionEffect = ShapeOf<typeof regionEffectSchema>

interface PersonFigures extends Pick<PersonEffect, 'kind' | 'employee' | 'name' | 'region'> {
  readonly status: PersonEffect['status']['after']
  readonly score: string | null
  /** In fen. */
  readonly bonus: bigint | undefined
  readonly commission: bigint | undefined
  readonly performancePay: bigint | undefined
}

const MONEY = ['bonus', 'commission', 'performancePay'] as const

interface RegionFigures extends Pick<RegionEffect, 'region' | 'name'> {
  readonly status: RegionEffect['status']['after']
  /** In fen. */
  readonly pool: bigint
}

/** What an appraisal says of everybody and every region, as a run keeps it. */
export interface AppraisedFigures {
  readonly people: ReadonlyMap<string, PersonFigures>
  readonly regions: ReadonlyMap<string, RegionFigures>
}

export function figuresOf(appraisal: ListedAppraisal): AppraisedFigures {
  const people = new Map<string, PersonFigures>()
  for (const person of resultsByPerson(appraisal).values()) {
    const { employee, name, region, service, sales } = person
    const { score, points, bonus, commission, performancePay } = moneyAndScores(person, NOBODY_HELD)
    const status = service ? service.status : sales && sales.points === undefined ? 'held' : 'scored'
    const kind = service ? 'service' : sales ? 'sales' : 'other'
    people.set(employee, { kind, employee, name, region, status, score: service ? score : points, bonus, commission, performancePay })
  }
  const { bonus } = appraisal
  return { people, regions: new Map(bonus.map(({ region, name, status, pool }) => [region, { region, name, status, pool }])) }
}

/** That a region is held is said of the region here. */
const NOBODY_HELD: ReadonlySet<string> = new Set()

/** Everybody and every region of whom two appraisals say something else, the largest difference of money first, then of points. */
export function changedFigures(
  before: AppraisedFigures,
  after: AppraisedFigures,
): { readonly people: readonly PersonEffect[]; readonly regions: readonly RegionEffect[] } {
  const regions = pairsOf(before.regions, after.regions)
    .filter(([was, is]) => was?.status !== is?.status || was?.pool !== is?.pool)
    .sort((a, b) => descending(differenceOf(a, poolOf), differenceOf(b, poolOf)))
    .map(([was, is, { region, name }]): RegionEffect => {
      const pool = { before: yuanOf(was?.pool), after: yuanOf(is?.pool) }
      return { region, name, status: { before: was?.status ?? null, after: is?.status ?? null }, pool }
    })
  const people = pairsOf(before.people, after.people)
    .filter(([was, is]) => was?.status !== is?.status || was?.score !== is?.score || MONEY.some((of) => was?.[of] !== is?.[of]))
    .sort(
      (a, b) =>
        descending(differenceOf(a, moneyOf), differenceOf(b, moneyOf)) || descending(differenceOf(a, scoreOf), differenceOf(b, scoreOf)),
    )
    .map(([was, is, { kind, employee, name, region }]): PersonEffect => {
      const status = { before: was?.status ?? null, after: is?.status ?? null }
      const money = (of: (typeof MONEY)[number]) => ({ before: yuanOf(was?.[of]), after: yuanOf(is?.[of]) })
      const score = { before: was?.score ?? null, after: is?.score ?? null }
      const amounts = { bonus: money('bonus'), commission: money('commission'), performancePay: money('performancePay') }
      return { kind, employee, name, region, status, score, ...amounts }
    })
  return { people, regions }
}

type Two<T> = readonly [T | undefined, T | undefined, T]

/** What is in either of two maps, each with what both say, by key. */
function pairsOf<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): Two<T>[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((key): Two<T>[] => {
    const [was, is] = [before.get(key), after.get(key)]
    const known = is ?? was
    return known === undefined ? [] : [[was, is, known]]
  })
}

const poolOf = ({ pool }: RegionFigures) => pool
const moneyOf = (figures: PersonFigures) => MONEY.reduce((sum, of) => sum + (figures[of] ?? 0n), 0n)
/** In hundredths. */
const scoreOf = ({ score }: PersonFigures) => (score === null ? 0n : BigInt(score.replace('.', '')))

function differenceOf<T>([was, is]: Two<T>, amountOf: (figures: T) => bigint): bigint {
  const difference = (is ? amountOf(is) : 0n) - (was ? amountOf(was) : 0n)
  return difference < 0n ? -difference : difference
}

function descending(a: bigint, b: bigint): number {
  return a === b ? 0 : a > b ? -1 : 1
}

function yuanOf(amount: bigint | undefined): string | null {
  return amount === undefined ? null : yuanText(fen(amount))
}
