import { Input } from 'antd'
import { useId } from 'react'

interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: 'text' | 'password' | 'email'
  readonly autoComplete?: string
  readonly inputMode?: 'numeric'
  readonly hint?: string | undefined
  readonly wrong?: string | undefined
  readonly autoFocus?: boolean
  readonly required?: boolean
  readonly maxLength?: number
}

/** A labelled line of text; what is wrong with it stands below it and is read out with it. */
export function TextField({ label, value, onChange, type = 'text', hint, wrong, required = false, ...rest }: TextFieldProps) {
  const id = useId()
  const said = [hint === undefined ? '' : `${id}-hint`, wrong === undefined ? '' : `${id}-wrong`].filter(Boolean).join(' ')
  const common = {
    ...rest,
    id,
    value,
    required,
    'aria-invalid': wrong !== undefined,
    ...(said === '' ? {} : { 'aria-describedby': said }),
    ...(wrong === undefined ? {} : { status: 'error' as const }),
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {type === 'password' ? (
        <Input.Password {...common} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <Input {...common} type={type} onChange={(event) => onChange(event.target.value)} />
      )}
      {hint !== undefined && (
        <div className="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {wrong !== undefined && (
        <div className="wrong" id={`${id}-wrong`}>
          {wrong}
        </div>
      )}
    </div>
  )
}
