import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { RECEIVED_ROUTES } from '../../server/received/received-routes.ts'
import { useCurrentPeriod } from '../api/periods.ts'
import { answer, resource } from '../api/resource.ts'
import { periodName } from '../parts/format.ts'
import { Section } from '../parts/page.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { TableWays } from '../parts/table-ways.tsx'
import { Tag } from '../parts/tag.tsx'
import { TABLE_WORDS } from '../words/tables.ts'
import { defineWords, useWords } from '../words/words.ts'

const received = resource<typeof RECEIVED_ROUTES>().periods

const WORDS = defineWords('missing-tables', {
  zh: {
    title: '{{period}}还缺的数据',
    table: '数据表',
    state: '状态',
    ways: '怎样补上',
    absent: '未收到',
    empty: '本期无数据',
    rest: '本期没有记录的其他表（{{n}}）',
    month: '期间总览',
  },
  en: {
    title: 'Missing in {{period}}',
    table: 'Table',
    state: 'State',
    ways: 'How to bring it in',
    absent: 'Not received',
    empty: 'None of this period',
    rest: 'Other tables without a record of the period ({{n}})',
    month: 'Period overview',
  },
})

type Missing = Awaited<ReturnType<typeof readReceived>>['items'][number]

/**
 * What the period of the moment lacks, each table with its own template, kept mappings and upload: what it cannot do without, the rest on demand. Whoever
 * uploads sees the tables that are theirs. Nothing while nothing is missing.
 */
export function MissingTables() {
  const say = useWords(WORDS)
  const period = useCurrentPeriod()
  const query = useQuery({ ...receivedQuery(period ?? ''), enabled: period !== undefined })
  const items = query.data?.items ?? []
  const isUploader = items.some(({ own }) => own)
  const missing = items.filter(({ state, needed, own }) => (state === 'empty' || (needed && state === 'absent')) && (own || !isUploader))
  if (period === undefined || missing.length === 0) return null
  const title = say('title', { period: periodName(period) })
  const [first, rest] = [missing.filter(({ needed }) => needed), missing.filter(({ needed }) => !needed)]
  return (
    <Section
      title={title}
      actions={
        <Link to="/periods/$period" params={{ period }}>
          {say('month')}
        </Link>
      }
    >
      {first.length > 0 && <Rows caption={title} rows={first} />}
      {rest.length > 0 && (
        <details>
          <summary>{say('rest', { n: rest.length })}</summary>
          <Rows caption={say('rest', { n: rest.length })} rows={rest} />
        </details>
      )}
    </Section>
  )
}

function Rows({ caption, rows }: { caption: string; rows: readonly Missing[] }) {
  const say = useWords(WORDS)
  const sayTable = useWords(TABLE_WORDS)
  return (
    <PlainTable
      caption={caption}
      rows={rows}
      keyOf={({ table }) => table}
      columns={[
        { key: 'table', title: say('table'), head: true, bare: true, cell: ({ table }) => sayTable(table) },
        {
          key: 'state',
          title: say('state'),
          cell: ({ state, needed }) => <Tag kind={needed ? 'bad' : 'warn'}>{say(state === 'absent' ? 'absent' : 'empty')}</Tag>,
        },
        { key: 'ways', title: say('ways'), cell: ({ table, own, profiles }) => <TableWays table={table} own={own} profiles={profiles} /> },
      ]}
    />
  )
}

const readReceived = (period: string) => answer(received[':period'].received.$get({ param: { period } }))
const receivedQuery = (period: string) => queryOptions({ queryKey: ['periods', period, 'received'], queryFn: () => readReceived(period) })
