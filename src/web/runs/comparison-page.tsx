import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useId, useState } from 'react'
import { periodQuery } from '../api/periods.ts'
import { bySize, signed, sizeOf } from '../parts/change-size.ts'
import { CsvButton } from '../parts/csv-button.tsx'
import { count, decimal, periodName } from '../parts/format.ts'
import { Notice } from '../parts/notice.tsx'
import { Empty, Loaded, Page } from '../parts/page.tsx'
import { type PlainColumn, PlainTable } from '../parts/plain-table.tsx'
import { sign } from '../parts/punctuation.ts'
import { useWords } from '../words/words.ts'
import { type ChangedPerson, comparisonQuery, doneRuns, regionNamesQuery, runsQuery } from './api.ts'
import { COMPARISON } from './comparison-words.ts'
import { FACTS, factName, factValue } from './fact-words.ts'
import { isFound, PersonFilter } from './person-filter.tsx'
import { useRuleNames } from './rule-names.ts'
import { useRunTitle } from './run-title.ts'
import { type ComparisonSearch, SORTS } from './search.ts'
import { type Differing, WhyChanged } from './why-changed.tsx'
import './runs.css'

const route = getRouteApi('/shell/periods/$period/comparison')
const AT_ONCE = 100

/** Two runs side by side: who moved, by how much, and because of which input, rule or setting. */
export function ComparisonPage() {
  const { period } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const say = useWords(COMPARISON)
  const list = useQuery(runsQuery(period))
  const narrow = (part: ComparisonSearch) => void navigate({ search: { ...search, ...part }, replace: true })
  return (
    <Page title={`${periodName(period)} ${say('title')}`} lead={say('lead')}>
      <Loaded query={list}>
        {({ items }) => {
          const done = doneRuns(items)
          const after = search.after ?? done[0]?.run
          const next = done[done.findIndex(({ run }) => run === after) + 1]?.run
          const before = search.before ?? next ?? done.find(({ run }) => run !== after)?.run
          if (after === undefined || before === undefined) {
            return (
              <Empty>
                <p>{say('needTwo')}</p>
                <Link to="/periods/$period/runs" params={{ period }}>
                  {say('toRuns')}
                </Link>
              </Empty>
            )
          }
          return (
            <>
              <RunChoices period={period} runs={done} before={before} after={after} onChange={narrow} />
              <Compared key={`${before} ${after}`} period={period} before={before} after={after} search={search} onChange={narrow} />
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

function RunChoices({
  period,
  runs,
  before,
  after,
  onChange,
}: {
  period: string
  runs: readonly { readonly run: string; readonly startedAt: string }[]
  before: string
  after: string
  onChange: (part: ComparisonSearch) => void
}) {
  const say = useWords(COMPARISON)
  const id = useId()
  const titleOf = useRunTitle(period)
  const published = useQuery(periodQuery(period)).data?.body.publishedRun
  const options = runs.map(({ run, startedAt }) => ({
    value: run,
    label: titleOf({ run, startedAt }, true) + (run === published ? say('published') : ''),
  }))
  return (
    <div className="filters">
      {(['before', 'after'] as const).map((side) => (
        <div className="field" key={side} style={{ minWidth: 270 }}>
          <label htmlFor={`${id}-${side}`}>{say(side)}</label>
          <Select
            id={`${id}-${side}`}
            value={side === 'before' ? before : after}
            options={options}
            onChange={(run: string) => onChange({ [side]: run })}
          />
        </div>
      ))}
    </div>
  )
}

function Compared({
  period,
  before,
  after,
  search,
  onChange,
}: {
  period: string
  before: string
  after: string
  search: ComparisonSearch
  onChange: (part: ComparisonSearch) => void
}) {
  const say = useWords(COMPARISON)
  const facts = useWords(FACTS)
  const id = useId()
  const [shown, setShown] = useState(AT_ONCE)
  const query = useQuery(comparisonQuery(period, before, after))
  const regions = useQuery(regionNamesQuery(period, after)).data ?? new Map<string, string>()
  const names = useRuleNames({ rules: (query.data?.rules.length ?? 0) > 0, settings: (query.data?.settings.length ?? 0) > 0 })
  const { sort = 'bonus' } = search
  return (
    <Loaded query={query}>
      {({ people, rules, settings, titles }) => {
        const found = people.filter((person) => isFound(search, { ...person, region: person.after?.region ?? person.before?.region ?? '' }))
        const rows = sorted(found, sort)
        const differing: Differing = { rules, settings, titles }
        if (people.length === 0) return <Notice kind="good">{say('same')}</Notice>
        return (
          <>
            <Causes differing={differing} names={names} />
            <div className="filters">
              <PersonFilter value={search} regions={regions} onChange={onChange} />
              <div className="field">
                <label htmlFor={`${id}-sort`}>{say('sort')}</label>
                <Select
                  id={`${id}-sort`}
                  value={sort}
                  options={SORTS.map((each) => ({ value: each, label: say(`sort_${each}`) }))}
                  onChange={(chosen) => onChange({ sort: chosen })}
                />
              </div>
            </div>
            <section className="card stack">
              <div className="row" style={{ justifyContent: 'space-between' }}>
                <span role="status">
                  {rows.length === people.length
                    ? say('changed', { count: count(people.length) })
                    : say('changedOf', { shown: count(rows.length), count: count(people.length) })}
                </span>
                <CsvButton name={`${say('file')}-${period}`} columns={csvColumns(say, facts, names, differing, regions)} rows={rows} />
              </div>
              <PlainTable
                caption={say('title')}
                columns={columnsOf(say, regions, differing, names)}
                rows={rows.slice(0, shown)}
                keyOf={({ kind, employee }) => `${kind} ${employee}`}
                empty={say('none')}
              />
              {rows.length > shown && (
                <Button onClick={() => setShown(shown + AT_ONCE)}>{say('more', { count: Math.min(AT_ONCE, rows.length - shown) })}</Button>
              )}
            </section>
          </>
        )
      }}
    </Loaded>
  )
}

function sorted(people: readonly ChangedPerson[], sort: (typeof SORTS)[number]): readonly ChangedPerson[] {
  if (sort === 'name') return people.toSorted((a, b) => a.name.localeCompare(b.name, 'zh'))
  const byScore = bySize(people, ({ scoreChange }) => sizeOf(scoreChange))
  return sort === 'score' ? byScore : bySize(byScore, ({ bonusChange }) => sizeOf(bonusChange))
}

type Names = ReturnType<typeof useRuleNames>
type Say = ReturnType<typeof useWords<NonNullable<(typeof COMPARISON)['keys']>>>
type SayFact = ReturnType<typeof useWords<NonNullable<(typeof FACTS)['keys']>>>

/** Rules and settings that differ between the runs, for everybody. */
function Causes({ differing: { rules, settings }, names }: { differing: Differing; names: Names }) {
  const say = useWords(COMPARISON)
  if (rules.length + settings.length === 0) return null
  return (
    <Notice title={say(rules.length > 0 ? 'rulesChanged' : 'settingsChanged')}>
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>
        {rules.map(({ key }) => (
          <li key={key}>{say('rule', { rule: names.rule(key) })}</li>
        ))}
        {settings.map(({ key, before, after }) => (
          <li key={key}>
            {say('setting', { setting: names.setting(key), before: names.value(key, before), after: names.value(key, after) })}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function columnsOf(say: Say, regions: ReadonlyMap<string, string>, differing: Differing, names: Names): PlainColumn<ChangedPerson>[] {
  const pair = (before: string | null | undefined, after: string | null | undefined) =>
    (before ?? after ?? null) === null ? (
      '—'
    ) : (
      <span className="nowrap">
        {decimal(before)} <span aria-hidden="true">→</span>
        <span className="sr-only">{say('arrow', { before: '', after: '' })}</span> <strong>{decimal(after)}</strong>
      </span>
    )
  const change = (text: string | null) =>
    text === null ? '—' : <span className={text.startsWith('-') ? 'down' : sizeOf(text) === 0n ? 'quiet' : 'up'}>{signed(text)}</span>
  return [
    {
      key: 'person',
      title: say('person'),
      head: true,
      bare: true,
      cell: ({ name, employee, kind, before, after }) => {
        const region = after?.region ?? before?.region ?? ''
        return (
          <>
            <span className="nowrap">
              {name} <span className="quiet">{employee}</span>
            </span>
            <div className="quiet">
              {regions.get(region) ?? region} · {say(kind === 'sales' ? 'sales' : 'service')}
            </div>
          </>
        )
      },
    },
    { key: 'score', title: say('score'), figures: true, cell: ({ before, after }) => pair(before?.score, after?.score) },
    { key: 'scoreChange', title: say('scoreChange'), figures: true, cell: ({ scoreChange }) => change(scoreChange) },
    { key: 'bonus', title: say('bonus'), figures: true, cell: ({ before, after }) => pair(before?.bonus, after?.bonus) },
    { key: 'bonusChange', title: say('bonusChange'), figures: true, cell: ({ bonusChange }) => change(bonusChange) },
    {
      key: 'why',
      title: say('why'),
      cell: (person) => <WhyChanged person={person} differing={differing} names={names} regions={regions} />,
    },
  ]
}

function csvColumns(say: Say, facts: SayFact, names: Names, { settings, titles }: Differing, regions: ReadonlyMap<string, string>) {
  const settingText = (key: string) => {
    const found = settings.find((each) => each.key === key)
    return `${names.setting(key)} ${names.value(key, found?.before ?? null)} → ${names.value(key, found?.after ?? null)}`
  }
  const regionOf = ({ before, after }: ChangedPerson) => after?.region ?? before?.region ?? ''
  return [
    { title: say('number'), text: ({ employee }: ChangedPerson) => employee },
    { title: say('name'), text: ({ name }: ChangedPerson) => name },
    { title: say('kind'), text: ({ kind }: ChangedPerson) => say(kind === 'sales' ? 'sales' : 'service') },
    { title: say('region'), text: (person: ChangedPerson) => regions.get(regionOf(person)) ?? regionOf(person) },
    { title: say('scoreBefore'), text: ({ before }: ChangedPerson) => before?.score },
    { title: say('scoreAfter'), text: ({ after }: ChangedPerson) => after?.score },
    { title: say('scoreChange'), text: ({ scoreChange }: ChangedPerson) => scoreChange },
    { title: say('bonusBefore'), text: ({ before }: ChangedPerson) => before?.bonus },
    { title: say('bonusAfter'), text: ({ after }: ChangedPerson) => after?.bonus },
    { title: say('bonusChange'), text: ({ bonusChange }: ChangedPerson) => bonusChange },
    {
      title: say('facts'),
      text: ({ because }: ChangedPerson) =>
        because.facts
          .map(({ fact, before, after }) => `${factName(facts, fact, titles)} ${factValue(facts, before)} → ${factValue(facts, after)}`)
          .join(sign('clause')),
    },
    { title: say('rules'), text: ({ because }: ChangedPerson) => because.rules.map(names.rule).join(sign('clause')) },
    { title: say('settings'), text: ({ because }: ChangedPerson) => because.settings.map(settingText).join(sign('clause')) },
  ]
}
