/** What one dataset may take at most: uploaded files are not trusted. */
export interface Limits {
  /** Bytes that one file may unpack to, counted while it is unpacked. */
  readonly unpackedBytes: number
  /** Files inside one workbook. */
  readonly entries: number
  /** Characters of all shared strings of a workbook; they are the one part of it that is held in memory. */
  readonly sharedCharacters: number
  readonly rows: number
  readonly columns: number
  /** Characters of one cell; spreadsheet programs stop at 32,767. */
  readonly cellLength: number
  /** Problems that are listed; beyond it they are counted. */
  readonly problems: number
}

export const DEFAULT_LIMITS: Limits = {
  unpackedBytes: 4 * 1024 ** 3,
  entries: 2_000,
  sharedCharacters: 100_000_000,
  rows: 50_000_000,
  columns: 500,
  cellLength: 32_767,
  problems: 100_000,
}
