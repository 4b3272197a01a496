import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { periodQuery } from '../api/periods.ts'
import { useSession } from '../api/session.ts'
import { day, decimal, periodName } from '../parts/format.ts'
import { Notice } from '../parts/notice.tsx'
import { Empty, Loaded, Page, Section } from '../parts/page.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { COMMON } from '../words/common.ts'
import { language } from '../words/language.ts'
import { STATE_WORDS } from '../words/states.ts'
import { useWords } from '../words/words.ts'
import { regionsQuery } from './api.ts'
import { AttendanceKinds } from './attendance-kinds.tsx'
import { listed } from './column-titles.ts'
import { DecideDialog, WithdrawDialog } from './decide-dialog.tsx'
import { type IncompleteCase, moduleName, readCases } from './incomplete-case.ts'
import { INCOMPLETE_WORDS } from './incomplete-words.ts'
import './data.css'

const FROM = '/shell/periods/$period/incomplete'

/** Who lacks data and what becomes of it: decided by HR, seen by managers. */
export function IncompletePage() {
  const say = useWords(INCOMPLETE_WORDS)
  const sayState = useWords(STATE_WORDS)
  const { period } = useParams({ from: FROM })
  const session = useSession()
  const { data: opened } = useQuery(periodQuery(period))
  const mayDecide = session.may('incomplete.decide')
  const state = opened?.body.state
  const isOver = state === 'published' || state === 'closed'
  const isOpen = mayDecide && state !== undefined && !isOver
  return (
    <Page title={say('title', { period: periodName(period) })} lead={mayDecide ? say('leadHr') : say('leadOthers')}>
      {isOver && mayDecide && <Notice>{say('readOnly', { state: sayState(state) })}</Notice>}
      <AttendanceKinds period={period} mayDecide={isOpen} />
      <Cases period={period} mayDecide={isOpen} />
    </Page>
  )
}

function Cases({ period, mayDecide }: { period: string; mayDecide: boolean }) {
  const say = useWords(INCOMPLETE_WORDS)
  const sayCommon = useWords(COMMON)
  const session = useSession()
  const search = useSearch({ from: FROM })
  const navigate = useNavigate({ from: '/periods/$period/incomplete' })
  const [decided, setDecided] = useState<IncompleteCase>()
  const [withdrawn, setWithdrawn] = useState<IncompleteCase>()
  const query = useInfiniteQuery({
    queryKey: ['incomplete', period],
    initialPageParam: '',
    queryFn: ({ pageParam }) => readCases(period, pageParam),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const { data: regions } = useQuery(regionsQuery)
  const regionName = (code: string) => String(regions?.items.find(({ values }) => values.code === code)?.values.name ?? code)
  const all = query.data?.pages.flatMap(({ items }) => items) ?? []
  const held = all.filter(({ state }) => state === 'held')
  const shown = search.show === 'held' ? held : all
  return (
    <Section
      title={say('cases')}
      actions={
        all.length > 0 && (
          <>
            {held.length > 0 && <Tag kind="warn">{say('waiting', { n: held.length })}</Tag>}
            <Segmented
              aria-label={say('cases')}
              value={search.show ?? 'all'}
              options={[
                { value: 'all', label: say('showAll') },
                { value: 'held', label: say('showHeld') },
              ]}
              onChange={(show) => void navigate({ search: show === 'held' ? { show: 'held' } : {}, resetScroll: false })}
            />
          </>
        )
      }
    >
      <Loaded query={query}>
        {() => (
          <>
            {all.length > 0 && held.length === 0 && <Notice kind="good">{say('allDecided')}</Notice>}
            {held.length > 0 && session.may('upload.write') && (
              <p className="quiet">
                {say('uploadHint')} <Link to="/uploads">{say('toUploads')}</Link>
              </p>
            )}
            <PlainTable
              caption={say('cases')}
              rows={shown}
              keyOf={({ employee, module }) => `${employee} ${module}`}
              empty={<Empty>{all.length === 0 ? say('noCases') : say('noneHeld')}</Empty>}
              columns={[
                {
                  key: 'name',
                  title: sayCommon('person'),
                  head: true,
                  bare: true,
                  cell: ({ employee, name }) => (
                    <>
                      <Link to="/people/$employee" params={{ employee }}>
                        {name}
                      </Link>{' '}
                      <span className="quiet">{employee}</span>
                    </>
                  ),
                },
                { key: 'region', title: sayCommon('region'), cell: ({ region }) => regionName(region) },
                { key: 'module', title: say('module'), cell: (each) => moduleName(each) },
                { key: 'why', title: say('why'), cell: (each) => <Why each={each} /> },
                { key: 'decision', title: say('decision'), cell: (each) => <Decision each={each} /> },
                ...(mayDecide
                  ? [
                      {
                        key: 'do',
                        title: '',
                        bare: true,
                        cell: (each: IncompleteCase) =>
                          session.isOneself(each.employee, period) ? (
                            <span className="quiet">{sayCommon('ownCase')}</span>
                          ) : (
                            <span className="row">
                              <Button size="small" type={each.decision ? 'default' : 'primary'} onClick={() => setDecided(each)}>
                                {each.decision ? say('change') : say('decide')}
                              </Button>
                              {each.decision && (
                                <Button size="small" onClick={() => setWithdrawn(each)}>
                                  {say('withdraw')}
                                </Button>
                              )}
                            </span>
                          ),
                      },
                    ]
                  : []),
              ]}
            />
            {query.hasNextPage && (
              <div>
                <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {sayCommon('more')}
                </Button>
              </div>
            )}
          </>
        )}
      </Loaded>
      {decided && <DecideDialog period={period} each={decided} onDone={() => setDecided(undefined)} />}
      {withdrawn && <WithdrawDialog period={period} each={withdrawn} onDone={() => setWithdrawn(undefined)} />}
    </Section>
  )
}

function Why({ each: { reasonZh, reasonEn, events } }: { each: IncompleteCase }) {
  const say = useWords(INCOMPLETE_WORDS)
  return (
    <>
      {language() === 'zh' ? reasonZh : reasonEn}
      {events.map(({ kind, title, count, days }) => (
        <div key={kind} className="quiet">
          {say('eventDays', { kind: title, n: count, days: listed(days.map(day)) })}
        </div>
      ))}
    </>
  )
}

function Decision({ each: { decision } }: { each: IncompleteCase }) {
  const say = useWords(INCOMPLETE_WORDS)
  if (!decision) return <Tag kind="warn">{say('held')}</Tag>
  return (
    <>
      <Tag kind="good">{say(decision.decision)}</Tag> {decision.value !== null && say('valueOf', { value: decimal(decision.value) })}
      <div className="quiet">{decision.reason}</div>
    </>
  )
}
