import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count, day, time } from '../parts/format.ts'
import { Loaded, Section } from '../parts/page.tsx'
import { usePeopleNames } from '../parts/people-names.ts'
import { type PlainColumn, PlainTable } from '../parts/plain-table.tsx'
import { TableWays } from '../parts/table-ways.tsx'
import { Tag } from '../parts/tag.tsx'
import { TABLE_WORDS } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { type ReceivedTable, receivedQuery } from './month-data.ts'
import { MONTH } from './month-words.ts'

const MOST_FILES = 2

/** What has come in of every table, when and by whom: what is missing stands out. */
export function ReceivedBoard({ period }: { period: string }) {
  const say = useWords(MONTH)
  const tables = useWords(TABLE_WORDS)
  const query = useQuery(receivedQuery(period))
  const fewFiles = (text: string) => {
    const files = text.split(', ')
    return files.length <= MOST_FILES ? text : say('manyFiles', { file: files[0] ?? '', count: files.length })
  }
  const nameOf = usePeopleNames((query.data?.items ?? []).map(({ change }) => change?.by))
  const columns: readonly PlainColumn<ReceivedTable>[] = [
    {
      key: 'table',
      title: say('table'),
      head: true,
      cell: ({ table, needed, finance }) => (
        <>
          <Link to="/records/$table" params={{ table }}>
            {tables(table)}
          </Link>{' '}
          {needed && <Tag>{say('needed')}</Tag>} {finance && <Tag>{say('byFinance')}</Tag>}
        </>
      ),
    },
    {
      key: 'state',
      title: '',
      bare: true,
      cell: (row) => (
        <>
          <StateTag row={row} />
          {row.state !== 'present' && <TableWays table={row.table} own={row.own} profiles={row.profiles} />}
        </>
      ),
    },
    {
      key: 'rows',
      title: say('rows'),
      figures: true,
      cell: ({ rows }) => (rows === null ? <span className="quiet">{say('everyPeriod')}</span> : count(rows)),
    },
    { key: 'totalRows', title: say('totalRows'), figures: true, cell: ({ totalRows }) => count(totalRows) },
    {
      key: 'days',
      title: say('days'),
      cell: ({ first, last }) => (first === null || last === null ? '—' : first === last ? day(first) : `${day(first)} – ${day(last)}`),
    },
    {
      key: 'change',
      title: say('lastChange'),
      cell: ({ change }) =>
        change === null ? (
          '—'
        ) : (
          <>
            <div>
              {change.upload === null ? (
                say(`change_${change.kind}`, { file: '' })
              ) : (
                <Link to="/uploads/$upload" params={{ upload: change.upload }}>
                  {say('change_upload', { file: fewFiles(change.fileName ?? '') })}
                </Link>
              )}
            </div>
            <div className="quiet">
              {nameOf(change.by)} · {time(change.at)}
            </div>
          </>
        ),
    },
  ]
  return (
    <Section
      title={say('received')}
      actions={
        <>
          <Link to="/uploads">{say('upload')}</Link>
          <Link to="/changes">{say('changes')}</Link>
        </>
      }
    >
      <Loaded query={query} rows={8}>
        {({ items }) => (
          <>
            <PlainTable caption={say('received')} rows={items.filter(isFirst)} keyOf={({ table }) => table} columns={columns} />
            <details>
              <summary>{say('otherTables', { count: items.filter((row) => !isFirst(row)).length })}</summary>
              <PlainTable
                caption={say('otherTables', { count: items.length })}
                rows={items.filter((row) => !isFirst(row))}
                keyOf={({ table }) => table}
                columns={columns}
              />
            </details>
          </>
        )}
      </Loaded>
    </Section>
  )
}

/** What the month cannot do without stands first, and what the company has but not of this month; the rest opens on demand. */
function isFirst({ needed, state }: ReceivedTable): boolean {
  return needed || state === 'empty'
}

function StateTag({ row: { state, needed } }: { row: ReceivedTable }) {
  const say = useWords(MONTH)
  return <Tag kind={state === 'present' ? 'good' : needed ? 'bad' : state === 'empty' ? 'warn' : 'plain'}>{say(state)}</Tag>
}
