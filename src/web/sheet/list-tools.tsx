import { useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useEffect, useId, useState } from 'react'
import { count } from '../parts/format.ts'
import { useWords } from '../words/words.ts'
import { RESULTS } from './results-words.ts'
import './sheet-view.css'

interface ChoiceProps {
  readonly label: string
  readonly value: string | undefined
  readonly all?: string
  readonly choices: readonly { readonly value: string; readonly title: string }[]
  readonly onChoose: (value: string | undefined) => void
}

/** One filter of a list; `all` is what stands for no choice. */
export function Choice({ label, value, all, choices, onChoose }: ChoiceProps) {
  return (
    <select className="plain-select" aria-label={label} value={value ?? ''} onChange={(event) => onChoose(event.target.value || undefined)}>
      {all !== undefined && <option value="">{all}</option>}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.title}
        </option>
      ))}
    </select>
  )
}

const QUIET_MS = 300

/** Finds people by name or number: asks once the typing rests. */
export function FindBox({ value, onFind }: { value: string | undefined; onFind: (text: string | undefined) => void }) {
  const say = useWords(RESULTS)
  const id = useId()
  const [text, setText] = useState(value ?? '')
  useEffect(() => {
    const trimmed = text.trim()
    if (trimmed === (value ?? '')) return
    const timer = setTimeout(() => onFind(trimmed === '' ? undefined : trimmed), QUIET_MS)
    return () => clearTimeout(timer)
  }, [text, value, onFind])
  return (
    <>
      <label htmlFor={id} className="sr-only">
        {say('search')}
      </label>
      <Input
        id={id}
        className="find-box"
        type="search"
        placeholder={say('search')}
        value={text}
        maxLength={100}
        onChange={(event) => setText(event.target.value)}
      />
    </>
  )
}

/** How many there are, and the way from page to page; the page's place is in the address. */
export function Pages({ total, cursor, next }: { total: number; cursor: string | undefined; next: string | null }) {
  const say = useWords(RESULTS)
  const navigate = useNavigate()
  const go = (to: string | undefined) => void navigate({ to: '.', search: (before) => ({ ...before, cursor: to }) })
  return (
    <nav className="row pages" aria-label={say('total', { count: count(total) })}>
      <span className="quiet">{say('total', { count: count(total) })}</span>
      {(cursor !== undefined || next !== null) && (
        <>
          <Button disabled={cursor === undefined} onClick={() => go(undefined)}>
            {say('first')}
          </Button>
          <Button disabled={cursor === undefined} onClick={() => history.back()}>
            {say('previous')}
          </Button>
          <Button disabled={next === null} onClick={() => go(next ?? undefined)}>
            {say('next')}
          </Button>
        </>
      )}
    </nav>
  )
}
