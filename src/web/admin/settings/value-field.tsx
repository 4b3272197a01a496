import { Checkbox, Input, Radio, Select } from 'antd'
import { useId } from 'react'
import { type Bounds, boundsText } from '../../../base/bounds.ts'
import { inLanguage } from '../../words/in-language.ts'
import { useWords } from '../../words/words.ts'
import type { Setting } from './setting-queries.ts'
import { SETTINGS } from './setting-words.ts'

/** More choices than are seen at a glance are looked up. */
const AT_A_GLANCE = 8

/** A setting of this dialog that is a number is a whole one; those of the scorecard have their own. */
export function numberBounds({ bounds }: Setting): Bounds {
  return { above: bounds?.above ?? undefined, min: bounds?.min ?? '0', max: bounds?.max ?? undefined, places: 0 }
}

interface ValueFieldProps {
  readonly setting: Setting
  readonly value: string
  readonly isDisabled: boolean
  readonly wrong: boolean
  readonly onChange: (value: string) => void
}

/** The new value of a setting: one of its choices, some of them, or a whole number. */
export function ValueField({ setting, value, isDisabled, wrong, onChange }: ValueFieldProps) {
  const { kind, choices } = setting
  const say = useWords(SETTINGS)
  const id = useId()
  const options = choices.map((choice) => ({ value: choice.value, label: inLanguage(choice.title) }))
  return (
    <fieldset className="field" style={{ border: 0, margin: 0, padding: 0 }} disabled={isDisabled}>
      <legend style={{ fontWeight: 500, padding: 0, marginBottom: 4 }} id={id}>
        {say('newValue')}
      </legend>
      {kind === 'choice' && options.length > AT_A_GLANCE && (
        <Select
          aria-labelledby={id}
          showSearch={{ optionFilterProp: 'label' }}
          value={value}
          disabled={isDisabled}
          options={options}
          style={{ width: '100%', maxWidth: 320 }}
          onChange={onChange}
        />
      )}
      {kind === 'choice' && options.length <= AT_A_GLANCE && (
        <Radio.Group
          value={value}
          disabled={isDisabled}
          vertical
          options={options}
          onChange={(event) => onChange(String(event.target.value))}
        />
      )}
      {kind === 'list' && (
        <Checkbox.Group
          value={value.split(',').filter((each) => each !== '')}
          disabled={isDisabled}
          options={options}
          onChange={(chosen: string[]) =>
            onChange(
              choices
                .filter((each) => chosen.includes(each.value))
                .map((each) => each.value)
                .join(','),
            )
          }
        />
      )}
      {kind === 'number' && (
        <Input
          aria-labelledby={id}
          inputMode="numeric"
          value={value}
          disabled={isDisabled}
          aria-invalid={wrong}
          status={wrong ? 'error' : ''}
          style={{ maxWidth: 160 }}
          onChange={(event) => onChange(event.target.value.normalize('NFKC'))}
        />
      )}
      {kind === 'number' && (
        <div className={wrong ? 'wrong' : 'hint'}>{say('numberNeeded', { bounds: boundsText(numberBounds(setting)) })}</div>
      )}
    </fieldset>
  )
}
