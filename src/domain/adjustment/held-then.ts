import type { Day } from '../../base/day.ts'
import type { Position } from '../people/employee.ts'

/** What one appraisal of a period took as holding then: of people, and of clients whose receipts name neither region nor representative. */
export interface HeldThen {
  /** Undefined of whoever is in no list. */
  of(employee: string): HeldOfPerson | undefined
  /** Where receipts of a representative that name no region count on a day (POLICY A11). */
  regionOfReceipts(rep: string, day: Day): string | undefined
  readonly receipts: readonly UnplacedReceipts[]
}

export interface HeldOfPerson {
  readonly position: Position
  /** The home region 归属区域 of the period. */
  readonly region: string
  /** The days of the period on which the person was employed, as one text to compare. */
  readonly employed: string
}

/** Audited receipts of a client on a day that name no region, of the kinds that count. */
export interface UnplacedReceipts {
  readonly client: string
  readonly day: Day
  /** The representative on the documents; undefined where it is the client's. */
  readonly recorded: string | undefined
  /** Whom they count for. */
  readonly rep: string
  /** False of internal clients where these are left out. */
  readonly counts: boolean
  /** In fen; refunds are negative. */
  readonly receipts: bigint
  readonly refunds: bigint
}

export type MovingCause = 'rep_region_changed' | 'client_changed'

/** Receipts that count in a region (or, below zero, no longer do) though the documents are the same. */
export interface MovedReceipts {
  readonly region: string
  readonly cause: MovingCause
  readonly receipts: bigint
  readonly refunds: bigint
}

const known = new WeakMap<HeldThen, WeakMap<HeldThen, readonly MovedReceipts[]>>()

/**
 * What the receipts of an earlier appraisal would have done in a later one, had nothing but the regions of representatives, the
 * representatives of clients and who is internal changed between them. Whose documents are gone, or stand on another day, did not move.
 */
export function movedReceipts(before: HeldThen, after: HeldThen): readonly MovedReceipts[] {
  const found = known.get(before)?.get(after) ?? findMoved(before, after)
  known.set(before, (known.get(before) ?? new WeakMap()).set(after, found))
  return found
}

function findMoved(before: HeldThen, after: HeldThen): MovedReceipts[] {
  const clientIn = new Map(after.receipts.map((each) => [clientDay(each), each]))
  return before.receipts.flatMap((was) => {
    const is = clientIn.get(clientDay(was)) ?? was
    const places = [
      was.counts ? before.regionOfReceipts(was.rep, was.day) : undefined,
      was.counts ? after.regionOfReceipts(was.rep, was.day) : undefined,
      is.counts ? after.regionOfReceipts(is.rep, was.day) : undefined,
    ] as const
    return [...moved(was, 'rep_region_changed', places[0], places[1]), ...moved(was, 'client_changed', places[1], places[2])]
  })
}

function clientDay({ client, day, recorded }: UnplacedReceipts): string {
  return JSON.stringify([client, day, recorded ?? null])
}

function moved(
  { receipts, refunds }: UnplacedReceipts,
  cause: MovingCause,
  from: string | undefined,
  to: string | undefined,
): MovedReceipts[] {
  if (from === to) return []
  return [
    ...(from === undefined ? [] : [{ region: from, cause, receipts: -receipts, refunds: -refunds }]),
    ...(to === undefined ? [] : [{ region: to, cause, receipts, refunds }]),
  ]
}
