/** Something to be said of a cell, row or sheet of a user's file. */
export interface Mark {
  /** Undefined in a text file, which has one sheet. */
  readonly sheet: string | undefined
  /** As a spreadsheet counts; undefined when it is about the sheet or the file. */
  readonly row: number | undefined
  /** The header as found; undefined when it is about the row. */
  readonly column: string | undefined
  readonly severity: 'error' | 'warning'
  readonly text: string
}

/** What a marked copy says of itself. */
export interface MarkWords {
  /** The name of the sheet that lists everything. */
  readonly sheet: string
  /** Its columns: sheet, row, column, kind, what. */
  readonly columns: readonly [string, string, string, string, string]
  readonly error: string
  readonly warning: string
  /** Said where rows without a mark are left out, because there are too many. */
  readonly onlyMarked: string
}
