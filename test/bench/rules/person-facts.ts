import type { RandomStream } from '../../../fixtures/worlds/generator/random-stream.ts'
import { type Rational, rational } from '../../../src/base/rational.ts'

/** What the rules take of one person, by the names of their inputs; what is not given is not there. */
export type PersonFacts = Readonly<Record<string, Rational>>

/**
 * Figures of one person for every rule: a service engineer's and a representative's, so that both appraisals are measured
 * on every person. One in fifty lacks forms, follow-ups, a mark or a quota, has a call absence or an event nobody classified.
 */
export function personFacts(draw: RandomStream): PersonFacts {
  const count = (most: number): Rational => rational(BigInt(draw.below(most + 1)))
  const yuan = (least: number, most: number): Rational => rational(BigInt(draw.between(least, most)), 100n)
  const seldom = () => draw.chance(20)
  const forms = seldom() ? 0 : draw.between(1, 12)
  const answers = seldom() ? 0 : forms
  const followUps = seldom() ? 0 : draw.between(1, 4)
  const ratings = draw.chance(100) ? draw.between(1, 2) : 0
  const points = (records: number): Rational => rational(BigInt(records * draw.between(6_000, 10_000)), 100n)
  const netSales = yuan(seldom() ? -200_000 : 100_000, 50_000_000)
  const dueAmount = yuan(seldom() ? 0 : 100_000, 30_000_000)
  const clients = draw.between(0, 40)
  const baseClients = draw.between(0, 60)
  const visits = draw.between(0, 30)
  return {
    officeEvents: count(4),
    lateArrivals: count(2),
    callAbsences: rational(seldom() ? 1n : 0n),
    unclassifiedEvents: rational(seldom() ? 1n : 0n),
    tableGiven: rational(1n),
    forms: rational(BigInt(forms)),
    attitudeSum: points(forms),
    resolutionSum: points(forms),
    dedicationSum: points(forms),
    ...(seldom() ? {} : { overall: points(1) }),
    onSiteAnswers: rational(BigInt(answers)),
    onSiteSolved: rational(BigInt(draw.below(answers + 1))),
    ratings: rational(BigInt(ratings)),
    ratingSum: points(ratings),
    followUps: rational(BigInt(followUps)),
    followUpSum: points(followUps),
    attendance: points(1),
    attendanceCounted: rational(1n),
    customer: points(1),
    customerCounted: rational(seldom() ? 0n : 1n),
    manager: points(1),
    managerCounted: rational(1n),
    problemSolving: points(1),
    problemSolvingCounted: rational(1n),
    netSales,
    salesLastYear: yuan(seldom() ? 0 : 100_000, 50_000_000),
    salesPreviousPeriod: yuan(100_000, 50_000_000),
    netQuantity: rational(BigInt(draw.between(0, 9_000)) * 1_000_000n, 1_000_000n),
    pricedAmount: yuan(0, 40_000_000),
    pricedListAmount: yuan(seldom() ? 0 : 100_000, 50_000_000),
    positiveOrders: count(60),
    clientsSold: rational(BigInt(clients)),
    newClients: rational(BigInt(draw.below(clients + 1))),
    baseClients: rational(BigInt(baseClients)),
    retainedClients: rational(BigInt(draw.below(baseClients + 1))),
    ...(seldom()
      ? {}
      : { quotaAmount: yuan(1_000_000, 40_000_000), quotaQuantity: rational(BigInt(draw.between(1, 9_000)) * 1_000_000n, 1_000_000n) }),
    ...(seldom() ? {} : { quotaNewClients: count(5) }),
    expenses: yuan(0, 900_000),
    netCollections: yuan(-100_000, 40_000_000),
    arrears: dueAmount,
    arrearsRecovered: yuan(0, 100_000),
    dueAmount,
    dueCollected: yuan(0, 100_000),
    visits: rational(BigInt(visits)),
    successfulVisits: rational(BigInt(draw.below(visits + 1))),
    upheldComplaints: count(2),
  }
}
