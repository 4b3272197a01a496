import type { Answer } from '../../base/answer.ts'
import type { Fen } from '../../base/money.ts'
import type { Period } from '../../base/period.ts'
import type { RegionBonus } from '../../domain/appraisal.ts'
import { standingMarks } from '../../store/aggregates/payments.ts'
import { signOffByRegion } from '../../store/aggregates/sign-off.ts'
import { snapshotRegions } from '../../store/aggregates/snapshots.ts'
import { reaches, reachOf } from '../kernel/reach.ts'
import { recordReading } from '../kernel/record-reading.ts'
import type { Service } from '../kernel/service.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import { payableKey, payablesOf } from '../payments/payables.ts'
import { storedRegionFrom } from '../runs/stored-region.ts'
import { type BoardFacts, type BoardPayment, boardPayment, boardRegion, sumText } from './board-region.ts'
import { type BoardRun, boardRun } from './board-run.ts'
import type { boardSchema } from './bonus-board-schema.ts'

export interface ReadBoard {
  readonly period: Period
  /** "published", "latest" or a run's id; see boardRun. */
  readonly run?: string | undefined
}

/** The bonus board 奖金看板 of a period: a row a region within reach, and what they come to together. */
export type BonusBoard = ShapeOf<typeof boardSchema>

export interface ShownRun {
  readonly id: string
  readonly finishedAt: string | null
  readonly published: boolean
}

export interface BoardTotals {
  readonly netCollections: string
  readonly pool: string
  /** Null where no region has one. */
  readonly commission: string | null
  readonly commissionLeft: string | null
  readonly people: number
  readonly shares: string
  readonly unallocated: string
  readonly adjustments: string
  readonly payable: string
  readonly payment: BoardPayment | null
}

/** Reads the bonus board; problems are those of boardRun. Reading it is entered into the audit trail. */
export const readBoard = useCase(
  'bonus.read',
  async (service, actor, { period, run }: ReadBoard): Promise<Answer<{ readonly ok: true; readonly board: BonusBoard }>> => {
    const shown = await boardRun(service, actor, { period, run })
    if (!shown.ok) return shown
    const reach = await reachOf(service, actor, period)
    const bonuses = shown.run === undefined ? [] : (await bonusesOf(service, shown.run.id)).filter((bonus) => reaches(reach, bonus))
    const facts = await boardFacts(service, shown)
    if (shown.run !== undefined && bonuses.length > 0) {
      const asked = { regions: bonuses.map(({ region }) => region).join(' ') }
      await recordReading(service, actor, { action: 'bonus.board', subject: `run ${shown.run.id}`, period: period.text, asked })
    }
    const board = {
      period: period.text,
      periodState: shown.opened.state,
      run: shownRun(shown),
      regions: bonuses.map((bonus) => boardRegion(bonus, facts)),
      totals: totalsOf(bonuses, facts),
    }
    return { ok: true, board }
  },
)

/** Every region's split of a run, by code. */
export async function bonusesOf(service: Service, run: string): Promise<RegionBonus[]> {
  return (await snapshotRegions(service.store, run)).map(({ result }) => storedRegionFrom(result).bonus)
}

/** What rows of the board are made of besides the splits. */
export async function boardFacts({ store }: Service, board: BoardRun): Promise<BoardFacts> {
  const { opened, run, published } = board
  if (run === undefined) return { board, payables: [], marks: new Map(), signOff: new Map() }
  const marks = published && opened.state === 'closed' ? await standingMarks(store, opened.text) : []
  return {
    board,
    payables: await payablesOf(store, run.id, opened.text),
    marks: new Map(marks.map((mark) => [payableKey(mark), mark])),
    signOff: published ? await signOffByRegion(store, opened.text, run.id) : new Map(),
  }
}

export function shownRun({ run, published }: BoardRun): ShownRun | null {
  return run === undefined ? null : { id: run.id, finishedAt: run.finishedAt ?? null, published }
}

function totalsOf(bonuses: readonly RegionBonus[], { board, payables, marks }: BoardFacts): BoardTotals {
  const regions = new Set(bonuses.map(({ region }) => region))
  const own = payables.filter(({ region }) => regions.has(region))
  const some = (amounts: readonly (Fen | undefined)[]) => {
    const given = amounts.filter((amount) => amount !== undefined)
    return given.length === 0 ? null : sumText(given)
  }
  return {
    netCollections: sumText(bonuses.map(({ netCollections }) => netCollections)),
    pool: sumText(bonuses.map(({ pool }) => pool)),
    commission: some(bonuses.map(({ commission }) => commission)),
    commissionLeft: some(bonuses.map(({ commissionLeft }) => commissionLeft)),
    people: bonuses.reduce((sum, { shares }) => sum + shares.length, 0),
    shares: sumText(bonuses.flatMap(({ shares }) => shares.map(({ amount }) => amount))),
    unallocated: sumText(bonuses.map(({ unallocated }) => unallocated)),
    adjustments: sumText(own.map(({ adjustment }) => adjustment)),
    payable: sumText(own.map(({ amount }) => amount)),
    payment: board.published && board.opened.state === 'closed' ? boardPayment(own, marks) : null,
  }
}
