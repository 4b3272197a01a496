import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { queryClient } from '../api/query-client.ts'
import { sessionQuery, signOut } from '../api/session.ts'
import { EntryCard } from '../entry/entry-card.tsx'
import { useWords } from '../words/words.ts'
import { BackupCodes } from './backup-codes.tsx'
import { SetUpForm } from './set-up-form.tsx'
import { SECOND_FACTOR } from './words.ts'

const route = getRouteApi('/second-factor')

/** Before anything else, for those of whom a second factor is demanded and who have none. */
export function DemandedPage() {
  const say = useWords(SECOND_FACTOR)
  const router = useRouter()
  const { to = '/' } = route.useSearch()
  const { data } = useSuspenseQuery(sessionQuery)
  const [codes, setCodes] = useState<readonly string[]>()
  const goOn = () => {
    queryClient.removeQueries({ queryKey: ['session'] })
    router.history.replace(to)
  }
  const leave = async () => {
    await signOut()
    router.history.replace('/sign-in')
  }
  return (
    <EntryCard title={say('demandedTitle')} {...(codes ? {} : { lead: say('demandedLead') })}>
      {codes ? <BackupCodes username={data.account.username} codes={codes} onKept={goOn} /> : <SetUpForm onDone={setCodes} />}
      {!codes && (
        <button type="button" className="link-button" onClick={() => void leave()}>
          {say('signOut')}
        </button>
      )}
    </EntryCard>
  )
}
