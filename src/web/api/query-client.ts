import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './problem.ts'

const listeners = new Set<() => void>()

/** Called when the server no longer knows the session: signed out elsewhere, expired, or the password changed. */
export function onSignedOut(listener: () => void): void {
  listeners.add(listener)
}

function noticeSignedOut(failure: unknown): void {
  if (failure instanceof ApiProblem && failure.status === 401) for (const listener of listeners) listener()
}

/** What was read is shown at once and read again when it may have changed; what was refused is not asked twice. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, problem) => failures < 2 && (!(problem instanceof ApiProblem) || problem.status === 0 || problem.status === 503),
    },
    mutations: { retry: false },
  },
})
