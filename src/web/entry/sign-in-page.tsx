import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import { type FormEvent, useState } from 'react'
import type { SESSION_ROUTES } from '../../server/session/session-routes.ts'
import type { ApiProblem } from '../api/problem.ts'
import { queryClient } from '../api/query-client.ts'
import { API, answer, resource } from '../api/resource.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { TextField } from '../parts/text-field.tsx'
import { CodeForm } from '../second-factor/code-form.tsx'
import { useWords } from '../words/words.ts'
import { EntryCard } from './entry-card.tsx'
import { ENTRY } from './words.ts'

const sessions = resource<typeof SESSION_ROUTES>().session
const route = getRouteApi('/sign-in')

export function SignInPage() {
  const say = useWords(ENTRY)
  const router = useRouter()
  const { to = '/' } = route.useSearch()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [isTried, setTried] = useState(false)
  const ways = useQuery({ queryKey: ['session', 'ways'], queryFn: () => answer(sessions.ways.$get()), staleTime: Number.POSITIVE_INFINITY })
  const [ticket, setTicket] = useState<string>()
  const [late, setLate] = useState<ApiProblem>()
  const enter = () => {
    // Whoever was here before leaves nothing to see.
    queryClient.clear()
    router.history.replace(to)
  }
  const askAnew = (problem?: ApiProblem) => {
    setTicket(undefined)
    setLate(problem)
    setPassword('')
    setTried(false)
  }
  const signIn = useMutation({
    mutationFn: () => answer(sessions.$post({ json: { username: username.trim(), password } })),
    onMutate: () => setLate(undefined),
    onSuccess: ({ codeWanted }) => (codeWanted ? setTicket(codeWanted.ticket) : enter()),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (username.trim() !== '' && password !== '') signIn.mutate()
  }
  const missing = (value: string) => (isTried && value.trim() === '' ? say('needed') : undefined)
  const singleSignOn = ways.data?.singleSignOn
  if (ticket !== undefined) {
    return (
      <EntryCard title={say('secondStep')}>
        <CodeForm ticket={ticket} onSignedIn={enter} onAnew={askAnew} />
      </EntryCard>
    )
  }
  return (
    <EntryCard title={say('signIn')}>
      <form className="entry-form" onSubmit={submit} noValidate>
        <ProblemNotice problem={signIn.error ?? late} />
        <TextField
          label={say('username')}
          value={username}
          onChange={setUsername}
          autoComplete="username"
          autoFocus
          required
          wrong={missing(username)}
        />
        <TextField
          label={say('password')}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          required
          wrong={missing(password)}
        />
        <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
          {say('signIn')}
        </Button>
        {singleSignOn && (
          <Button size="large" block href={`${API}/session/single-sign-on?to=${encodeURIComponent(to)}`}>
            {say('singleSignOn', { name: singleSignOn.name })}
          </Button>
        )}
      </form>
    </EntryCard>
  )
}
