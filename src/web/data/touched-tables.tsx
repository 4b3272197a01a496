import { count } from '../parts/format.ts'
import { TABLE_WORDS, tableName } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { CHANGE_WORDS } from './change-words.ts'

interface TouchedTablesProps {
  readonly tables: Readonly<Record<string, { readonly new: number; readonly changed: number; readonly removed: number } | undefined>>
  /** Tables that are named at most. */
  readonly most?: number
}

/** How many records of which table a change added, changed or took out. */
export function TouchedTables({ tables, most = Number.POSITIVE_INFINITY }: TouchedTablesProps) {
  const say = useWords(CHANGE_WORDS)
  const sayTable = useWords(TABLE_WORDS)
  const touched = Object.entries(tables)
  return (
    <>
      {touched.slice(0, most).map(([table, counts]) => (
        <div key={table}>
          {tableName(sayTable, table)}{' '}
          <span className="quiet">
            {(['new', 'changed', 'removed'] as const)
              .filter((each) => (counts?.[each] ?? 0) > 0)
              .map((each) => `${say(each)} ${count(counts?.[each] ?? 0)}`)
              .join(' · ')}
          </span>
        </div>
      ))}
      {touched.length > most && <div className="quiet">{say('moreTables', { n: touched.length - most })}</div>}
    </>
  )
}
