import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useCurrentPeriod } from '../api/periods.ts'
import { answer } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { PersonBalances } from '../balances/person-balances.tsx'
import { day } from '../parts/format.ts'
import { Loaded, Page, Section } from '../parts/page.tsx'
import { TABLE_WORDS } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { people, type TableKey, tablesQuery } from './api.ts'
import { namesOf } from './cell-view.tsx'
import { Fact } from './fact.tsx'
import { PEOPLE_WORDS, positionName } from './people-words.ts'
import { PersonPostings } from './person-postings.tsx'
import { PersonSpells } from './person-spells.tsx'
import { RecordDialog } from './record-dialog.tsx'
import { RecordHistory } from './record-history.tsx'
import { keyOf } from './record-key.ts'
import { readRecord } from './record-page.tsx'
import './data.css'

const TABLES_OF: Readonly<Record<string, readonly TableKey[]>> = {
  service_engineer: ['attendance', 'feedback', 'followups', 'evaluations', 'decisions'],
  sales_rep: ['orders', 'collections', 'receivables', 'quotas', 'expenses', 'visits', 'complaints', 'clients'],
}

/** One person: who they are, where they were when, and what the data say of them. */
export function PersonPage() {
  const say = useWords(PEOPLE_WORDS)
  const { employee } = useParams({ from: '/shell/people/$employee' })
  const session = useSession()
  const [editing, setEditing] = useState(false)
  const { data: tables } = useQuery(tablesQuery)
  const table = tables?.items.find(({ key }) => key === 'employees')
  const query = useQuery({ queryKey: ['records', 'employees', 'one', employee], queryFn: () => readRecord('employees', keyOf(employee)) })
  const record = query.data?.record ?? null
  const name = record ? String(record.values.name) : employee
  return (
    <Page
      title={record ? `${name} ${employee}` : employee}
      lead={<Link to="/people">{say('back')}</Link>}
      actions={
        <>
          {session.may('person.export') && (
            <Button href={`/api/v1/people/${encodeURIComponent(employee)}/data`} download>
              {say('takeData')}
            </Button>
          )}
          {table?.isOwn && record && (
            <Button type="primary" onClick={() => setEditing(true)}>
              {say('edit')}
            </Button>
          )}
        </>
      }
    >
      <Loaded query={query}>
        {({ record: current, versions, names }) => (
          <>
            {current && <About values={current.values} employee={employee} />}
            {current && (
              <PersonPostings
                employee={employee}
                firstRegion={String(current.values.region ?? '')}
                hiredOn={textOf(current.values.hired_on)}
                leftOn={textOf(current.values.left_on)}
              />
            )}
            {current && <PersonSpells employee={employee} />}
            {session.may('payment.read') && <PersonBalances employee={employee} isOwn={employee === session.account.employee} />}
            {current && <Data position={String(current.values.position)} employee={employee} />}
            {versions.length > 0 && table && (
              <Section title={say('history')}>
                <RecordHistory table={table} versions={versions} names={namesOf(names)} />
              </Section>
            )}
          </>
        )}
      </Loaded>
      {editing && table && record && <RecordDialog table={table} record={record} onDone={() => setEditing(false)} />}
    </Page>
  )
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function About({ employee, values }: { employee: string; values: Readonly<Record<string, unknown>> }) {
  const say = useWords(PEOPLE_WORDS)
  const now = useQuery({
    queryKey: ['people', 'one', employee],
    queryFn: async () => {
      const { items } = await answer(people.$get({ query: { q: employee, leavers: 'true', limit: 50 } }))
      return items.find(({ number }) => number === employee) ?? null
    },
  })
  return (
    <Section title={say('facts')}>
      <dl className="facts">
        <Fact title={say('number')}>{employee}</Fact>
        <Fact title={say('position')}>{positionName(say, String(values.position))}</Fact>
        <Fact title={say('regionNow')}>{now.data ? (now.data.regionName ?? now.data.region) : '…'}</Fact>
        <Fact title={say('hired')}>{day(textOf(values.hired_on))}</Fact>
        {values.left_on !== null && <Fact title={say('left')}>{day(textOf(values.left_on))}</Fact>}
      </dl>
    </Section>
  )
}

function Data({ position, employee }: { position: string; employee: string }) {
  const say = useWords(PEOPLE_WORDS)
  const sayTable = useWords(TABLE_WORDS)
  const session = useSession()
  const period = useCurrentPeriod()
  const tables = TABLES_OF[position] ?? []
  if (tables.length === 0) return null
  return (
    <Section title={say('records')}>
      <div className="row" style={{ gap: 16 }}>
        {session.may('result.read') && period !== undefined && (
          <Link to="/periods/$period/people/$employee" params={{ period, employee }}>
            {say('sheet')}
          </Link>
        )}
        {tables.map((table) => (
          <Link key={table} to="/records/$table" params={{ table }} search={{ employee }}>
            {sayTable(table)}
          </Link>
        ))}
      </div>
    </Section>
  )
}
