import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { periodQuery } from '../api/periods.ts'
import { ApiProblem } from '../api/problem.ts'
import { CsvButton } from '../parts/csv-button.tsx'
import { count, periodName, time } from '../parts/format.ts'
import { Empty, Loaded, Page } from '../parts/page.tsx'
import { type PlainColumn, PlainTable } from '../parts/plain-table.tsx'
import { Tag, type TagKind } from '../parts/tag.tsx'
import { useWords } from '../words/words.ts'
import { type ConfirmationLine, confirmationsQuery, regionNamesQuery } from './api.ts'
import { CONFIRMED } from './confirmation-words.ts'
import { isFound, PersonFilter } from './person-filter.tsx'
import { type ConfirmationsSearch, SHEET_STATES } from './search.ts'
import './runs.css'

const route = getRouteApi('/shell/periods/$period/confirmations')
const KINDS: Readonly<Record<ConfirmationLine['state'], TagKind>> = { open: 'info', confirmed: 'good', objected: 'warn', overdue: 'bad' }
const AT_ONCE = 50

/** Who confirmed, objected, is overdue or still open, and whose sheets the managers have signed. */
export function ConfirmationsPage() {
  const { period } = route.useParams()
  const say = useWords(CONFIRMED)
  const opened = useQuery(periodQuery(period))
  const query = useQuery(confirmationsQuery(period))
  const deadline = opened.data?.body.deadlines.published
  const isEarly = query.error instanceof ApiProblem && query.error.has('result_must_be_published')
  return (
    <Page
      title={`${periodName(period)} ${say('title')}`}
      lead={
        <>
          {say('lead')} {deadline !== undefined && say('deadline', { time: time(deadline) })}
        </>
      }
    >
      {isEarly ? (
        <Empty>{say('notPublished')}</Empty>
      ) : (
        <Loaded query={query}>{(lines) => <Sheets period={period} lines={lines} />}</Loaded>
      )}
    </Page>
  )
}

function Sheets({ period, lines }: { period: string; lines: readonly ConfirmationLine[] }) {
  const say = useWords(CONFIRMED)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [shown, setShown] = useState(AT_ONCE)
  const regions = useQuery(regionNamesQuery(period, 'published')).data ?? new Map<string, string>()
  const narrow = (part: ConfirmationsSearch) => void navigate({ search: { ...search, ...part }, replace: true })
  const isIn = (state: ConfirmationsSearch['state']) => (line: ConfirmationLine) =>
    state === undefined || (state === 'unsigned' ? line.kind === 'service' && line.signedAt === null : line.state === state)
  const rows = lines.filter((line) => isIn(search.state)(line) && isFound(search, line))
  const filters = [undefined, ...SHEET_STATES, 'unsigned'] as const
  const confirmed = lines.filter(isIn('confirmed')).length
  return (
    <>
      <div className="run-progress">
        <progress max={Math.max(1, lines.length)} value={confirmed} aria-label={say('title')} />
        <span className="quiet">{say('progress', { done: count(confirmed), all: count(lines.length) })}</span>
      </div>
      <fieldset className="row state-buttons">
        <legend className="sr-only">{say('state')}</legend>
        {filters.map((state) => (
          <Button
            key={state ?? 'all'}
            type={search.state === state ? 'primary' : 'default'}
            aria-pressed={search.state === state}
            onClick={() => narrow({ state })}
          >
            {say(state ?? 'all')} {count(lines.filter(isIn(state)).length)}
          </Button>
        ))}
      </fieldset>
      <div className="filters">
        <PersonFilter value={search} regions={regions} onChange={narrow} />
      </div>
      <section className="card stack">
        <div className="row" style={{ justifyContent: 'space-between' }}>
          <span role="status">{say('shown', { shown: count(rows.length), count: count(lines.length) })}</span>
          <CsvButton name={`${say('file')}-${period}`} columns={csvColumns(say, regions)} rows={rows} />
        </div>
        <PlainTable
          caption={say('title')}
          columns={columnsOf(say, regions, period)}
          rows={rows.slice(0, shown)}
          keyOf={({ kind, employee }) => `${kind} ${employee}`}
          empty={say('none')}
        />
        {rows.length > shown && (
          <Button onClick={() => setShown(shown + AT_ONCE)}>{say('more', { count: Math.min(AT_ONCE, rows.length - shown) })}</Button>
        )}
      </section>
    </>
  )
}

type Say = ReturnType<typeof useWords<NonNullable<(typeof CONFIRMED)['keys']>>>

function columnsOf(say: Say, regions: ReadonlyMap<string, string>, period: string): PlainColumn<ConfirmationLine>[] {
  return [
    {
      key: 'person',
      title: say('person'),
      head: true,
      bare: true,
      cell: ({ name, employee, kind }) => (
        <>
          <Link to="/periods/$period/people/$employee" params={{ period, employee }}>
            {name}
          </Link>{' '}
          <span className="quiet">
            {employee} · {say(kind)}
          </span>
        </>
      ),
    },
    { key: 'region', title: say('region'), cell: ({ region }) => regions.get(region) ?? region },
    {
      key: 'state',
      title: say('state'),
      cell: ({ state, text }) => (
        <>
          <Tag kind={KINDS[state]}>{say(state)}</Tag>
          {text !== null && (
            <div>
              {text}{' '}
              <Link to="/periods/$period/appeals" params={{ period }}>
                {say('appeals')}
              </Link>
            </div>
          )}
        </>
      ),
    },
    { key: 'answeredAt', title: say('answeredAt'), cell: ({ answeredAt }) => <span className="nowrap">{time(answeredAt)}</span> },
    {
      key: 'signedAt',
      title: say('signedAt'),
      cell: ({ kind, signedAt }) =>
        kind === 'sales' ? (
          '—'
        ) : signedAt === null ? (
          <Tag kind="warn">{say('unsignedShort')}</Tag>
        ) : (
          <span className="nowrap">{time(signedAt)}</span>
        ),
    },
  ]
}

function csvColumns(say: Say, regions: ReadonlyMap<string, string>) {
  return [
    { title: say('number'), text: ({ employee }: ConfirmationLine) => employee },
    { title: say('name'), text: ({ name }: ConfirmationLine) => name },
    { title: say('kind'), text: ({ kind }: ConfirmationLine) => say(kind) },
    { title: say('region'), text: ({ region }: ConfirmationLine) => regions.get(region) ?? region },
    { title: say('state'), text: ({ state }: ConfirmationLine) => say(state) },
    { title: say('answeredAt'), text: ({ answeredAt }: ConfirmationLine) => answeredAt },
    { title: say('text'), text: ({ text }: ConfirmationLine) => text },
    { title: say('signedAt'), text: ({ signedAt }: ConfirmationLine) => signedAt },
  ]
}
