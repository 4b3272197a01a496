import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { decimal, time } from '../parts/format.ts'
import { Empty } from '../parts/page.tsx'
import { Tag } from '../parts/tag.tsx'
import { COMMON } from '../words/common.ts'
import { language } from '../words/language.ts'
import { TABLE_WORDS, tableName } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { ADJUSTMENTS } from './adjustment-words.ts'
import { type ExplainedAdjustment, regionNamesQuery, tablesQuery } from './api.ts'

type Change = ExplainedAdjustment['changes'][number]
type LateRecord = Change['records'][number]
type Values = NonNullable<LateRecord['after']>

/** The changes of the data behind an adjustment, with the records they brought, changed or took out. */
export function LateRecords({ changes }: { changes: readonly Change[] }) {
  const say = useWords(ADJUSTMENTS)
  if (changes.length === 0) return <Empty>{say('recordsEmpty')}</Empty>
  return (
    <ol className="trail">
      {changes.map(({ change, at, by, reason, records }) => (
        <li key={change}>
          <div className="trail-head">
            <strong>{reason ?? say('noReason')}</strong>
            <span className="small">{say('changeWho', { by, time: time(at) })}</span>
            <span className="small">
              <Link to="/changes">{say('changeNumber', { change })}</Link>
            </span>
          </div>
          {records.map((record) => (
            <RecordLine key={JSON.stringify(record)} record={record} />
          ))}
        </li>
      ))}
    </ol>
  )
}

function RecordLine({ record: { table, before, after } }: { record: LateRecord }) {
  const say = useWords(ADJUSTMENTS)
  const names = useWords(TABLE_WORDS)
  const [kind, word] =
    before === null
      ? (['good', 'recordNew'] as const)
      : after === null
        ? (['bad', 'recordRemoved'] as const)
        : (['warn', 'recordChanged'] as const)
  return (
    <div className="stack" style={{ gap: 4 }}>
      <div className="row">
        <Tag kind={kind}>{say(word)}</Tag>
        <span>{tableName(names, table)}</span>
      </div>
      <RecordValues table={table} before={before} after={after} />
    </div>
  )
}

/** What a record says; of a changed one, what was and what is. */
function RecordValues({ table, before, after }: LateRecord) {
  const columnOf = useColumns(table)
  const common = useWords(COMMON)
  const regions = useQuery(regionNamesQuery)
  const shown = (key: string, value: Values[string] | undefined) => {
    if (isBlank(value)) return '—'
    if (typeof value === 'boolean') return common(value ? 'yes' : 'no')
    const { type, choices } = columnOf(key)
    if (type === 'money') return decimal(String(value))
    if (key === 'region') return regions.data?.get(String(value)) ?? value
    return choices?.find((each) => each.key === value)?.[language() === 'zh' ? 'title' : 'key'] ?? value
  }
  const keys = Object.keys(after ?? before ?? {}).filter((key) => !isBlank(before?.[key]) || !isBlank(after?.[key]))
  return (
    <div className="small">
      {keys.map((key) => {
        const isChanged = before !== null && after !== null && before[key] !== after[key]
        return (
          <span key={key} style={{ marginInlineEnd: 14, display: 'inline-block' }}>
            {columnOf(key).title} {isChanged ? `${shown(key, before[key])} → ` : ''}
            <strong>{shown(key, (after ?? before)?.[key])}</strong>
          </span>
        )
      })}
    </div>
  )
}

function isBlank(value: Values[string] | undefined): boolean {
  return value === null || value === undefined || value === ''
}

/** A table's columns by key, called as the dataset calls them in Chinese and by their keys in English. */
function useColumns(table: string) {
  const tables = useQuery(tablesQuery)
  const columns = tables.data?.items.find(({ key }) => key === table)?.columns ?? []
  return (key: string) => {
    const column = columns.find((each) => each.key === key)
    const title = language() === 'zh' && column ? column.title : key.replaceAll('_', ' ')
    return { title, type: column?.type, choices: column?.choices }
  }
}
