import { expect, test } from 'vitest'
import { type RandomStream, randomStream } from '../../fixtures/worlds/generator/random-stream.ts'
import { rational } from '../../src/base/rational.ts'
import { commissionOf, paid, planFrom } from '../appraisal/pay-world.ts'
import { type PayPlan, type PayRow, payByHand } from './model/pay.ts'

const PEOPLE = ['S1', 'S2', 'S3']
const MONTHS = 4
const SHARES = [
  [1, 3],
  [1, 2],
  [1, 7],
] as const

for (let batch = 0; batch < 4; batch++) {
  test(`random months of collections, refunds and shared documents ${batch}: what plans pay is what the policy written a second time says`, async () => {
    for (let seed = batch * 5; seed < batch * 5 + 5; seed++) {
      const draw = randomStream(`pay ${seed}`)
      const plan = randomPlan(draw)
      const { rows, credits } = randomRows(draw)
      const months = Array.from({ length: MONTHS }, (_, index) => `2026-0${index + 1}`)
      const file = await planFrom('marginal-on-collections', {
        tiers: { clause: 'P2', mode: plan.mode, bands: plan.bands },
        reserve: { share: plan.reserve, releasedAfterMonths: plan.reserveMonths },
        guarantee: plan.draw === undefined ? undefined : { amount: plan.draw, recoverable: true },
        refunds: plan.original ? 'originalPeriod' : 'currentPeriod',
        examples: [{ name: 'none', source: 'P2', base: '0', amount: '0.00' }],
      })
      const found = await paid(tablesOf(rows, credits), [file], months)
      for (const person of PEOPLE) {
        const expected = payByHand(rows, credits, person, plan, MONTHS)
        const actual = months.map((month) => {
          const { base, amount, reserve = '0.00', released = '0.00', balance = '0.00' } = commissionOf(found(month), person)
          return { base, amount, reserve, released, balance }
        })
        expect(actual, `seed ${seed}, ${person}, ${JSON.stringify(plan)}`).toEqual(expected)
      }
    }
  }, 120_000)
}

function randomPlan(draw: RandomStream): PayPlan {
  const second = 500 + draw.below(2000)
  return {
    bands: [
      { from: '0', rate: '0.01' },
      { from: `${second}`, rate: `0.0${1 + draw.below(9)}` },
      { from: `${second + 1 + draw.below(3000)}.5`, rate: '0.0333' },
    ],
    mode: draw.pick(['marginal', 'whole'] as const),
    reserve: draw.pick(['0', '0.1', '0.3333']),
    reserveMonths: 1 + draw.below(2),
    draw: draw.chance(500) ? `${10 + draw.below(40)}` : undefined,
    original: draw.chance(700),
  }
}

function randomRows(draw: RandomStream) {
  const rows: PayRow[] = []
  const credits = new Map<string, readonly (readonly [string, ReturnType<typeof rational>])[]>()
  for (let index = 0; index < 40; index++) {
    const number = `R${String(index).padStart(3, '0')}`
    const size = BigInt(1 + draw.below(150_000))
    const row = {
      number,
      month: 1 + draw.below(MONTHS),
      day: 1 + draw.below(28),
      client: draw.pick(['C1', 'C2', 'C3']),
      rep: draw.pick(PEOPLE),
    }
    rows.push({ ...row, amount: draw.chance(250) ? -size : size })
    if (!draw.chance(250)) continue
    const [over, under] = draw.pick(SHARES)
    const [one = '', other = '', third = ''] = [...PEOPLE].sort(() => draw.below(3) - 1)
    const rest = rational(BigInt(under - over), BigInt(under))
    const half = rational(rest.numerator, rest.denominator * 2n)
    credits.set(number, [
      [one, rational(BigInt(over), BigInt(under))],
      [other, half],
      [third, half],
    ])
  }
  return { rows, credits }
}

function tablesOf(rows: readonly PayRow[], credits: ReturnType<typeof randomRows>['credits']) {
  const money = (fen: bigint) =>
    `${fen < 0n ? '-' : ''}${(fen < 0n ? -fen : fen) / 100n}.${String((fen < 0n ? -fen : fen) % 100n).padStart(2, '0')}`
  return {
    regions: ['code,name', 'EAST,华东区'],
    employees: ['number,name,position,region', ...PEOPLE.map((number) => `${number},${number},sales_rep,EAST`)],
    clients: ['code,name,rep', 'C1,一,S1', 'C2,二,S2', 'C3,三,S3'],
    collections: [
      'number,date,client,amount,rep',
      ...rows.map(
        ({ number, month, day, client, rep, amount }) =>
          `${number},2026-0${month}-${String(day).padStart(2, '0')},${client},${money(amount)},${rep}`,
      ),
    ],
    credits: [
      'table,number,rep,share',
      ...[...credits].flatMap(([number, parts]) =>
        parts.map(([rep, share]) => `collections,${number},${rep},${share.numerator}/${share.denominator}`),
      ),
    ],
  }
}
