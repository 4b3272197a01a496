import type { Problem } from './problem.ts'

/** What was asked for, or the problems that stand in its way: then nothing was changed. */
export type Answer<T> = T | { readonly ok: false; readonly problems: readonly Problem[] }
