import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import { useRegionNames } from '../../api/region-names.ts'
import { periodName, yuan } from '../../parts/format.ts'
import { Loaded, Section } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { inLanguage } from '../../words/in-language.ts'
import { useWords } from '../../words/words.ts'
import { signedYuan } from './signed-yuan.ts'
import { type WhatIfPerson, whatIfPeopleQuery } from './what-if-queries.ts'
import { WHAT_IF_WORDS } from './what-if-words.ts'

/** Everybody for whom something differs, with the figures that lead to it. */
export function WhatIfPeople({ id }: { id: string }) {
  const say = useWords(WHAT_IF_WORDS)
  const regionName = useRegionNames()
  const [first, setFirst] = useState<'gain' | 'loss'>('gain')
  const list = useInfiniteQuery(whatIfPeopleQuery(id, first))
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Section
      title={say('who')}
      actions={
        <Radio.Group
          value={first}
          optionType="button"
          options={[
            { value: 'gain', label: say('gainFirst') },
            { value: 'loss', label: say('lossFirst') },
          ]}
          onChange={(event) => setFirst(event.target.value === 'loss' ? 'loss' : 'gain')}
        />
      }
    >
      <Loaded query={list} rows={6}>
        {() => (
          <PlainTable
            caption={say('who')}
            rows={rows}
            keyOf={({ employee }) => employee}
            empty={<p>{say('nobody')}</p>}
            columns={[
              {
                key: 'person',
                title: say('person'),
                head: true,
                bare: true,
                cell: ({ employee, name, region }) => (
                  <>
                    {name}
                    <div className="quiet">
                      {employee} · {regionName(region)}
                    </div>
                  </>
                ),
              },
              { key: 'before', title: say('before'), figures: true, cell: ({ before }) => yuan(before) },
              { key: 'after', title: say('after'), figures: true, cell: ({ after }) => yuan(after) },
              { key: 'difference', title: say('difference'), figures: true, cell: ({ difference }) => signedYuan(difference) },
              { key: 'why', title: say('why'), cell: (person) => <Why person={person} /> },
            ]}
          />
        )}
      </Loaded>
      {list.hasNextPage && (
        <div>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {say('more')}
          </Button>
        </div>
      )}
    </Section>
  )
}

function Why({ person: { employee, periods } }: { person: WhatIfPerson }) {
  const say = useWords(WHAT_IF_WORDS)
  const changes = [...new Set(periods.flatMap(({ causes }) => causes.flatMap(({ by }) => by)))]
  const named = (all: readonly string[]) => all.map((each) => (each === 'records' ? say('records') : each)).join(' · ')
  return (
    <details>
      <summary>{say('by', { changes: named(changes) })}</summary>
      {periods.map(({ period, difference, causes }) => (
        <div key={period} className="stack" style={{ gap: 0 }}>
          <span>
            {periodName(period)} <strong className="figures">{signedYuan(difference.total ?? '0.00')}</strong>{' '}
            <Link to="/periods/$period/people/$employee" params={{ period, employee }}>
              {say('sheet')}
            </Link>
          </span>
          <ul className="causes">
            {causes.map(({ figure, title, before, after, by }) => (
              <li key={figure}>
                {inLanguage(title)}: <span className="figures">{before ?? say('absent')}</span> {say('becomes')}{' '}
                <span className="figures">{after ?? say('absent')}</span> {by.length > 0 && <span className="quiet">({named(by)})</span>}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </details>
  )
}
