import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count, day, decimal, periodName, yuan } from '../../parts/format.ts'
import { Section } from '../../parts/page.tsx'
import { type PlainColumn, PlainTable } from '../../parts/plain-table.tsx'
import { inLanguage } from '../../words/in-language.ts'
import { useWords } from '../../words/words.ts'
import { settingsQuery } from '../settings/setting-queries.ts'
import { valueInWords } from '../settings/setting-value.ts'
import { signedYuan } from './signed-yuan.ts'
import type { Summary } from './what-if-queries.ts'
import { WHAT_IF_WORDS } from './what-if-words.ts'

interface ChangeLine {
  readonly key: string
  readonly name: string
  readonly rule: string | undefined
  readonly before: string
  readonly after: string
  readonly periods: readonly string[]
}

/** Which settings and versions of rules differ, and in which periods. */
export function WhatIfChanges({ change }: { change: Summary['change'] }) {
  const say = useWords(WHAT_IF_WORDS)
  const settings = useQuery(settingsQuery(undefined))
  const known = new Map((settings.data?.items ?? []).map((each) => [each.key, each]))
  const inWords = (key: string, value: string | null) => {
    const setting = known.get(key)
    if (value === null) return say('fileValue')
    return setting ? valueInWords(setting, value) : value
  }
  const lines: ChangeLine[] = [
    ...change.settings.map(({ key, before, after, periods }) => {
      const setting = known.get(key)
      const name = setting ? inLanguage(setting.title) : key
      return { key, name, rule: undefined, before: inWords(key, before), after: inWords(key, after), periods }
    }),
    ...change.rules.map(({ id, before, after, periods }) => {
      const version = (each: typeof before) => (each ? say('version', { day: day(each.effectiveFrom) }) : say('noVersion'))
      return { key: id, name: id, rule: id, before: version(before), after: version(after), periods }
    }),
  ]
  if (lines.length === 0) return null
  return (
    <Section title={say('changes')}>
      <PlainTable
        caption={say('changes')}
        rows={lines}
        keyOf={({ key }) => key}
        columns={[
          {
            key: 'what',
            title: say('what'),
            head: true,
            bare: true,
            cell: ({ key, name, rule }) => (
              <>
                {rule === undefined ? (
                  name
                ) : (
                  <Link to="/rules/$rule" params={{ rule }}>
                    {name}
                  </Link>
                )}
                {name !== key && <div className="quiet">{key}</div>}
              </>
            ),
          },
          { key: 'before', title: say('before'), cell: ({ before }) => before },
          { key: 'after', title: say('after'), cell: ({ after }) => after },
          { key: 'periods', title: say('periods'), cell: ({ periods }) => periods.map(periodName).join(' · ') },
        ]}
      />
    </Section>
  )
}

const KINDS = ['bonus', 'commission', 'performancePay', 'total'] as const
type Totals = Pick<Summary['totals'], 'before' | 'after' | 'difference'>

/** Money before, after and the difference, period by period; kinds of which there are none are left out. */
export function WhatIfPeriods({ periods, totals }: { periods: Summary['periods']; totals: Totals }) {
  const say = useWords(WHAT_IF_WORDS)
  const kinds = KINDS.filter((of) => of === 'total' || Number(totals.before[of]) !== 0 || Number(totals.after[of]) !== 0)
  const rows = [...periods.map(({ period, ...sides }) => ({ name: periodName(period), ...sides })), { name: say('total'), ...totals }]
  type Line = { readonly name: string } & Totals
  const columns: PlainColumn<Line>[] = [
    { key: 'period', title: say('period'), head: true, bare: true, cell: ({ name }) => name },
    ...kinds.map(
      (of): PlainColumn<Line> => ({
        key: of,
        title: say(of),
        figures: true,
        cell: ({ before, after }) => (
          <span className="one-line">
            {yuan(before[of])} {say('becomes')} {yuan(after[of])}
          </span>
        ),
      }),
    ),
    { key: 'difference', title: say('difference'), figures: true, cell: ({ difference }) => signedYuan(difference.total) },
  ]
  return (
    <Section title={say('byPeriod')}>
      <PlainTable caption={say('byPeriod')} rows={rows} keyOf={({ name }) => name} columns={columns} />
    </Section>
  )
}

/** How many people's difference lies where. */
export function WhatIfDistribution({ distribution }: { distribution: Summary['distribution'] }) {
  const say = useWords(WHAT_IF_WORDS)
  const most = Math.max(1, ...distribution.map(({ people }) => people))
  const range = (from: string | null, to: string | null) => {
    if (from === '0.00' && to === '0.01') return say('zero')
    if (from === null) return say('below', { to: decimal(to) })
    if (to === null) return say('above', { from: decimal(from) })
    return say('between', { from: decimal(from), to: decimal(to) })
  }
  return (
    <Section title={say('distribution')}>
      <PlainTable
        caption={say('distribution')}
        rows={distribution}
        keyOf={({ from }) => String(from)}
        columns={[
          { key: 'range', title: say('range'), head: true, bare: true, cell: ({ from, to }) => range(from, to) },
          { key: 'people', title: say('headcount'), figures: true, cell: ({ people }) => count(people) },
          {
            key: 'bar',
            title: '',
            cell: ({ people }) => (
              <span className="bucket-bar" aria-hidden="true" style={{ width: `${(people * 240) / most}px`, maxWidth: '100%' }} />
            ),
          },
        ]}
      />
    </Section>
  )
}

/** Pools and what of them is split, by period and region. */
export function WhatIfRegions({ regions }: { regions: Summary['regions'] }) {
  const say = useWords(WHAT_IF_WORDS)
  type Region = Summary['regions'][number]
  const changed = regions.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
  const status = (side: Region['before']) => say(side?.status ?? 'absent')
  const two = (side: 'pool' | 'paid') => (each: Region) => (
    <span className="one-line">
      {yuan(each.before?.[side])} {say('becomes')} {yuan(each.after?.[side])}
    </span>
  )
  return (
    <Section title={say('regions')}>
      <PlainTable
        caption={say('regions')}
        rows={changed}
        empty={<p>{say('sameRegions')}</p>}
        keyOf={({ period, region }) => `${period} ${region}`}
        columns={[
          { key: 'region', title: say('region'), head: true, bare: true, cell: ({ region, name }) => name || region },
          { key: 'period', title: say('period'), cell: ({ period }) => periodName(period) },
          { key: 'pool', title: say('pool'), figures: true, cell: two('pool') },
          { key: 'paid', title: say('paid'), figures: true, cell: two('paid') },
          { key: 'difference', title: say('difference'), figures: true, cell: ({ difference }) => signedYuan(difference.paid) },
          {
            key: 'status',
            title: say('status'),
            cell: ({ before, after }) =>
              before?.status === after?.status ? status(after) : `${status(before)} ${say('becomes')} ${status(after)}`,
          },
        ]}
      />
    </Section>
  )
}
