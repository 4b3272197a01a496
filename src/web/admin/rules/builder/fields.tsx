import { Select } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { TextField } from '../../../parts/text-field.tsx'
import { inLanguage } from '../../../words/in-language.ts'
import { type JsonObject, listed, type Path, put, textAt } from './rule-json.ts'

/** What every part of a form is given: the file, and what to do with it changed. */
export interface FormPart {
  readonly json: JsonObject
  /** `step` names what is typed into, so that it is taken back as one. */
  readonly onChange: (json: JsonObject, step?: string) => void
}

interface TextProps extends FormPart {
  readonly label: string
  readonly path: Path
  readonly hint?: string
  readonly wrong?: string | undefined
  readonly read?: (text: string) => string
  readonly write?: (text: string) => string
  /** Whether an empty field is left out of the file. */
  readonly optional?: boolean
}

/** A line of text of the file at a path. */
export function TextPart({ json, onChange, label, path, hint, wrong, read = same, write = same, optional = false }: TextProps) {
  return (
    <TextField
      label={label}
      value={read(textAt(json, path))}
      hint={hint}
      wrong={wrong}
      onChange={(text) => onChange(put(json, path, optional && text.trim() === '' ? undefined : write(text)), path.join('.'))}
    />
  )
}

function same(text: string): string {
  return text
}

export interface ChoiceOption {
  readonly value: string
  readonly label: string
}

/** One of several, with its label. */
export function ChoiceField(props: {
  readonly label: string
  readonly value: string
  readonly options: readonly ChoiceOption[]
  readonly onChange: (value: string) => void
}) {
  const id = useId()
  const { label, value, options, onChange } = props
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Select id={id} value={value} options={[...options]} showSearch={options.length > 8} optionFilterProp="label" onChange={onChange} />
    </div>
  )
}

type Words = { readonly zh: string; readonly en: string }

export function optionsOf(parts: readonly { readonly key: string; readonly title: Words }[]): ChoiceOption[] {
  return parts.map(({ key, title }) => ({ value: key, label: inLanguage(title) }))
}

export function FieldGrid({ children }: { children: ReactNode }) {
  return <div className="field-grid">{children}</div>
}

interface ListProps {
  readonly label: string
  readonly hint?: string
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
}

/** Several texts with commas between them; what is being typed stands as it is. */
export function ListField({ label, hint, value, onChange }: ListProps) {
  const [typed, setTyped] = useState(() => value.join(', '))
  const isSame = listed(typed).join(', ') === value.join(', ')
  return (
    <TextField
      label={label}
      {...(hint === undefined ? {} : { hint })}
      value={isSame ? typed : value.join(', ')}
      onChange={(text) => {
        setTyped(text)
        onChange(listed(text))
      }}
    />
  )
}
