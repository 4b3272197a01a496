import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { unreadQuery } from '../api/messages.ts'
import { useSession } from '../api/session.ts'
import { count } from '../parts/format.ts'
import { useWords } from '../words/words.ts'
import { SHELL } from './words.ts'
import './header-tools.css'

const SearchDialog = lazy(async () => ({ default: (await import('../search/search-dialog.tsx')).SearchDialog }))
const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)
const MOST_SHOWN = 99

/** Search and messages: what can be reached from every screen. */
export function HeaderTools() {
  return (
    <>
      <Search />
      <Bell />
    </>
  )
}

/** Ctrl+K, or ⌘K, from everywhere; who closes it is back where they were. */
function Search() {
  const say = useWords(SHELL)
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const close = useCallback(() => {
    setOpen(false)
    button.current?.focus()
  }, [])
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(isMac ? event.metaKey : event.ctrlKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      setOpen(true)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  const keys = isMac ? '⌘K' : 'Ctrl+K'
  return (
    <>
      <button
        ref={button}
        type="button"
        className="bar-button search-button"
        aria-label={say('searchKeys', { keys })}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <circle cx="7" cy="7" r="4.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="m10.6 10.6 3.6 3.6" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
        </svg>
        <span className="search-words">{say('search')}</span>
        <kbd className="search-words">{keys}</kbd>
      </button>
      {isOpen && (
        <Suspense>
          <SearchDialog onClose={close} />
        </Suspense>
      )}
    </>
  )
}

/** How many messages are unread, and the way to them. */
function Bell() {
  const say = useWords(SHELL)
  const { may } = useSession()
  const { data = 0 } = useQuery({ ...unreadQuery, enabled: may('message.own') })
  const label = data > 0 ? say('unread', { count: data }) : say('messages')
  return (
    <Link to="/messages" className="bar-button bell" aria-label={label} title={label}>
      <svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">
        <path
          d="M8 1.8c-2.3 0-3.9 1.7-3.9 3.9v2.6L2.9 10.9h10.2l-1.2-2.6V5.7C11.9 3.5 10.3 1.8 8 1.8Z"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.4"
          strokeLinejoin="round"
        />
        <path d="M6.4 12.6a1.7 1.7 0 0 0 3.2 0" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" />
      </svg>
      {data > 0 && (
        <span className="bell-count" aria-hidden="true">
          {data > MOST_SHOWN ? `${MOST_SHOWN}+` : count(data)}
        </span>
      )}
    </Link>
  )
}
