import { useCallback, useRef } from 'react'

/**
 * Opening something that stands in the address, and closing it: what was opened here is closed by going back, so that back and the
 * button do the same; what the address came with is taken out of it. `put` writes the address.
 */
export function useOpened(
  opened: string | undefined,
  put: (item: string | undefined, replace: boolean) => void,
): (item: string | undefined) => void {
  const openedHere = useRef(false)
  return useCallback(
    (item) => {
      if (item !== undefined) {
        openedHere.current = true
        put(item, false)
      } else if (opened !== undefined && openedHere.current) {
        openedHere.current = false
        history.back()
      } else if (opened !== undefined) put(undefined, true)
    },
    [opened, put],
  )
}
