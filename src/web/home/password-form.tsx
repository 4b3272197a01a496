import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type FormEvent, useState } from 'react'
import type { SESSION_ROUTES } from '../../server/session/session-routes.ts'
import { answer, resource } from '../api/resource.ts'
import { Notice, ProblemNotice } from '../parts/notice.tsx'
import { TextField } from '../parts/text-field.tsx'
import { useWords } from '../words/words.ts'
import { PROFILE } from './profile-words.ts'

const session = resource<typeof SESSION_ROUTES>().session
const NOTHING = { current: '', next: '', repeated: '' }

/** Another password of one's own; whoever is signed in elsewhere is signed out by it. */
export function PasswordForm() {
  const say = useWords(PROFILE)
  const client = useQueryClient()
  const [typed, setTyped] = useState(NOTHING)
  const [isTried, setTried] = useState(false)
  const change = useMutation({
    mutationFn: () => answer(session.password.$post({ json: { current: typed.current, password: typed.next } })),
    onSuccess: () => {
      setTyped(NOTHING)
      setTried(false)
      void client.invalidateQueries({ queryKey: ['sessions'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (typed.current !== '' && typed.next !== '' && typed.next === typed.repeated) change.mutate()
  }
  const missing = (value: string) => (isTried && value === '' ? say('needed') : undefined)
  const isDifferent = isTried && typed.next !== '' && typed.next !== typed.repeated
  return (
    <form className="password-form" onSubmit={submit} noValidate>
      <p className="quiet">{say('passwordLead')}</p>
      {change.isSuccess && typed === NOTHING && <Notice kind="good">{say('changed')}</Notice>}
      <ProblemNotice problem={change.error} />
      <TextField
        label={say('current')}
        type="password"
        autoComplete="current-password"
        value={typed.current}
        onChange={(current) => setTyped({ ...typed, current })}
        required
        wrong={missing(typed.current)}
      />
      <TextField
        label={say('next')}
        type="password"
        autoComplete="new-password"
        hint={say('nextHint')}
        value={typed.next}
        onChange={(next) => setTyped({ ...typed, next })}
        required
        wrong={missing(typed.next)}
      />
      <TextField
        label={say('repeat')}
        type="password"
        autoComplete="new-password"
        value={typed.repeated}
        onChange={(repeated) => setTyped({ ...typed, repeated })}
        required
        wrong={isDifferent ? say('differ') : undefined}
      />
      <div>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {say('change')}
        </Button>
      </div>
    </form>
  )
}
