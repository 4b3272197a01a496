import type { Answer } from '../../base/answer.ts'
import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { Upload } from '../../store/aggregates/uploads.ts'
import { isStagedPlace, placeOfStaged, type StagedChange, stagedChanges } from '../../store/company-book/staged-changes.ts'
import type { Cursor } from '../kernel/pagination.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import { recordJson, recordKey } from '../records/record-json.ts'
import { standingNow, tablesOfUpload } from '../uploads/plan-commit.ts'
import type { uploadChangeSchema } from './foresight-schema.ts'
import { waitingUpload } from './waiting-upload.ts'

/** A record as it is in force and as an upload brings it. */
export type UploadChange = ShapeOf<typeof uploadChangeSchema>

const STATES = ['changed', 'new'] as const
export type ChangeState = (typeof STATES)[number]

export interface ChangesWanted {
  readonly upload: string
  readonly table: TableKey | undefined
  readonly state: ChangeState | undefined
  /** Where the page begins, as `next` of the page before had it. */
  readonly after: Cursor | undefined
  readonly limit: number
}

export interface ChangesFound {
  readonly ok: true
  readonly items: readonly UploadChange[]
  readonly next: Cursor | undefined
  /** How many there are on all pages. */
  readonly total: number
}

/**
 * What committing a waiting upload would change, record by record: changed ones first, with what is in force beside them, then new ones, table
 * by table and by what identifies them. Problems: thing_must_exist, upload_must_still_wait.
 */
export const changesOfUpload = useCase(
  'upload.read',
  async ({ store }, _, { upload: id, table: only, state, after, limit }: ChangesWanted): Promise<Answer<ChangesFound>> => {
    const found = await waitingUpload(store, id)
    if (!found.ok) return found
    const { upload, pair } = found
    const { compared } = await standingNow(store, upload, pair)
    const lists = STATES.filter((each) => state === undefined || each === state).flatMap((each) =>
      tablesOfUpload(upload)
        .filter((table) => only === undefined || table === only)
        .map((table) => ({ state: each, table, count: compared[table]?.[each] ?? 0 })),
    )
    const [atState, atTable, ...place] = after ?? []
    const begin = Math.max(
      0,
      lists.findIndex((list) => list.state === atState && list.table === atTable),
    )
    const items: { readonly change: UploadChange; readonly place: Cursor }[] = []
    for (const { state: each, table, count } of lists.slice(begin)) {
      if (count === 0 || items.length > limit) continue
      const isFirst = each === atState && table === atTable && isStagedPlace(table, place)
      const page = { state: each, after: isFirst ? place : undefined, limit: limit + 1 - items.length }
      for (const record of await stagedChanges(store, table, pair, page)) {
        items.push({ change: changeOf(upload, table, record), place: [each, table, ...placeOfStaged(table, record)] })
      }
    }
    return {
      ok: true,
      items: items.slice(0, limit).map(({ change }) => change),
      next: items.length > limit ? items[limit - 1]?.place : undefined,
      total: lists.reduce((sum, { count }) => sum + count, 0),
    }
  },
)

function changeOf({ sheets }: Upload, table: TableKey, { row, staged, kept }: StagedChange): UploadChange {
  // Rows of several sheets are numbered one after the other, which nobody finds in a file.
  const isOfOne = sheets.filter((sheet) => sheet.table === table).length === 1
  return {
    table,
    key: recordKey(table, staged),
    state: kept ? 'changed' : 'new',
    row: isOfOne && row > 0 ? row : null,
    before: kept ? recordJson(table, kept) : null,
    after: recordJson(table, staged),
    differs: TABLES[table].columns.flatMap(({ key }, index) => {
      const isTold = kept ? staged[index] !== kept[index] : staged[index] !== null && !TABLES[table].identity.includes(key)
      return isTold ? [key] : []
    }),
  }
}
