import { type SqlBool, sql } from 'kysely'
import type { Answer } from '../../base/answer.ts'
import { fen, yuanText } from '../../base/money.ts'
import type { Period } from '../../base/period.ts'
import { decimalText } from '../../base/rounding.ts'
import { byCodePoint } from '../../base/text-order.ts'
import type { RegionBonus } from '../../domain/appraisal.ts'
import type { Remark, ServiceResult } from '../../domain/engineers/service-result.ts'
import { bonusRemark } from '../../sheets/write/workbooks/bonus-remark.ts'
import { sayIn } from '../../sheets/write/workbooks/words.ts'
import { type SheetStatus, sheetStatuses } from '../../store/aggregates/confirmations.ts'
import { engineersOfRegion } from '../../store/aggregates/snapshots.ts'
import { reaches, reachOf } from '../kernel/reach.ts'
import { recordReading } from '../kernel/record-reading.ts'
import type { Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import { paymentView } from '../payments/list-payments.ts'
import { payableKey } from '../payments/payables.ts'
import { storedServiceFrom } from '../runs/stored-service.ts'
import { type BoardFacts, boardRegion, sumText } from './board-region.ts'
import { boardRun } from './board-run.ts'
import type { detailSchema, personSchema } from './bonus-board-schema.ts'
import { boardFacts, bonusesOf, type ReadBoard, shownRun } from './read-board.ts'

/** Somebody of a region: with a share, at home there without one, or with an adjustment alone. Money in yuan, decimal text. */
export type BoardPerson = ShapeOf<typeof personSchema>

/** What finance checks 核对: the shares and what found nobody to go to are the pool, to the fen. */
export interface PoolCheck {
  readonly shares: string
  readonly unallocated: string
  /** Shares and unallocated. */
  readonly sum: string
  readonly pool: string
  /** pool - sum: 0.00 where they agree; a held region has not been split. */
  readonly difference: string
  readonly agrees: boolean
}

export type BoardRegionDetail = ShapeOf<typeof detailSchema>

/**
 * One region of the bonus board with its people, as its bonus sheet has them. Entered into the audit trail. Problems: those of
 * boardRun; thing_must_exist for a region that is not in the run, or out of reach.
 */
export const readBoardRegion = useCase(
  'bonus.read',
  async (
    service,
    actor,
    { period, run, region }: ReadBoard & { readonly region: string },
  ): Promise<Answer<{ readonly ok: true; readonly detail: BoardRegionDetail }>> => {
    const shown = await boardRun(service, actor, { period, run })
    if (!shown.ok) return shown
    const reach = await reachOf(service, actor, period)
    const bonuses = shown.run === undefined ? [] : await bonusesOf(service, shown.run.id)
    const bonus = bonuses.find((each) => each.region === region)
    const runShown = shownRun(shown)
    if (!shown.run || !runShown || !bonus || !reaches(reach, { region })) {
      return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `region ${region} of ${period.text}` })] }
    }
    const facts = await boardFacts(service, shown)
    const signatures = shown.published ? await statusesOf(service, period, shown.run.id, region) : undefined
    const engineers = await engineersOf(service, shown.run.id, bonus, facts)
    await recordReading(service, actor, { action: 'bonus.region', subject: `run ${shown.run.id} region ${region}`, period: period.text })
    const detail = {
      period: period.text,
      run: runShown,
      region: boardRegion(bonus, facts),
      people: peopleOf(bonus, facts, engineers, signatures),
      check: poolCheck(bonus),
    }
    return { ok: true, detail }
  },
)

type Signatures = ReadonlyMap<string, SheetStatus>

async function statusesOf(service: Service, period: Period, run: string, region: string): Promise<Signatures> {
  const within = sql<SqlBool>`people.kind = 'service' AND people.region = ${region}`
  const statuses = await sheetStatuses(service.store, period.text, run, within, { limit: 1_000_000 })
  return new Map(statuses.map((status) => [status.employee, status]))
}

/** The engineers at home in the region, and those it pays besides, by employee number. */
async function engineersOf(
  { store }: Service,
  run: string,
  { region, shares }: RegionBonus,
  { payables }: BoardFacts,
): Promise<ReadonlyMap<string, ServiceResult>> {
  const paid = [...shares, ...payables.filter((payable) => payable.region === region)].map(({ employee }) => employee)
  const people = await engineersOfRegion(store, run, region, [...new Set(paid)])
  return new Map(people.map(({ employee, facts }) => [employee, storedServiceFrom(facts).result]))
}

function peopleOf(
  bonus: RegionBonus,
  { payables, marks, board }: BoardFacts,
  engineers: ReadonlyMap<string, ServiceResult>,
  signatures: Signatures | undefined,
): BoardPerson[] {
  const shares = new Map(bonus.shares.map((share) => [share.employee, share]))
  const due = new Map(payables.filter(({ region }) => region === bonus.region).map((payable) => [payable.employee, payable]))
  const numbers = [...new Set([...engineers.keys(), ...shares.keys(), ...due.keys()])].sort(byCodePoint)
  return numbers.map((employee): BoardPerson => {
    const [share, result, payable] = [shares.get(employee), engineers.get(employee), due.get(employee)]
    const said = signatures?.get(employee)
    const isFinal = board.published && board.opened.state === 'closed'
    return {
      employee,
      name: share?.name ?? result?.name ?? payable?.name ?? employee,
      status: result?.status ?? null,
      score: share ? decimalText(share.score, 2) : result?.final ? decimalText(result.final, 2) : null,
      days: share?.days ?? null,
      percent: share?.percent ?? null,
      exact: share ? decimalText(share.exact, 6) : null,
      extra: share ? yuanText(share.extra) : null,
      amount: share ? yuanText(share.amount) : null,
      remark: remarkOf(bonus, employee, shares.get(employee), result),
      confirmation: signatures && said ? (said.person?.state ?? 'unanswered') : null,
      signed: signatures && said ? said.signedAt !== undefined : null,
      payment: isFinal && payable ? paymentView(payable, marks.get(payableKey(payable))) : null,
      adjustment: yuanText(payable?.adjustment ?? fen(0n)),
    }
  })
}

/** In the words of the bonus sheet; null where there is nothing to say. */
function remarkOf(
  bonus: RegionBonus,
  employee: string,
  share: RegionBonus['shares'][number] | undefined,
  result: ServiceResult | undefined,
): Remark | null {
  const line = { employee, name: '', share, result }
  const zh = bonusRemark({ bonus }, line, 'zh', sayIn('zh'))
  return zh === '' ? null : { zh, en: bonusRemark({ bonus }, line, 'en', sayIn('en')) }
}

function poolCheck({ status, pool, unallocated, shares }: RegionBonus): PoolCheck {
  const amounts = shares.map(({ amount }) => amount)
  const sum = fen(amounts.reduce((total, amount) => total + amount, 0n) + unallocated)
  return {
    shares: sumText(amounts),
    unallocated: yuanText(unallocated),
    sum: yuanText(sum),
    pool: yuanText(pool),
    difference: yuanText(fen(pool - sum)),
    // A pool below zero pays nobody and nobody owes (POLICY A13).
    agrees: status !== 'held' && (pool === sum || (pool <= 0n && sum === 0n)),
  }
}
