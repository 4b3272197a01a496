import { useQuery } from '@tanstack/react-query'
import { count, decimal, periodName, yuan } from '../parts/format.ts'
import { Notice } from '../parts/notice.tsx'
import { Loaded, Section } from '../parts/page.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { sign } from '../parts/punctuation.ts'
import { COMMON } from '../words/common.ts'
import { TABLE_WORDS } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { type TableInfo, type TableKey, tablesQuery, type Upload } from './api.ts'
import { choiceTitle, columnTitle } from './column-titles.ts'
import { checkedAs, type UploadSums as Sums, uploadSumsQuery } from './foresight-api.ts'
import { FORESIGHT_WORDS } from './foresight-words.ts'

type TableSums = Sums['tables'][number]
type Sum = TableSums['counted']
type Total = Sums['totals'][number]
type Row = TableSums['groups'][number] | (Pick<TableSums, 'counted' | 'others'> & { readonly period: null })

/** What a waiting upload comes to by month and region, and the totals of its files beside what was read. Nothing of one without amounts. */
export function UploadSums({ upload }: { upload: Upload }) {
  const say = useWords(FORESIGHT_WORDS)
  const query = useQuery(uploadSumsQuery(upload.id, checkedAs(upload)))
  const { data: known } = useQuery(tablesQuery)
  const { data } = query
  if (data && data.tables.length + data.totals.length === 0) return null
  const tableOf = (key: TableKey) => known?.items.find((table) => table.key === key)
  return (
    <Section title={say('sums')}>
      <Loaded query={query} rows={3}>
        {({ tables, totals }) => (
          <>
            <Totals totals={totals} tables={known?.items ?? []} />
            {tables.map((sums) => (
              <OfTable key={sums.table} sums={sums} table={tableOf(sums.table)} />
            ))}
          </>
        )}
      </Loaded>
    </Section>
  )
}

/** So many totals that agree are named one by one. */
const FEW = 3

/** The totals of the files, those that do not agree first. */
function Totals({ totals, tables }: { totals: readonly Total[]; tables: readonly TableInfo[] }) {
  const say = useWords(FORESIGHT_WORDS)
  const agreeing = totals.filter(({ agrees }) => agrees)
  const named = [...totals.filter(({ agrees }) => !agrees), ...(agreeing.length > FEW ? [] : agreeing)]
  return (
    <>
      {named.map((total) => (
        <TotalNotice
          key={`${total.file} ${total.sheet} ${total.row} ${total.column}`}
          total={total}
          table={tables.find(({ key }) => key === total.table)}
        />
      ))}
      {agreeing.length > FEW && <Notice kind="good">{say('agreeAll', { n: count(agreeing.length) })}</Notice>}
    </>
  )
}

/** A total of the file: that it agrees, or by how much it does not, and which rows explain it. */
function TotalNotice({ total, table }: { total: Total; table: TableInfo | undefined }) {
  const say = useWords(FORESIGHT_WORDS)
  const { agrees, explained, leftOut } = total
  const shown = amountsOf(table)(total.column)
  const place = total.sheet ?? total.file
  const values = {
    place,
    row: count(total.row),
    word: total.word,
    column: titleOf(table, total.column),
    found: shown(total.found),
    n: count(total.rows),
  }
  if (agrees) return <Notice kind="good">{say('agrees', values)}</Notice>
  return (
    <Notice kind="warn" title={say('differs', { ...values, read: shown(total.read), difference: shown(total.difference) })}>
      {leftOut.length > 0 && (
        <p>
          {say(explained === 'left_out' ? 'becauseLeftOut' : 'alsoLeftOut')}{' '}
          {leftOut.map(({ row, why, amount }) => say('leftOut', { row: count(row), why, amount: shown(amount) })).join(sign('clause'))}
        </p>
      )}
      {explained === 'signs' && <p>{say('becauseSigns')}</p>}
      {explained === null && <p>{say('notExplained')}</p>}
    </Notice>
  )
}

function OfTable({ sums, table }: { sums: TableSums; table: TableInfo | undefined }) {
  const say = useWords(FORESIGHT_WORDS)
  const sayTable = useWords(TABLE_WORDS)
  const sayCommon = useWords(COMMON)
  const { groups, counted, others, columns } = sums
  const shown = amountsOf(table)
  const hasOthers = others.length > 0
  const rows: readonly Row[] = groups.length > 1 ? [...groups, { counted, others, period: null }] : groups
  // Where nothing is written in a column there is nothing to add up.
  const used = columns.filter((key) => [counted, ...others].some(({ amounts }) => !/^0(\.0+)?$/.test(amounts[key] ?? '0')))
  return (
    <PlainTable
      caption={`${say('sums')} ${sayTable(sums.table)}`}
      rows={rows}
      keyOf={(row) => (row.period === null ? 'all' : `${row.period} ${row.region}`)}
      columns={[
        {
          key: 'period',
          title: sayTable(sums.table),
          head: true,
          bare: true,
          cell: (row) => (row.period === null ? sayCommon('total') : periodName(row.period)),
        },
        { key: 'region', title: sayCommon('region'), cell: (row) => (row.period === null ? '' : (row.regionName ?? say('noRegion'))) },
        { key: 'rows', title: say('rows'), figures: true, cell: ({ counted: { rows: n } }) => count(n) },
        ...used.map((key) => ({
          ...{ key, title: titleOf(table, key), figures: true },
          cell: (row: Row) => shown(key)(row.counted.amounts[key] ?? '0'),
        })),
        ...(hasOthers
          ? [
              {
                key: 'others',
                title: say('notCounted'),
                figures: true,
                cell: (row: Row) => <Others others={row.others} table={table} columns={used} />,
              },
            ]
          : []),
      ]}
    />
  )
}

/** What does not count, by its status. */
function Others({ others, table, columns }: { others: TableSums['others']; table: TableInfo | undefined; columns: readonly string[] }) {
  const say = useWords(FORESIGHT_WORDS)
  const status = table?.columns.find(({ key }) => key === 'status')
  const [first] = columns
  return others.map((each) => (
    <div key={each.status}>
      {status ? choiceTitle(status, each.status) : each.status} {say('rowsOf', { n: count(each.rows) })}
      {first !== undefined && ` ${amountsOf(table)(first)(amountOf(each, first))}`}
    </div>
  ))
}

function amountOf({ amounts }: Sum, column: string): string {
  return amounts[column] ?? '0'
}

function titleOf(table: TableInfo | undefined, key: string): string {
  const column = table?.columns.find((each) => each.key === key)
  return column ? columnTitle(column) : key
}

/** How an amount of a column is written. */
function amountsOf(table: TableInfo | undefined): (key: string) => (text: string) => string {
  return (key) => (table?.columns.find((each) => each.key === key)?.type === 'money' ? yuan : decimal)
}
