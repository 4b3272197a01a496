import { Button } from 'antd'
import { useState } from 'react'
import { Section } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { inLanguage } from '../../words/in-language.ts'
import { useWords } from '../../words/words.ts'
import { ScorecardDialog } from './scorecard-dialog.tsx'
import { draftOf } from './scorecard-draft.ts'
import type { Settings } from './setting-queries.ts'
import { SETTINGS } from './setting-words.ts'

/** Weights and targets of the scorecard 考核表, with what regions have of their own. */
export function ScorecardSection({ settings, mayChange }: { settings: Settings; mayChange: boolean }) {
  const say = useWords(SETTINGS)
  const [isChanging, setChanging] = useState(false)
  const rows = draftOf(settings.items)
  if (rows.length === 0) return null
  const nameOf = (code: string) => settings.regions.find((region) => region.code === code)?.name ?? code
  return (
    <Section title={say('scorecard')} actions={mayChange && <Button onClick={() => setChanging(true)}>{say('changeScorecard')}</Button>}>
      <p className="quiet">{say('scorecardLead')}</p>
      <PlainTable
        caption={say('scorecard')}
        rows={rows}
        keyOf={({ kpi }) => kpi}
        columns={[
          { key: 'kpi', title: say('kpi'), head: true, bare: true, cell: ({ title }) => inLanguage(title) },
          { key: 'weight', title: say('weight'), figures: true, cell: ({ figures }) => figures.weight ?? '—' },
          { key: 'target', title: say('target'), figures: true, cell: ({ figures }) => figures.target ?? '—' },
          { key: 'cap', title: say('cap'), figures: true, cell: ({ figures }) => figures.cap ?? '—' },
          {
            key: 'regions',
            title: say('perRegion'),
            cell: ({ regions }) =>
              Object.entries(regions)
                .map(([code, percent]) => `${nameOf(code)} ${percent}`)
                .join(' · ') || '—',
          },
        ]}
      />
      {isChanging && <ScorecardDialog settings={settings} onClose={() => setChanging(false)} />}
    </Section>
  )
}
