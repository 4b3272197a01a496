import { useSyncExternalStore } from 'react'

const NARROW = matchMedia('(max-width: 719px)')

/** Whether the screen is as narrow as a phone's, where the sheet is a list of cards. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      NARROW.addEventListener('change', listener)
      return () => NARROW.removeEventListener('change', listener)
    },
    () => NARROW.matches,
  )
}
