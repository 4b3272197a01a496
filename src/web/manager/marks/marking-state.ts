import type { CellChange } from './apply-block.ts'
import {
  cellsOf,
  commentItem,
  differs,
  draftToSend,
  faultOf,
  type KeptMark,
  lockOf,
  MARK_COLUMNS,
  MARK_ITEMS,
  type MarkItem,
  type MarkRow,
} from './mark-row.ts'
import { type History, NO_HISTORY, recorded, redone, undone } from './undo-history.ts'

/** The whole marking sheet; functions here take one and give the next, and change nothing. */
export interface MarkingState<Facts = unknown> {
  readonly rows: readonly MarkRow<Facts>[]
  readonly history: History
}

export interface DraftToSend {
  readonly engineer: string
  readonly item: MarkItem
  readonly evaluator: string
  readonly score: string | null
  readonly comment: string | null
  readonly version: number | null
}

/** What the server answers for one draft. */
export interface AnsweredDraft {
  readonly engineer: string
  readonly item: MarkItem
  readonly outcome: 'saved' | 'unchanged' | 'conflict' | 'refused'
  readonly mark: KeptMark | null
  readonly problem: { readonly message: string } | null
}

export const NOTHING_LOADED: MarkingState<never> = { rows: [], history: NO_HISTORY }

/** The rows as the server has them now. What was typed and is not saved yet stays, with the version it began from. */
export function loaded<Facts>(state: MarkingState<Facts>, fresh: readonly MarkRow<Facts>[]): MarkingState<Facts> {
  const before = new Map(state.rows.map((row) => [row.employee, row]))
  return { ...state, rows: fresh.map((row) => merged(before.get(row.employee), row)) }
}

function merged<Facts>(old: MarkRow<Facts> | undefined, fresh: MarkRow<Facts>): MarkRow<Facts> {
  if (!old) return fresh
  // An answer that set out before the last saving is older than what is here: versions only grow.
  const isNewer = (item: MarkItem) => (old.kept[item]?.version ?? 0) > (fresh.kept[item]?.version ?? 0)
  const staying = MARK_ITEMS.filter(
    (item) => fresh.yours[item] !== undefined && (differs(old, item) || old.conflicts[item] !== undefined || isNewer(item)),
  )
  if (staying.length === 0) return fresh
  const stays = (item: MarkItem) => staying.includes(item)
  const part = <Value>(from: Readonly<Partial<Record<MarkItem, Value>>>, to: Readonly<Partial<Record<MarkItem, Value>>>) =>
    byItem((item) => (stays(item) ? from[item] : to[item]))
  return {
    ...fresh,
    kept: part(old.kept, fresh.kept),
    conflicts: part(old.conflicts, {}),
    refusals: part(old.refusals, {}),
    cells: {
      overall: stays('overall') ? old.cells.overall : fresh.cells.overall,
      on_site_resolution: stays('on_site_resolution') ? old.cells.on_site_resolution : fresh.cells.on_site_resolution,
      comment: stays(commentItem(fresh)) ? old.cells.comment : fresh.cells.comment,
    },
  }
}

/** Cells typed, pasted, filled or cleared: one step that can be undone. Cells that may not be typed into are left out. */
export function edited<Facts>(state: MarkingState<Facts>, changes: readonly CellChange[]): MarkingState<Facts> {
  const { rows, done } = withCells(state.rows, changes)
  return done.length === 0 ? state : { rows, history: recorded(state.history, done) }
}

/** The last step taken back; undefined when there is none. */
export function undo<Facts>(state: MarkingState<Facts>): MarkingState<Facts> | undefined {
  return stepped(state, undone(state.history))
}

export function redo<Facts>(state: MarkingState<Facts>): MarkingState<Facts> | undefined {
  return stepped(state, redone(state.history))
}

function stepped<Facts>(state: MarkingState<Facts>, step: ReturnType<typeof undone>): MarkingState<Facts> | undefined {
  return step && { rows: withCells(state.rows, step.changes).rows, history: step.history }
}

function withCells<Facts>(rows: readonly MarkRow<Facts>[], changes: readonly CellChange[]) {
  const places = new Map(rows.map((row, index) => [row.employee, index]))
  const next = [...rows]
  const done: CellChange[] = []
  for (const change of changes) {
    const place = places.get(change.employee)
    const row = place === undefined ? undefined : next[place]
    if (place === undefined || !row || lockOf(row, change.column) || row.cells[change.column] === change.after) continue
    next[place] = { ...row, cells: { ...row.cells, [change.column]: change.after } }
    done.push(change)
  }
  return { rows: next, done }
}

/** Works something out of a row once: rows never change, a cell that is typed into gives its row another object. */
function onceARow<Value>(of: (row: MarkRow) => Value): (row: MarkRow) => Value {
  const known = new WeakMap<MarkRow, { readonly value: Value }>()
  return (row) => {
    const before = known.get(row)
    if (before) return before.value
    const value = of(row)
    known.set(row, { value })
    return value
  }
}

const draftsOf = onceARow((row) =>
  MARK_ITEMS.flatMap((item): DraftToSend[] => {
    const draft = draftToSend(row, item)
    const evaluator = row.yours[item]
    if (draft === undefined || evaluator === undefined) return []
    return [{ engineer: row.employee, item, evaluator, ...draft, version: row.kept[item]?.version ?? null }]
  }),
)

