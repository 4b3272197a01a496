import { Input, Radio } from 'antd'
import { useId } from 'react'
import { day } from '../parts/format.ts'
import { useWords } from '../words/words.ts'
import { HELD_WORDS } from './held-words.ts'

/** From when something holds, while it is chosen: as proposed, a day as it is typed, or that it was always so. */
export type HeldChoice = { readonly kind: 'proposed' } | { readonly kind: 'day'; readonly text: string } | { readonly kind: 'ever' }

export const AS_PROPOSED: HeldChoice = { kind: 'proposed' }

/** As the API takes it: undefined is the proposed day. */
export function heldFromOf(choice: HeldChoice): string | undefined {
  return choice.kind === 'proposed' ? undefined : choice.kind === 'ever' ? 'ever' : choice.text
}

interface HeldFromFieldProps {
  /** The day that is proposed, where it is known. */
  readonly proposed?: string | undefined
  readonly value: HeldChoice
  /** Somebody wanted to go on without a day. */
  readonly isTried: boolean
  readonly onChange: (value: HeldChoice) => void
}

/** Asks from which day on what a list or a record shows holds. */
export function HeldFromField({ proposed, value, isTried, onChange }: HeldFromFieldProps) {
  const say = useWords(HELD_WORDS)
  const id = useId()
  const isMissing = isTried && value.kind === 'day' && value.text === ''
  return (
    <fieldset className="field" style={{ border: 0, margin: 0, padding: 0 }} aria-describedby={`${id}-hint`}>
      <legend style={{ fontWeight: 500, padding: 0, marginBottom: 4 }}>{say('from')}</legend>
      <Radio.Group
        value={value.kind}
        onChange={(event) => {
          const kind: HeldChoice['kind'] = event.target.value
          onChange(kind === 'day' ? { kind, text: '' } : { kind })
        }}
        style={{ display: 'grid', gap: 4 }}
      >
        <Radio value="proposed">{proposed ? say('proposedDay', { day: day(proposed) }) : say('proposed')}</Radio>
        <Radio value="day">{say('otherDay')}</Radio>
        <Radio value="ever">{say('ever')}</Radio>
      </Radio.Group>
      {value.kind === 'day' && (
        <>
          <label htmlFor={id}>{say('day')}</label>
          <Input
            id={id}
            type="date"
            value={value.text}
            status={isMissing ? 'error' : ''}
            aria-invalid={isMissing}
            onChange={(event) => onChange({ kind: 'day', text: event.target.value })}
          />
          {isMissing && <div className="wrong">{say('dayNeeded')}</div>}
        </>
      )}
      <div className="hint" id={`${id}-hint`}>
        {say('hint')}
      </div>
    </fieldset>
  )
}
