import type { CellChange } from './apply-block.ts'

/** What was done and can be undone, the last step at the end; what was undone and can be done again. */
export interface History {
  readonly past: readonly (readonly CellChange[])[]
  readonly future: readonly (readonly CellChange[])[]
}

export const NO_HISTORY: History = { past: [], future: [] }
const STEPS = 100

/** One more step; what had been undone is gone, as in every editor. Nothing changed is no step. */
export function recorded({ past, future }: History, step: readonly CellChange[]): History {
  const real = step.filter(({ before, after }) => before !== after)
  return real.length === 0 ? { past, future } : { past: [...past, real].slice(-STEPS), future: [] }
}

/** The changes that take the last step back, and the history after that; undefined when there is none. */
export function undone({ past, future }: History): { readonly history: History; readonly changes: readonly CellChange[] } | undefined {
  const step = past.at(-1)
  if (!step) return undefined
  return { history: { past: past.slice(0, -1), future: [...future, step] }, changes: step.map(turned).reverse() }
}

/** The changes that do the step undone last again. */
export function redone({ past, future }: History): { readonly history: History; readonly changes: readonly CellChange[] } | undefined {
  const step = future.at(-1)
  return step && { history: { past: [...past, step], future: future.slice(0, -1) }, changes: step }
}

function turned({ before, after, ...place }: CellChange): CellChange {
  return { ...place, before: after, after: before }
}