/** Up to so many drafts to send, by row; `big` is how many bytes of comments they may have together. */
export function draftsToSend({ rows }: MarkingState, most: number, big: number): DraftToSend[] {
  const drafts: DraftToSend[] = []
  let size = 0
  for (const row of rows) {
    for (const draft of draftsOf(row)) {
      size += 200 + (draft.comment?.length ?? 0) * 3
      if (drafts.length >= most || (drafts.length > 0 && size > big)) return drafts
      drafts.push(draft)
    }
  }
  return drafts
}

/** What the server said of drafts that were sent; what was typed meanwhile stays, to be sent with the new version. */
export function answered<Facts>(
  state: MarkingState<Facts>,
  sent: readonly DraftToSend[],
  answers: readonly AnsweredDraft[],
): MarkingState<Facts> {
  const places = new Map(state.rows.map((row, index) => [row.employee, index]))
  const rows = [...state.rows]
  answers.forEach(({ engineer, item, outcome, mark, problem }, index) => {
    const place = places.get(engineer)
    const row = place === undefined ? undefined : rows[place]
    if (place === undefined || !row) return
    const draft = sent[index]
    if (outcome === 'conflict' && mark) rows[place] = { ...row, conflicts: { ...row.conflicts, [item]: mark } }
    else if (outcome === 'refused' && draft) {
      const refusal = { score: draft.score, comment: draft.comment, message: problem?.message ?? '' }
      rows[place] = { ...row, refusals: { ...row.refusals, [item]: refusal } }
    } else if (mark) rows[place] = keeping(row, item, mark)
  })
  return { ...state, rows }
}

/** Marks that were submitted or withdrawn: the cells show what they say, where nothing else was typed. */
export function settled<Facts>(
  state: MarkingState<Facts>,
  marks: readonly (KeptMark & { readonly engineer: string; readonly item: MarkItem; readonly evaluator: string })[],
): MarkingState<Facts> {
  const places = new Map(state.rows.map((row, index) => [row.employee, index]))
  const rows = [...state.rows]
  for (const { engineer, item, evaluator, ...mark } of marks) {
    const place = places.get(engineer)
    const row = place === undefined ? undefined : rows[place]
    if (place !== undefined && row && row.yours[item] === evaluator) rows[place] = keeping(row, item, mark)
  }
  return { ...state, rows }
}

/** A conflict resolved: with theirs the cells say what they saved; with mine what stands here goes over it. */
export function resolved<Facts>(
  state: MarkingState<Facts>,
  { employee, item, keep }: { readonly employee: string; readonly item: MarkItem; readonly keep: 'mine' | 'theirs' },
): MarkingState<Facts> {
  const rows = state.rows.map((row) => {
    const theirs = row.conflicts[item]
    if (row.employee !== employee || !theirs) return row
    const settledRow = keeping(row, item, theirs)
    if (keep === 'mine') return settledRow
    const fresh = cellsOf(settledRow)
    const comment = commentItem(row) === item ? { comment: fresh.comment } : {}
    return { ...settledRow, cells: { ...row.cells, [item]: fresh[item], ...comment } }
  })
  return { ...state, rows }
}

function keeping<Facts>(row: MarkRow<Facts>, item: MarkItem, mark: KeptMark): MarkRow<Facts> {
  const without = <Value>(from: Readonly<Partial<Record<MarkItem, Value>>>) => byItem((each) => (each === item ? undefined : from[each]))
  return { ...row, kept: { ...row.kept, [item]: mark }, conflicts: without(row.conflicts), refusals: without(row.refusals) }
}

function byItem<Value>(pick: (item: MarkItem) => Value | undefined): Partial<Record<MarkItem, Value>> {
  const entries = MARK_ITEMS.map((item) => [item, pick(item)] as const).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Partial<Record<MarkItem, Value>>
}

export interface MarkingCounts {
  /** Of the overall marks that are the caller's to give; of the ratings where no overall mark is. */
  readonly engineers: number
  readonly submitted: number
  readonly drafts: number
  readonly missing: number
  /** Drafts with a score, of both items: what submitting would submit. */
  readonly ready: number
  readonly faults: number
  readonly conflicts: number
  readonly unsaved: number
}

/** How far the marking is. */
export function countMarks({ rows }: MarkingState): MarkingCounts {
  const counts = { ...NONE }
  for (const row of rows) {
    const own = countsOf(row)
    for (const key of COUNTED) counts[key] += own[key]
  }
  return counts
}

const NONE = { engineers: 0, submitted: 0, drafts: 0, missing: 0, ready: 0, faults: 0, conflicts: 0, unsaved: 0 }
const COUNTED = Object.keys(NONE) as (keyof typeof NONE)[]

const countsOf = onceARow((row) => {
  const counts = { ...NONE }
  const main = commentItem(row)
  // Who only reads has nothing to give, and sees how everybody's marking is.
  if (row.yours[main] !== undefined || Object.keys(row.yours).length === 0) {
    counts.engineers = 1
    if (row.kept[main]?.state === 'submitted') counts.submitted = 1
    else if (row.cells[main] !== '') counts.drafts = 1
    else if (row.inForce[main] !== undefined) counts.submitted = 1
    else counts.missing = 1
  }
  for (const item of MARK_ITEMS) {
    const kept = row.kept[item]
    if (row.conflicts[item]) counts.conflicts++
    if (differs(row, item)) counts.unsaved++
    if (kept?.state === 'draft' && kept.score !== null) counts.ready++
  }
  counts.faults = MARK_COLUMNS.filter((column) => faultOf(row, column) !== undefined).length
  return counts
})
