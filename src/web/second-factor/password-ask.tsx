import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { type FormEvent, useState } from 'react'
import { ProblemNotice } from '../parts/notice.tsx'
import { TextField } from '../parts/text-field.tsx'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import { SECOND_FACTOR } from './words.ts'

interface PasswordAskProps<Result> {
  readonly lead: string
  readonly label: string
  readonly danger?: boolean
  readonly act: (password: string) => Promise<Result>
  readonly onDone: (result: Result) => void
  readonly onCancel?: (() => void) | undefined
}

/** Asks for the password once more before something about signing in is changed. */
export function PasswordAsk<Result>({ lead, label, danger = false, act, onDone, onCancel }: PasswordAskProps<Result>) {
  const say = useWords(SECOND_FACTOR)
  const common = useWords(COMMON)
  const [password, setPassword] = useState('')
  const [isTried, setTried] = useState(false)
  const ask = useMutation({ mutationFn: act, onSuccess: onDone })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (password !== '') ask.mutate(password)
  }
  return (
    <form className="factor-form" onSubmit={submit} noValidate>
      <p className="quiet">{lead}</p>
      <ProblemNotice problem={ask.error} />
      <TextField
        label={say('password')}
        type="password"
        autoComplete="current-password"
        autoFocus
        value={password}
        onChange={setPassword}
        required
        wrong={isTried && password === '' ? say('needed') : undefined}
      />
      <div className="row">
        <Button type="primary" danger={danger} htmlType="submit" loading={ask.isPending}>
          {label}
        </Button>
        {onCancel && <Button onClick={onCancel}>{common('cancel')}</Button>}
      </div>
    </form>
  )
}
