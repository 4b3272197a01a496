import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { fen, fenFromYuan, yuanText } from '../../base/money.ts'
import { count, day, decimal, periodName, yuan } from '../parts/format.ts'
import { Notice, ProblemNotice } from '../parts/notice.tsx'
import { Loading, Section } from '../parts/page.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { inBrackets } from '../parts/punctuation.ts'
import { COMMON } from '../words/common.ts'
import { STATE_WORDS } from '../words/states.ts'
import { useWords } from '../words/words.ts'
import type { Upload } from './api.ts'
import { listed } from './column-titles.ts'
import { checkedAs, type PeriodEffect, uploadEffectQuery } from './foresight-api.ts'
import { FORESIGHT_WORDS } from './foresight-words.ts'

/** What committing a waiting upload would change in pools, scores, bonuses and points: computed when it is asked for, since it takes as long as runs. */
export function UploadEffect({ upload }: { upload: Upload }) {
  const say = useWords(FORESIGHT_WORDS)
  const version = checkedAs(upload)
  const [asked, setAsked] = useState<string>()
  const query = useQuery({ ...uploadEffectQuery(upload.id, version), enabled: asked === version })
  const changes = Object.values(upload.plan?.tables ?? {}).some((table) => table.new + table.changed > 0)
  if (!changes) return null
  const { data } = query
  return (
    <Section
      title={say('effect')}
      actions={
        !data && (
          <Button loading={query.isFetching} onClick={() => (asked === version ? void query.refetch() : setAsked(version))}>
            {say('compute')}
          </Button>
        )
      }
    >
      {!data && <p className="quiet">{say('effectMore')}</p>}
      {upload.plan?.held && <p className="quiet">{say('asHeld', { day: day(upload.plan.held.from) })}</p>}
      {upload.plan && upload.plan.setAside.count > 0 && (
        <p className="quiet">{say('withoutAside', { n: count(upload.plan.setAside.count) })}</p>
      )}
      {query.isFetching && <Loading rows={3} />}
      <ProblemNotice problem={query.error} />
      {data?.periods.length === 0 && <p>{say('noPeriod')}</p>}
      {data?.periods.map((period) => (
        <OfPeriod key={period.period} effect={period} />
      ))}
      {data && data.others.length > 0 && <p className="quiet">{say('others', { periods: listed(data.others.map(periodName)) })}</p>}
    </Section>
  )
}

function OfPeriod({ effect }: { effect: PeriodEffect }) {
  const say = useWords(FORESIGHT_WORDS)
  const sayState = useWords(STATE_WORDS)
  const { period, state, regions, people, peopleChanged, problems } = effect
  return (
    <div className="stack">
      <h3>
        {periodName(period)}
        <span className="quiet">{inBrackets(sayState(state))}</span>
      </h3>
      {problems.length > 0 && (
        <Notice kind="bad" title={say('cannotRun')}>
          {problems.map(({ message }) => (
            <div key={message}>{message}</div>
          ))}
        </Notice>
      )}
      {problems.length + regions.length + peopleChanged === 0 && <p>{say('nothing')}</p>}
      {regions.length > 0 && <Regions regions={regions} />}
      {people.length > 0 && <People people={people} all={peopleChanged} />}
    </div>
  )
}

function Regions({ regions }: { regions: PeriodEffect['regions'] }) {
  const say = useWords(FORESIGHT_WORDS)
  return (
    <PlainTable
      caption={say('regions')}
      rows={regions}
      keyOf={({ region }) => region}
      columns={[
        { key: 'region', title: say('regions'), head: true, bare: true, cell: ({ region, name }) => name || region },
        { key: 'pool', title: say('pool'), figures: true, cell: ({ pool }) => <Became two={pool} shown={yuan} /> },
        { key: 'difference', title: say('difference'), figures: true, cell: ({ pool }) => signed(pool, yuan) },
        { key: 'state', title: say('state'), cell: ({ status }) => <Became two={status} shown={(each) => say(each ?? 'absent')} /> },
      ]}
    />
  )
}

/** So many are listed before all are asked for. */
const FIRST = 20

function People({ people, all }: { people: PeriodEffect['people']; all: number }) {
  const say = useWords(FORESIGHT_WORDS)
  const sayCommon = useWords(COMMON)
  const [isWhole, setIsWhole] = useState(false)
  const paid = (['commission', 'performancePay'] as const).filter((of) =>
    people.some((each) => each[of].before !== null || each[of].after !== null),
  )
  return (
    <>
      <PlainTable
        caption={say('people')}
        rows={isWhole ? people : people.slice(0, FIRST)}
        keyOf={({ kind, employee }) => `${kind} ${employee}`}
        columns={[
          {
            key: 'person',
            title: say('people'),
            head: true,
            bare: true,
            cell: ({ employee, name, kind }) => (
              <>
                <Link to="/people/$employee" params={{ employee }}>
                  {name}
                </Link>{' '}
                <span className="quiet">
                  {employee} {kind !== 'other' && sayCommon(kind === 'service' ? 'technicalEngineer' : 'salesRepresentative')}
                </span>
              </>
            ),
          },
          { key: 'score', title: say('score'), figures: true, cell: ({ score }) => <Became two={score} shown={decimal} /> },
          { key: 'bonus', title: say('bonus'), figures: true, cell: ({ bonus }) => <Became two={bonus} shown={yuan} /> },
          ...paid.map((of) => ({
            key: of,
            title: say(of),
            figures: true,
            cell: (person: PeriodEffect['people'][number]) => <Became two={person[of]} shown={yuan} />,
          })),
          { key: 'difference', title: say('difference'), figures: true, cell: (person) => signed(moneyOf(person), yuan) },
          { key: 'state', title: say('state'), cell: ({ status }) => <Became two={status} shown={(each) => say(each ?? 'absent')} /> },
        ]}
      />
      {people.length > FIRST && !isWhole && (
        <div>
          <Button onClick={() => setIsWhole(true)}>{say('showAll', { n: count(people.length) })}</Button>
        </div>
      )}
      {all > people.length && <p className="quiet">{say('peopleShown', { n: count(people.length), all: count(all) })}</p>}
    </>
  )
}

/** What somebody gets in all, before and after. */
function moneyOf({ bonus, commission, performancePay }: PeriodEffect['people'][number]): Two<string> {
  const sum = (side: 'before' | 'after') =>
    yuanText(fen([bonus, commission, performancePay].reduce((all, two) => all + (fenFromYuan(two[side] ?? '0') ?? 0n), 0n)))
  return { before: sum('before'), after: sum('after') }
}

interface Two<Text extends string> {
  readonly before: Text | null
  readonly after: Text | null
}

/** "before → after"; once where both are the same. */
function Became<Text extends string>({ two: { before, after }, shown }: { two: Two<Text>; shown: (text: Text | null) => ReactNode }) {
  const say = useWords(FORESIGHT_WORDS)
  if (before === after) return <span className="quiet">{shown(after)}</span>
  return (
    <span className="one-line">
      {shown(before)} {say('becomes')} {shown(after)}
    </span>
  )
}

/** By how much an amount grows, with its sign; nothing is zero. */
function signed({ before, after }: Two<string>, shown: (text: string) => string): string {
  const amountOf = (text: string | null) => (text === null ? 0n : (fenFromYuan(text) ?? 0n))
  const difference = fen(amountOf(after) - amountOf(before))
  return difference === 0n ? '—' : `${difference > 0n ? '+' : ''}${shown(yuanText(difference))}`
}
