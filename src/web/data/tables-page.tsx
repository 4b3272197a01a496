import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useSession } from '../api/session.ts'
import { count } from '../parts/format.ts'
import { Loaded, Page } from '../parts/page.tsx'
import { Tag } from '../parts/tag.tsx'
import { TABLE_WORDS } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { type TableInfo, tablesQuery } from './api.ts'
import { columnTitle, listed } from './column-titles.ts'
import { RECORD_WORDS } from './record-words.ts'
import './data.css'

/** The tables of the data with how many records each has. */
export function TablesPage() {
  const say = useWords(RECORD_WORDS)
  const query = useQuery(tablesQuery)
  return (
    <Page title={say('title')} lead={say('lead')}>
      <Loaded query={query}>
        {({ items }) => (
          <div className="grid">
            {items.map((table) => (
              <TableCard key={table.key} table={table} />
            ))}
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function TableCard({ table }: { table: TableInfo }) {
  const say = useWords(RECORD_WORDS)
  const sayTable = useWords(TABLE_WORDS)
  const session = useSession()
  const seesAll = session.scopeOf('record.read') === 'all'
  return (
    <section className="card stack" style={{ gap: 6 }}>
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <h2>
          <Link to="/records/$table" params={{ table: table.key }}>
            {sayTable(table.key)}
          </Link>
        </h2>
        {table.isOwn && <Tag kind="info">{say('own')}</Tag>}
      </div>
      {seesAll && <div>{table.records === null ? say('never') : say('recordCount', { n: count(table.records) })}</div>}
      <div className="quiet">{listed(table.columns.map(columnTitle))}</div>
    </section>
  )
}
