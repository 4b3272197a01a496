import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { ApiProblem } from '../api/problem.ts'
import { useSession } from '../api/session.ts'
import { PersonBalances } from '../balances/person-balances.tsx'
import { periodName } from '../parts/format.ts'
import { Empty, Loaded, Page } from '../parts/page.tsx'
import { useWords } from '../words/words.ts'
import { historyQuery, sheetQuery } from './queries.ts'
import { SheetView } from './sheet-view.tsx'
import { useOpened } from './use-opened.ts'
import { SHEET } from './words.ts'

/** One's own sheet of a period, once it is published. */
export function MySheetPage() {
  const say = useWords(SHEET)
  const { period } = useParams({ from: '/shell/periods/$period/my-sheet' })
  const { open } = useSearch({ from: '/shell/periods/$period/my-sheet' })
  const navigate = useNavigate({ from: '/periods/$period/my-sheet' })
  const { account } = useSession()
  const employee = account.employee ?? ''
  const query = useQuery({ ...sheetQuery({ period, run: 'published', employee }), enabled: employee !== '' })
  const onOpen = useOpened(open, (item, replace) => void navigate({ search: { open: item }, replace, resetScroll: false }))
  const isThere = query.data !== undefined
  return (
    <Page
      title={say('mySheet')}
      lead={periodName(period)}
      actions={isThere && <Button onClick={() => window.print()}>{say('print')}</Button>}
    >
      {employee === '' || query.error instanceof ApiProblem ? (
        <NotThere problem={query.error} employee={employee} period={period} />
      ) : (
        <Loaded query={query} rows={10}>
          {(sheet) => <SheetView key={`${sheet.run} ${sheet.period}`} sheet={sheet} run="published" isOwn open={open} onOpen={onOpen} />}
        </Loaded>
      )}
    </Page>
  )
}

/** Not published yet, or no sheet of one's own: said in words, with the way to the newest there is. */
function NotThere({ problem, employee, period }: { problem: unknown; employee: string; period: string }) {
  const say = useWords(SHEET)
  const { data } = useQuery({ ...historyQuery(employee), enabled: employee !== '' })
  const newest = data?.items.find((item) => item.period !== period)
  const isWaiting = problem instanceof ApiProblem && problem.has('result_must_be_published')
  return (
    <>
      <Empty>
        <h2>{say(isWaiting ? 'waiting' : 'noSheet')}</h2>
        <p>{say(isWaiting ? 'waitingMore' : 'noSheetMore')}</p>
        {newest && (
          <p>
            <Link to="/periods/$period/my-sheet" params={{ period: newest.period }}>
              {say('newest', { period: periodName(newest.period) })}
            </Link>
          </p>
        )}
      </Empty>
      {employee !== '' && <PersonBalances employee={employee} isOwn />}
    </>
  )
}
