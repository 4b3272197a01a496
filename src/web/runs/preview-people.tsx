import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { count, decimal } from '../parts/format.ts'
import { Loaded, Section } from '../parts/page.tsx'
import { type PlainColumn, PlainTable } from '../parts/plain-table.tsx'
import { useWords } from '../words/words.ts'
import { allResultsQuery, type ResultLine, regionNamesQuery } from './api.ts'
import { COMPARISON } from './comparison-words.ts'
import { isFound, PersonFilter, type PersonFilterValue } from './person-filter.tsx'
import { PUBLISH } from './publish-words.ts'
import { statusWord } from './why-changed.tsx'

const AT_ONCE = 30

interface PreviewProps {
  readonly period: string
  readonly run: string
  readonly search: PersonFilterValue
  readonly onChange: (part: PersonFilterValue) => void
}

/** Everybody's score and bonus of a run as they will be shown, each with the sheet behind it. */
export function PreviewPeople({ period, run, search, onChange }: PreviewProps) {
  const say = useWords(PUBLISH)
  const words = useWords(COMPARISON)
  const [shown, setShown] = useState(AT_ONCE)
  const query = useQuery(allResultsQuery(period, run))
  const regions = useQuery(regionNamesQuery(period, run)).data ?? new Map<string, string>()
  const columns: PlainColumn<ResultLine>[] = [
    {
      key: 'person',
      title: say('person'),
      head: true,
      bare: true,
      cell: ({ name, employee, kind }) => (
        <>
          <Link to="/periods/$period/people/$employee" params={{ period, employee }} search={{ run }}>
            {name}
          </Link>{' '}
          <span className="quiet">
            {employee} · {words(kind)}
          </span>
        </>
      ),
    },
    { key: 'region', title: say('region'), cell: ({ region }) => regions.get(region) ?? region },
    { key: 'status', title: say('status'), cell: ({ status }) => words(statusWord(status)) },
    { key: 'score', title: say('score'), figures: true, cell: ({ score }) => decimal(score) },
    { key: 'bonus', title: say('bonus'), figures: true, cell: ({ bonus }) => decimal(bonus) },
  ]
  return (
    <Section title={say('preview')}>
      <p className="quiet">{say('previewMore')}</p>
      <div className="filters">
        <PersonFilter value={search} regions={regions} onChange={onChange} />
      </div>
      <Loaded query={query}>
        {(lines) => {
          const found = lines.filter((line) => isFound(search, line))
          // Engineers first: their bonus is what is published.
          const rows = [...found.filter(({ kind }) => kind === 'service'), ...found.filter(({ kind }) => kind === 'sales')]
          return (
            <>
              <span role="status" className="quiet">
                {say('shown', { shown: count(rows.length) })}
              </span>
              <PlainTable
                caption={say('preview')}
                columns={columns}
                rows={rows.slice(0, shown)}
                keyOf={({ kind, employee }) => `${kind} ${employee}`}
                empty={say('noneFound')}
              />
              {rows.length > shown && (
                <Button onClick={() => setShown(shown + AT_ONCE)}>{say('more', { count: Math.min(AT_ONCE, rows.length - shown) })}</Button>
              )}
            </>
          )
        }}
      </Loaded>
    </Section>
  )
}
