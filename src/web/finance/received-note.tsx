import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { time } from '../parts/format.ts'
import { Loaded, Section } from '../parts/page.tsx'
import { Tag } from '../parts/tag.tsx'
import { TABLE_WORDS, tableName } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { type ReceivedTable, receivedQuery } from './api.ts'
import { BOARD } from './board-words.ts'

/** What has come in of the tables that finance keeps, and the way to bring more. */
export function ReceivedNote({ period, mayUpload }: { period: string; mayUpload: boolean }) {
  const say = useWords(BOARD)
  const received = useQuery(receivedQuery(period))
  return (
    <Section title={say('incoming')}>
      <Loaded query={received} rows={2}>
        {({ items }) => (
          <div className="grid">
            {items
              .filter(({ finance }) => finance)
              .map((table) => (
                <ReceivedLine key={table.table} table={table} mayUpload={mayUpload} />
              ))}
          </div>
        )}
      </Loaded>
    </Section>
  )
}

function ReceivedLine({ table, mayUpload }: { table: ReceivedTable; mayUpload: boolean }) {
  const say = useWords(BOARD)
  const tables = useWords(TABLE_WORDS)
  const { state, rows, change } = table
  return (
    <div className="cell-lines">
      <div className="row">
        <strong>{tableName(tables, table.table)}</strong>
        {state === 'absent' && <Tag kind="warn">{say('incomingAbsent')}</Tag>}
        {state === 'empty' && <Tag kind="warn">{say('incomingEmpty')}</Tag>}
        {state === 'present' && <Tag kind="good">{say('incomingRows', { count: rows ?? 0 })}</Tag>}
      </div>
      {change && <span className="small">{say('incomingSince', { time: time(change.at), by: change.byName ?? '—' })}</span>}
      <span className="row">
        {mayUpload && (
          <Link to="/uploads" search={{ table: table.table }}>
            {say('upload')}
          </Link>
        )}
        <Link to="/records/$table" params={{ table: table.table }}>
          {say('records')}
        </Link>
      </span>
    </div>
  )
}
