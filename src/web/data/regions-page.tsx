import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Position } from '../../domain/people/employee.ts'
import type { PEOPLE_ROUTES } from '../../server/people/people-routes.ts'
import { answer, resource } from '../api/resource.ts'
import { count } from '../parts/format.ts'
import { Empty, Loaded, Page } from '../parts/page.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import { tablesQuery } from './api.ts'
import { PEOPLE_WORDS } from './people-words.ts'
import { RecordDialog } from './record-dialog.tsx'
import { keyOf } from './record-key.ts'
import './data.css'

const regions = resource<typeof PEOPLE_ROUTES>().regions
const COUNTED: readonly Position[] = ['service_engineer', 'sales_rep']

/** The regions with who manages them and how many people are at home there. */
export function RegionsPage() {
  const say = useWords(PEOPLE_WORDS)
  const sayCommon = useWords(COMMON)
  const [adding, setAdding] = useState(false)
  const { data: tables } = useQuery(tablesQuery)
  const table = tables?.items.find(({ key }) => key === 'regions')
  const query = useQuery({ queryKey: ['regions'], queryFn: () => answer(regions.$get({ query: {} })) })
  return (
    <Page
      title={say('regionsTitle')}
      lead={say('regionsLead')}
      actions={
        <>
          <Link to="/people">{say('title')}</Link>
          {table?.isOwn && (
            <Button type="primary" onClick={() => setAdding(true)}>
              {say('addRegion')}
            </Button>
          )}
        </>
      }
    >
      <section className="card" aria-label={say('regionsTitle')}>
        <Loaded query={query}>
          {({ items }) => (
            <PlainTable
              caption={say('regionsTitle')}
              rows={items}
              keyOf={({ code }) => code}
              empty={<Empty>{say('regionsNone')}</Empty>}
              columns={[
                {
                  key: 'name',
                  title: sayCommon('region'),
                  head: true,
                  bare: true,
                  cell: ({ code, name }) => (
                    <Link to="/people" search={{ region: code }}>
                      {name}
                    </Link>
                  ),
                },
                { key: 'code', title: say('code'), cell: ({ code }) => code },
                {
                  key: 'managers',
                  title: say('managers'),
                  cell: ({ managers }) =>
                    managers.length === 0 ? (
                      <span style={{ color: 'var(--warn)' }}>{say('noManager')}</span>
                    ) : (
                      managers.map(({ number, name }) => (
                        <div key={number}>
                          <Link to="/people/$employee" params={{ employee: number }}>
                            {name}
                          </Link>
                        </div>
                      ))
                    ),
                },
                ...COUNTED.map((position) => ({
                  key: position,
                  title: say(position),
                  figures: true,
                  cell: ({ counts }: { counts: Readonly<Record<string, number>> }) => count(counts[position] ?? 0),
                })),
                {
                  key: 'details',
                  title: '',
                  bare: true,
                  cell: ({ code }) => (
                    <Link to="/records/$table/$key" params={{ table: 'regions', key: keyOf(code) }}>
                      {say('details')}
                    </Link>
                  ),
                },
              ]}
            />
          )}
        </Loaded>
      </section>
      {adding && table && <RecordDialog table={table} onDone={() => setAdding(false)} />}
    </Page>
  )
}
