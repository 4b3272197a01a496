import { beforeAll, expect, test } from 'vitest'
import { type RulesInForce, rulesInForce } from '../../../src/appraisal/rules-in-force.ts'
import { SHIPPED_RULES } from '../../../src/appraisal/shipped.ts'
import { present } from '../../../src/base/assert.ts'
import { fen, yuanText } from '../../../src/base/money.ts'
import { periodFromText } from '../../../src/base/period.ts'
import { decimal, type Rational } from '../../../src/base/rational.ts'
import { decimalText, exactText } from '../../../src/base/rounding.ts'
import { oneMorePoint } from '../../../src/domain/bonus/one-more-point.ts'
import { regionBonus } from '../../../src/domain/bonus/region-bonus.ts'
import { shareOrigin } from '../../../src/domain/bonus/share-origin.ts'
import { MODULES, type Module } from '../../../src/domain/engineers/service-facts.ts'
import type { ModuleResult, ServiceResult } from '../../../src/domain/engineers/service-result.ts'

let rules: RulesInForce
beforeAll(async () => {
  const loaded = await rulesInForce(SHIPPED_RULES, present(periodFromText('2026-10'), 'It is a period.'), {})
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  rules = loaded.rules
})

/** The worked numbers of the policy: 86.00, 91.75, 90 and 86.80 come to 88.67. */
const POLICY = ['86.00', '91.75', '90.00', '86.80']

function person(employee: string, final: string | undefined, scores: readonly (string | undefined)[] = POLICY, months?: []): ServiceResult {
  const module = (score: string | undefined): ModuleResult => ({
    ...{ score: score === undefined ? undefined : decimal(score), weight: decimal('0.25'), counted: score !== undefined, remarks: [] },
  })
  return {
    ...{ employee, name: employee, region: 'EAST', status: final === undefined ? 'incomplete' : 'scored', missing: [], remarks: [] },
    modules: Object.fromEntries(MODULES.map((name, at) => [name, module(scores[at])])) as Record<Module, ModuleResult>,
    final: final === undefined ? undefined : decimal(final),
    ...(months ? { months } : {}),
  }
}

/** A region with net collections of 1,234,567.89, which is a pool of 1,234.57. */
const regionOf = (people: readonly ServiceResult[], receipts = 123456789n) =>
  regionBonus(
    {
      ...{ code: 'EAST', name: 'East', commission: undefined, participants: people.map((result) => ({ result })) },
      collections: { receipts: fen(receipts), refunds: fen(0n) },
    },
    rules.bonus,
  ).bonus

const told = (value: Rational | undefined) => value && decimalText(value, 2)

test('one more point in a module is worth its weight, and what the pool gives for it, the others as they are', () => {
  const own = person('T1', '88.67')
  const region = regionOf([own, person('T2', '88.40'), person('T3', '75.15')])
  const found = oneMorePoint(own, [region], rules.service, rules.bonus.split)
  // 10, 20, 30 and 40 per cent of a point: 88.670 becomes 88.770, 88.870, 88.970, 89.070.
  expect(found.map(({ raised }) => told(raised?.final))).toEqual(['88.77', '88.87', '88.97', '89.07'])
  expect(found.map(({ raised }) => told(raised?.finalChange))).toEqual(['0.10', '0.20', '0.30', '0.40'])
  const now = present(
    region.shares.find(({ employee }) => employee === 'T1'),
    'T1 has a share.',
  ).amount
  for (const { raised } of found) {
    const again = regionOf([{ ...own, final: present(raised, 'It counts.').final }, person('T2', '88.40'), person('T3', '75.15')])
    const share = again.shares.find(({ employee }) => employee === 'T1')?.amount
    expect([raised?.share, raised?.shareChange]).toEqual([share, (share ?? 0n) - now])
  }
})

test('a hundred is the most, and what does not count is worth nothing', () => {
  const full = person('T1', '90.00', ['100.00', '99.50', undefined, '86.80'])
  const found = oneMorePoint(full, [regionOf([full])], rules.service, rules.bonus.split)
  expect(found.map(({ raised }) => raised && exactText(raised.score))).toEqual(['100', '100', undefined, '87.8'])
  for (const nobody of [person('T1', undefined), person('T1', '88.67', POLICY, [])]) {
    expect(oneMorePoint(nobody, [], rules.service, rules.bonus.split).map(({ raised }) => raised)).toEqual(MODULES.map(() => undefined))
  }
})

test('while a region that pays somebody is held nobody can tell their share, but the score', () => {
  const own = person('T1', '88.67')
  const held = regionOf([own, person('T2', undefined)])
  expect(held.status).toBe('held')
  // Another region pays already: what both come to is not known for that.
  const [first] = oneMorePoint(own, [held, regionOf([own])], rules.service, rules.bonus.split)
  expect([told(first?.raised?.final), first?.raised?.share, first?.raised?.shareChange]).toEqual(['88.77', undefined, undefined])
})

test('a share is explained to the fen: rounded down, left over, and the place in the queue', () => {
  const region = regionOf([person('T1', '92.35'), person('T2', '88.40'), person('T3', '75.15')])
  const origins = ['T1', 'T2', 'T3'].map((each) => present(shareOrigin(region, each, rules.bonus.split), 'It has a share.'))
  expect(origins.map(({ amount }) => yuanText(amount))).toEqual(['445.54', '426.48', '362.55'])
  for (const { amount, roundedDown, extra, isProportional, leftOver, claimants, place } of origins) {
    expect([roundedDown + extra, isProportional, claimants]).toEqual([amount, true, 3])
    expect(extra).toBe(present(place, 'Something was split.') <= leftOver ? 1n : 0n)
  }
  expect(new Set(origins.map(({ place }) => place))).toEqual(new Set([1, 2, 3]))
  expect(shareOrigin(region, 'T9', rules.bonus.split)).toBeUndefined()
})

test('where nothing is split there is no queue', () => {
  const region = regionOf([person('T1', '0.00'), person('T2', '0.00')])
  expect(region).toMatchObject({ status: 'unallocated', unallocated: region.pool })
  expect(shareOrigin(region, 'T1', rules.bonus.split)).toMatchObject({ amount: 0n, extra: 0n, leftOver: 0 })
})
