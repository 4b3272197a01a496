import { TextField } from '../parts/text-field.tsx'
import { useWords } from '../words/words.ts'
import { ENTRY } from './words.ts'

/** A password that is typed twice; `isTried` shows what is wrong with it. */
export interface NewPassword {
  readonly password: string
  readonly repeated: string
}
export const NO_PASSWORD: NewPassword = { password: '', repeated: '' }

export function isSame({ password, repeated }: NewPassword): boolean {
  return password !== '' && password === repeated
}

export function NewPasswordFields({
  value,
  onChange,
  isTried,
}: {
  value: NewPassword
  onChange: (value: NewPassword) => void
  isTried: boolean
}) {
  const say = useWords(ENTRY)
  return (
    <>
      <TextField
        label={say('next')}
        type="password"
        autoComplete="new-password"
        hint={say('nextHint')}
        value={value.password}
        onChange={(password) => onChange({ ...value, password })}
        required
        wrong={isTried && value.password === '' ? say('needed') : undefined}
      />
      <TextField
        label={say('repeat')}
        type="password"
        autoComplete="new-password"
        value={value.repeated}
        onChange={(repeated) => onChange({ ...value, repeated })}
        required
        wrong={isTried && value.password !== '' && !isSame(value) ? say('repeatWrong') : undefined}
      />
    </>
  )
}
