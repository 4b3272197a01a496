import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { count, day, decimal } from '../parts/format.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { Loading } from '../parts/page.tsx'
import { type PlainColumn, PlainTable } from '../parts/plain-table.tsx'
import { COMMON } from '../words/common.ts'
import { language } from '../words/language.ts'
import { TABLE_WORDS, tableName } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { Ledger } from './ledger.tsx'
import { factRecordsQuery, type SheetPlace, tablesQuery } from './queries.ts'
import { WORKINGS } from './workings-words.ts'

interface FactRecordsProps {
  readonly place: SheetPlace
  readonly fact: string
  readonly total: number
  readonly client?: string | undefined
  /** Shown at once, without a button before it. */
  readonly isOpen?: boolean
}

/** The source records 原始记录 behind a fact: fetched when they are asked for, page by page. */
export function FactRecords({ place, fact, total, client, isOpen: atFirst = false }: FactRecordsProps) {
  const say = useWords(WORKINGS)
  const [isOpen, setOpen] = useState(atFirst)
  return (
    <div className="stack">
      {!atFirst && (
        <div>
          <button type="button" className="link-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? say('hideRecords') : say('showRecords', { count: count(total) })}
          </button>
        </div>
      )}
      {isOpen && <Records place={place} fact={fact} client={client} />}
    </div>
  )
}

function Records({ place, fact, client }: Pick<FactRecordsProps, 'place' | 'fact' | 'client'>) {
  const say = useWords(WORKINGS)
  const common = useWords(COMMON)
  const sayTable = useWords(TABLE_WORDS)
  const query = useInfiniteQuery(factRecordsQuery(place, fact, client))
  const { data: known } = useQuery(tablesQuery)
  if (query.error) return <ProblemNotice problem={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <Loading rows={3} />
  const items = query.data.pages.flatMap((page) => page.items)
  const names: Readonly<Record<string, string>> = Object.assign({}, ...query.data.pages.map((page) => page.names))
  if (items.some(({ balance }) => balance !== undefined)) {
    return (
      <>
        <Ledger items={items} names={names} />
        <MoreRecords query={query} />
      </>
    )
  }
  // What a fact was counted from can lie in several tables, one after the other.
  const tables = [...new Set(items.map(({ table }) => table))]
  return (
    <>
      {/* Without a client they stand in the workings above. */}
      {client !== undefined &&
        query.data.pages[0]?.notes.map((note) => (
          <p key={note.en} className="quiet">
            {note[language()]}
          </p>
        ))}
      {tables.map((table) => {
        const rows = items.filter((item) => item.table === table)
        const columns = known?.items.find(({ key }) => key === table)?.columns ?? []
        const shown = columns.filter(
          ({ key, type }) =>
            rows.some(({ values }) => values[key] !== undefined) &&
            // Whose sheet it is needs no column.
            !(type === 'employee' && rows.every(({ values }) => values[key] === place.employee)),
        )
        return (
          <PlainTable
            key={table}
            caption={tableName(sayTable, table)}
            columns={shown.map((column) => columnOf(column, names, common))}
            rows={rows}
            keyOf={({ values }) => Object.values(values).join(' ')}
            empty={say('noRecords')}
          />
        )
      })}
      <MoreRecords query={query} />
    </>
  )
}

interface MoreRecordsProps {
  readonly query: { readonly hasNextPage: boolean; readonly isFetchingNextPage: boolean; readonly fetchNextPage: () => Promise<unknown> }
}

function MoreRecords({ query: { hasNextPage, isFetchingNextPage, fetchNextPage } }: MoreRecordsProps) {
  const common = useWords(COMMON)
  if (!hasNextPage) return null
  return (
    <div>
      <button type="button" className="link-button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {isFetchingNextPage ? common('loading') : common('more')}
      </button>
    </div>
  )
}

interface RecordColumn {
  readonly key: string
  readonly title: string
  readonly type: string
  readonly choices: readonly { readonly key: string; readonly title: string }[]
}
interface SourceRecord {
  readonly values: Readonly<Record<string, string>>
}

function columnOf(
  { key, title, type, choices }: RecordColumn,
  names: Readonly<Record<string, string>>,
  common: (key: 'yes' | 'no') => string,
): PlainColumn<SourceRecord> {
  const figures = ['money', 'quantity', 'score', 'count'].includes(type)
  const cell = ({ values }: SourceRecord) => {
    const value = values[key]
    if (value === undefined) return ''
    if (type === 'flag') return common(value === 'yes' ? 'yes' : 'no')
    if (type === 'day') return <span className="one-line">{day(value)}</span>
    if (figures) return decimal(value)
    if (type === 'choice') return (language() === 'zh' && choices.find((choice) => choice.key === value)?.title) || value
    return names[value] === undefined ? value : `${names[value]} ${value}`
  }
  return { key, title: language() === 'zh' ? title : key.replaceAll('_', ' '), figures, head: key === 'number', cell }
}
