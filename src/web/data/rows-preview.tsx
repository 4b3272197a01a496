import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Segmented, Select } from 'antd'
import { answer } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { Notice } from '../parts/notice.tsx'
import { Empty, Loaded, Section } from '../parts/page.tsx'
import { TABLE_WORDS } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { type TableInfo, tablesQuery, type Upload, uploadFiles } from './api.ts'
import { columnTitle, titled } from './column-titles.ts'
import { CellText, CorrectCell, canCorrect, LeaveRowOut, type RowPlace, readAs } from './upload-corrections.tsx'
import { UPLOAD_WORDS } from './upload-words.ts'

const readRows = (upload: string, query: { file?: string; sheet?: string; only?: 'problems'; cursor?: string }) =>
  answer(uploadFiles[':upload'].rows.$get({ param: { upload }, query: { ...query, limit: 100 } }))
type Rows = Awaited<ReturnType<typeof readRows>>

/** The rows as they were read, the wrong cells marked, what to do below each row. */
export function RowsPreview({ upload }: { upload: Upload }) {
  const say = useWords(UPLOAD_WORDS)
  const sayTable = useWords(TABLE_WORDS)
  const search = useSearch({ from: '/shell/uploads/$upload' })
  const navigate = useNavigate({ from: '/uploads/$upload' })
  const shown = search.rows ?? (upload.errors > 0 && upload.sheets.length > 0 ? 'problems' : 'all')
  const sheets = upload.sheets.filter(({ table }) => table !== null)
  const chosen = sheets.find(({ file, sheet }) => file === search.file && sheet === (search.sheet ?? null)) ?? sheets[0]
  const query = useInfiniteQuery({
    queryKey: ['uploads', upload.id, 'rows', upload.at, chosen?.file, chosen?.sheet, shown],
    initialPageParam: '',
    // Rows that are corrected stay where they are while they are read again.
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      readRows(upload.id, {
        ...(chosen ? { file: chosen.file } : {}),
        ...(chosen?.sheet ? { sheet: chosen.sheet } : {}),
        ...(shown === 'problems' ? { only: 'problems' as const } : {}),
        ...(pageParam === '' ? {} : { cursor: pageParam }),
      }),
    getNextPageParam: (page: Rows) => page.next ?? undefined,
  })
  const { data: tables } = useQuery(tablesQuery)
  const table = tables?.items.find(({ key }) => key === chosen?.table)
  return (
    <Section
      title={say('preview')}
      actions={
        <>
          {sheets.length > 1 && (
            <Select
              aria-label={say('table')}
              value={sheets.indexOf(chosen as (typeof sheets)[number])}
              style={{ minWidth: 160 }}
              options={sheets.map(({ file, sheet, table: key }, index) => ({
                value: index,
                label: `${key === null ? '' : sayTable(key)} · ${sheet ?? file}`,
              }))}
              onChange={(index) => {
                const next = sheets[index]
                if (next) void navigate({ search: { ...search, file: next.file, sheet: next.sheet ?? undefined }, resetScroll: false })
              }}
            />
          )}
          <Segmented
            aria-label={say('preview')}
            value={shown}
            options={[
              { value: 'problems', label: say('onlyProblems') },
              { value: 'all', label: say('allRows') },
            ]}
            onChange={(rows) => void navigate({ search: { ...search, rows: rows === 'all' ? 'all' : 'problems' }, resetScroll: false })}
          />
        </>
      }
    >
      <Loaded query={query} rows={8}>
        {({ pages }) => {
          const [first] = pages
          if (!first) return null
          const rows = pages.flatMap(({ items }) => items)
          return (
            <>
              {first.general.length > 0 && first.table !== null && (
                <Notice kind={first.general.some(({ severity }) => severity === 'error') ? 'bad' : 'warn'}>
                  {[...new Set(first.general.map(({ message }) => message))].map((message) => (
                    <div key={message}>{message}</div>
                  ))}
                </Notice>
              )}
              {rows.length === 0 ? (
                <Empty>{shown === 'problems' ? say('noProblemRows') : say('noRows')}</Empty>
              ) : (
                <Grid upload={upload} part={first} columns={first.columns} rows={rows} table={table} isReport={first.isReport} />
              )}
              {pages.some(({ isCut }) => isCut) && <p className="quiet">{say('cut')}</p>}
              {query.hasNextPage && (
                <div>
                  <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                    {say('more')}
                  </Button>
                </div>
              )}
            </>
          )
        }}
      </Loaded>
    </Section>
  )
}

