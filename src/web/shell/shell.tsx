import { Link, Outlet, useMatches, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useCurrentPeriod } from '../api/periods.ts'
import { useSession } from '../api/session.ts'
import { NoPermission } from '../parts/page.tsx'
import { useWords } from '../words/words.ts'
import { AccountMenu } from './account-menu.tsx'
import { HeaderTools } from './header-tools.tsx'
import { type NavigationItem, navigationOf } from './navigation.ts'
import { PeriodChoice } from './period-choice.tsx'
import { SHELL } from './words.ts'

const IN_FOOT = 4
/** Lines whose address begins those of others. */
const EXACT = new Set(['/', '/periods', '/periods/$period'])

/** What stands around every screen: header, navigation at the side or, on a phone, at the foot. */
export function Shell() {
  const say = useWords(SHELL)
  const session = useSession()
  const period = useCurrentPeriod()
  const groups = navigationOf({ scopeOf: session.scopeOf, is: session.is, job: session.job, hasPeriod: period !== undefined })
  const foot = groups.flatMap(({ items }) => items).filter((item) => item.foot)
  const drawer = useRef<HTMLDialogElement>(null)
  const path = useRouterState({ select: ({ location }) => location.pathname })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a screen that was gone to closes the drawer.
  useEffect(() => drawer.current?.close(), [path])
  const link = (item: NavigationItem) => (
    <Link key={item.key} to={item.to} params={{ period: period ?? '' }} activeOptions={{ exact: EXACT.has(item.to) }}>
      {say(item.key)}
    </Link>
  )
  const list = groups.map((group) => (
    <div key={group.key} className="side-group">
      <div className="side-title">{say(group.key)}</div>
      {group.items.map(link)}
    </div>
  ))
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {say('skip')}
      </a>
      <header className="bar no-print">
        <Link to="/" className="brand" aria-label="权衡 Quanheng">
          <img src="/mark.svg" alt="" width="26" height="26" />
          <span>权衡</span>
        </Link>
        <PeriodChoice />
        <div className="bar-tools">
          <HeaderTools />
          <AccountMenu />
        </div>
      </header>
      <nav className="side no-print" aria-label={say('navigation')}>
        {list}
      </nav>
      <main id="content" tabIndex={-1}>
        <Permitted />
      </main>
      <nav className="foot no-print" aria-label={say('navigation')}>
        {foot.slice(0, IN_FOOT).map(link)}
        <button type="button" onClick={() => drawer.current?.showModal()} aria-haspopup="dialog">
          {say('menu')}
        </button>
      </nav>
      {/* A click beside the list closes it, as Escape does. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself. */}
      <dialog
        ref={drawer}
        className="drawer no-print"
        aria-label={say('navigation')}
        onClick={(event) => event.target === drawer.current && drawer.current.close()}
      >
        <div className="drawer-list">{list}</div>
      </dialog>
    </div>
  )
}

/** The screen, if the table of access lets the caller in; the server checks every answer again. */
function Permitted() {
  const session = useSession()
  const matches = useMatches()
  const isAllowed = matches.every(({ staticData: { permission } }) => permission === undefined || [permission].flat().some(session.may))
  return isAllowed ? <Outlet /> : <NoPermission />
}
