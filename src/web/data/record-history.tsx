import { Link } from '@tanstack/react-router'
import { time } from '../parts/format.ts'
import { usePeopleNames } from '../parts/people-names.ts'
import { useWords } from '../words/words.ts'
import type { TableInfo } from './api.ts'
import { type CellValue, CellView, type Names } from './cell-view.tsx'
import { columnTitle, titled } from './column-titles.ts'
import { RECORD_WORDS } from './record-words.ts'

interface Note {
  readonly change: number
  readonly at: string
  readonly by: string
  readonly reason: string | null
}
export interface Version {
  readonly values: Readonly<Record<string, CellValue>>
  readonly added: Note | null
  readonly retired: Note | null
}

/** The versions of a record, the newest first: who, when, why, and what is different from the one before. */
export function RecordHistory({ table, versions, names }: { table: TableInfo; versions: readonly Version[]; names: Names }) {
  const say = useWords(RECORD_WORDS)
  const nameOf = usePeopleNames(versions.flatMap(({ added, retired }) => [added?.by, retired?.by]))
  const last = versions.at(-1)
  return (
    <ol className="history">
      {last?.retired && (
        <li className="past">
          <strong>{say('removedBy', { by: nameOf(last.retired.by), at: time(last.retired.at) })}</strong>
          <NoteLine note={last.retired} />
        </li>
      )}
      {versions
        .map((version, index) => {
          const before = versions[index - 1]
          const isNow = version === last && version.retired === null
          return (
            <li key={version.added?.change ?? `first ${index}`} className={isNow ? undefined : 'past'}>
              <strong>
                {version.added ? say('addedBy', { by: nameOf(version.added.by), at: time(version.added.at) }) : say('firstThere')}
              </strong>
              {isNow && <span className="quiet"> · {say('inForce')}</span>}
              {version.added && <NoteLine note={version.added} />}
              {before && <Differences table={table} before={before} after={version} names={names} />}
            </li>
          )
        })
        .reverse()}
    </ol>
  )
}

function NoteLine({ note }: { note: Note }) {
  const say = useWords(RECORD_WORDS)
  return (
    <div className="quiet">
      <Link to="/changes">{say('changeNumber', { n: note.change })}</Link>
      {note.reason !== null && ` · ${note.reason}`}
    </div>
  )
}

function Differences({ table, before, after, names }: { table: TableInfo; before: Version; after: Version; names: Names }) {
  const say = useWords(RECORD_WORDS)
  const changed = table.columns.filter(({ key }) => (before.values[key] ?? null) !== (after.values[key] ?? null))
  if (changed.length === 0) return <div className="quiet">{say('nothingChanged')}</div>
  return changed.map((column) => (
    <div key={column.key} className="difference">
      {titled(columnTitle(column))}
      <del>
        <CellView column={column} value={before.values[column.key] ?? null} names={names} linked={false} />
      </del>{' '}
      →{' '}
      <ins>
        <CellView column={column} value={after.values[column.key] ?? null} names={names} linked={false} />
      </ins>
    </div>
  ))
}
