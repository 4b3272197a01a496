import type { ErrorComponentProps } from '@tanstack/react-router'
import { ProblemNotice } from '../parts/notice.tsx'

/** A screen that failed while it was loaded or drawn, with a way to try again; a chunk of an older build is loaded anew. */
export function Broken({ error, reset }: ErrorComponentProps) {
  const isStale = /dynamically imported module|Importing a module|preload/i.test(error instanceof Error ? error.message : '')
  return (
    <div className="page">
      <ProblemNotice problem={error} onRetry={isStale ? () => window.location.reload() : reset} />
    </div>
  )
}
