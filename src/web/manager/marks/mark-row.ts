import { readScore, type ScoreFault, sameScore } from './score-text.ts'

export const MARK_ITEMS = ['overall', 'on_site_resolution'] as const
/** 综合评价, 现场解决. */
export type MarkItem = (typeof MARK_ITEMS)[number]

export const MARK_COLUMNS = ['overall', 'on_site_resolution', 'comment'] as const
/** What is typed into: a score for each item, and one comment. */
export type MarkColumn = (typeof MARK_COLUMNS)[number]

/** A mark as the server keeps it. */
export interface KeptMark {
  readonly score: string | null
  readonly comment: string | null
  readonly state: 'draft' | 'submitted'
  readonly version: number
  readonly updatedAt: string
  /** The name of who gave it last. */
  readonly updatedBy: string
}

/** What the server would not take, and what it said: not sent again until it is something else. */
export interface Refusal {
  readonly score: string | null
  readonly comment: string | null
  readonly message: string
}

/** One engineer on the marking sheet. `Facts` is what is shown beside and never changes here. */
export interface MarkRow<Facts = unknown> {
  readonly employee: string
  readonly name: string
  readonly facts: Facts
  /** For whom each item counts where it is the caller's to give. */
  readonly yours: Readonly<Partial<Record<MarkItem, string>>>
  /** What stands in the cells: scores in plain form, or as typed while they are none. */
  readonly cells: Readonly<Record<MarkColumn, string>>
  readonly kept: Readonly<Partial<Record<MarkItem, KeptMark>>>
  /** Marks that somebody else saved in between: what theirs is. */
  readonly conflicts: Readonly<Partial<Record<MarkItem, KeptMark>>>
  readonly refusals: Readonly<Partial<Record<MarkItem, Refusal>>>
  /** Scores in force that are no mark of this sheet: imported with the data, or an overall mark that another manager gave. */
  readonly inForce: Readonly<Partial<Record<MarkItem, string>>>
}

const COMMENT_LIMIT = 2000

export type CellFault = ScoreFault | 'tooLong' | 'submitted' | 'notYours'

/** The mark that the comment goes with: the rating for who gives only that, else the overall one. */
export function commentItem({ yours }: Pick<MarkRow, 'yours'>): MarkItem {
  return yours.overall === undefined && yours.on_site_resolution !== undefined ? 'on_site_resolution' : 'overall'
}

export function itemOf(row: Pick<MarkRow, 'yours'>, column: MarkColumn): MarkItem {
  return column === 'comment' ? commentItem(row) : column
}

/** Why a cell may not be typed into; undefined where it may. A submitted mark is withdrawn first. */
export function lockOf(row: Pick<MarkRow, 'yours' | 'kept'>, column: MarkColumn): 'submitted' | 'notYours' | undefined {
  const item = itemOf(row, column)
  if (row.yours[item] === undefined) return 'notYours'
  return row.kept[item]?.state === 'submitted' ? 'submitted' : undefined
}

/** What a text becomes in a cell, and what is wrong with it there. */
export function readCell(column: MarkColumn, typed: string): { readonly text: string; readonly fault?: CellFault } {
  if (column === 'comment') {
    const text = typed.replaceAll('\r\n', '\n').trim()
    return text.length > COMMENT_LIMIT ? { text, fault: 'tooLong' } : { text }
  }
  const read = readScore(typed)
  return read.ok ? { text: read.text } : { text: typed.trim(), fault: read.fault }
}

/** What is wrong with what stands in a cell. */
export function faultOf(row: MarkRow, column: MarkColumn): CellFault | undefined {
  return readCell(column, row.cells[column]).fault
}

/** The draft that the cells ask for; undefined while one of them is faulty. */
export function wantedDraft(row: MarkRow, item: MarkItem): { readonly score: string | null; readonly comment: string | null } | undefined {
  const score = readScore(row.cells[item])
  if (!score.ok) return undefined
  if (commentItem(row) !== item) return { score: score.text || null, comment: row.kept[item]?.comment ?? null }
  const comment = readCell('comment', row.cells.comment)
  return comment.fault === undefined ? { score: score.text || null, comment: comment.text || null } : undefined
}

/** Whether the cells say something else than the server keeps. */
export function differs(row: MarkRow, item: MarkItem): boolean {
  if (row.yours[item] === undefined) return false
  const wanted = wantedDraft(row, item)
  if (wanted === undefined) return true
  const kept = row.kept[item]
  return !sameScore(wanted.score, kept?.score ?? null) || (wanted.comment ?? '') !== (kept?.comment ?? '')
}

/** The draft to send now: changed, without fault, and neither refused as it is nor in conflict. */
export function draftToSend(row: MarkRow, item: MarkItem): ReturnType<typeof wantedDraft> {
  if (row.conflicts[item] !== undefined || row.kept[item]?.state === 'submitted' || !differs(row, item)) return undefined
  const wanted = wantedDraft(row, item)
  const refused = row.refusals[item]
  if (wanted && refused && sameScore(wanted.score, refused.score) && wanted.comment === refused.comment) return undefined
  return wanted
}

/** The cells as the server's marks fill them. */
export function cellsOf(row: Pick<MarkRow, 'yours' | 'kept'>): MarkRow['cells'] {
  const score = (item: MarkItem) => {
    const read = readScore(row.kept[item]?.score ?? '')
    return read.ok ? read.text : ''
  }
  return {
    overall: score('overall'),
    on_site_resolution: score('on_site_resolution'),
    comment: row.kept[commentItem(row)]?.comment ?? '',
  }
}
