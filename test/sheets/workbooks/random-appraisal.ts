import fc from 'fast-check'
import type { Appraisal } from '../../../src/domain/appraisal.ts'
import type { Kpi } from '../../../src/domain/sales/sales-facts.ts'
import { SHIPPED_KPIS } from '../../shipped-kpis.ts'
import { appraisalOf, engineer, type RegionSketch, representative } from './plausible-appraisal.ts'

/** Hundredths of a point; half of the time such as make weighted sums end in a half. */
const score = fc.oneof(
  fc.integer({ min: 0, max: 10_000 }),
  fc.integer({ min: 0, max: 2000 }).map((n) => n * 5),
  fc.constantFrom(0, 10_000, 3333, 6667, 29, 57),
)
/** Fen; half of the time such as a thousandth of makes half a fen, or shares of whole fen. */
const fen = fc.oneof(
  fc.integer({ min: 0, max: 2_000_000_000 }),
  fc.integer({ min: 0, max: 2_000_000 }).map((n) => n * 1000 + 500),
  fc.integer({ min: 1, max: 999 }).map((n) => n * 100_000),
)

const person = fc.record({
  scores: fc.tuple(score, score, score, score),
  missing: fc.option(fc.integer({ min: 0, max: 3 }), { freq: 6, nil: undefined }),
})

const region = fc.record({
  people: fc.oneof(
    fc.array(person, { minLength: 1, maxLength: 9 }),
    // Equal scores and a pool they divide evenly: shares of whole fen, which doubles often miss by a hair.
    fc.tuple(person, fc.integer({ min: 2, max: 7 })).map(([one, times]) => Array.from({ length: times }, () => one)),
  ),
  receipts: fen,
  refunds: fc.option(fen, { freq: 3, nil: undefined }),
  rate: fc.constantFrom('0.001', '0.001', '0.001', '0.0015', '0.0125'),
  commission: fc.option(fen, { nil: undefined }),
  days: fc.option(fc.array(fc.integer({ min: 1, max: 31 }), { minLength: 9, maxLength: 9 }), { freq: 5, nil: undefined }),
  percents: fc.option(fc.array(fc.option(fc.integer({ min: 1, max: 99 }), { freq: 2, nil: 100 }), { minLength: 9, maxLength: 9 }), {
    freq: 3,
    nil: undefined,
  }),
})

/** A ratio that often ends in exactly half of a ten-thousandth. */
const ratio = fc.oneof(
  fc.tuple(fc.integer({ min: -1_000_000, max: 100_000_000 }), fc.integer({ min: 1, max: 90_000_000 })),
  fc
    .tuple(fc.integer({ min: 0, max: 40_000 }), fc.constantFrom(1, 4, 16, 100))
    .map(([n, times]) => [(2 * n + 1) * times, 20_000 * times] as const),
)

const rep = fc.array(fc.tuple(ratio, fc.constantFrom('', '', '', '', 'zero', 'negative', 'gap')), {
  minLength: SHIPPED_KPIS.length,
  maxLength: SHIPPED_KPIS.length,
})

/** The same appraisal for the same seed: regions of every kind, and representatives whose ratios lie on and beside halves. `capped`: pools stop at the commission. */
export function randomAppraisal(seed: number, regions: number, representatives: number, capped = false): Appraisal {
  const drawn = fc.sample(region, { seed, numRuns: regions })
  const service = drawn.flatMap((each, at) =>
    each.people.map((one, index) => {
      const scores = one.scores.map((units, module) => (module === one.missing ? '-' : decimalOf(units)))
      return engineer(
        numberOf('T', at, index),
        `人员${at}-${index}`,
        codeOf(at),
        scores.join(' '),
        one.missing === undefined ? {} : { treated: 'reweight' },
      )
    }),
  )
  const sketches = drawn.map(
    (each, at): RegionSketch => ({
      region: codeOf(at),
      name: `区域${at}`,
      receipts: decimalOf(each.receipts),
      ...(each.refunds === undefined ? {} : { refunds: `-${decimalOf(each.refunds)}` }),
      ...(each.commission === undefined ? {} : { commission: decimalOf(each.commission) }),
      rate: each.rate,
      capped,
      ...(each.days
        ? { days: Object.fromEntries(each.people.map((_, index) => [numberOf('T', at, index), each.days?.[index] ?? 1])) }
        : {}),
      ...(each.percents
        ? { percents: percentsOf(each.people.map((_, index) => [numberOf('T', at, index), each.percents?.[index] ?? 100])) }
        : {}),
    }),
  )
  const sales = fc.sample(rep, { seed, numRuns: representatives }).map((ratios, index) => {
    const told = SHIPPED_KPIS.map((kpi, at): [Kpi, string] => [kpi, words(kpi, ratios[at] ?? [[0, 1], 'gap'])])
    return representative(numberOf('S', 0, index), `业务${index}`, codeOf(index % regions), Object.fromEntries(told))
  })
  return appraisalOf(service, sketches, sales)
}

/** Whoever takes part whole has no per cent. */
function percentsOf(all: readonly (readonly [string, number])[]) {
  return Object.fromEntries(all.filter(([, percent]) => percent < 100))
}

function words(kpi: Kpi, [[over, under], special]: readonly [readonly [number, number], string]): string {
  const amount = COUNTED.has(kpi) ? (units: number) => String(units) : decimalOf
  if (special === 'zero') return `${amount(over)}/0 no_quota`
  if (special === 'negative') return `${amount(over)}/${amount(-under)} base_not_positive`
  if (special === 'gap') return `0/${amount(under)} no_data`
  return `${amount(over)}/${amount(under)}`
}

const COUNTED: ReadonlySet<Kpi> = new Set<Kpi>([
  'visitSuccess',
  'complaintRate',
  'newClientRate',
  'newClientPlanCompletion',
  'retentionRate',
])

function codeOf(at: number): string {
  return `R${String(at).padStart(3, '0')}`
}

function numberOf(letter: string, at: number, index: number): string {
  return `${letter}${String(at).padStart(3, '0')}${String(index).padStart(4, '0')}`
}

/** "-12.05" for -1205. */
function decimalOf(units: number): string {
  const digits = String(Math.abs(units)).padStart(3, '0')
  return `${units < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
