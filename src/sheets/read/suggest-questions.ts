import type { Place, Problem } from '../../base/problem.ts'
import { type DatasetProblemCode, datasetProblem } from '../../domain/dataset/dataset-problems.ts'
import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { trimmed } from './cell-values.ts'
import { listed } from './header.ts'
import { COUNTS, headerOfMeanings } from './header-map.ts'
import type { RawRow } from './sheet-parts.ts'
import { shown } from './shown.ts'
import type { Positions } from './suggest-lines.ts'
import type { UnknownValues } from './suggest-meanings.ts'

export type QuestionCode = Extract<
  DatasetProblemCode,
  'date_order_must_be_said' | 'decimal_sign_must_be_said' | 'scale_must_be_said' | 'amounts_must_be_of_lines_or_documents'
>

/** What a reader says cell by cell while a question is open. */
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  date_order_must_be_said: ['date_must_be_a_date'],
  decimal_sign_must_be_said: [
    'amount_must_be_a_number',
    'amount_must_have_at_most_two_decimals',
    'amount_must_have_its_separators_in_place',
  ],
  values_must_be_explained: [
    'value_must_be_understood',
    'choice_must_be_one_of_the_list',
    'flag_must_be_yes_or_no',
    'column_must_be_understood',
  ],
}

/** Whether a problem of the same sheet only follows from a question about the column. */
export function isImplied({ code, place: at }: Problem, { code: other, place }: Problem): boolean {
  return IMPLIED[code]?.includes(other) === true && at?.file === place?.file && at?.sheet === place?.sheet && at?.column === place?.column
}

const SHOWN_VALUES = 5
const SHOWN_CELLS = 6

/** What has to be asked of one sheet: errors with the place, what was found and what each answer would mean. */
export class Questions {
  readonly asked: Problem[] = []
  readonly #table: TableKey
  readonly #place: Place

  constructor(table: TableKey, place: Place) {
    this.#table = table
    this.#place = place
  }

  ask(code: QuestionCode, values: Record<string, string>, row: number | undefined, column: string): void {
    this.asked.push(datasetProblem(code, values, { table: this.#table, place: { ...this.#place, row, column } }))
  }

  /** What values mean that nobody has explained. */
  values({ header, key, column, values }: UnknownValues, rows: readonly RawRow[]): void {
    const [first] = values
    const example = rows.find(({ row }) => row === first?.row)?.cells.filter((cell) => trimmed(cell) !== '') ?? []
    const words = headerOfMeanings(key) === undefined ? wordsOf(this.#table, column) : wordsBeside(this.#table)
    const texts = values.slice(0, SHOWN_VALUES).map(({ text }) => (text === '' ? '""' : shown(text)))
    this.asked.push(
      datasetProblem(
        'values_must_be_explained',
        {
          ...{ column: header, key, row: String(first?.row ?? ''), choicesZh: words.zh, choicesEn: words.en },
          values: texts.join(', ') + (values.length > SHOWN_VALUES ? ' …' : ''),
          example: shown(example.slice(0, SHOWN_CELLS).join(' | ')),
        },
        { table: this.#table, column, place: { ...this.#place, row: first?.row, column: header } },
      ),
    )
  }

  /** Which header is a column that has to be there. */
  columns(row: number, names: readonly string[], positions: Positions, isKeyMade: boolean): void {
    const made = isKeyMade ? ['number', 'slip'] : []
    const missing = TABLES[this.#table].columns.filter(({ key, required }) => required && !positions.has(key) && !made.includes(key))
    if (missing.length === 0) return
    const values = { missing: listed(missing), found: names.filter(Boolean).join(', ') }
    this.asked.push(datasetProblem('required_columns_must_be_given', values, { table: this.#table, place: { ...this.#place, row } }))
  }
}

interface Words {
  readonly zh: string
  readonly en: string
}

/** The words of a column of choices or flags. */
function wordsOf(table: TableKey, key: string | undefined): Words {
  const column = TABLES[table].columns.find((each) => each.key === key)
  const flags = [
    { key: 'true', title: '是' },
    { key: 'false', title: '否' },
  ]
  const choices = column?.type === 'flag' ? flags : (column?.choices ?? [])
  return {
    zh: [...choices.map((choice) => `${choice.key} ${choice.title}`), 'null 不读取这些行'].join('，'),
    en: [...choices.map((choice) => choice.key), 'null (such rows are left out)'].join(', '),
  }
}

/** What a value of a header beside the table may mean: the states and types that the table has. */
function wordsBeside(table: TableKey): Words {
  const choices = TABLES[table].columns.flatMap(({ key, choices: all = [], blank }) =>
    key === 'status' || key === 'type'
      ? all.filter((choice) => choice.key !== blank).map((choice) => ({ word: `${key}:${choice.key}`, title: choice.title }))
      : [],
  )
  return {
    zh: [`${COUNTS} 照常计入`, ...choices.map(({ word, title }) => `${word} ${title}`), 'null 不读取这些行'].join('，'),
    en: [`${COUNTS} (a record like any other)`, ...choices.map(({ word }) => word), 'null (such rows are left out)'].join(', '),
  }
}
