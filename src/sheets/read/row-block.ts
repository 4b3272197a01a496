/** Some rows of a table as text, in their order, with the numbers a spreadsheet shows beside them. Blank rows may be among them. */
export interface RowBlock {
  readonly cells: readonly (readonly string[])[]
  readonly rows: readonly number[]
  /** Rows that could not be read, with why; their cells are not to be relied on. */
  readonly faults?: ReadonlyMap<number, UnreadableCode>
}

/** What is wrong with a file as a whole or from some row on; thrown by the readers of bytes and turned into a problem at one place. */
export class Unreadable extends Error {
  override name = 'Unreadable'
  readonly code: UnreadableCode
  readonly values: Readonly<Record<string, string>>
  readonly row: number | undefined

  constructor(code: UnreadableCode, values: Readonly<Record<string, string>> = {}, row?: number) {
    super(code)
    this.code = code
    this.values = values
    this.row = row
  }
}

export type UnreadableCode =
  | 'file_must_be_readable'
  | 'file_must_be_whole'
  | 'file_must_hold_a_list'
  | 'archive_must_be_unpacked'
  | 'file_must_not_unpack_beyond_limit'
  | 'text_must_be_utf8_or_gb18030'
  | 'quote_must_be_closed'
  | 'quote_must_end_its_cell'
  | 'table_must_not_have_too_many_rows'
  | 'table_must_not_have_too_many_columns'
  | 'workbook_must_be_saved_as_xlsx'
  | 'workbook_must_not_be_encrypted'
  | 'workbook_must_be_a_workbook'
  | 'workbook_must_not_declare_entities'
  | 'workbook_must_not_have_too_many_parts'
