import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useRouterState } from '@tanstack/react-router'
import { periodsQuery, useCurrentPeriod } from '../api/periods.ts'
import { periodName } from '../parts/format.ts'
import { useWords } from '../words/words.ts'
import { SHELL } from './words.ts'

/** The period that screens are about, in the header; choosing another one stays on the same screen. */
export function PeriodChoice() {
  const say = useWords(SHELL)
  const navigate = useNavigate()
  const current = useCurrentPeriod()
  const { period } = useParams({ strict: false })
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const { data } = useQuery(periodsQuery)
  const items = (data?.items ?? []).map((each) => each.period)
  if (current === undefined) return <span className="period-choice" />
  const listed = items.includes(current) ? items : [current, ...items]
  const choose = (next: string) => {
    // A screen below one of the period's things (a run, an appeal) is not there in another period.
    const [, , , screen, person] = path.split('/')
    // Somebody's sheet is: the person stays.
    const rest = screen === 'people' && person !== undefined ? [screen, person] : screen === undefined ? [] : [screen]
    const to = period === undefined ? '/periods/$period/results' : ['/periods/$period', ...rest].join('/')
    void navigate({ to: to.replace('$period', next) })
  }
  return (
    <select className="period-choice" aria-label={say('period')} value={current} onChange={(event) => choose(event.target.value)}>
      {listed.map((each) => (
        <option key={each} value={each}>
          {periodName(each)}
        </option>
      ))}
    </select>
  )
}
