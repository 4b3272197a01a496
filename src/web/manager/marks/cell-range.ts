/** A place on the sheet as it is shown: row, and column counted over all of its columns. */
export interface Place {
  readonly row: number
  readonly column: number
}

/** The cells chosen with Shift or the mouse; `from` is where it began and stays the active cell. */
export interface CellRange {
  readonly from: Place
  readonly to: Place
}

export function isInRange(range: CellRange | undefined, { row, column }: Place): boolean {
  if (!range) return false
  const { top, bottom, left, right } = edgesOf(range)
  return row >= top && row <= bottom && column >= left && column <= right
}

export function edgesOf({ from, to }: CellRange) {
  return {
    top: Math.min(from.row, to.row),
    bottom: Math.max(from.row, to.row),
    left: Math.min(from.column, to.column),
    right: Math.max(from.column, to.column),
  }
}

/** The place so many rows and columns away, at most at the edge of the sheet; with `far` at the edge. */
export function placeAway(
  { row, column }: Place,
  step: { readonly rows: number; readonly columns: number; readonly far?: boolean },
  size: { readonly rows: number; readonly columns: number },
): Place {
  const move = (at: number, by: number, end: number) => {
    if (by === 0) return at
    if (step.far) return by < 0 ? 0 : end - 1
    return Math.max(0, Math.min(end - 1, at + by))
  }
  return { row: move(row, step.rows, size.rows), column: move(column, step.columns, size.columns) }
}
