import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Day } from '../../../src/base/day.ts'
import { type Fen, fen } from '../../../src/base/money.ts'
import { decimal, rational, ZERO } from '../../../src/base/rational.ts'
import { findAdjustments } from '../../../src/domain/adjustment/adjustment.ts'
import type { AppraisedEngineer, AppraisedPeriod } from '../../../src/domain/adjustment/appraised-period.ts'
import type { BonusShare, RegionBonus } from '../../../src/domain/appraisal.ts'
import type { ModuleResult } from '../../../src/domain/engineers/service-result.ts'

interface Given {
  readonly amounts: Readonly<Record<string, bigint>>
  readonly receipts?: bigint
  readonly refunds?: bigint
  readonly commission?: bigint
  readonly status?: RegionBonus['status']
  readonly finals?: Readonly<Record<string, string>>
  readonly marks?: Readonly<Record<string, string>>
  readonly forms?: Readonly<Record<string, number>>
  readonly excluded?: readonly string[]
  readonly engineVersion?: string
  readonly regionsOfReps?: Readonly<Record<string, string>>
  /** By client. */
  readonly unplaced?: Readonly<Record<string, { readonly rep: string; readonly amount: bigint }>>
  readonly aliases?: Readonly<Record<string, string>>
}

const MISSING: ModuleResult = { score: undefined, weight: ZERO, counted: false, remarks: [] }

function engineer(employee: string, { finals, marks, forms, excluded }: Given): AppraisedEngineer {
  return {
    facts: {
      employee,
      events: [],
      forms: forms?.[employee] ?? 3,
      attitudeSum: ZERO,
      resolutionSum: ZERO,
      dedicationSum: ZERO,
      onSiteAnswers: 0,
      onSiteSolved: 0,
      followUps: 0,
      followUpSum: ZERO,
      overallMark: decimal(marks?.[employee] ?? '90'),
      onSiteRatings: [],
    },
    decisions: excluded?.includes(employee)
      ? [{ employee, module: undefined, decision: 'exclude', value: undefined, reason: 'on probation' }]
      : [],
    result: {
      employee,
      name: `name of ${employee}`,
      region: 'EAST',
      status: 'scored',
      modules: { attendance: MISSING, customer: MISSING, manager: MISSING, problemSolving: MISSING },
      missing: [],
      final: decimal(finals?.[employee] ?? '88.00'),
      remarks: [],
    },
  }
}

function appraised(given: Given): AppraisedPeriod {
  const shares = Object.entries(given.amounts).map(([employee, amount]): BonusShare => {
    const score = decimal(given.finals?.[employee] ?? '88.00')
    return { employee, name: employee, score, exact: rational(amount, 100n), extra: fen(0n), amount: fen(amount) }
  })
  const east: RegionBonus = {
    region: 'EAST',
    name: 'East',
    status: given.status ?? 'split',
    receipts: fen(given.receipts ?? 1000000n),
    refunds: fen(given.refunds ?? 0n),
    netCollections: fen((given.receipts ?? 1000000n) + (given.refunds ?? 0n)),
    rate: decimal('0.001'),
    pool: fen(0n),
    scoreTotal: ZERO,
    commission: fen(given.commission ?? 3000000n),
    commissionLeft: undefined,
    unallocated: fen(0n),
    shares: given.status === 'held' ? [] : shares,
    heldBy: [],
  }
  return {
    engineVersion: given.engineVersion ?? '1.0.0',
    people: new Map(Object.keys(given.amounts).map((employee) => [employee, engineer(employee, given)])),
    regions: new Map([['EAST', east]]),
    held: {
      of: (employee) => (employee in given.amounts ? { position: 'service_engineer', region: 'EAST', employed: '1 to 31' } : undefined),
      regionOfReceipts: (rep) => given.regionsOfReps?.[rep] ?? 'EAST',
      receipts: Object.entries(given.unplaced ?? {}).map(([client, { rep, amount }]) => ({
        ...{ client, day: 20261010 as Day, recorded: undefined, rep, counts: true },
        ...{ receipts: amount, refunds: 0n },
      })),
      clientMeantBy: (code) => given.aliases?.[code] ?? code,
    },
  }
}

