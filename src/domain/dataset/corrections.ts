/** A cell of an uploaded file that is read with another value than stands in it; the file itself stays as it is. */
export interface CellCorrection {
  readonly file: string
  /** Null in a text file. */
  readonly sheet: string | null
  /** As a spreadsheet numbers it; null: wherever the column holds the value. */
  readonly row: number | null
  /** The header that it stands below, as the file has it. */
  readonly column: string
  /** What stands there, after the corrections made before this one; "" for a blank cell. A cell that holds anything else is not corrected. */
  readonly found: string
  /** What is read in its place. */
  readonly value: string
}

/** A row of an uploaded file that is not read, with why. */
export interface RowLeftOut {
  readonly file: string
  readonly sheet: string | null
  readonly row: number
  readonly reason: string
  /** The text of the row when it was left out, at most 500 characters; another row in its place is read. Undefined until it was read once. */
  readonly text?: string | undefined
}

/** Who said it and when, under a number of its own among all that is said of one upload. */
export interface SaidOfUpload {
  readonly n: number
  readonly by: string
  readonly at: string
}

/** What is said of an upload with what came of it when its files were read last; `applied` 0: it does not fit them any more. */
export interface KeptCorrections extends UploadCorrections {
  readonly cells: readonly (CellCorrection & SaidOfUpload & { readonly applied: number })[]
  readonly rows: readonly (RowLeftOut & SaidOfUpload & { readonly applied: number })[]
}
export const NO_CORRECTIONS: KeptCorrections = { cells: [], rows: [] }

/** What is read otherwise than it stands in files, in the order in which it was said. */
export interface UploadCorrections {
  readonly cells: readonly CellCorrection[]
  readonly rows: readonly RowLeftOut[]
}
