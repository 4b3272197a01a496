import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count, periodName, time } from '../parts/format.ts'
import { Notice } from '../parts/notice.tsx'
import { Section } from '../parts/page.tsx'
import { usePeopleNames } from '../parts/people-names.ts'
import { PlainTable } from '../parts/plain-table.tsx'
import { COMMON } from '../words/common.ts'
import { TABLE_WORDS } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { type TableInfo, tablesQuery, type Upload } from './api.ts'
import { type CellValue, CellView } from './cell-view.tsx'
import { CHANGE_WORDS } from './change-words.ts'
import { columnTitle, listed, titled } from './column-titles.ts'
import { UPLOAD_WORDS } from './upload-words.ts'

type Plan = NonNullable<Upload['plan']>
type Meanwhile = NonNullable<Plan['meanwhile']>
type Touched = Meanwhile['records'][number]

/** That an upload no longer means what was shown when it was checked, and in what. */
export function MeanwhileNotice({ plan }: { plan: Plan }) {
  const say = useWords(UPLOAD_WORDS)
  const { meanwhile } = plan
  if (!meanwhile) return null
  const { shown } = meanwhile
  const named = (period: string | null) => (period === null ? say('noPeriod') : periodName(period))
  const lateFor = (periods: readonly string[]) => (periods.length > 0 ? listed(periods.map(periodName)) : say('notLate'))
  return (
    <Notice kind="warn" title={meanwhile.count > 0 ? say('meanwhileTitle', { n: count(meanwhile.count) }) : say('meanwhileOther')}>
      <p>{say('meanwhileMore')}</p>
      {shown.period !== plan.period && <p>{say('meanwhilePeriod', { before: named(shown.period), now: named(plan.period) })}</p>}
      {shown.lateFor.join() !== plan.lateFor.join() && (
        <p>{say('meanwhileLate', { before: lateFor(shown.lateFor), now: lateFor(plan.lateFor) })}</p>
      )}
    </Notice>
  )
}

/** The records of an upload that other changes have touched since it was checked: what was there, what is there, what it brings. */
export function MeanwhileRecords({ meanwhile }: { meanwhile: Meanwhile }) {
  const say = useWords(UPLOAD_WORDS)
  const sayTable = useWords(TABLE_WORDS)
  const sayChange = useWords(CHANGE_WORDS)
  const sayCommon = useWords(COMMON)
  const { data: tables } = useQuery(tablesQuery)
  const nameOf = usePeopleNames(meanwhile.records.map(({ by }) => by))
  if (meanwhile.records.length === 0) return null
  const value = (side: 'shown' | 'now' | 'uploaded') => (record: Touched) => (
    <Values table={tables?.items.find(({ key }) => key === record.table)} record={record} side={side} />
  )
  return (
    <Section title={say('meanwhileRecords')}>
      <PlainTable
        caption={say('meanwhileRecords')}
        rows={meanwhile.records}
        keyOf={({ table, key }) => `${table} ${key}`}
        columns={[
          {
            key: 'record',
            title: say('record'),
            head: true,
            cell: ({ table, key }) => (
              <>
                {sayTable(table)}{' '}
                <Link to="/records/$table/$key" params={{ table, key }}>
                  {key.replaceAll(',', ' · ').replaceAll('~1', ',').replaceAll('~0', '~')}
                </Link>
              </>
            ),
          },
          { key: 'shown', title: say('whenChecked'), cell: value('shown') },
          { key: 'now', title: say('now'), cell: value('now') },
          { key: 'uploaded', title: say('thisUpload'), cell: value('uploaded') },
          {
            key: 'change',
            title: sayChange('change'),
            cell: ({ change, kind }) => (
              <>
                <Link to="/changes">#{change}</Link> {sayChange(`kind_${kind}`)}
              </>
            ),
          },
          { key: 'by', title: sayCommon('by'), cell: ({ by }) => nameOf(by) },
          { key: 'at', title: say('at'), cell: ({ at }) => time(at) },
        ]}
      />
      {meanwhile.count > meanwhile.records.length && (
        <p className="quiet">{say('meanwhileFirst', { n: count(meanwhile.records.length), all: count(meanwhile.count) })}</p>
      )}
    </Section>
  )
}

/** The columns in which a record's three states differ, as one of them has them. */
function Values({ table, record, side }: { table: TableInfo | undefined; record: Touched; side: 'shown' | 'now' | 'uploaded' }) {
  const say = useWords(UPLOAD_WORDS)
  const own: Readonly<Record<string, CellValue>> | null = record[side]
  if (own === null) return <span className="quiet">{say('notThere')}</span>
  const states = [record.shown, record.now, record.uploaded].filter((state) => state !== null)
  const columns = (table?.columns ?? []).filter(({ key }) => new Set(states.map((state) => state[key] ?? null)).size > 1)
  if (columns.length === 0) return <>{say('sameContent')}</>
  return columns.map((column) => (
    <div key={column.key}>
      <span className="quiet">{titled(columnTitle(column))}</span>
      <CellView column={column} value={own[column.key] ?? null} names={NO_NAMES} linked={false} />
    </div>
  ))
}

const NO_NAMES: ReadonlyMap<string, string> = new Map()