const NOTHING_ACCEPTED: ReadonlyMap<string, Fen> = new Map()
const C1_OF_S1 = { rep: 'S1', amount: 100000n }
const PUBLISHED: Given = { amounts: { T001: 50000n, T002: 40000n }, unplaced: { C1: C1_OF_S1 } }

describe('why somebody is due something else', () => {
  const cases: readonly { why: string; today: Given; reasons: Readonly<Record<string, string[]>> }[] = [
    {
      why: 'a refund dated back makes the pool smaller for everybody',
      today: { amounts: { T001: 45000n, T002: 36000n }, refunds: -100000n },
      reasons: { T001: ['receipt_reversed'], T002: ['receipt_reversed'] },
    },
    {
      why: 'a receipt that was booked late makes it larger',
      today: { amounts: { T001: 55000n, T002: 44000n }, receipts: 1100000n },
      reasons: { T001: ['receipt_added'], T002: ['receipt_added'] },
    },
    {
      why: 'a corrected mark is the reason of the person, and a colleague for the other',
      today: { amounts: { T001: 48000n, T002: 42000n }, finals: { T001: '80.00' }, marks: { T001: '70' } },
      reasons: { T001: ['evaluation_corrected'], T002: ['colleague_changed'] },
    },
    {
      why: 'a corrected form is an input',
      today: { amounts: { T001: 50100n, T002: 39900n }, finals: { T001: '88.40' }, forms: { T001: 4 } },
      reasons: { T001: ['form_corrected'], T002: ['colleague_changed'] },
    },
    {
      why: 'who was forgotten takes from who was there',
      today: { amounts: { T001: 40000n, T002: 30000n, T003: 20000n } },
      reasons: { T001: ['colleague_changed'], T002: ['colleague_changed'], T003: ['employment_changed'] },
    },
    {
      why: 'a decision by HR is named as one',
      today: { amounts: { T001: 0n, T002: 90000n }, excluded: ['T001'], finals: { T001: '0.00' } },
      reasons: { T001: ['decision_changed'], T002: ['colleague_changed'] },
    },
    {
      why: 'with the pool capped at it, the commission counts',
      today: { amounts: { T001: 30000n, T002: 20000n }, commission: 50000n },
      reasons: { T001: ['commission_changed'], T002: ['commission_changed'] },
    },
    {
      why: 'a representative who had moved takes receipts along: none was reversed',
      today: { amounts: { T001: 45000n, T002: 36000n }, receipts: 900000n, unplaced: { C1: C1_OF_S1 }, regionsOfReps: { S1: 'WEST' } },
      reasons: { T001: ['rep_region_changed'], T002: ['rep_region_changed'] },
    },
    {
      why: 'a client who was somebody else’s brings receipts',
      today: {
        amounts: { T001: 45000n, T002: 36000n },
        receipts: 900000n,
        unplaced: { C1: { ...C1_OF_S1, rep: 'S2' } },
        regionsOfReps: { S2: 'WEST' },
      },
      reasons: { T001: ['client_changed'], T002: ['client_changed'] },
    },
    {
      why: 'a client who was merged into somebody else’s brings receipts',
      today: {
        amounts: { T001: 45000n, T002: 36000n },
        receipts: 900000n,
        unplaced: { C0: { ...C1_OF_S1, rep: 'S2' } },
        aliases: { C1: 'C0' },
        regionsOfReps: { S2: 'WEST' },
      },
      reasons: { T001: ['client_merged'], T002: ['client_merged'] },
    },
    {
      why: 'what was reversed besides is told besides',
      today: { amounts: { T001: 45000n, T002: 36000n }, receipts: 800000n, unplaced: { C1: C1_OF_S1 }, regionsOfReps: { S1: 'WEST' } },
      reasons: { T001: ['receipt_reversed', 'rep_region_changed'], T002: ['receipt_reversed', 'rep_region_changed'] },
    },
    {
      why: 'no input changed, so it is the program',
      today: { amounts: { T001: 50001n, T002: 39999n }, engineVersion: '1.0.1' },
      reasons: { T001: ['program_changed'], T002: ['program_changed'] },
    },
  ]
  test('clients that were one and are two again: what is the other’s now counts elsewhere', () => {
    const merged = appraised({ ...PUBLISHED, aliases: { C2: 'C1' }, regionsOfReps: { S2: 'WEST' } })
    const unplaced = { C1: { rep: 'S1', amount: 60000n }, C2: { rep: 'S2', amount: 40000n } }
    const today = appraised({ amounts: { T001: 48000n, T002: 38400n }, receipts: 960000n, unplaced, regionsOfReps: { S2: 'WEST' } })
    const { proposals } = findAdjustments(merged, today, NOTHING_ACCEPTED)
    expect(proposals.map(({ reasons }) => reasons)).toEqual([['client_merged'], ['client_merged']])
  })

  for (const { why, today, reasons } of cases) {
    test(why, () => {
      const { proposals } = findAdjustments(appraised(PUBLISHED), appraised(today), NOTHING_ACCEPTED)
      expect(Object.fromEntries(proposals.map(({ employee, reasons: why }) => [employee, [...why].sort()]))).toEqual(reasons)
    })
  }
})

