import type { ReactNode } from 'react'
import { ApiProblem } from '../api/problem.ts'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'

/** Something to know, in place: never a toast that covers what it is about. */
export function Notice({
  kind = 'info',
  title,
  children,
}: {
  kind?: 'info' | 'good' | 'warn' | 'bad'
  title?: ReactNode
  children?: ReactNode
}) {
  return (
    <div className={`notice ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
      {title && <strong>{title}</strong>}
      {children && <div>{children}</div>}
    </div>
  )
}

/** What went wrong, in the server's words, everything of it, with what to do; nothing while there is no problem. */
export function ProblemNotice({ problem, onRetry }: { problem: unknown; onRetry?: (() => void) | undefined }) {
  const say = useWords(COMMON)
  if (problem === null || problem === undefined) return null
  const { title, lines, id } = inWords(problem, say)
  return (
    <Notice kind="bad" title={title}>
      {lines.length === 1
        ? lines[0]
        : lines.length > 1 && (
            <ul style={{ margin: 0, paddingInlineStart: 20 }}>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
      {id !== undefined && <div className="quiet">{say('requestId', { id })}</div>}
      {onRetry && (
        <button type="button" className="link-button" onClick={onRetry}>
          {say('retry')}
        </button>
      )}
    </Notice>
  )
}

const LISTED = 20

/** The sentences of a problem, for places that show it their own way. */
function inWords(problem: unknown, say: (key: 'unreachable' | 'unreachableMore' | 'failed') => string) {
  if (!(problem instanceof ApiProblem))
    return { title: say('failed'), lines: problem instanceof Error ? [problem.message] : [], id: undefined }
  if (problem.status === 0) return { title: say('unreachable'), lines: [say('unreachableMore')], id: undefined }
  const all = [...new Set(problem.problems.map(({ field, message }) => (field === undefined ? message : message)))]
  const lines = all.length > 0 ? all.slice(0, LISTED) : [problem.message]
  if (all.length > LISTED) lines.push(`… +${all.length - LISTED}`)
  return { title: problem.title || say('failed'), lines, id: problem.status >= 500 ? problem.requestId : undefined }
}
