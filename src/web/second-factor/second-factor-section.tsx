import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useSession } from '../api/session.ts'
import { time } from '../parts/format.ts'
import { Notice } from '../parts/notice.tsx'
import { Loaded, Section } from '../parts/page.tsx'
import { Tag } from '../parts/tag.tsx'
import { useWords } from '../words/words.ts'
import { makeBackupCodes, removeSecondFactor, secondFactorQuery } from './api.ts'
import { BackupCodes } from './backup-codes.tsx'
import { PasswordAsk } from './password-ask.tsx'
import { SetUpForm } from './set-up-form.tsx'
import { SECOND_FACTOR } from './words.ts'

type Doing = 'setUp' | 'newCodes' | 'remove' | 'removed' | readonly string[]

const FEW = 3

/** One's own second factor 两步验证 on the profile; nothing where there can be none. */
export function SecondFactorSection() {
  const say = useWords(SECOND_FACTOR)
  const client = useQueryClient()
  const { account } = useSession()
  const query = useQuery(secondFactorQuery)
  const [doing, setDoing] = useState<Doing>()
  const stop = () => setDoing(undefined)
  const goOn = (next: Doing) => {
    setDoing(next)
    void client.invalidateQueries({ queryKey: ['session'] })
    void client.invalidateQueries({ queryKey: ['sessions'] })
  }
  if (query.data && !query.data.possible) return null
  return (
    <Section title={say('title')}>
      <p className="quiet">{say('lead')}</p>
      <Loaded query={query} rows={2}>
        {({ since, demanded, backupCodesLeft }) => (
          <>
            <div className="row">
              {since === null ? <Tag kind={demanded ? 'warn' : 'plain'}>{say('off')}</Tag> : <Tag kind="good">{say('on')}</Tag>}
              {since !== null && <span className="quiet">{say('since', { time: time(since) })}</span>}
              {since !== null && <span className="quiet">{say('left', { count: backupCodesLeft })}</span>}
              {demanded && <span className="quiet">{say('demanded')}</span>}
            </div>
            {since !== null && backupCodesLeft < FEW && <Notice kind="warn">{say('few')}</Notice>}
            {doing === 'removed' && <Notice kind="good">{say('removed')}</Notice>}
            {doing === 'setUp' && <SetUpForm onDone={goOn} onCancel={stop} />}
            {doing === 'newCodes' && (
              <PasswordAsk
                lead={say('codesLead')}
                label={say('newCodes')}
                act={makeBackupCodes}
                onDone={({ backupCodes }) => goOn(backupCodes)}
                onCancel={stop}
              />
            )}
            {doing === 'remove' && (
              <PasswordAsk
                lead={say('removeLead')}
                label={say('remove')}
                danger
                act={removeSecondFactor}
                onDone={() => goOn('removed')}
                onCancel={stop}
              />
            )}
            {Array.isArray(doing) && <BackupCodes username={account.username} codes={doing} onKept={stop} />}
            {(doing === undefined || doing === 'removed') && (
              <div className="row">
                <Button onClick={() => setDoing('setUp')}>{say(since === null ? 'setUp' : 'again')}</Button>
                {since !== null && <Button onClick={() => setDoing('newCodes')}>{say('newCodes')}</Button>}
                {since !== null && !demanded && <Button onClick={() => setDoing('remove')}>{say('remove')}</Button>}
              </div>
            )}
          </>
        )}
      </Loaded>
    </Section>
  )
}
