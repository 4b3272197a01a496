import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { periodQuery } from '../api/periods.ts'
import { useSession } from '../api/session.ts'
import { periodName, time } from '../parts/format.ts'
import { Notice } from '../parts/notice.tsx'
import { Loaded, Page, Section } from '../parts/page.tsx'
import { usePeopleNames } from '../parts/people-names.ts'
import { Tag } from '../parts/tag.tsx'
import { useItemName } from '../sheet/item-name.ts'
import { ItemPanel } from '../sheet/item-panel.tsx'
import { KpiForm } from '../sheet/kpi-form.tsx'
import { type Sheet, sheetQuery } from '../sheet/queries.ts'
import { ScoreForm } from '../sheet/score-form.tsx'
import { useWords } from '../words/words.ts'
import { AppealDecision } from './appeal-decision.tsx'
import { APPEALS } from './appeal-words.ts'
import { type Appeal, appealQuery } from './appeals-api.ts'
import './runs.css'

/** One appeal: what was objected to, the sheet it is about, and the answer - or the means to give it. */
export function AppealPage() {
  const { period, appeal } = useParams({ from: '/shell/periods/$period/appeals/$appeal' })
  const query = useQuery(appealQuery(period, appeal))
  return <Loaded query={query}>{(data) => <AppealContent appeal={data} />}</Loaded>
}

function AppealContent({ appeal }: { appeal: Appeal }) {
  const say = useWords(APPEALS)
  const session = useSession()
  const [run, setRun] = useState<string | null>()
  const { period } = appeal
  const state = useQuery(periodQuery(period)).data?.body.state
  const nameOf = usePeopleNames([appeal.decidedBy])
  const sheet = useQuery(sheetQuery({ period, run: appeal.run, employee: appeal.employee }))
  const published = useQuery({ ...sheetQuery({ period, run: 'published', employee: appeal.employee }), enabled: sheet.isError })
  // Managers see the published run only: after a correction the sheet objected to is no longer theirs to see.
  const shown = sheet.data ?? published.data
  const isOwn = session.isOneself(appeal.employee, period)
  const mayDecide = session.may('appeal.decide') && !isOwn
  return (
    <Page
      title={say('of', { name: appeal.name })}
      lead={
        <span className="row">
          {periodName(period)} · {say(appeal.kind)} {appeal.employee} · {say('madeAt', { time: time(appeal.at) })}
          <Tag kind={appeal.state === 'open' ? 'warn' : appeal.state === 'corrected' ? 'good' : 'plain'}>{say(appeal.state)}</Tag>
        </span>
      }
    >
      <Section title={say('text')}>
        {shown && appeal.item !== null && <ObjectedItem sheet={shown} item={appeal.item} />}
        <div className="appeal-text">{appeal.text}</div>
      </Section>
      {appeal.answer !== null && (
        <Section title={say('answer')}>
          <div className="quiet">
            {appeal.state === 'corrected' ? say('decisionCorrected', { change: appeal.change ?? '' }) : say('decisionKept')} ·{' '}
            {say('decidedBy', { name: nameOf(appeal.decidedBy), time: time(appeal.decidedAt) })}
          </div>
          <div className="appeal-text">{appeal.answer}</div>
          {run !== undefined && <AfterDecision appeal={appeal} run={run} />}
        </Section>
      )}
      {appeal.state === 'open' && isOwn && <Notice>{say('ownAppeal')}</Notice>}
      {appeal.state === 'open' && mayDecide && state !== undefined && state !== 'published' && <Notice kind="warn">{say('closed')}</Notice>}
      {shown && <ObjectedSheet appeal={appeal} sheet={shown} />}
      {appeal.state === 'open' && mayDecide && state === 'published' && <AppealDecision appeal={appeal} onDecided={setRun} />}
    </Page>
  )
}

function ObjectedItem({ sheet, item }: { sheet: Sheet; item: string }) {
  const nameOf = useItemName(sheet.kpis)
  return (
    <div>
      <Tag kind="info">{nameOf(item)}</Tag>
    </div>
  )
}

function AfterDecision({ appeal, run }: { appeal: Appeal; run: string | null }) {
  const say = useWords(APPEALS)
  const session = useSession()
  const { period } = appeal
  if (appeal.state === 'kept')
    return (
      <Notice kind="good" title={say('decided')}>
        {say('decidedMore')}
      </Notice>
    )
  return (
    <Notice kind="good" title={say('decided')}>
      <p>{say(run === null ? 'runOther' : 'correctedMore')}</p>
      {session.may('run.read') && (
        <div className="row">
          {run !== null && (
            <Link to="/periods/$period/runs/$run" params={{ period, run }}>
              {say('toRun')}
            </Link>
          )}
          <Link to="/periods/$period/publish" params={{ period }} search={run === null ? {} : { run }}>
            {say('toPublish')}
          </Link>
        </div>
      )}
    </Notice>
  )
}

/** The sheet as it was objected to; a tap opens the workings of an item. */
function ObjectedSheet({ appeal, sheet }: { appeal: Appeal; sheet: Sheet }) {
  const say = useWords(APPEALS)
  const [item, setItem] = useState<string>()
  const part = sheet.parts.find(({ kind }) => kind === appeal.kind) ?? sheet.parts[0]
  if (!part) return null
  const place = { period: sheet.period, run: sheet.run, employee: sheet.employee }
  return (
    <Section
      title={say('sheet')}
      actions={
        <Link
          to="/periods/$period/people/$employee"
          params={{ period: sheet.period, employee: sheet.employee }}
          search={sheet.isPublished ? {} : { run: sheet.run }}
        >
          {say('openSheet')}
        </Link>
      }
    >
      {part.kind === 'service' ? (
        <ScoreForm sheet={sheet} part={part} onOpen={setItem} />
      ) : (
        <KpiForm sheet={sheet} part={part} onOpen={setItem} />
      )}
      {item !== undefined && <ItemPanel place={place} sheet={sheet} part={part} item={item} onClose={() => setItem(undefined)} />}
    </Section>
  )
}
