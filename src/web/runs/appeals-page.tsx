import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Select } from 'antd'
import { useId } from 'react'
import { APPEAL_STATES } from '../../domain/states.ts'
import { useSession } from '../api/session.ts'
import { periodName, time } from '../parts/format.ts'
import { Loaded, Page } from '../parts/page.tsx'
import { usePeopleNames } from '../parts/people-names.ts'
import { type PlainColumn, PlainTable } from '../parts/plain-table.tsx'
import { Tag, type TagKind } from '../parts/tag.tsx'
import { useWords } from '../words/words.ts'
import { APPEALS } from './appeal-words.ts'
import { type Appeal, allAppealsQuery } from './appeals-api.ts'
import './runs.css'

const route = getRouteApi('/shell/periods/$period/appeals')
export const APPEAL_KINDS: Readonly<Record<Appeal['state'], TagKind>> = { open: 'warn', kept: 'plain', corrected: 'good' }
const ALL = ''

/** The appeals of a period: HR's all of them, a regional manager's those of the region. */
export function AppealsPage() {
  const { period } = route.useParams()
  const { state } = route.useSearch()
  const navigate = route.useNavigate()
  const say = useWords(APPEALS)
  const mayDecide = useSession().may('appeal.decide')
  const id = useId()
  const query = useQuery(allAppealsQuery(period))
  const nameOf = usePeopleNames((query.data?.items ?? []).map(({ decidedBy }) => decidedBy))
  const columns: PlainColumn<Appeal>[] = [
    {
      key: 'person',
      title: say('person'),
      head: true,
      bare: true,
      cell: (appeal) => (
        <>
          <Link to="/periods/$period/appeals/$appeal" params={{ period, appeal: String(appeal.id) }} className="nowrap">
            {appeal.name}
          </Link>{' '}
          <span className="quiet">{appeal.employee}</span>
          <div className="quiet">{say(appeal.kind)}</div>
        </>
      ),
    },
    { key: 'text', title: say('text'), bare: true, cell: ({ text }) => (text.length > 120 ? `${text.slice(0, 120)}…` : text) },
    { key: 'at', title: say('at'), cell: ({ at }) => <span className="nowrap">{time(at)}</span> },
    {
      key: 'state',
      title: say('state'),
      cell: (appeal) => (
        <>
          <Tag kind={APPEAL_KINDS[appeal.state]}>{say(appeal.state)}</Tag>
          {appeal.decidedAt !== null && (
            <div className="quiet">{say('decidedBy', { name: nameOf(appeal.decidedBy), time: time(appeal.decidedAt) })}</div>
          )}
        </>
      ),
    },
    {
      key: 'open',
      title: '',
      bare: true,
      cell: (appeal) => (
        <Link to="/periods/$period/appeals/$appeal" params={{ period, appeal: String(appeal.id) }}>
          {say(appeal.state === 'open' && mayDecide ? 'read' : 'view')}
        </Link>
      ),
    },
  ]
  return (
    <Page title={`${periodName(period)} ${say('title')}`} lead={say('lead')}>
      <div className="filters">
        <div className="field">
          <label htmlFor={id}>{say('state')}</label>
          <Select
            id={id}
            value={state ?? ALL}
            onChange={(chosen: string) =>
              void navigate({ search: { state: APPEAL_STATES.find((each) => each === chosen) }, replace: true })
            }
            options={[{ value: ALL, label: say('allStates') }, ...APPEAL_STATES.map((each) => ({ value: each, label: say(each) }))]}
          />
        </div>
      </div>
      <Loaded query={query}>
        {({ items }) => (
          <section className="card">
            <PlainTable
              caption={say('title')}
              columns={columns}
              rows={items.filter((appeal) => state === undefined || appeal.state === state)}
              keyOf={({ id: key }) => key}
              empty={say(items.length > 0 ? 'noneFiltered' : 'none')}
            />
          </section>
        )}
      </Loaded>
    </Page>
  )
}