test('an adjustment that no longer holds is taken back, and says so', () => {
  const { proposals } = findAdjustments(appraised(PUBLISHED), appraised(PUBLISHED), new Map([['T001', fen(-700n)]]))
  expect(proposals).toMatchObject([{ employee: 'T001', due: 50000n, paid: 49300n, difference: 700n, reasons: ['earlier_adjustment'] }])
})

test('a region held by today’s records proposes nothing for its people, and is named', () => {
  const found = findAdjustments(appraised(PUBLISHED), appraised({ ...PUBLISHED, status: 'held' }), new Map([['T001', fen(5n)]]))
  expect(found).toEqual({ proposals: [], heldRegions: ['EAST'] })
})

const amounts = fc.dictionary(fc.constantFrom('T001', 'T002', 'T003', 'T004'), fc.bigInt({ min: 0n, max: 10n ** 9n }))
const accepted = fc.dictionary(fc.constantFrom('T001', 'T002', 'T003', 'T004', 'T005'), fc.bigInt({ min: -(10n ** 6n), max: 10n ** 6n }))

test('what was paid in the end and every accepted adjustment is what is due', () => {
  fc.assert(
    fc.property(amounts, amounts, accepted, (was, is, before) => {
      const earlier = new Map(Object.entries(before).map(([employee, amount]) => [employee, fen(amount)]))
      const { proposals } = findAdjustments(appraised({ amounts: was }), appraised({ amounts: is }), earlier)
      for (const employee of new Set([...Object.keys(was), ...Object.keys(is), ...earlier.keys()])) {
        const proposed = proposals.find((each) => each.employee === employee)
        const paid = (was[employee] ?? 0n) + (earlier.get(employee) ?? 0n) + (proposed?.difference ?? 0n)
        expect(paid).toBe(is[employee] ?? 0n)
        expect(proposed === undefined || (proposed.difference !== 0n && proposed.reasons.length > 0)).toBe(true)
      }
    }),
  )
})

test('with every proposal accepted, a second review proposes nothing', () => {
  fc.assert(
    fc.property(amounts, amounts, (was, is) => {
      const [published, today] = [appraised({ amounts: was }), appraised({ amounts: is })]
      const { proposals } = findAdjustments(published, today, NOTHING_ACCEPTED)
      const all = new Map(proposals.map(({ employee, difference }) => [employee, difference]))
      expect(findAdjustments(published, today, all).proposals).toEqual([])
    }),
  )
})
