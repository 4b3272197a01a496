import { Select } from 'antd'
import { useId } from 'react'
import { Notice } from '../parts/notice.tsx'
import { useWords } from '../words/words.ts'
import { type Forms, type SheetDraft, withAmounts } from './mapping-draft.ts'
import { MAPPING_WORDS } from './mapping-words.ts'

const ASKS = {
  dates: 'date_order_must_be_said',
  decimal: 'decimal_sign_must_be_said',
  amounts: 'amounts_must_be_of_lines_or_documents',
  scale: 'scale_must_be_said',
} as const satisfies Record<keyof Forms, string>
type FormKey = keyof typeof ASKS
const KEYS = Object.keys(ASKS) as FormKey[]
const SCALES = [3, 4, 5, 7, 10, 100]

/** In what forms the values of a sheet are written, where the sheet does not say it by itself: asked with an example. */
export function ValueForms({ draft, onChange }: { draft: SheetDraft; onChange: (draft: SheetDraft) => void }) {
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
  const shown = KEYS.filter((key) => forms[key] !== undefined || questionOf(key))
  const isMade = inspected.key !== undefined && !Object.values(draft.columns).includes('number')
  if (shown.length === 0 && !isMade) return null
  const choose = (key: FormKey, value: string) => {
    if (key === 'amounts') onChange(withAmounts(draft, value === 'line' ? 'line' : 'document'))
    else onChange({ ...draft, forms: { ...forms, [key]: key === 'scale' ? Number(value) : value } })
  }
  return (
    <>
      {isMade && <Notice kind="info">{say('numberMade', { columns: (inspected.key ?? []).join('、') })}</Notice>}
      {shown.length > 0 && <h3>{say('valueForms')}</h3>}
      {shown.map((key) => {
        const question = questionOf(key)
        return (
          <div className="field" key={key} style={{ maxWidth: 640 }}>
            <label htmlFor={`${id}-${key}`}>{say(key)}</label>
            {question && forms[key] === undefined && <Notice kind="warn">{question.message}</Notice>}
            <Select
              id={`${id}-${key}`}
              {...(forms[key] === undefined
                ? { placeholder: say('chooseMeaning'), status: 'warning' as const }
                : { value: String(forms[key]) })}
              options={options[key]}
              style={{ maxWidth: 320 }}
              onChange={(value: string) => choose(key, value)}
            />
          </div>
        )
      })}
    </>
  )
}
