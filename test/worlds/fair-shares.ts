import { decimal, type Rational } from '../../src/base/rational.ts'
import type { CheckedResult } from './compare-results.ts'

/**
 * What finance would check on every bonus sheet, whatever the data (A13, A16): shares add up to the pool, no share is a fen from its
 * exact amount, nobody with a higher score gets less, and nothing is paid where a region is held or nobody can claim. Answers what is wrong.
 */
export function unfairShares(result: CheckedResult): string[] {
  return result.bonus.flatMap(({ region, status, pool, shares, unallocated, months }) => {
    const claims = shares.map((share) => ({
      employee: share.employee,
      score: units(share.score),
      weight: units(share.score) * BigInt(share.days ?? '1') * BigInt(share.percent ?? '100'),
      amount: units(share.amount),
    }))
    const paid = claims.reduce((sum, one) => sum + one.amount, 0n)
    const weights = claims.reduce((sum, one) => sum + one.weight, 0n)
    const byScore = shares.every((share) => share.days === undefined && share.percent === undefined)
    const wrong: string[] = []

    if (units(pool) < 0n) wrong.push(`${region}: the pool is ${pool}`)
    if (status === 'held' && shares.length > 0) wrong.push(`${region} is held and pays`)
    if (status === 'unallocated' && (paid !== 0n || unallocated !== pool || units(pool) === 0n)) wrong.push(`${region} is not unallocated`)
    // A period of months pays what its months paid: here the sums alone are checked.
    if (months !== undefined) {
      if (status === 'split' && paid + units(unallocated) !== units(pool))
        wrong.push(`${region}: ${paid} fen and ${unallocated} of ${pool}`)
      return wrong
    }
    if (status !== 'unallocated' && units(unallocated) !== 0n) wrong.push(`${region}: ${unallocated} unallocated though ${status}`)
    if (status === 'split' && paid !== units(pool)) wrong.push(`${region}: shares add up to ${paid} fen of ${pool}`)
    for (const one of claims) {
      const off = weights === 0n ? one.amount : one.amount * weights - units(pool) * one.weight
      if ((off < 0n ? -off : off) >= (weights === 0n ? 1n : weights)) wrong.push(`${region}: ${one.employee} is a fen or more off`)
      const better = claims.find((other) => other.score > one.score && other.amount < one.amount)
      if (better && byScore) wrong.push(`${region}: ${better.employee} has the higher score and gets less than ${one.employee}`)
    }
    return wrong
  })
}

/** Hundredths: fen of yuan, hundredths of a point. */
function units(text: string): bigint {
  const value: Rational = decimal(text)
  return (value.numerator * 100n) / value.denominator
}
