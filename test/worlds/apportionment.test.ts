import { describe, expect, test } from 'vitest'
import { fen } from '../../src/base/money.ts'
import { rational } from '../../src/base/rational.ts'
import { sharesOf } from '../rulebook/shipped-split.ts'

/**
 * Published tables of Hamilton's method, which is the largest remainder that A16 asks for. Seats stand for fen and populations or votes
 * for scores; everywhere the sources print the whole seats that each receives.
 */
const TABLES = [
  {
    title: 'the apportionment bill of 1792 that President Washington vetoed, 120 seats',
    source: 'For All Practical Purposes, 10th ed., table 14.5; populations of the 1790 census',
    seats: 120n,
    rows: [
      ['Connecticut', 236_841n, 8n],
      ['Delaware', 55_540n, 2n],
      ['Georgia', 70_835n, 2n],
      ['Kentucky', 68_705n, 2n],
      ['Maryland', 278_514n, 9n],
      ['Massachusetts', 475_327n, 16n],
      ['New Hampshire', 141_822n, 5n],
      ['New Jersey', 179_570n, 6n],
      ['New York', 331_589n, 11n],
      ['North Carolina', 353_523n, 12n],
      ['Pennsylvania', 432_879n, 14n],
      ['Rhode Island', 68_446n, 2n],
      ['South Carolina', 206_236n, 7n],
      ['Vermont', 85_533n, 3n],
      ['Virginia', 630_560n, 21n],
    ],
  },
  {
    title: 'the population paradox, after the growth: state B loses a seat',
    source: 'A Survey of Mathematics with Applications (Pearson), tables 14.48 and 14.49',
    seats: 100n,
    rows: [
      ['A', 23_926n, 24n],
      ['B', 5_648n, 5n],
      ['C', 71_110n, 71n],
    ],
  },
  {
    title: 'five counties, 42 seats',
    source: 'solved exercise at solvely.ai/homework/459845938',
    seats: 42n,
    rows: [
      ['Adams', 247_000n, 6n],
      ['Colton', 459_000n, 11n],
      ['Davis', 400_000n, 10n],
      ['Grant', 185_000n, 5n],
      ['Hayes', 413_000n, 10n],
    ],
  },
  {
    title: 'the Alabama paradox, 323 seats',
    source: 'electowiki.org, "Alabama paradox"; votes in tenths of a percent',
    seats: 323n,
    rows: [
      ['A', 567n, 183n],
      ['B', 385n, 124n],
      ['C', 42n, 14n],
      ['D', 6n, 2n],
    ],
  },
  {
    title: 'the Alabama paradox, 324 seats: C loses one',
    source: 'electowiki.org, "Alabama paradox"; votes in tenths of a percent',
    seats: 324n,
    rows: [
      ['A', 567n, 184n],
      ['B', 385n, 125n],
      ['C', 42n, 13n],
      ['D', 6n, 2n],
    ],
  },
  {
    title: 'three states, 49 seats',
    source: 'Usenet net.math, 15 March 1982, after D. Saari, American Mathematical Monthly, December 1978',
    seats: 49n,
    rows: [
      ['A', 3n, 2n],
      ['B', 7n, 3n],
      ['C', 90n, 44n],
    ],
  },
  {
    title: 'three states, 51 seats: A loses one',
    source: 'Usenet net.math, 15 March 1982, after D. Saari, American Mathematical Monthly, December 1978',
    seats: 51n,
    rows: [
      ['A', 3n, 1n],
      ['B', 7n, 4n],
      ['C', 90n, 46n],
    ],
  },
  {
    title: 'Bandana Republic, 160 seats',
    source: 'Excursions in Modern Mathematics, page 142, exercise 7; populations in ten thousands',
    seats: 160n,
    rows: [
      ['Apure', 331n, 66n],
      ['Barinas', 267n, 53n],
      ['Carabobo', 133n, 27n],
      ['Dolores', 69n, 14n],
    ],
  },
] as const

describe('published tables of largest remainders', () => {
  for (const { title, source, seats, rows } of TABLES) {
    test(`${title} (${source})`, () => {
      const claims = rows.map(([employee, weight]) => ({ employee, score: rational(weight) }))
      const expected = rows.map(([employee, , received]) => `${employee} ${received}`)
      const shares = (order: typeof claims) =>
        sharesOf(fen(seats), order)
          .map((share) => `${share.employee} ${share.amount}`)
          .sort()
      expect(shares(claims)).toEqual([...expected].sort())
      expect(shares([...claims].reverse()), 'whatever the order').toEqual([...expected].sort())
    })
  }
})
