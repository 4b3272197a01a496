import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useCurrentPeriod } from '../api/periods.ts'
import { useSession } from '../api/session.ts'
import { BalancesSummed } from '../balances/balances-summed.tsx'
import { periodName } from '../parts/format.ts'
import { Empty, Loaded, Page, Section } from '../parts/page.tsx'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { type Home, homeQuery, rememberVisit } from './home-data.ts'
import { NewsList } from './news-list.tsx'
import { StageBar } from './stage-bar.tsx'
import { greetingAt } from './time-left.ts'
import { TodoList } from './todo-list.tsx'
import { HOME } from './words.ts'
import './home.css'

/** What one has to do this month and by when, where the month stands, and what changed meanwhile. */
export function HomePage() {
  const say = useWords(HOME)
  const { account } = useSession()
  const query = useQuery(homeQuery)
  const isThere = query.isSuccess
  useEffect(() => {
    if (isThere) void rememberVisit()
  }, [isThere])
  const now = new Date()
  const today = new Intl.DateTimeFormat(language() === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'full' }).format(now)
  return (
    <Page title={say(greetingAt(now.getHours()), { name: account.name })} lead={today}>
      <Loaded query={query} rows={10}>
        {(home) => <HomeContent home={home} />}
      </Loaded>
    </Page>
  )
}

function HomeContent({ home }: { home: Home }) {
  const say = useWords(HOME)
  const { may } = useSession()
  const current = useCurrentPeriod()
  const { stages, todos, news, now, since, balances } = home
  return (
    <>
      {stages.length === 0 && (
        <Section title={say('stage')}>
          <Empty>
            <p>{say('noPeriod')}</p>
            <p>{may('period.write') ? <Link to="/periods">{say('openPeriod')}</Link> : say('noPeriodMore')}</p>
          </Empty>
        </Section>
      )}
      <div className="stage-cards">
        {stages.map((stage) => (
          <Section
            key={stage.period}
            title={say('stageOf', { period: periodName(stage.period) })}
            actions={
              may('outstanding.read') && (
                <Link to="/periods/$period" params={{ period: stage.period }}>
                  {say('openMonth')}
                </Link>
              )
            }
          >
            <StageBar stage={stage} now={now} />
          </Section>
        ))}
      </div>
      <div className="home-columns">
        <Section title={todos.length === 0 ? say('todos') : say('todosCount', { count: todos.length })}>
          {todos.length === 0 ? (
            <Empty>
              <p>{say('noTodos')}</p>
              <p>{say('noTodosMore')}</p>
            </Empty>
          ) : (
            <TodoList todos={todos} now={now} current={current} />
          )}
        </Section>
        <div className="stack">
          {balances && <BalancesSummed balances={balances} period={current} />}
          <Section title={since === null ? say('newsFirst') : say('newsSince')}>
            {news.length === 0 ? <Empty>{say('noNews')}</Empty> : <NewsList news={news} />}
          </Section>
        </div>
      </div>
    </>
  )
}
