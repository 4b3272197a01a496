import { Input, Select } from 'antd'
import { useId } from 'react'
import type { RECORD_ROUTES } from '../../server/records/record-routes.ts'
import { answer, resource } from '../api/resource.ts'
import { day, decimal } from '../parts/format.ts'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { APPEALS } from './appeal-words.ts'
import type { DataValue } from './appeals-api.ts'

const { tables } = resource<typeof RECORD_ROUTES>()
export const readTables = () => answer(tables.$get())
export type TableInfo = Awaited<ReturnType<typeof readTables>>['items'][number]
export type ColumnInfo = TableInfo['columns'][number]

/** A column or choice in the language of the screen: the dataset's own title in Chinese, its key in words in English. */
export function titleOf({ key, title }: { readonly key: string; readonly title: string }): string {
  if (language() === 'zh') return title
  const words = key.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A value of a record as people read it. */
export function useValueText(): (column: ColumnInfo, value: DataValue | undefined) => string {
  const say = useWords(APPEALS)
  return ({ type, choices }, value) => {
    if (value === null || value === undefined || value === '') return say('blank')
    if (type === 'flag') return say(value === true ? 'yes' : 'no')
    if (type === 'day') return day(String(value))
    if (type === 'money' || type === 'score' || type === 'quantity') return decimal(String(value))
    const choice = choices.find(({ key }) => key === value)
    return choice ? titleOf(choice) : String(value)
  }
}

interface FieldProps {
  readonly column: ColumnInfo
  readonly value: DataValue
  readonly onChange: (value: DataValue) => void
}

/** One value to be written, by the kind of its column; blank is null. What is wrong with it the server says. */
export function RecordField({ column, value, onChange }: FieldProps) {
  const say = useWords(APPEALS)
  const id = useId()
  const { type, choices, required } = column
  const text = value === null ? '' : String(value)
  const figures = type === 'money' || type === 'score' || type === 'quantity' || type === 'count'
  return (
    <div className="field">
      <label htmlFor={id}>{titleOf(column)}</label>
      {type === 'flag' || choices.length > 0 ? (
        <Select
          id={id}
          value={text}
          onChange={(chosen: string) => onChange(chosen === '' ? null : type === 'flag' ? chosen === 'true' : chosen)}
          options={[
            ...(required ? [] : [{ value: '', label: say('blank') }]),
            ...(type === 'flag'
              ? [
                  { value: 'true', label: say('yes') },
                  { value: 'false', label: say('no') },
                ]
              : choices.map((choice) => ({ value: choice.key, label: titleOf(choice) }))),
          ]}
        />
      ) : (
        <Input
          id={id}
          type={type === 'day' ? 'date' : 'text'}
          {...(figures ? { inputMode: 'decimal' as const, className: 'figures' } : {})}
          maxLength={4000}
          value={text}
          onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
        />
      )}
    </div>
  )
}
