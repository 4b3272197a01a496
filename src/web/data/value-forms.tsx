import { Select } from 'antd'
import { useId } from 'react'
import { Notice } from '../parts/notice.tsx'
import { useWords } from '../words/words.ts'
import type { TableInfo } from './api.ts'
import { listed } from './column-titles.ts'
import { type Forms, hasNumber, type SheetDraft, withAmounts } from './mapping-draft.ts'
import { MAPPING_WORDS } from './mapping-words.ts'

const ASKS = {
  dates: 'date_order_must_be_said',
  decimal: 'decimal_sign_must_be_said',
  amounts: 'amounts_must_be_of_lines_or_documents',
  scale: 'scale_must_be_said',
} as const satisfies Record<Exclude<keyof Forms, 'late'>, string>
type FormKey = keyof typeof ASKS
const KEYS = Object.keys(ASKS) as FormKey[]
const SCALES = [3, 4, 5, 7, 10, 100]

interface ValueFormsProps {
  readonly draft: SheetDraft
  /** Where all forms of the table are offered, and not only those that the sheet is asked about. */
  readonly table?: TableInfo
  readonly onChange: (draft: SheetDraft) => void
}

/** Whether a table has values of a form. */
function hasForm(table: TableInfo, key: FormKey): boolean {
  const type = { dates: 'day', decimal: 'money', scale: 'score', amounts: undefined }[key]
  return table.columns.some((column) => (type === undefined ? column.key === 'line' : column.type === type))
}

/** In what forms the values of a sheet are written, where the sheet does not say it by itself: asked with an example. */
export function ValueForms({ draft, table, onChange }: ValueFormsProps) {
  const say = useWords(MAPPING_WORDS)
  const id = useId()
  const { inspected, forms = {} } = draft
  const options: Record<FormKey, { value: string; label: string }[]> = {
    dates: (['ymd', 'dmy', 'mdy'] as const).map((value) => ({ value, label: say(value) })),
    decimal: [
      { value: '.', label: say('decimalPoint') },
      { value: ',', label: say('decimalComma') },
    ],
    amounts: [
      { value: 'document', label: say('amountsOfDocument') },
      { value: 'line', label: say('amountsOfLine') },
    ],
    scale: SCALES.map((value) => ({ value: String(value), label: say('scaleOf', { n: value }) })),
  }
  const questionOf = (key: FormKey) => inspected.questions.find(({ code }) => code === ASKS[key])
  const shown = KEYS.filter((key) => forms[key] !== undefined || questionOf(key) || (table && hasForm(table, key)))
  const made = draft.made ?? []
  const isMade = !table && made.length > 0 && !hasNumber(draft.columns)
  if (shown.length === 0 && !isMade) return null
  const choose = (key: FormKey, value: string | undefined) => {
    const { [key]: _, ...others } = forms
    if (value === undefined) onChange({ ...draft, forms: Object.keys(others).length > 0 ? others : undefined })
    else if (key === 'amounts') onChange(withAmounts(draft, value === 'line' ? 'line' : 'document'))
    else onChange({ ...draft, forms: { ...forms, [key]: key === 'scale' ? Number(value) : value } })
  }
  return (
    <>
      {isMade && <Notice kind="info">{say('numberMade', { columns: listed(made) })}</Notice>}
      {shown.length > 0 && <h3>{say('valueForms')}</h3>}
      {shown.map((key) => {
        const question = questionOf(key)
        return (
          <div className="field" key={key} style={{ maxWidth: 640 }}>
            <label htmlFor={`${id}-${key}`}>{say(key)}</label>
            {question && forms[key] === undefined && <Notice kind="warn">{question.message}</Notice>}
            <Select
              id={`${id}-${key}`}
              {...(forms[key] !== undefined
                ? { value: String(forms[key]) }
                : question
                  ? { placeholder: say('chooseMeaning'), status: 'warning' as const }
                  : { placeholder: say('asOurs') })}
              allowClear={table !== undefined}
              options={options[key]}
              style={{ maxWidth: 320 }}
              onChange={(value?: string) => choose(key, value)}
            />
          </div>
        )
      })}
    </>
  )
}
