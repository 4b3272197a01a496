import { Button } from 'antd'
import { useSession } from '../api/session.ts'
import { Page, Section } from '../parts/page.tsx'
import { usePeopleNames } from '../parts/people-names.ts'
import { SecondFactorSection } from '../second-factor/second-factor-section.tsx'
import { POSITION_WORDS } from '../words/positions.ts'
import { useWords } from '../words/words.ts'
import { OwnSessions } from './own-sessions.tsx'
import { PasswordForm } from './password-form.tsx'
import { PROFILE } from './profile-words.ts'
import './profile.css'

/** One's own account: who one is here, the password, and where one is signed in. */
export function ProfilePage() {
  const say = useWords(PROFILE)
  const positions = useWords(POSITION_WORDS)
  const { account, deputyFor } = useSession()
  const nameOf = usePeopleNames(deputyFor)
  const facts = [
    [say('name'), account.name],
    [say('username'), account.username],
    [say('employee'), account.employee],
    [say('email'), account.email],
    [say('positions'), account.positions.map((position) => positions(position)).join('、')],
    [say('deputyFor'), deputyFor.map((manager) => nameOf(manager)).join('、')],
  ].filter(([, value]) => value)
  return (
    <Page title={say('title')}>
      <div className="grid profile">
        <Section title={say('account')}>
          <dl className="facts">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt className="quiet">{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <p className="quiet">{say('keptByHr')}</p>
        </Section>
        <Section title={say('password')}>
          <PasswordForm />
        </Section>
      </div>
      <SecondFactorSection />
      <Section title={say('data')}>
        <p className="quiet">{say('dataLead')}</p>
        <div className="row">
          <Button href="/api/v1/session/data" download>
            {say('takeData')}
          </Button>
        </div>
      </Section>
      <OwnSessions />
    </Page>
  )
}
