import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useSession } from '../api/session.ts'
import { periodName } from '../parts/format.ts'
import { Loaded, Page } from '../parts/page.tsx'
import { useWords } from '../words/words.ts'
import { sheetQuery } from './queries.ts'
import { SheetView } from './sheet-view.tsx'
import { useOpened } from './use-opened.ts'
import { SHEET } from './words.ts'

/** Somebody's sheet, for HR, managers, finance and auditors; of a run that is not published too, for those who may see it. */
export function PersonSheetPage() {
  const say = useWords(SHEET)
  const { period, employee } = useParams({ from: '/shell/periods/$period/people/$employee' })
  const { open, run = 'published' } = useSearch({ from: '/shell/periods/$period/people/$employee' })
  const navigate = useNavigate({ from: '/periods/$period/people/$employee' })
  const { account } = useSession()
  const query = useQuery(sheetQuery({ period, run, employee }))
  const onOpen = useOpened(
    open,
    (item, replace) => void navigate({ search: (before) => ({ ...before, open: item }), replace, resetScroll: false }),
  )
  return (
    <Page
      title={query.data ? say('sheetOf', { name: query.data.name }) : say('sheetOf', { name: '' })}
      lead={periodName(period)}
      actions={query.data && <Button onClick={() => window.print()}>{say('print')}</Button>}
    >
      <Loaded query={query} rows={10}>
        {(sheet) => (
          <SheetView
            key={`${sheet.run} ${sheet.employee}`}
            sheet={sheet}
            run={run}
            isOwn={account.employee === employee && sheet.isPublished}
            open={open}
            onOpen={onOpen}
          />
        )}
      </Loaded>
    </Page>
  )
}
