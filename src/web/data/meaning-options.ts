import type { ColumnInfo, TableInfo } from './api.ts'
import { choiceTitle, columnTitle } from './column-titles.ts'
import { ANY_OTHER } from './mapping-draft.ts'

/** Words of MAPPING_WORDS, and of COMMON. */
type Say = (key: 'counts' | 'leaveRowsOut' | 'blankCell' | 'anyOther') => string
type SayCommon = (key: 'yes' | 'no') => string

export interface MeaningOption {
  readonly value: string
  readonly label: string
}

/** The choice that leaves rows out, which a mapping says as null. */
export const LEFT_OUT = '-'
const COUNTS = 'counts'

/** What a value of a column of choices or flags may mean. */
export function meaningsOfColumn(column: ColumnInfo, say: Say, sayCommon: SayCommon): MeaningOption[] {
  const own =
    column.type === 'flag'
      ? [
          { value: 'true', label: sayCommon('yes') },
          { value: 'false', label: sayCommon('no') },
        ]
      : column.choices.map(({ key }) => ({ value: key, label: choiceTitle(column, key) }))
  return [{ value: LEFT_OUT, label: say('leaveRowsOut') }, ...own]
}

/** What a value of a header beside the table may mean. */
export function meaningsBeside(table: TableInfo, say: Say): MeaningOption[] {
  return [
    { value: COUNTS, label: say('counts') },
    ...table.columns.flatMap((column) =>
      column.key === 'status' || column.key === 'type'
        ? column.choices.map(({ key }) => ({
            value: `${column.key}:${key}`,
            label: `${columnTitle(column)}: ${choiceTitle(column, key)}`,
          }))
        : [],
    ),
    { value: LEFT_OUT, label: say('leaveRowsOut') },
  ]
}

/** A value as it is shown: the blank cell and "any other" have names. */
export function nameOfText(text: string, say: Say): string {
  return text === '' ? say('blankCell') : text === ANY_OTHER ? say('anyOther') : text
}