interface GridProps {
  readonly upload: Upload
  readonly part: Pick<Rows, 'file' | 'sheet'>
  readonly columns: Rows['columns']
  readonly rows: Rows['items']
  readonly table: TableInfo | undefined
  /** A report is read as a whole: its columns are none of ours, and are not left out either. */
  readonly isReport: boolean
}

function Grid({ upload, part, columns, rows, table, isReport }: GridProps) {
  const mayCorrect = canCorrect(upload, useSession())
  const say = useWords(UPLOAD_WORDS)
  const titleOf = (key: string) => {
    const column = table?.columns.find((each) => each.key === key)
    return column ? columnTitle(column) : key
  }
  return (
    // What scrolls can be reached by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1 for what scrolls.
    <section className="sheet-grid" tabIndex={0} aria-label={say('preview')}>
      <table>
        <thead>
          <tr>
            <th scope="col" className="sheet-row-number">
              {say('row')}
            </th>
            {columns.map(({ position, header, column }) => (
              <th key={position} scope="col">
                {header || columnLetter(position)}
                {!isReport &&
                  (column === null
                    ? table && <small>{say('ignored')}</small>
                    : titleOf(column) !== header && <small>{titleOf(column)}</small>)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.row}
              upload={upload}
              place={{ file: part.file, sheet: part.sheet, row: row.row }}
              mayCorrect={mayCorrect}
              row={row}
              columns={columns}
              isReport={isReport}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** What a spreadsheet calls a column: 0 is A, 26 is AA. */
function columnLetter(position: number): string {
  const letter = String.fromCharCode(65 + (position % 26))
  return position < 26 ? letter : columnLetter(Math.floor(position / 26) - 1) + letter
}

interface RowProps extends Pick<GridProps, 'upload' | 'columns' | 'isReport'> {
  readonly place: RowPlace
  readonly mayCorrect: boolean
  readonly row: Rows['items'][number]
}

function Row({ upload, place, mayCorrect, row: { row, cells, problems }, columns, isReport }: RowProps) {
  const isWrong = problems.some(({ problem }) => problem.severity === 'error')
  const heldAt = (position: number) => readAs(upload, place, columns[position]?.header ?? '', cells[position] ?? '')
  const severityAt = (position: number) => {
    const here = problems.filter((each) => each.position === position)
    if (here.length === 0) return undefined
    return here.some(({ problem }) => problem.severity === 'error') ? 'wrong-cell' : 'doubtful-cell'
  }
  return (
    <>
      <tr>
        <th scope="row" className="sheet-row-number">
          {row}
        </th>
        {columns.map(({ position }) => (
          <td key={position} className={severityAt(position)} title={cells[position]}>
            <CellText stands={cells[position] ?? ''} held={heldAt(position)} />
          </td>
        ))}
      </tr>
      {problems.length > 0 && (
        <tr className="row-problems">
          <td className="sheet-row-number" />
          <td colSpan={columns.length}>
            <ul>
              {problems.map(({ position, problem }) => (
                <li key={`${problem.code} ${position} ${problem.message}`} className={`is-${problem.severity}`}>
                  {position !== null && columns[position]?.header && <strong>{titled(columns[position].header)}</strong>}
                  {problem.message}
                  {mayCorrect && !isReport && problem.severity === 'error' && position !== null && columns[position]?.header && (
                    <CorrectCell
                      upload={upload}
                      place={place}
                      column={columns[position].header}
                      held={heldAt(position)}
                      problem={problem}
                    />
                  )}
                </li>
              ))}
              {mayCorrect && isWrong && (
                <li>
                  <LeaveRowOut upload={upload} place={place} />
                </li>
              )}
            </ul>
          </td>
        </tr>
      )}
    </>
  )
}
