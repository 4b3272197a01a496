import type { AnsweredDraft, DraftToSend, MarkingState } from './marking-state.ts'
import { answered, draftsToSend, NOTHING_LOADED } from './marking-state.ts'

/** How saving stands: 'offline' tries again by itself, 'failed' waits for somebody. */
export type SavingState =
  | { readonly kind: 'saved' | 'waiting' | 'saving' | 'offline' }
  | { readonly kind: 'failed'; readonly problem: unknown }

export interface MarkingSnapshot<Facts> {
  readonly state: MarkingState<Facts>
  readonly saving: SavingState
}

export interface MarkingStore<Facts> {
  readonly subscribe: (listener: () => void) => () => void
  readonly snapshot: () => MarkingSnapshot<Facts>
  /** Changes the sheet; what is to be saved goes out a moment later. */
  readonly change: (next: (state: MarkingState<Facts>) => MarkingState<Facts> | undefined) => void
  /** Sends what is unsaved now; resolves when nothing more can be sent. */
  readonly flush: () => Promise<void>
  readonly stop: () => void
}

export interface MarkingStoreOptions {
  readonly send: (drafts: readonly DraftToSend[]) => Promise<readonly AnsweredDraft[]>
  /** Whether a failure is one of the connection, so that it makes sense to try again. */
  readonly isPassing: (failure: unknown) => boolean
  readonly onSaved?: () => void
  /** Milliseconds between the last key and saving. */
  readonly pause?: number
}

const MOST = 500
const BIG = 250_000
const RETRIES = [1_000, 2_000, 5_000, 10_000, 30_000]

/**
 * Keeps the sheet and saves it as it is typed: one request at a time, each with what has changed since, so that two of them
 * never carry versions of one mark. While the server cannot be reached nothing is lost and saving goes on when it can.
 */
export function makeMarkingStore<Facts>({
  send,
  isPassing,
  onSaved = () => undefined,
  pause = 500,
}: MarkingStoreOptions): MarkingStore<Facts> {
  const listeners = new Set<() => void>()
  let current: MarkingSnapshot<Facts> = { state: NOTHING_LOADED, saving: { kind: 'saved' } }
  let timer: ReturnType<typeof setTimeout> | undefined
  let sending: Promise<void> | undefined
  let failures = 0
  let isStopped = false

  const set = (next: Partial<MarkingSnapshot<Facts>>) => {
    current = { ...current, ...next }
    for (const listener of listeners) listener()
  }
  const pending = () => draftsToSend(current.state, MOST, BIG)
  const wait = (milliseconds: number) => {
    clearTimeout(timer)
    if (!isStopped) timer = setTimeout(() => void flush(), milliseconds)
  }

  async function sendAll(): Promise<void> {
    for (let drafts = pending(); drafts.length > 0; drafts = pending()) {
      set({ saving: { kind: 'saving' } })
      try {
        const answers = await send(drafts)
        failures = 0
        set({ state: answered(current.state, drafts, answers) })
        onSaved()
      } catch (failure) {
        if (!isPassing(failure)) return set({ saving: { kind: 'failed', problem: failure } })
        set({ saving: { kind: 'offline' } })
        return wait(RETRIES[Math.min(failures++, RETRIES.length - 1)] ?? 30_000)
      }
    }
    set({ saving: { kind: 'saved' } })
  }

  function flush(): Promise<void> {
    clearTimeout(timer)
    sending ??= sendAll().finally(() => {
      sending = undefined
    })
    return sending
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    snapshot: () => current,
    change(next) {
      const state = next(current.state)
      if (state === undefined || state === current.state) return
      const isIdle = sending === undefined && current.saving.kind !== 'offline'
      const toSend = draftsToSend(state, 1, BIG).length > 0
      set({ state, ...(isIdle && toSend ? { saving: { kind: 'waiting' as const } } : {}) })
      if (isIdle && toSend) wait(pause)
      else if (isIdle && current.saving.kind === 'waiting') set({ saving: { kind: 'saved' } })
    },
    flush,
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
