import { useCallback, useState } from 'react'

interface States<T> {
  readonly past: readonly T[]
  readonly now: T
  readonly next: readonly T[]
  /** What the last change was of: one field typed into is one step. */
  readonly step: string
}

export interface History<T> {
  readonly value: T
  readonly change: (value: T, step?: string) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly canUndo: boolean
  readonly canRedo: boolean
}

const MOST = 200

/** A value whose changes can be taken back one by one; changes of the same step, such as letters typed into one field, are one. */
export function useHistory<T>(first: T): History<T> {
  const [states, setStates] = useState<States<T>>({ past: [], now: first, next: [], step: '' })
  const change = useCallback((value: T, step = '') => setStates((before) => changed(before, value, step)), [])
  const undo = useCallback(() => setStates(undone), [])
  const redo = useCallback(() => setStates(redone), [])
  return { value: states.now, change, undo, redo, canUndo: states.past.length > 0, canRedo: states.next.length > 0 }
}

export function changed<T>({ past, now, step: before }: States<T>, value: T, step: string): States<T> {
  const isSame = step !== '' && step === before
  return { past: isSame ? past : [...past, now].slice(-MOST), now: value, next: [], step }
}

export function undone<T>(states: States<T>): States<T> {
  const before = states.past.at(-1)
  if (before === undefined) return states
  return { past: states.past.slice(0, -1), now: before, next: [states.now, ...states.next], step: '' }
}

export function redone<T>(states: States<T>): States<T> {
  const [after, ...rest] = states.next
  if (after === undefined) return states
  return { past: [...states.past, states.now], now: after, next: rest, step: '' }
}
