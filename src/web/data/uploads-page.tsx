import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { UPLOAD_STATES } from '../../domain/states.ts'
import { API, answer, send } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { periodName, time } from '../parts/format.ts'
import { Empty, Loaded, Page, Section } from '../parts/page.tsx'
import { usePeopleNames } from '../parts/people-names.ts'
import { PlainTable } from '../parts/plain-table.tsx'
import { saveAnswer } from '../parts/save-answer.ts'
import { COMMON } from '../words/common.ts'
import { TABLE_WORDS } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { type Upload, uploads } from './api.ts'
import { filesName } from './files-name.ts'
import { MissingTables } from './missing-tables.tsx'
import { Pages } from './pages.tsx'
import { UploadForm } from './upload-form.tsx'
import { UploadState } from './upload-state.tsx'
import { UPLOAD_WORDS } from './upload-words.ts'

const FROM = '/shell/uploads'
const MOST_TABLES = 3

/** Where data come in: files dropped and checked, and what became of those before. */
export function UploadsPage() {
  const say = useWords(UPLOAD_WORDS)
  const session = useSession()
  const search = useSearch({ from: FROM })
  return (
    <Page
      title={say('title')}
      lead={say('lead')}
      actions={
        <>
          <Button onClick={() => void saveAnswer(send(`${API}/template`))}>{say('template')}</Button>
          <Link to="/mapping-profiles">{say('profiles')}</Link>
          <Link to="/changes">{say('changes')}</Link>
        </>
      }
    >
      {session.may('upload.write') && <UploadForm key={search.table} />}
      <MissingTables />
      <UploadList />
    </Page>
  )
}

function UploadList() {
  const say = useWords(UPLOAD_WORDS)
  const sayCommon = useWords(COMMON)
  const search = useSearch({ from: FROM })
  const navigate = useNavigate({ from: '/uploads' })
  const { state, cursor } = search
  const query = useQuery({
    queryKey: ['uploads', 'list', state, cursor],
    queryFn: () => answer(uploads.$get({ query: { limit: 20, ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) } })),
    placeholderData: (before) => before,
  })
  const nameOf = usePeopleNames((query.data?.items ?? []).map(({ by }) => by))
  const states = [{ value: '', label: say('stateAll') }, ...UPLOAD_STATES.map((value) => ({ value, label: say(value) }))]
  return (
    <Section
      title={say('list')}
      actions={
        <Select
          aria-label={sayCommon('state')}
          value={state ?? ''}
          options={states}
          style={{ minWidth: 120 }}
          onChange={(value) => void navigate({ search: value === '' ? {} : { state: value as Upload['state'] } })}
        />
      }
    >
      <Loaded query={query}>
        {({ items, next }) => (
          <>
            <PlainTable
              caption={say('list')}
              rows={items}
              keyOf={({ id }) => id}
              empty={<Empty>{say('none')}</Empty>}
              columns={[
                {
                  key: 'file',
                  title: say('file'),
                  head: true,
                  bare: true,
                  cell: ({ id, fileName }) => (
                    <Link to="/uploads/$upload" params={{ upload: id }}>
                      {filesName(fileName, say)}
                    </Link>
                  ),
                },
                { key: 'state', title: sayCommon('state'), cell: (upload) => <UploadState upload={upload} /> },
                { key: 'result', title: say('result'), cell: (upload) => <TableCounts upload={upload} /> },
                {
                  key: 'period',
                  title: sayCommon('period'),
                  cell: ({ period }) => <span className="one-line">{period ? periodName(period) : '—'}</span>,
                },
                { key: 'at', title: say('at'), cell: ({ at }) => <span className="one-line">{time(at)}</span> },
                { key: 'by', title: sayCommon('by'), cell: ({ by }) => <span className="one-line">{nameOf(by)}</span> },
              ]}
            />
            <Pages cursor={cursor} next={next} onGo={(to) => void navigate({ search: { ...search, cursor: to } })} />
          </>
        )}
      </Loaded>
    </Section>
  )
}

function TableCounts({ upload }: { upload: Pick<Upload, 'tables'> }) {
  const say = useWords(UPLOAD_WORDS)
  const sayTable = useWords(TABLE_WORDS)
  const tables = Object.entries(upload.tables) as [keyof Upload['tables'], { new: number; changed: number; same: number }][]
  if (tables.length === 0) return <span className="quiet">{say('notRead')}</span>
  const shown = tables.slice(0, MOST_TABLES).map(([table, { new: added, changed, same }]) => (
    <div key={table}>
      {sayTable(table)}{' '}
      <span className="quiet">
        {[
          added > 0 && say('newRows', { n: added }),
          changed > 0 && say('changedRows', { n: changed }),
          same > 0 && say('sameRows', { n: same }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </div>
  ))
  return (
    <>
      {shown}
      {tables.length > MOST_TABLES && <div className="quiet">{say('moreTables', { n: tables.length - MOST_TABLES })}</div>}
    </>
  )
}
