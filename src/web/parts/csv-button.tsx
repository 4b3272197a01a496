import { defineWords, useWords } from '../words/words.ts'
import { type CsvColumn, csvText, saveFile } from './csv.ts'

const WORDS = defineWords('csv', { zh: { csv: '下载表格' }, en: { csv: 'Download table' } })

interface CsvButtonProps<Row> {
  /** The file's name without its ending: "奖金总览-2026-10". */
  readonly name: string
  readonly columns: readonly CsvColumn<Row>[]
  /** The rows shown, or what fetches all of them where only some are. */
  readonly rows: readonly Row[] | (() => Promise<readonly Row[]>)
}

/** Saves the table beside it as CSV for spreadsheets. */
export function CsvButton<Row>({ name, columns, rows }: CsvButtonProps<Row>) {
  const say = useWords(WORDS)
  const save = async () => {
    const all = typeof rows === 'function' ? await rows() : rows
    saveFile(`${name}.csv`, new Blob([csvText(columns, all)], { type: 'text/csv;charset=utf-8' }))
  }
  return (
    <button type="button" className="link-button" onClick={() => void save()}>
      {say('csv')}
    </button>
  )
}
