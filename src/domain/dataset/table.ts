/**
 * The tables of a dataset 数据集 and their columns: the one list that readers, stores, templates and checks
 * follow. English keys are the columns of the store; `title` is the Chinese header we write, `synonyms`
 * are further headers we read.
 *
 * A record is an array of values in the order of `columns`; a blank is null. The shapes by `type`:
 *
 * | type | value | unit |
 * |---|---|---|
 * | text | string | |
 * | money | safe whole number | fen |
 * | quantity | safe whole number | millionths |
 * | score | 0 to 10000 | hundredths of a point |
 * | count | whole number from `least` (1 unless told) | |
 * | day | Day | yyyymmdd |
 * | period | string | "2026-10", "2026-Q4", "2026-H2", "2026" |
 * | flag | 1 or 0 | |
 * | share | string | a fraction from 0 to 1 as exact text: "0.5", "1/3" |
 * | choice | the English key of one of `choices` | |
 * | employee, client, region | string | the number or code of the record meant |
 */
export type ColumnType =
  | 'text'
  | 'money'
  | 'quantity'
  | 'score'
  | 'count'
  | 'day'
  | 'period'
  | 'flag'
  | 'share'
  | 'choice'
  | 'employee'
  | 'client'
  | 'region'

export interface Choice {
  readonly key: string
  readonly title: string
  readonly synonyms?: readonly string[]
}

export interface Column {
  readonly key: string
  readonly title: string
  readonly synonyms?: readonly string[]
  readonly type: ColumnType
  readonly required?: boolean
  readonly choices?: readonly Choice[]
  /** What a blank means, as a choice key or whole number; a blank without it stays null. */
  readonly blank?: string | number
  readonly least?: number
  /** Came after the first datasets: stands behind the older columns, and where it is blank a record has the content that it had without. */
  readonly added?: true
}

export interface Table<Key extends string = string> {
  readonly key: Key
  readonly title: string
  readonly columns: readonly Column[]
  /** The columns that identify a record. */
  readonly identity: readonly string[]
  /**
   * What a second record of the same identity means: `same` - one record when the content is equal (reported), else an
   * error; `never` - always an error; `largest` - the larger count holds (reported; POLICY A6).
   */
  readonly repeated: 'same' | 'never' | 'largest'
}
