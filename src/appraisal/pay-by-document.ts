import { type Fen, fen, yuan } from '../base/money.ts'
import type { Problem } from '../base/problem.ts'
import { multiply, type Rational, ZERO } from '../base/rational.ts'
import { roundToUnits } from '../base/rounding.ts'
import { allAlike, factorOf, planAmount } from '../domain/pay/commission.ts'
import type { CommissionPlan } from '../domain/pay/commission-plan.ts'
import { splitByCredits } from '../domain/pay/credits.ts'
import type { DocumentLine } from '../domain/pay/pay-result.ts'
import type { Employee } from '../domain/people/employee.ts'
import { figuresOf, type OwnDocument, type PayDocuments, type PayFacts } from './pay-facts.ts'

/** The lines of everybody, in the order of the documents. */
export interface DocumentLines {
  readonly byPerson: ReadonlyMap<string, readonly DocumentLine[]>
  readonly problems: readonly Problem[]
}

/**
 * Documents paid one by one (POLICY P1, P6): each by the bands and coefficients that it and its person choose. A shared document that gives
 * everybody the same rate is paid as a whole, rounded once, and its amount is split; where rates differ, everybody's part is paid by theirs.
 */
export async function documentLines(
  plan: CommissionPlan,
  facts: PayFacts,
  documents: PayDocuments,
  people: readonly Employee[],
): Promise<DocumentLines> {
  const table = plan.base.of === 'documents' ? plan.base.table : 'collections'
  const classes = plan.coefficients.some(({ by }) => by === 'clientClass') ? await documents.classes() : new Map<string, string>()
  const covered = new Set(people.map(({ number }) => number))
  const byPerson = new Map<string, DocumentLine[]>()
  const problems: Problem[] = []
  for (const parts of grouped(await documents.in(table, facts))) {
    const priced = parts.flatMap((part) => {
      if (!covered.has(part.rep)) return []
      const found = amountOf(plan, part, facts, classes)
      if (!found.ok) problems.push(...found.problems)
      return found.ok ? [{ part, found, factor: factorOf(found) }] : []
    })
    const alike = priced.length === parts.length && allAlike(priced.map(({ factor }) => factor))
    const shared = alike && parts.length > 1 ? sharedAmounts(parts, priced[0]?.factor ?? ZERO) : undefined
    for (const { part, found, factor } of priced) {
      const { document, rep, amount } = part
      const line = {
        document: document.line === undefined ? document.number : `${document.number} ${document.line}`,
        day: document.day,
        client: document.client,
        base: fen(amount),
        coefficients: found.coefficients,
        amount: shared?.get(rep) ?? fen(roundToUnits(multiply(exactPart(part), factor), 2)),
      }
      byPerson.set(rep, [...(byPerson.get(rep) ?? []), line])
    }
  }
  return { byPerson, problems }
}

/** The bands of a shared document go by the whole of it. */
function amountOf(
  plan: CommissionPlan,
  { document, rep, isNewClient }: OwnDocument,
  facts: PayFacts,
  classes: ReadonlyMap<string, string>,
) {
  const ofPerson = figuresOf(rep, facts)
  const fields: Readonly<Record<string, string | undefined>> = {
    product: document.product ?? '',
    clientClass: classes.get(document.client) ?? '',
    newClient: isNewClient ? 'yes' : 'no',
  }
  const figureOf = (name: string) => (Object.hasOwn(fields, name) ? fields[name] : ofPerson(name))
  return planAmount(plan, yuan(fen(document.amount)), figureOf, { employee: rep, document: document.number })
}

function exactPart({ document, share }: OwnDocument): Rational {
  return multiply(yuan(fen(document.amount)), share)
}

function sharedAmounts(parts: readonly OwnDocument[], factor: Rational): ReadonlyMap<string, Fen> {
  const [first] = parts
  const whole = first ? fen(roundToUnits(multiply(yuan(fen(first.document.amount)), factor), 2)) : fen(0n)
  return splitByCredits(
    whole,
    parts.map(({ rep, share }) => ({ rep, share })),
  )
}

/** Parts come document by document. */
function* grouped(parts: readonly OwnDocument[]): Generator<readonly OwnDocument[]> {
  let group: OwnDocument[] = []
  for (const part of parts) {
    if (group[0] && group[0].document !== part.document) {
      yield group
      group = []
    }
    group.push(part)
  }
  if (group.length > 0) yield group
}
