import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type FormEvent, useState } from 'react'
import type { SESSION_ROUTES } from '../../server/session/session-routes.ts'
import { answer, resource } from '../api/resource.ts'
import { Notice, ProblemNotice } from '../parts/notice.tsx'
import { TextField } from '../parts/text-field.tsx'
import { useWords } from '../words/words.ts'
import { EntryCard } from './entry-card.tsx'
import { isSame, NewPasswordFields, NO_PASSWORD } from './new-password.tsx'
import { ENTRY } from './words.ts'

const first = resource<typeof SESSION_ROUTES>()['first-administrator']

/** Behind the one-time link that the server prints while there is no account; the token stands after the #, which is never sent. */
export function FirstAdministratorPage() {
  const say = useWords(ENTRY)
  const [token] = useState(() => window.location.hash.slice(1))
  const [username, setUsername] = useState('')
  const [name, setName] = useState('')
  const [password, setPassword] = useState(NO_PASSWORD)
  const [isTried, setTried] = useState(false)
  const create = useMutation({
    mutationFn: () => answer(first.$post({ json: { token, username: username.trim(), name: name.trim(), password: password.password } })),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (username.trim() !== '' && name.trim() !== '' && isSame(password)) create.mutate()
  }
  const missing = (value: string) => (isTried && value.trim() === '' ? say('needed') : undefined)
  if (token === '') return <EntryCard title={say('firstTitle')}>{<Notice kind="warn">{say('firstNoToken')}</Notice>}</EntryCard>
  if (create.isSuccess) {
    return (
      <EntryCard title={say('firstTitle')}>
        <Notice kind="good">{say('firstDone')}</Notice>
        <Link to="/sign-in">{say('signIn')}</Link>
      </EntryCard>
    )
  }
  return (
    <EntryCard title={say('firstTitle')} lead={say('firstLead')}>
      <form className="entry-form" onSubmit={submit} noValidate>
        <ProblemNotice problem={create.error} />
        <TextField
          label={say('username')}
          value={username}
          onChange={setUsername}
          autoComplete="username"
          autoFocus
          required
          wrong={missing(username)}
        />
        <TextField label={say('displayName')} value={name} onChange={setName} autoComplete="name" required wrong={missing(name)} />
        <NewPasswordFields value={password} onChange={setPassword} isTried={isTried} />
        <Button type="primary" htmlType="submit" size="large" block loading={create.isPending}>
          {say('create')}
        </Button>
      </form>
    </EntryCard>
  )
}
