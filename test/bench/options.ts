import { parseArgs } from 'node:util'

export interface BenchOptions {
  /** Transactions of the dataset that (a), (b) and (d) are measured on. */
  readonly rows: number
  /** Measures (e) too: a quarter of an hour in LibreOffice. */
  readonly spreadsheet: boolean
  /** The letters to measure; all but (e) unless told. */
  readonly only: ReadonlySet<string>
  readonly form: 'text' | 'markdown' | 'json'
}

export const HELP = `npm run bench -- [options]

  --rows N        transactions in the dataset: 1000000 unless told, such as 5000000
  --only LETTERS  only these of (a) to (f), such as bc
  --spreadsheet   also (e): the same KPIs as SUMIFS in LibreOffice, about a quarter of an hour
  --markdown      the table in Markdown, as docs/benchmark.md shows it
  --json          every figure as JSON
  --help          this text
`

/** Undefined when only the help was asked for. */
export function benchOptions(parameters: readonly string[]): BenchOptions | undefined {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      rows: { type: 'string', default: '1000000' },
      only: { type: 'string', default: 'abcdf' },
      spreadsheet: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return undefined
  const rows = Number(values.rows)
  if (!Number.isInteger(rows) || rows < 1_000) throw new RangeError(`--rows is a whole number from 1000; found "${values.rows}".`)
  return {
    rows,
    spreadsheet: values.spreadsheet,
    only: new Set(values.spreadsheet ? `${values.only}e` : values.only),
    form: values.json ? 'json' : values.markdown ? 'markdown' : 'text',
  }
}
