import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useId, useState } from 'react'
import { Empty, Loaded } from '../parts/page.tsx'
import { sign } from '../parts/punctuation.ts'
import { TABLE_WORDS, tableName } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { APPEALS } from './appeal-words.ts'
import { type Appeal, type DataRecord, personRecordsQuery } from './appeals-api.ts'
import { addedDraft, type CorrectionDraft, draftOf } from './correction-draft.ts'
import { RecordField, readTables, type TableInfo, titleOf, useValueText } from './record-fields.tsx'

/** The tables that say something of a person in a period; those of finance are HR's to correct only. */
const TABLES_OF: Readonly<Record<Appeal['kind'], readonly string[]>> = {
  service: ['attendance', 'feedback', 'followups', 'evaluations', 'decisions'],
  sales: ['orders', 'receivables', 'quotas', 'expenses', 'visits', 'complaints'],
}
const OF_HR: Readonly<Record<Appeal['kind'], readonly string[]>> = {
  service: ['postings', 'employees', 'spells'],
  sales: ['collections', 'postings', 'employees', 'spells', 'client_reps', 'openings'],
}
/** Where the data of a module are, to begin with what was objected to. */
const TABLE_OF_ITEM: Readonly<Record<string, string>> = {
  attendance: 'attendance',
  customer: 'feedback',
  manager: 'evaluations',
  problemSolving: 'followups',
}
/** The column that names the person, and the period or day where a new record would be. */
const PERSON_COLUMNS = ['employee', 'engineer', 'rep', 'number']

interface EditorProps {
  readonly appeal: Appeal
  readonly isHr: boolean
  readonly drafts: readonly CorrectionDraft[]
  readonly onChange: (drafts: readonly CorrectionDraft[]) => void
}

/** Chooses records of the person who appealed and says how they are to be. */
export function CorrectionEditor({ appeal, isHr, drafts, onChange }: EditorProps) {
  const say = useWords(APPEALS)
  const tableWords = useWords(TABLE_WORDS)
  const id = useId()
  const offered = [...TABLES_OF[appeal.kind], ...(isHr ? OF_HR[appeal.kind] : [])]
  const [table, setTable] = useState(TABLE_OF_ITEM[appeal.item ?? ''] ?? offered[0] ?? 'feedback')
  const described = useQuery({ queryKey: ['tables'], queryFn: readTables, staleTime: 10 * 60_000 })
  const put = (draft: CorrectionDraft) => onChange([...drafts.filter((each) => each.id !== draft.id), draft])
  return (
    <div className="stack">
      {drafts.length > 0 && described.data && (
        <div className="stack">
          <h3>{say('corrections')}</h3>
          {drafts.map((draft) => (
            <Draft
              key={draft.id}
              draft={draft}
              info={described.data.items.find(({ key }) => key === draft.table)}
              onChange={put}
              onUndo={() => onChange(drafts.filter((each) => each.id !== draft.id))}
            />
          ))}
        </div>
      )}
      <div className="field" style={{ maxWidth: 280 }}>
        <label htmlFor={id}>{say('choose')}</label>
        <Select
          id={id}
          value={table}
          onChange={setTable}
          options={offered.map((key) => ({ value: key, label: tableName(tableWords, key) }))}
        />
      </div>
      <Loaded query={described} rows={3}>
        {({ items }) => {
          const info = items.find(({ key }) => key === table)
          return info && <Records key={table} appeal={appeal} info={info} drafts={drafts} onPut={put} />
        }}
      </Loaded>
    </div>
  )
}

function Records({
  appeal,
  info,
  drafts,
  onPut,
}: {
  appeal: Appeal
  info: TableInfo
  drafts: readonly CorrectionDraft[]
  onPut: (draft: CorrectionDraft) => void
}) {
  const say = useWords(APPEALS)
  const valueText = useValueText()
  const query = useQuery(personRecordsQuery(info.key, appeal.period, appeal.employee))
  const described = (record: DataRecord) =>
    info.columns
      .filter(({ key }) => !PERSON_COLUMNS.includes(key) || key === 'number')
      .filter(({ key }) => record.values[key] !== null)
      .map((column) => `${titleOf(column)} ${valueText(column, record.values[column.key])}`)
      .join(sign('comma'))
  const add = () => {
    const person = PERSON_COLUMNS.find((key) => info.columns.some((column) => column.key === key && column.type === 'employee'))
    const known = { ...(person ? { [person]: appeal.employee } : {}), period: appeal.period }
    const columns = info.columns.map(({ key }) => key)
    onPut(addedDraft(info.key, drafts.length + 1, columns, known))
  }
  return (
    <Loaded query={query} rows={3}>
      {({ items }) => (
        <div className="stack">
          <h3>{say('records', { name: appeal.name })}</h3>
          {items.length === 0 ? (
            <Empty>{say('noRecords')}</Empty>
          ) : (
            <ul className="plain-list">
              {items.map((record) => (
                <li key={record.key} className="row" style={{ justifyContent: 'space-between', flexWrap: 'nowrap', alignItems: 'start' }}>
                  <span>{described(record)}</span>
                  <span className="row" style={{ flexWrap: 'nowrap' }}>
                    <button type="button" className="link-button" onClick={() => onPut(draftOf(info.key, record, false))}>
                      {say('change')}
                    </button>
                    <button type="button" className="link-button" onClick={() => onPut(draftOf(info.key, record, true))}>
                      {say('takeOut')}
                    </button>
                  </span>
                </li>
              ))}
            </ul>
          )}
          <div>
            <Button size="small" onClick={add}>
              {say('addNew')}
            </Button>
          </div>
        </div>
      )}
    </Loaded>
  )
}

function Draft({
  draft,
  info,
  onChange,
  onUndo,
}: {
  draft: CorrectionDraft
  info: TableInfo | undefined
  onChange: (draft: CorrectionDraft) => void
  onUndo: () => void
}) {
  const say = useWords(APPEALS)
  const tableWords = useWords(TABLE_WORDS)
  const valueText = useValueText()
  if (!info) return null
  const { record, values, isTakenOut } = draft
  // What identifies a record in force cannot be changed: taking it out and adding another is two corrections.
  const open = info.columns.filter(({ key }) => record === undefined || !info.identity.includes(key))
  const fixed = info.columns.filter((column) => !open.includes(column))
  return (
    <div className="correction">
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <strong>
          {tableName(tableWords, draft.table)}{' '}
          {record ? fixed.map((column) => valueText(column, record.values[column.key])).join(' ') : say('added')}
        </strong>
        <button type="button" className="link-button" onClick={onUndo}>
          {say('undo')}
        </button>
      </div>
      {isTakenOut ? (
        <span>{say('takenOut')}</span>
      ) : (
        <div className="correction-fields">
          {open.map((column) => (
            <RecordField
              key={column.key}
              column={column}
              value={values[column.key] ?? null}
              onChange={(value) => onChange({ ...draft, values: { ...values, [column.key]: value } })}
            />
          ))}
        </div>
      )}
    </div>
  )
}
