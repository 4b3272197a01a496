import type { Fen } from '../../base/money.ts'
import type { WhatIfState } from '../../domain/states.ts'
import type { Reader } from '../database/connection.ts'
import { asked, firstOf, type RowOf, rowsOf, tables } from '../database/query.ts'
import { touchRows } from '../trail/trail-contents.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** A what-if 试算. JSON is text as it is stored. */
export interface WhatIfRow {
  readonly id: string
  readonly title: string
  readonly state: WhatIfState
  readonly startedBy: string
  readonly startedAt: string
  readonly finishedAt: string | undefined
  readonly asOfChange: number | undefined
  readonly asked: string
  readonly summary: string | undefined
  readonly sha256: string | undefined
  readonly problems: string | undefined
}

/** What a what-if would make of one person, in fen; `periods` is JSON. */
export interface WhatIfPerson {
  readonly employee: string
  readonly name: string
  readonly region: string
  readonly before: Fen
  readonly after: Fen
  readonly difference: Fen
  readonly periods: string
}

const whatIfs = tables
  .selectFrom('what_ifs')
  .select(['id', 'title', 'state', 'started_by as startedBy', 'started_at as startedAt', 'finished_at as finishedAt'])
  .select(['as_of_change as asOfChange', 'asked', 'summary', 'sha256', 'problems'])

/** The newest first, before a place. */
export async function listWhatIfs(
  reader: Reader,
  { before, limit }: { readonly before: readonly [startedAt: string, id: string] | undefined; readonly limit: number },
): Promise<WhatIfRow[]> {
  const wanted = whatIfs.where((eb) =>
    eb.and(asked(before, ([at, id]) => eb.or([eb('started_at', '<', at), eb.and([eb('started_at', '=', at), eb('id', '<', id)])]))),
  )
  return (await rowsOf(reader, wanted.orderBy('started_at', 'desc').orderBy('id', 'desc').limit(limit))).map(whatIfFrom)
}

export async function findWhatIf(reader: Reader, id: string): Promise<WhatIfRow | undefined> {
  const row = await firstOf(reader, whatIfs.where('id', '=', id))
  return row && whatIfFrom(row)
}

export async function whatIfsUnderWay(reader: Reader): Promise<WhatIfRow[]> {
  return (await rowsOf(reader, whatIfs.where('state', '=', 'running'))).map(whatIfFrom)
}

export async function insertWhatIf(
  transaction: WriteTransaction,
  { id, title, startedBy, startedAt, asked: wanted }: Pick<WhatIfRow, 'id' | 'title' | 'startedBy' | 'startedAt' | 'asked'>,
): Promise<void> {
  await transaction.insert('what_ifs', { id, title, state: 'running', started_by: startedBy, started_at: startedAt, asked: wanted })
}

/** Ends one that is under way; answers false where it is not any more. */
export async function endWhatIf(
  transaction: WriteTransaction,
  id: string,
  end: {
    readonly state: 'done' | 'failed'
    readonly finishedAt: string
    readonly asOfChange?: number
    readonly summary?: string
    readonly sha256?: string
    readonly problems: string
  },
): Promise<boolean> {
  if ((await findWhatIf(transaction, id))?.state !== 'running') return false
  const { state, finishedAt, asOfChange, summary, sha256, problems } = end
  const values = { state, finished_at: finishedAt, as_of_change: asOfChange ?? null, summary: summary ?? null, sha256: sha256 ?? null }
  await transaction.update('what_ifs', { ...values, problems }, { id })
  return true
}

export async function insertWhatIfPeople(transaction: WriteTransaction, whatIf: string, people: readonly WhatIfPerson[]): Promise<void> {
  await transaction.insertAll(
    'what_if_people',
    people.map((person) => ({ what_if: whatIf, ...person })),
  )
}

export async function deleteWhatIf(transaction: WriteTransaction, id: string): Promise<void> {
  await rowsOf(transaction, tables.deleteFrom('what_if_people').where('what_if', '=', id))
  await rowsOf(transaction, tables.deleteFrom('what_ifs').where('id', '=', id))
  touchRows(transaction, 'what_ifs', [id])
}

export interface PeopleWanted {
  /** The largest gain first, or the largest loss. */
  readonly first: 'gain' | 'loss'
  readonly region: string | undefined
  readonly after: readonly [difference: Fen, employee: string] | undefined
  readonly limit: number
}

/** The people for whom something differs. */
export async function whatIfPeople(reader: Reader, whatIf: string, { first, region, after, limit }: PeopleWanted): Promise<WhatIfPerson[]> {
  const [direction, beyond] = first === 'gain' ? (['desc', '<'] as const) : (['asc', '>'] as const)
  const wanted = tables
    .selectFrom('what_if_people')
    .select(['employee', 'name', 'region', 'before', 'after', 'difference', 'periods'])
    .where('what_if', '=', whatIf)
    .where((eb) =>
      eb.and([
        ...asked(region, (code) => eb('region', '=', code)),
        ...asked(after, ([difference, employee]) =>
          eb.or([eb('difference', beyond, difference), eb.and([eb('difference', '=', difference), eb('employee', '>', employee)])]),
        ),
      ]),
    )
  return (await rowsOf(reader, wanted.orderBy('difference', direction).orderBy('employee').limit(limit))).map((row) => ({ ...row }))
}

function whatIfFrom({ finishedAt, asOfChange, summary, sha256, problems, ...row }: RowOf<typeof whatIfs>): WhatIfRow {
  return {
    ...row,
    finishedAt: finishedAt ?? undefined,
    asOfChange: asOfChange === null ? undefined : Number(asOfChange),
    summary: summary ?? undefined,
    sha256: sha256 ?? undefined,
    problems: problems ?? undefined,
  }
}
