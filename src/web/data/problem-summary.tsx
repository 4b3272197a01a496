import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { answer } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { count } from '../parts/format.ts'
import { Loaded, Section } from '../parts/page.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { TABLE_WORDS, tableName } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { type Upload, uploads } from './api.ts'
import { ODD_WORDS } from './odd-words.ts'
import { UPLOAD_WORDS } from './upload-words.ts'

const MOST = 500
const ROWS_NAMED = 8

const readProblems = (upload: string) => answer(uploads[':upload'].problems.$get({ param: { upload }, query: { limit: MOST } }))
export type Problem = Awaited<ReturnType<typeof readProblems>>['items'][number]

export const uploadProblemsQuery = ({ id, at }: Pick<Upload, 'id' | 'at'>) =>
  queryOptions({ queryKey: ['uploads', id, 'problems', at], queryFn: () => readProblems(id), placeholderData: keepPreviousData })

interface Kind {
  readonly key: string
  readonly first: Problem
  readonly times: number
  readonly rows: readonly number[]
  /** What looks odd of it was dismissed. */
  readonly dismissed: boolean
}

/** What is wrong, by kind: the same mistake in a hundred rows is one line. */
export function ProblemSummary({ upload }: { upload: Upload }) {
  const say = useWords(UPLOAD_WORDS)
  const sayTable = useWords(TABLE_WORDS)
  const sayOdd = useWords(ODD_WORDS)
  const session = useSession()
  const query = useQuery(uploadProblemsQuery(upload))
  return (
    <Section title={say('problemsBy')}>
      <Loaded query={query} rows={3}>
        {({ items, next }) => (
          <>
            <PlainTable
              caption={say('problemsBy')}
              rows={kindsOf(items)}
              keyOf={({ key }) => key}
              columns={[
                {
                  key: 'severity',
                  title: say('problems'),
                  bare: true,
                  cell: ({ first }) => <Tag kind={first.severity === 'error' ? 'bad' : 'warn'}>{say(first.severity)}</Tag>,
                },
                {
                  key: 'message',
                  title: say('what'),
                  head: true,
                  bare: true,
                  cell: ({ first, dismissed }) => (
                    <>
                      {first.message}
                      {dismissed && <Tag>{sayOdd('dismissed')}</Tag>}
                      <div className="quiet">
                        {[
                          first.place?.sheet ?? first.place?.file,
                          first.table === undefined ? undefined : tableName(sayTable, first.table),
                          first.place?.column,
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </div>
                    </>
                  ),
                },
                { key: 'times', title: say('times'), figures: true, cell: ({ times }) => say('occurrences', { n: count(times) }) },
                {
                  key: 'rows',
                  title: say('row'),
                  cell: ({ rows }) =>
                    rows.length > 0 ? `${rows.slice(0, ROWS_NAMED).join(', ')}${rows.length > ROWS_NAMED ? ' …' : ''}` : '—',
                },
              ]}
            />
            {items.some(({ odd }) => odd !== null) && session.may('odd.read') && (
              <p>
                <Link to="/odd-records" search={upload.period === null ? {} : { period: upload.period }}>
                  {sayOdd('toList')}
                </Link>
              </p>
            )}
            {next !== null && <p className="quiet">{say('moreProblems', { n: count(MOST) })}</p>}
          </>
        )}
      </Loaded>
    </Section>
  )
}

function kindsOf(problems: readonly Problem[]): Kind[] {
  const kinds = new Map<string, { first: Problem; times: number; rows: number[]; dismissed: boolean }>()
  for (const problem of problems) {
    const { code, table, column, place, odd } = problem
    const dismissed = odd?.dismissed ?? false
    const key = [code, place?.file, place?.sheet, table, column ?? place?.column, dismissed].join('\n')
    const kind = kinds.get(key) ?? { first: problem, times: 0, rows: [], dismissed }
    kinds.set(key, kind)
    kind.times++
    if (place?.row !== undefined) kind.rows.push(place.row)
  }
  const isError = ({ first }: { first: Problem }) => (first.severity === 'error' ? 0 : 1)
  return [...kinds].map(([key, kind]) => ({ key, ...kind })).sort((a, b) => isError(a) - isError(b))
}
