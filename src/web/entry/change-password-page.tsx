import { useMutation } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import { type FormEvent, useState } from 'react'
import type { SESSION_ROUTES } from '../../server/session/session-routes.ts'
import { queryClient } from '../api/query-client.ts'
import { answer, resource } from '../api/resource.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { TextField } from '../parts/text-field.tsx'
import { useWords } from '../words/words.ts'
import { EntryCard } from './entry-card.tsx'
import { isSame, NewPasswordFields, NO_PASSWORD } from './new-password.tsx'
import { ENTRY } from './words.ts'

const sessions = resource<typeof SESSION_ROUTES>().session
const route = getRouteApi('/change-password')

/** One's own password: of one's own accord, or before anything else after a one-time password. */
export function ChangePasswordPage() {
  const say = useWords(ENTRY)
  const router = useRouter()
  const { to = '/' } = route.useSearch()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState(NO_PASSWORD)
  const [isTried, setTried] = useState(false)
  const change = useMutation({
    mutationFn: () => answer(sessions.password.$post({ json: { current, password: next.password } })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['session'] })
      queryClient.removeQueries({ queryKey: ['session'] })
      router.history.replace(to)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (current !== '' && isSame(next)) change.mutate()
  }
  return (
    <EntryCard title={say('changeTitle')} lead={say('changeLead')}>
      <form className="entry-form" onSubmit={submit} noValidate>
        <ProblemNotice problem={change.error} />
        <TextField
          label={say('current')}
          type="password"
          autoComplete="current-password"
          autoFocus
          value={current}
          onChange={setCurrent}
          required
          wrong={isTried && current === '' ? say('needed') : undefined}
        />
        <NewPasswordFields value={next} onChange={setNext} isTried={isTried} />
        <Button type="primary" htmlType="submit" size="large" block loading={change.isPending}>
          {say('change')}
        </Button>
      </form>
    </EntryCard>
  )
}
