import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useCurrentPeriod } from '../api/periods.ts'
import { useSession } from '../api/session.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { navigationOf } from '../shell/navigation.ts'
import { SHELL } from '../shell/words.ts'
import { useWords } from '../words/words.ts'
import { hitTarget } from './hit-target.ts'
import { hitWords } from './hit-words.ts'
import { type Hit, searchQuery } from './search-data.ts'
import { SEARCH } from './search-words.ts'
import './search.css'

const TYPING_MS = 150
const MOST_SCREENS = 6

interface Found {
  readonly group: 'screen' | Hit['kind']
  readonly id: string
  readonly title: string
  readonly more: string
  readonly to: string
}

/** Finds people, clients, documents, periods and screens as one types; arrows choose, Enter goes there. */
export function SearchDialog({ onClose }: { onClose: () => void }) {
  const say = useWords(SEARCH)
  const router = useRouter()
  const dialog = useRef<HTMLDialogElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const text = useSettled(typed.trim(), TYPING_MS)
  const query = useQuery(searchQuery(text))
  const screens = useScreens(typed.trim())
  const found = useFound(typed.trim() === '' ? [] : (query.data ?? []), screens)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: other results begin at the first.
  useEffect(() => setChosen(0), [text])
  useEffect(() => {
    list.current?.querySelector(`[data-place="${chosen}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const go = (to: string) => {
    onClose()
    router.history.push(to)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter and the arrows are its own.
    if (event.nativeEvent.isComposing || found.length === 0) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setChosen((chosen + step + found.length) % found.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const hit = found[chosen]
      if (hit) go(hit.to)
    }
  }
  const isNothing = found.length === 0 && text !== '' && text === typed.trim() && !query.isFetching && !query.isError
  const groups = [...new Set(found.map(({ group }) => group))]
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself.
    <dialog
      ref={dialog}
      className="search"
      aria-label={say('title')}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="search-box">
        <input
          autoFocus
          role="combobox"
          type="text"
          autoComplete="off"
          spellCheck={false}
          aria-label={say('title')}
          aria-expanded={found.length > 0}
          aria-controls={id}
          aria-autocomplete="list"
          {...(found[chosen] ? { 'aria-activedescendant': `${id}-${chosen}` } : {})}
          placeholder={say('placeholder')}
          value={typed}
          maxLength={100}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <div ref={list} id={id} role="listbox" aria-label={say('results')} className="search-results">
          {groups.map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: a group of options is not a fieldset.
            <div key={group} role="group" aria-label={say(group)}>
              <div className="search-group quiet" aria-hidden="true">
                {say(group)}
              </div>
              {found.map((hit, place) =>
                hit.group === group ? (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys, as in every combobox.
                  <div
                    key={hit.id}
                    id={`${id}-${place}`}
                    data-place={place}
                    role="option"
                    tabIndex={-1}
                    aria-selected={place === chosen}
                    className="search-hit"
                    onClick={() => go(hit.to)}
                    onMouseMove={() => place !== chosen && setChosen(place)}
                  >
                    <span>{hit.title}</span>
                    <span className="quiet">{hit.more}</span>
                  </div>
                ) : null,
              )}
            </div>
          ))}
        </div>
        <div className="search-rest" role="status">
          {query.isError && <ProblemNotice problem={query.error} onRetry={() => void query.refetch()} />}
          {typed.trim() === '' && <p className="quiet">{say('start')}</p>}
          {isNothing && (
            <>
              <p>{say('nothing', { text })}</p>
              <p className="quiet">{say('nothingMore')}</p>
            </>
          )}
          {found.length > 0 && <span className="sr-only">{say('found', { count: found.length })}</span>}
        </div>
        <div className="search-keys quiet" aria-hidden="true">
          {say('keys')}
        </div>
      </div>
    </dialog>
  )
}

/** What was typed, once no more was typed for a moment. */
function useSettled(text: string, afterMs: number): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), afterMs)
    return () => clearTimeout(timer)
  }, [text, afterMs])
  return settled
}

/** Screens of the navigation whose name has the text. */
function useScreens(text: string): Found[] {
  const say = useWords(SHELL)
  const { scopeOf, is, job } = useSession()
  const period = useCurrentPeriod()
  if (text === '') return []
  return navigationOf({ scopeOf, is, job, hasPeriod: period !== undefined })
    .flatMap(({ key, items }) => items.map((item) => ({ ...item, group: say(key), title: say(item.key) })))
    .filter(({ title }) => title.toLowerCase().includes(text.toLowerCase()))
    .slice(0, MOST_SCREENS)
    .map(({ to, title, group }) => ({ group: 'screen', id: `screen ${to}`, title, more: group, to: to.replace('$period', period ?? '') }))
}

function useFound(hits: readonly Hit[], screens: readonly Found[]): Found[] {
  const { scopeOf, account } = useSession()
  const period = useCurrentPeriod()
  return useMemo(() => {
    const seeker = { scopeOf, employee: account.employee, period }
    const found = hits.map((hit) => ({
      group: hit.kind,
      id: `${hit.kind} ${hit.table} ${hit.key}`,
      ...hitWords(hit),
      to: hitTarget(hit, seeker),
    }))
    return [...found, ...screens]
  }, [hits, screens, scopeOf, account.employee, period])
}
