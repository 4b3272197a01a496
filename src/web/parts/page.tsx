import { type ReactNode, useEffect } from 'react'
import { ApiProblem } from '../api/problem.ts'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import { ProblemNotice } from './notice.tsx'

/** One screen: its title (also of the window), what can be done with it, and its content. */
export function Page({ title, lead, actions, children }: { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  const say = useWords(COMMON)
  const product = say('product')
  useEffect(() => {
    document.title = `${title} · ${product}`
  }, [title, product])
  return (
    <div className="page">
      <header className="page-head">
        <div className="page-title">
          <h1>{title}</h1>
          {lead && <div className="quiet">{lead}</div>}
        </div>
        {actions && <div className="row no-print">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** A part of a page with a heading. */
export function Section({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className="card stack">
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <h2>{title}</h2>
        {actions && <div className="row no-print">{actions}</div>}
      </div>
      {children}
    </section>
  )
}

/** Grey bars of the size of what is coming, so that nothing jumps. */
export function Loading({ rows = 6 }: { rows?: number }) {
  const say = useWords(COMMON)
  return (
    <div className="bones" role="status" aria-label={say('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars have no identity.
        <i key={row} style={{ width: `${100 - ((row * 17) % 40)}%` }} />
      ))}
    </div>
  )
}

/** The same where a whole screen is on its way. */
export function PageLoading() {
  return (
    <div className="page">
      <Loading rows={8} />
    </div>
  )
}

export function Empty({ children }: { children?: ReactNode }) {
  const say = useWords(COMMON)
  return <div className="empty">{children ?? say('nothing')}</div>
}

export function NoPermission() {
  const say = useWords(COMMON)
  return (
    <div className="empty">
      <h1>{say('noPermission')}</h1>
      <p>{say('noPermissionMore')}</p>
    </div>
  )
}

export function NotFound() {
  const say = useWords(COMMON)
  return (
    <div className="empty">
      <h1>{say('notFound')}</h1>
      <p>{say('notFoundMore')}</p>
      <p>
        <a href="/">{say('home')}</a>
      </p>
    </div>
  )
}

interface Asked<Data> {
  readonly data: Data | undefined
  readonly error: unknown
  readonly refetch: () => unknown
}

/** What a query answers once it is there; until then the bars, and on failure why, with a way to try again. */
export function Loaded<Data>({ query, rows, children }: { query: Asked<Data>; rows?: number; children: (data: Data) => ReactNode }) {
  if (query.data !== undefined) return children(query.data)
  if (query.error instanceof ApiProblem && query.error.status === 403) return <NoPermission />
  if (query.error instanceof ApiProblem && query.error.status === 404) return <NotFound />
  if (query.error) return <ProblemNotice problem={query.error} onRetry={() => void query.refetch()} />
  return <Loading {...(rows === undefined ? {} : { rows })} />
}
