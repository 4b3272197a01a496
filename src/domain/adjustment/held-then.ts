import type { Day } from '../../base/day.ts'
import type { Position } from '../people/employee.ts'

/** What one appraisal of a period took as holding then: of people, and of clients whose receipts name neither region nor representative. */
export interface HeldThen {
  /** Undefined of whoever is in no list. */
  of(employee: string): HeldOfPerson | undefined
  /** Where receipts of a representative that name no region count on a day (POLICY A11). */
  regionOfReceipts(rep: string, day: Day): string | undefined
  readonly receipts: readonly UnplacedReceipts[]
  /** The client that a code meant then: another one's where it is an alias 别名. */
  clientMeantBy(code: string): string
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

export type MovingCause = 'rep_region_changed' | 'client_changed' | 'client_merged'

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
 * representatives of clients, who is internal and which codes are one client changed between them. Whose documents are gone, or stand on another day, did not move.
 */
export function movedReceipts(before: HeldThen, after: HeldThen): readonly MovedReceipts[] {
  const found = known.get(before)?.get(after) ?? findMoved(before, after)
  known.set(before, (known.get(before) ?? new WeakMap()).set(after, found))
  return found
}

function findMoved(before: HeldThen, after: HeldThen): MovedReceipts[] {
  const clientIn = byClientDay(after.receipts)
  const clientWas = byClientDay(before.receipts)
  const moves = before.receipts.flatMap((was) => {
    const meant = after.clientMeantBy(was.client)
    const is = clientIn.get(clientDay({ ...was, client: meant })) ?? was
    const cause = meant === was.client ? ('client_changed' as const) : ('client_merged' as const)
    const places = [
      was.counts ? before.regionOfReceipts(was.rep, was.day) : undefined,
      was.counts ? after.regionOfReceipts(was.rep, was.day) : undefined,
      is.counts ? after.regionOfReceipts(is.rep, was.day) : undefined,
    ] as const
    return [...moved(was, 'rep_region_changed', places[0], places[1]), ...moved(was, cause, places[1], places[2])]
  })
  // Clients that were one then and are two again: what is the other's own now counted as that one's.
  const split = after.receipts.flatMap((is) => {
    const meant = before.clientMeantBy(is.client)
    const was = meant === is.client ? undefined : clientWas.get(clientDay({ ...is, client: meant }))
    if (!was) return []
    const placed = (each: UnplacedReceipts) => (each.counts ? after.regionOfReceipts(each.rep, is.day) : undefined)
    return moved(is, 'client_merged', placed(was), placed(is))
  })
  return [...moves, ...split]
}

const byClientDay = (receipts: readonly UnplacedReceipts[]) => new Map(receipts.map((each) => [clientDay(each), each]))

function clientDay({ client, day, recorded }: Pick<UnplacedReceipts, 'client' | 'day' | 'recorded'>): string {
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
