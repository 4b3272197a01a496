import { Input, Select } from 'antd'
import { useId } from 'react'
import type { ProblemEntry } from '../api/problem.ts'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import type { ColumnInfo, TableInfo } from './api.ts'
import { choiceTitle, columnTitle } from './column-titles.ts'
import { RECORD_WORDS } from './record-words.ts'
import { ReferenceChoice } from './reference-choice.tsx'

/** The values of a record while they are typed, all as text; "" is blank. */
export type Draft = Readonly<Record<string, string>>

export function draftOf(values: Readonly<Record<string, string | number | boolean | null>>): Draft {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value === null ? '' : String(value)]))
}

interface RecordFieldsProps {
  readonly table: TableInfo
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  /** What identifies the record cannot be changed. */
  readonly isIdentityFixed: boolean
  readonly problems: readonly ProblemEntry[]
}

/** One field a column; what the server found wrong stands below its field. */
export function RecordFields({ table, draft, onChange, isIdentityFixed, problems }: RecordFieldsProps) {
  return (
    <div className="record-fields">
      {table.columns.map((column) => (
        <Field
          key={column.key}
          column={column}
          value={draft[column.key] ?? ''}
          isFixed={isIdentityFixed && table.identity.includes(column.key)}
          wrong={problems.filter((problem) => problem.column === column.key && problem.severity === 'error').map(({ message }) => message)}
          onChange={(value) => onChange({ ...draft, [column.key]: value })}
        />
      ))}
    </div>
  )
}

interface FieldProps {
  readonly column: ColumnInfo
  readonly value: string
  readonly isFixed: boolean
  readonly wrong: readonly string[]
  readonly onChange: (value: string) => void
}

function Field({ column, value, isFixed, wrong, onChange }: FieldProps) {
  const id = useId()
  const isLong = column.key === 'comment' || column.key === 'reason'
  return (
    <div className={isLong ? 'field wide' : 'field'}>
      <label htmlFor={id}>
        {columnTitle(column)}
        {column.required && <span style={{ color: 'var(--bad)' }}> *</span>}
      </label>
      <Control id={id} column={column} value={value} isFixed={isFixed} isWrong={wrong.length > 0} onChange={onChange} />
      {wrong.map((message) => (
        <div key={message} className="wrong" id={`${id}-wrong`}>
          {message}
        </div>
      ))}
    </div>
  )
}

interface ControlProps extends Omit<FieldProps, 'wrong'> {
  readonly id: string
  readonly isWrong: boolean
}

function Control({ id, column, value, isFixed, isWrong, onChange }: ControlProps) {
  const say = useWords(COMMON)
  const sayRecord = useWords(RECORD_WORDS)
  const state = {
    id,
    disabled: isFixed,
    'aria-invalid': isWrong,
    'aria-required': column.required,
    ...(isWrong ? { status: 'error' as const, 'aria-describedby': `${id}-wrong` } : {}),
  }
  const blank = column.required ? [] : [{ value: '', label: '—' }]
  switch (column.type) {
    case 'employee':
    case 'client':
    case 'region':
      return <ReferenceChoice {...state} type={column.type} value={value} isRequired={column.required} onChange={onChange} />
    case 'choice':
      return (
        <Select
          {...state}
          {...(value === '' && column.required ? { placeholder: sayRecord('choose') } : { value })}
          onChange={onChange}
          options={[...blank, ...column.choices.map(({ key }) => ({ value: key, label: choiceTitle(column, key) }))]}
        />
      )
    case 'flag':
      return (
        <Select
          {...state}
          {...(value === '' && column.required ? { placeholder: sayRecord('choose') } : { value })}
          onChange={onChange}
          options={[...blank, { value: 'true', label: say('yes') }, { value: 'false', label: say('no') }]}
        />
      )
    case 'day':
      return <Input {...state} type="date" value={value} onChange={(event) => onChange(event.target.value)} />
    case 'money':
      return (
        <Input {...state} inputMode="decimal" value={value} suffix={sayRecord('yuan')} onChange={(event) => onChange(event.target.value)} />
      )
    case 'period':
      return <Input {...state} value={value} placeholder={sayRecord('periodHint')} onChange={(event) => onChange(event.target.value)} />
    case 'quantity':
    case 'score':
    case 'count':
      return <Input {...state} inputMode="decimal" value={value} onChange={(event) => onChange(event.target.value)} />
    default:
      return <Input {...state} value={value} onChange={(event) => onChange(event.target.value)} />
  }
}
