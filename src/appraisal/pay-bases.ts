import type { Day } from '../base/day.ts'
import { type Fen, fen, fenFromRational } from '../base/money.ts'
import { sumOfFen } from '../domain/pay/commission.ts'
import type { CommissionPlan } from '../domain/pay/commission-plan.ts'
import type { Match, MatchedRefunds, Receipt } from '../domain/pay/match-refunds.ts'
import { type PayDocuments, type PayFacts, peopleOf } from './pay-facts.ts'

/** What a plan pays on, by person (POLICY P1, P6, P7); documents that are paid one by one have their sum. */
export async function basesOf(
  plan: CommissionPlan,
  facts: PayFacts,
  documents: PayDocuments,
  refunds: MatchedRefunds | undefined,
): Promise<ReadonlyMap<string, Fen>> {
  const { base } = plan
  if (base.of === 'measure') {
    const people = peopleOf(plan, facts)
    return new Map(people.map(({ number }) => [number, fenOf(facts.salesFacts(number).measures[base.measure])]))
  }
  if (base.of === 'region') return regionBases(plan, facts, documents, base)
  if (refunds && base.paid === 'period') return collected(facts, documents, refunds, facts.period.last)
  return summed(await documents.in(base.table, facts))
}

function fenOf(value: ReturnType<PayFacts['salesFacts']>['measures'][string]): Fen {
  return value ? fenFromRational(value) : fen(0n)
}

/** What a month brought as it was known on a day: its receipts, less what refunds took back of them by then, less refunds of nothing. */
export async function collected(
  facts: PayFacts,
  documents: PayDocuments,
  { matches, unmatched }: MatchedRefunds,
  until: Day,
): Promise<Map<string, Fen>> {
  const { first, last } = facts.period
  const receipts = (await documents.in('collections', facts)).filter(({ document }) => document.amount >= 0n)
  const taken = matches
    .filter(({ receipt, refund }) => receipt.day >= first && receipt.day <= last && refund.day <= until)
    .flatMap((match) => partsOfMatch(documents, match))
  const nothing = unmatched
    .filter(({ refund }) => refund.day >= first && refund.day <= last && refund.day <= until)
    .flatMap(({ refund, amount }) => documents.parts('collections', documentOf(refund), amount))
  return summed([...receipts, ...[...taken, ...nothing].map(({ rep, amount }) => ({ rep, amount: -amount }))])
}

/** A refund takes from everybody what they had of the receipt. */
export function partsOfMatch(documents: PayDocuments, { receipt, amount }: Match) {
  return documents.parts('collections', documentOf(receipt), amount)
}

function documentOf({ key, day, client, rep, amount }: Receipt) {
  const [number = '', line] = key.split('\u0000')
  return { number, line, day, client, rep, amount, region: undefined, product: undefined }
}

function summed(parts: Iterable<{ readonly rep: string; readonly amount: bigint }>): Map<string, Fen> {
  const sums = new Map<string, Fen>()
  for (const { rep, amount } of parts) sums.set(rep, fen((sums.get(rep) ?? 0n) + amount))
  return sums
}

/** Documents of the region that was the person's on their day (POLICY P7): of the region that they name, else their representative's on that day. */
async function regionBases(
  plan: CommissionPlan,
  facts: PayFacts,
  documents: PayDocuments,
  base: Extract<CommissionPlan['base'], { of: 'region' }>,
): Promise<ReadonlyMap<string, Fen>> {
  const regionOn = (employee: string, day: Day) =>
    facts.people.spansOf(employee).find(({ first, last }) => first <= day && day <= last)?.region
  const own = await documents.in(base.table, facts)
  const managers = peopleOf(plan, facts)
  return new Map(
    managers.map(({ number }) => [
      number,
      sumOfFen(
        own.flatMap(({ document, rep, amount }) => {
          const region = document.region ?? regionOn(rep, document.day)
          const isTheirs = region !== undefined && region === regionOn(number, document.day)
          return isTheirs && (base.own === 'included' || rep !== number) ? [fen(amount)] : []
        }),
      ),
    ]),
  )
}
