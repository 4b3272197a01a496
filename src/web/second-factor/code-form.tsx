import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { type FormEvent, useState } from 'react'
import type { SESSION_ROUTES } from '../../server/session/session-routes.ts'
import { ApiProblem } from '../api/problem.ts'
import { answer, resource } from '../api/resource.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { TextField } from '../parts/text-field.tsx'
import { useWords } from '../words/words.ts'
import { SECOND_FACTOR } from './words.ts'

const sessions = resource<typeof SESSION_ROUTES>().session

interface CodeFormProps {
  readonly ticket: string
  readonly onSignedIn: () => void
  /** Back to the password: because somebody wants to, or because the ticket is good no more. */
  readonly onAnew: (problem?: ApiProblem) => void
}

/** The second step of signing in: a code of the authenticator, or a backup code. */
export function CodeForm({ ticket, onSignedIn, onAnew }: CodeFormProps) {
  const say = useWords(SECOND_FACTOR)
  const [code, setCode] = useState('')
  const [isBackup, setBackup] = useState(false)
  const [isTried, setTried] = useState(false)
  const signIn = useMutation({
    mutationFn: () => answer(sessions.code.$post({ json: { ticket, code } })),
    onSuccess: onSignedIn,
    onError: (problem) => {
      if (problem instanceof ApiProblem && problem.has('sign_in_must_begin_anew')) onAnew(problem)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (code.trim() !== '') signIn.mutate()
  }
  const change = () => {
    setBackup(!isBackup)
    setCode('')
    setTried(false)
    signIn.reset()
  }
  const kind = isBackup ? ({ autoComplete: 'off' } as const) : ({ autoComplete: 'one-time-code', inputMode: 'numeric' } as const)
  return (
    <form className="entry-form" onSubmit={submit} noValidate>
      {!isBackup && <p className="quiet">{say('wantedLead')}</p>}
      <ProblemNotice problem={signIn.error} />
      <TextField
        key={String(isBackup)}
        {...kind}
        label={say(isBackup ? 'backup' : 'code')}
        hint={isBackup ? say('backupHint') : undefined}
        autoFocus
        maxLength={50}
        value={code}
        onChange={setCode}
        required
        wrong={isTried && code.trim() === '' ? say('needed') : undefined}
      />
      <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
        {say('signIn')}
      </Button>
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <button type="button" className="link-button" onClick={change}>
          {say(isBackup ? 'useCode' : 'useBackup')}
        </button>
        <button type="button" className="link-button" onClick={() => onAnew()}>
          {say('back')}
        </button>
      </div>
    </form>
  )
}
