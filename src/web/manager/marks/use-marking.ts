import { useEffect, useState, useSyncExternalStore } from 'react'
import { ApiProblem } from '../../api/problem.ts'
import { queryClient } from '../../api/query-client.ts'
import { loaded } from './marking-state.ts'
import { type MarkingSnapshot, type MarkingStore, makeMarkingStore } from './marking-store.ts'
import { type Engineer, type EngineerRow, engineersQuery, putMarks, rowsFor } from './marks-api.ts'

/** How long after saving the figures that follow from marks are asked for again. */
const CALM = 700

/** The marking sheet of one manager and period: what is typed is saved by itself, also while one goes to another screen. */
export function useMarking(
  period: string,
  engineers: readonly Engineer[],
  evaluator: string | undefined,
): { readonly store: MarkingStore<Engineer>; readonly snapshot: MarkingSnapshot<Engineer> } {
  const [store] = useState(() => {
    let calm: ReturnType<typeof setTimeout> | undefined
    return makeMarkingStore<Engineer>({
      send: (drafts) => putMarks(period, drafts),
      isPassing: (failure) => failure instanceof ApiProblem && (failure.status === 0 || failure.status >= 502),
      onSaved: () => {
        clearTimeout(calm)
        calm = setTimeout(() => void refreshFigures(period), CALM)
      },
    })
  })
  useEffect(() => {
    const fresh: EngineerRow[] = rowsFor(engineers, evaluator)
    // A cell that is being typed into keeps what it began from: what came in meanwhile is met when it is saved.
    if (document.activeElement?.closest('.rdg-editor-container')) return
    store.change((state) => loaded(state, fresh))
  }, [store, engineers, evaluator])
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (store.snapshot().saving.kind === 'saved') return
      void store.flush()
      event.preventDefault()
    }
    const back = () => void store.flush()
    addEventListener('beforeunload', leaving)
    addEventListener('online', back)
    return () => {
      removeEventListener('beforeunload', leaving)
      removeEventListener('online', back)
      // What was typed last goes out although the screen is gone; the list that is shown next time has it.
      void store.flush().then(() => queryClient.invalidateQueries({ queryKey: engineersQuery(period).queryKey }))
    }
  }, [store, period])
  return { store, snapshot: useSyncExternalStore(store.subscribe, store.snapshot) }
}

/** What follows from marks is asked for again: the split as of now, and the distribution. */
export async function refreshFigures(period: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['marks', period, 'preview'] }),
    queryClient.invalidateQueries({ queryKey: ['marks', period, 'distribution'] }),
  ])
}
