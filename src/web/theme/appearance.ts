import { useSyncExternalStore } from 'react'
import { keep, readKept } from '../words/language.ts'

export type Appearance = 'system' | 'light' | 'dark'
const KEPT = 'quanheng.appearance'
const system = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()
let chosen: Appearance = readChosen()

function readChosen(): Appearance {
  const kept = readKept(KEPT)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

export function chosenAppearance(): Appearance {
  return chosen
}

export function chooseAppearance(next: Appearance): void {
  chosen = next
  keep(KEPT, next)
  apply()
}

function isDark(): boolean {
  return chosen === 'dark' || (chosen === 'system' && system.matches)
}

function apply(): void {
  document.documentElement.dataset.appearance = isDark() ? 'dark' : 'light'
  for (const listener of listeners) listener()
}

system.addEventListener('change', apply)

/** Whether screens are dark now: the choice made here, else the system's. */
export function useDark(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, isDark)
}
