import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useId } from 'react'
import { companyDay } from '../../api/company.ts'
import { useSession } from '../../api/session.ts'
import { Loaded, Page } from '../../parts/page.tsx'
import { useWords } from '../../words/words.ts'
import { ScorecardSection } from './scorecard-section.tsx'
import { SettingHistory } from './setting-history.tsx'
import { SettingList } from './setting-list.tsx'
import { settingsQuery } from './setting-queries.ts'
import { SETTINGS } from './setting-words.ts'
import './settings.css'

const route = getRouteApi('/shell/settings')

/** Settings 设置 of the rules: what holds on a day, since when and why, and what HR and administrators change. */
export function SettingsPage() {
  const say = useWords(SETTINGS)
  const { key, day, history } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery({ ...settingsQuery(day), placeholderData: (before) => before })
  const mayWrite = useSession().may('setting.write')
  const showHistory = (of: string) => {
    void navigate({ search: { key, day, history: of } })
    document.getElementById('setting-history')?.scrollIntoView({ block: 'start' })
  }
  return (
    <Page
      title={say('title')}
      lead={say('lead')}
      actions={<AsOf day={day} onChange={(chosen) => void navigate({ search: { key, history, day: chosen }, replace: true })} />}
    >
      <Loaded query={query} rows={14}>
        {(settings) => (
          <>
            <SettingList settings={settings.items} meant={key} mayChange={mayWrite} onHistory={showHistory} />
            <ScorecardSection settings={settings} mayChange={mayWrite} />
            <div id="setting-history" style={{ scrollMarginTop: 80 }}>
              <SettingHistory
                settings={settings.items}
                only={history}
                onShowAll={() => void navigate({ search: { key, day, history: undefined }, replace: true })}
              />
            </div>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function AsOf({ day, onChange }: { day: string | undefined; onChange: (day: string | undefined) => void }) {
  const say = useWords(SETTINGS)
  const id = useId()
  return (
    <>
      <label htmlFor={id}>{say('asOf')}</label>
      <Input
        id={id}
        type="date"
        value={day ?? companyDay()}
        style={{ width: 160 }}
        onChange={(event) => onChange(/^\d{4}-\d\d-\d\d$/.test(event.target.value) ? event.target.value : undefined)}
      />
      {day !== undefined && <Button onClick={() => onChange(undefined)}>{say('today')}</Button>}
    </>
  )
}
